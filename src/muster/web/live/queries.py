"""Reads of the event table."""

from datetime import UTC

from muster.web.live.models import LiveEvent
from muster.web.live.topics import Happening

MOST = 500  # events read at a time


def newest() -> int:
    """Return the number of the last event; 0 where there is none."""
    return LiveEvent.objects.order_by("-id").values_list("id", flat=True).first() or 0


def events_after(number: int) -> list[Happening]:
    """Return the events after a number, at most 500 of them, in order."""
    fields = ("id", "at", "topic", "force", "detail")
    found = LiveEvent.objects.filter(id__gt=number).order_by("id").values_list(*fields)[:MOST]
    return [
        Happening(pk, at.astimezone(UTC).isoformat(timespec="milliseconds"), topic, force, detail)
        for pk, at, topic, force, detail in found
    ]
