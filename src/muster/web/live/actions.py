"""Announce that something changed, in the transaction that changed it."""

from typing import Any

from muster.web import clock
from muster.web.live.models import LiveEvent


def announce(topic: str, force: str = "", detail: dict[str, Any] | None = None) -> LiveEvent:
    """Return a new event, seen by screens once the transaction it is part of is committed."""
    return LiveEvent.objects.create(at=clock.now(), topic=topic, force=force, detail=detail or {})
