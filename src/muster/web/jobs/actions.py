"""Enqueue work in the transaction that wants it."""

from datetime import datetime
from typing import Any

from muster.web import clock
from muster.web.jobs.models import Job


def enqueue(kind: str, payload: dict[str, Any], *, key: str, run_at: datetime | None = None) -> Job:
    """Return a job, the one there already where the key was used before."""
    job, _ = Job.objects.get_or_create(
        key=key, defaults={"kind": kind, "payload": payload, "run_at": run_at or clock.now()}
    )
    return job
