"""What administration has done by night: bodies past their retention rule are erased."""

from typing import Any

from muster.web import clock
from muster.web.administration.retention import erase_what_is_due
from muster.web.jobs.handlers import every, handles
from muster.web.jobs.models import Job

DAY, NIGHT = 24 * 60, 2 * 60 + 30  # minutes


@every(minutes=DAY, after=NIGHT)
@handles("retention.erase")
def erase(_payload: dict[str, Any], _job: Job) -> None:
    """Erase what every rule says is due; each body and its audit entry in one transaction."""
    erase_what_is_due(clock.now())
