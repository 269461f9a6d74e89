"""The audit is walked every night, and what was found is an entry of it."""

from typing import Any

from muster.web.audit.actions import SYSTEM, verify_and_record
from muster.web.jobs.handlers import every, handles
from muster.web.jobs.models import Job

DAY, NIGHT = 24 * 60, 3 * 60  # minutes


@every(minutes=DAY, after=NIGHT)
@handles("audit.verify")
def verify(_payload: dict[str, Any], _job: Job) -> None:
    """Walk the whole chain."""
    verify_and_record(SYSTEM)
