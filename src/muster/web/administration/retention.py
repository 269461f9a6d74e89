"""Erase the bodies of documents that were kept long enough; their rows stay."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from muster.errors import MusterError
from muster.web import clock
from muster.web.accounts.rights import Viewer
from muster.web.administration.models import RetentionRule
from muster.web.audit.actions import SYSTEM, record_entry
from muster.web.documents.models import Document, DocumentBody, Kind
from muster.web.documents.queries import returns_known

SHORTEST, LONGEST = 1, 36_500


class UnableToSetRetention(MusterError):
    """A rule was asked for that cannot be one."""


@dataclass(frozen=True)
class Due:
    """What a rule would erase now."""

    documents: int
    size: int
    oldest: datetime | None
    newest: datetime | None


def due_under(kind: str, days: int, at: datetime) -> list[Document]:
    """Return the documents whose bodies a rule would erase at an instant, the oldest first.

    The return a force stands on is never among them, however old: its picture rests on it.
    """
    before = at - timedelta(days=days)
    found = Document.objects.filter(kind=kind, received_at__lt=before, erased_at=None)
    standing = {each.pk for each in returns_known(at).values()} if kind == Kind.RETURN else set()
    return list(found.exclude(pk__in=standing).order_by("received_at", "pk"))


def summed(documents: Iterable[Document]) -> Due:
    """Return how many documents there are, how large, and from when until when."""
    listed = list(documents)
    return Due(
        len(listed),
        sum(each.size for each in listed),
        listed[0].received_at if listed else None,
        listed[-1].received_at if listed else None,
    )


def set_rule(kind: str, days: int | None, *, by: Viewer, reason: str) -> RetentionRule | None:
    """Return the rule for a kind of document from now on; None takes it away.

    Raises UnableToSetRetention for days that make no sense.
    """
    if days is not None and not SHORTEST <= days <= LONGEST:
        raise UnableToSetRetention(f"Keep documents for {SHORTEST} to {LONGEST:,} days")
    with transaction.atomic():
        before = RetentionRule.objects.filter(kind=kind).first()
        rule = None
        if days is None:
            RetentionRule.objects.filter(kind=kind).delete()
        else:
            rule, _made = RetentionRule.objects.update_or_create(
                kind=kind,
                defaults={"days": days, "set_at": clock.now(), "set_by_id": by.user_id or None},
            )
        record_entry(
            actor=by,
            action="retention.set",
            subject=kind,
            reason=reason,
            detail={"days": days, "before": before.days if before else None},
        )
    return rule


def erase_what_is_due(at: datetime, *, by: Viewer = SYSTEM) -> int:
    """Erase the bodies that every rule says are due, and return how many."""
    erased = 0
    for rule in RetentionRule.objects.all():
        for document in due_under(rule.kind, rule.days, at):
            erased += _erase(document, rule, by)
    return erased


def _erase(document: Document, rule: RetentionRule, by: Viewer) -> bool:
    """Erase one body, unless it was erased meanwhile; say whether it was done."""
    with transaction.atomic():
        waiting = Document.objects.filter(pk=document.pk, erased_at=None)
        if not waiting.update(erased_at=clock.now()):
            return False
        DocumentBody.objects.filter(document_id=document.pk).delete()
        record_entry(
            actor=by,
            action="document.erased",
            subject=f"document {document.pk}",
            force=document.subject,
            reason=f"kept {rule.days} days, as the rule says",
            detail={"kind": document.kind, "sha256": document.sha256, "size": document.size},
        )
    return True
