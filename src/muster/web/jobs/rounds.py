"""Work that comes round by the clock: one job for each slot, whoever enqueues it first."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.contrib.sessions.backends.db import SessionStore

from muster.web import clock
from muster.web.jobs.actions import enqueue, forget_done
from muster.web.jobs.handlers import ROUNDS, Round, every, handles
from muster.web.jobs.models import Job

KEPT_DONE = timedelta(days=30)
DAY, NIGHT = 24 * 60, 2 * 60 + 10  # minutes
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def slot_of(each: Round, at: datetime) -> datetime:
    """Return when the slot began that an instant lies in."""
    return at - (at - EPOCH - each.after) % each.period


def enqueue_rounds() -> list[Job]:
    """Enqueue what the present slot of each kind asks for, and return what was not there yet."""
    now = clock.now()
    slots = {f"{kind} {slot_of(each, now):%Y-%m-%dT%H:%MZ}": kind for kind, each in ROUNDS.items()}
    there = set(Job.objects.filter(key__in=slots).values_list("key", flat=True))
    return [enqueue(kind, {}, key=key) for key, kind in slots.items() if key not in there]


@every(minutes=DAY, after=NIGHT)
@handles("jobs.forget")
def forget(_payload: dict[str, Any], _job: Job) -> None:
    """Remove what was done long ago, and sessions that have ended."""
    forget_done(clock.now() - KEPT_DONE)
    SessionStore.clear_expired()
