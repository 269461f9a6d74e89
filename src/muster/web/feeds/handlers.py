"""What is done for feeds by the clock: folders are looked into, late returns noticed."""

from datetime import timedelta
from typing import Any

from muster.web import clock
from muster.web.feeds.actions import notice_late, settle_late
from muster.web.feeds.folders import look_everywhere
from muster.web.jobs.actions import enqueue
from muster.web.jobs.handlers import every, handles
from muster.web.jobs.models import Job

LOOK, LATE = "feeds.look", "feeds.late"
LOOK_AGAIN = "feeds.look_again"
SOON = timedelta(seconds=20)
MINUTES, HOUR = 5, 60


def _look(only: str) -> None:
    for each in look_everywhere(only):
        key = f"{LOOK_AGAIN}.{each.pk}.{each.checks}"
        enqueue(LOOK_AGAIN, {"force": each.force}, key=key, run_at=clock.now() + SOON)


@every(minutes=MINUTES)
@handles(LOOK)
def look_at_folders(_payload: dict[str, Any], _job: Job | None = None) -> None:
    """Look into every watched folder."""
    _look("")


@handles(LOOK_AGAIN)
def look_at_folder(payload: dict[str, Any], _job: Job | None = None) -> None:
    """Look once more into the folder of a force, now that a check should have ended."""
    _look(payload["force"])


@every(minutes=HOUR, after=5)
@handles(LATE)
def look_for_late(_payload: dict[str, Any], _job: Job | None = None) -> None:
    """Notice returns that are late, and settle the notices of those that have come."""
    settle_late()
    notice_late()
