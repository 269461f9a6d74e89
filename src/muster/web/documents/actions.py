"""Keep documents, withdraw them and put them back."""

from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import transaction

from muster.intake import Return
from muster.policing import clock as minutes
from muster.web import clock
from muster.web.accounts.rights import Viewer
from muster.web.audit.actions import record_entry
from muster.web.documents.models import Document, DocumentBody, DocumentStanding, Kind, Standing
from muster.web.live.actions import announce
from muster.web.rulebook import rulebook

RETURNS = "returns"


@dataclass(frozen=True)
class Described:
    """What stands beside the bytes of a document."""

    kind: Kind
    schema: str
    subject: str
    title: str
    provenance: dict[str, Any] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    prepared_at: datetime | None = None
    period_from: datetime | None = None
    period_until: datetime | None = None
    synthetic: bool = False
    made_from: Document | None = None


def keep(body: bytes, described: Described, *, by: Viewer, at: datetime | None = None) -> Document:
    """Return a new document, its body beside it, and the audit entry that says so."""
    with transaction.atomic():
        document = Document.objects.create(
            **described.__dict__,
            sha256=sha256(body).hexdigest(),
            size=len(body),
            received_at=at or clock.now(),
            received_by_id=by.user_id or None,
            received_from=by.name or "Muster",
        )
        DocumentBody.objects.create(document=document, content=body)
        record_entry(
            actor=by,
            action=f"{described.kind}.kept",
            subject=f"document {document.pk}",
            force=described.subject,
            detail={"sha256": document.sha256, "size": document.size},
        )
        announce(RETURNS if described.kind == Kind.RETURN else "documents", described.subject)
    return document


def describe_return(found: Return, made_from: Document | None = None) -> Described:
    """Return what is said beside a return that is kept packed."""
    about = found.about
    name = rulebook().force(found.force).name
    prepared = minutes.instant_of(about.prepared_at)
    return Described(
        kind=Kind.RETURN,
        schema="muster.return/1",
        subject=found.force,
        title=f"{name}, prepared {prepared:%-d %B %Y}",
        provenance={
            "doctrine": found.provenance.doctrine,
            "software": found.provenance.software,
            "inputs": [
                {"name": each.name, "sha256": each.sha256, "size": each.size}
                for each in found.provenance.inputs
            ],
        },
        facts={
            "rows": dict(found.rows),
            "skipped": dict(found.rows_skipped),
            "notes": list(found.notes),
            "prepared_by": about.prepared_by,
        },
        prepared_at=prepared,
        period_from=minutes.instant_of(about.period_from),
        period_until=minutes.instant_of(about.period_until),
        synthetic=found.synthetic,
        made_from=made_from,
    )


def stand(document: Document, standing: Standing, *, by: Viewer, reason: str) -> DocumentStanding:
    """Withdraw a document, or put it back, with the reason."""
    with transaction.atomic():
        said = DocumentStanding.objects.create(
            document=document,
            standing=standing,
            at=clock.now(),
            by_id=by.user_id or None,
            reason=reason,
        )
        record_entry(
            actor=by,
            action=f"{document.kind}.{standing}",
            subject=f"document {document.pk}",
            force=document.subject,
            reason=reason,
        )
        announce(RETURNS, document.subject)
    return said
