"""Add to the audit: always inside the transaction of what is recorded."""

from typing import Any

from django.db import connection, transaction

from muster.web import clock
from muster.web.accounts.rights import Viewer
from muster.web.audit.chain import FIRST, plain, seal
from muster.web.audit.checkpoints import Checkpoint
from muster.web.audit.models import AuditEntry
from muster.web.audit.verifying import Verification, verify_chain
from muster.web.requests import request_id

LOCK = 0x4D555354  # one writer of the chain at a time, on PostgreSQL
SYSTEM = Viewer(name="Muster")


def record_entry(
    *,
    actor: Viewer,
    action: str,
    subject: str,
    force: str = "",
    reason: str = "",
    detail: dict[str, Any] | None = None,
) -> AuditEntry:
    """Return a new entry at the end of the chain.

    Done and recorded stand or fall together: inside a transaction it is part of it. SQLite
    has one writer by itself; on PostgreSQL a lock is held until the transaction ends.
    """
    with transaction.atomic():
        _hold()
        last = AuditEntry.objects.order_by("-sequence").only("sequence", "digest").first()
        entry = AuditEntry(
            sequence=last.sequence + 1 if last else 1,
            at=clock.now(),
            actor_id=actor.user_id or None,
            actor=plain(actor.name or "Nobody")[:160],
            action=action,
            subject=plain(subject)[:200],
            force=plain(force)[:60],
            reason=plain(reason)[:500],
            detail=plain(detail or {}),
            request=request_id(),
            previous=last.digest if last else FIRST,
        )
        entry.digest = seal(entry)
        entry.save(force_insert=True)
    return entry


def _hold() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def verify_and_record(by: Viewer, checkpoint: Checkpoint | None = None) -> Verification:
    """Return what a walk over the whole chain found, and record that it was walked."""
    found = verify_chain(checkpoint)
    record_entry(
        actor=by,
        action="audit.verified",
        subject=found.sentence,
        detail={
            "intact": found.intact,
            "entries": found.entries,
            "digest": found.digest,
            "checkpoint": checkpoint.sequence if checkpoint else None,
            "breaks": [each.sentence for each in found.breaks],
        },
    )
    return found
