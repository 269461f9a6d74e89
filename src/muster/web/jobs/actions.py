"""Enqueue work in the transaction that wants it, and give the dead another chance."""

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


def revive(job: Job) -> bool:
    """Let a dead job be tried again from the first attempt, and say whether it was dead."""
    dead = Job.objects.filter(pk=job.pk).exclude(dead_at=None)
    return bool(dead.update(dead_at=None, attempts=0, run_at=clock.now(), lease_until=None))


def forget_done(before: datetime) -> int:
    """Remove the jobs done before an instant, and return how many; the dead are kept."""
    return Job.objects.filter(done_at__lt=before).delete()[0]
