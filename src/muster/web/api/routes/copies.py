"""Kept copies, and finding things as the command bar does."""

import json
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Query, Router

from muster.web.accounts.rights import Right
from muster.web.api.contracts.base import InAddress, Name, Paged, Paging, page_of
from muster.web.api.contracts.copies import (
    CopiesAnswer,
    CopyAnswer,
    CopyPart,
    FoundAnswer,
    FoundGroup,
    FoundPart,
)
from muster.web.api.routes.asking import KnownAsked, known_of
from muster.web.api.security import allowed, viewer_asking
from muster.web.audit.actions import record_entry
from muster.web.documents.models import Document, Kind
from muster.web.documents.queries import UnableToReadDocument, body_of
from muster.web.printouts.queries import copies_seen, may_see_copy
from muster.web.rulebook import force_slugs
from muster.web.shell.finders import found_by_kind

router = Router(tags=["copies"])
Sought: Any = Query("", description="What to look for, as in the command bar")  # type: ignore[type-arg]


@router.get("/copies", response=CopiesAnswer, by_alias=True, summary="Kept copies")
@allowed(Right.SEE_SUMS)
def copy_list(
    request: HttpRequest, subject: Name = "", paging: Paging = Paged, known: str = KnownAsked
) -> CopiesAnswer:
    """Return the copies kept of what this token may see, the latest first."""
    found = list(copies_seen(viewer_asking(request), known_of(request), subject))
    rows, said = page_of(found, paging)
    return CopiesAnswer(items=[_part(each) for each in rows], **said)


@router.get("/copies/{number}", response=CopyAnswer, by_alias=True, summary="A kept copy")
@allowed(Right.SEE_SUMS)
def one_copy(request: HttpRequest, number: InAddress) -> CopyAnswer:
    """Return a kept copy with the answer in it. Each reading is an entry of the audit."""
    viewer = viewer_asking(request)
    held = Document.objects.filter(pk=number, kind=Kind.PRINT).first()
    if held is None or not may_see_copy(viewer, held):
        raise Http404("There is no such copy among those this token may see")
    try:
        body = body_of(held)
    except UnableToReadDocument as gone:
        raise Http404(str(gone)) from gone
    record_entry(
        actor=viewer,
        action="exported",
        subject=f"document {held.pk}",
        force=held.subject if held.subject in force_slugs() else "",
        detail={"sha256": held.sha256, "through": "interface"},
    )
    whole = sha256(body).hexdigest() == held.sha256
    return CopyAnswer(copy_=_part(held), whole=whole, kept=json.loads(body))


def _part(document: Document) -> CopyPart:
    facts = document.facts
    return CopyPart(
        number=document.pk,
        kept_at=document.received_at,
        kept_by=document.received_from,
        title=document.title,
        subject=document.subject,
        contract=document.schema,
        sha256=document.sha256,
        size=document.size,
        address=str(facts.get("address", "")),
        at=_instant(facts.get("at")),
        known=_instant(facts.get("known")),
        edition=str(facts.get("edition", "")),
        synthetic=document.synthetic,
    )


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


@router.get("/find", response=FoundAnswer, by_alias=True, summary="Find")
@allowed(Right.SEE_DOCTRINE)
def find(request: HttpRequest, q: Name = Sought) -> FoundAnswer:
    """Return what this token may find by a text, a handful of each kind, as the command bar does.

    Nothing of a person is read to say so: a collar number leads to the page that asks why.
    """
    found = found_by_kind(viewer_asking(request), q)
    return FoundAnswer(
        groups=[
            FoundGroup(
                kind=kind,
                found=[
                    FoundPart(label=str(each.label), hint=str(each.hint), address=each.url)
                    for each in inside
                ],
            )
            for kind, inside in found.items()
        ]
    )
