"""Announce that something changed, in the transaction that changed it."""

from datetime import datetime
from typing import Any

from django.db import connection, transaction

from muster.web import clock
from muster.web.audit.actions import LOCK
from muster.web.live.models import LiveEvent


def announce(topic: str, force: str = "", detail: dict[str, Any] | None = None) -> LiveEvent:
    """Return a new event, seen by screens once the transaction it is part of is committed.

    Screens ask for what comes after the last event they saw, so events must be committed in
    the order of their numbers. SQLite has one writer by itself; on PostgreSQL the lock of the
    audit is held until the transaction ends, and the two can so never wait for each other.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        return LiveEvent.objects.create(
            at=clock.now(), topic=topic, force=force, detail=detail or {}
        )


def forget_events(before: datetime) -> int:
    """Remove the events announced before an instant, and return how many.

    The last one stays, so that the number that screens are to go on from is always known.
    """
    last = LiveEvent.objects.order_by("-id").values_list("id", flat=True).first() or 0
    return LiveEvent.objects.filter(at__lt=before, id__lt=last).delete()[0]
