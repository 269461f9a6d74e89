"""What the event table asks for by the clock: events that no screen will ask for are removed."""

from datetime import timedelta
from typing import Any

from muster.web import clock
from muster.web.jobs.handlers import every, handles
from muster.web.jobs.models import Job
from muster.web.live.actions import forget_events

KEPT = timedelta(days=1)  # a screen that was away for longer loads its page anew
HOUR = 60  # minutes


@every(minutes=HOUR)
@handles("live.forget")
def forget(_payload: dict[str, Any], _job: Job) -> None:
    """Remove events older than a day."""
    forget_events(clock.now() - KEPT)
