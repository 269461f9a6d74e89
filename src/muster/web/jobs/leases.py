"""Work is claimed for a while, by compare-and-set, and never assumed.

A claim is known by who holds it and by which attempt it is. Whatever is written about a job
names both, so that a worker that was given up for dead and comes back changes nothing.
"""

import logging
from datetime import timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from muster.errors import MusterError
from muster.web import clock
from muster.web.jobs.models import Job
from muster.web.logs import place_of

LEASE = timedelta(seconds=60)
MOST_ATTEMPTS = 5
FIRST_WAIT = timedelta(seconds=5)  # doubled with each attempt
LONGEST_ERROR = 4000
LOG = logging.getLogger("muster.jobs")


class UnableToFinish(MusterError):
    """Another worker has the job by now; what was done for it must be rolled back."""


def waiting() -> QuerySet[Job]:
    """Return the jobs that are neither done nor dead."""
    return Job.objects.filter(done_at=None, dead_at=None)


def claim(holder: str, lease: timedelta = LEASE) -> Job | None:
    """Return the job that is due first, held until the lease ends; None where none is due.

    On SQLite a transaction that writes has the database to itself; on PostgreSQL rows that
    others are claiming are passed over. A job that took its worker down with it too often is
    dead, and is not returned.
    """
    now = clock.now()
    due = waiting().filter(Q(lease_until=None) | Q(lease_until__lte=now), run_at__lte=now)
    while due.exists():  # a read, so that nobody who waits holds the writers up
        with transaction.atomic():
            job = due.select_for_update(skip_locked=True).order_by("run_at", "id").first()
            if job is None:
                return None
            if job.attempts < MOST_ATTEMPTS:
                job.attempts += 1
                job.leased_by, job.lease_until = holder, now + lease
                job.save(update_fields=["attempts", "leased_by", "lease_until"])
                return job
            job.dead_at, job.lease_until = now, None
            job.error = job.error or "The worker died with it each time"
            job.save(update_fields=["dead_at", "lease_until", "error"])
        LOG.error("a job is dead", extra={"job": job.pk, "kind": job.kind})
    return None


def renew(job: Job, lease: timedelta = LEASE) -> bool:
    """Hold a job for longer, and say whether it was still held."""
    return _held(job).update(lease_until=clock.now() + lease) == 1


def finish(job: Job) -> None:
    """Mark a job done, in the transaction of what it did.

    Raises UnableToFinish where the job is not held any more, and so rolls the effect back.
    """
    now = clock.now()
    if _held(job).update(done_at=now, lease_until=None, error="") != 1:
        raise UnableToFinish(f"Job {job.pk} is held by another worker now; nothing was kept")
    job.done_at = now


def release(job: Job) -> None:
    """Give a job back, as if it had not been claimed: its worker was told to stop."""
    _held(job).update(lease_until=None, attempts=job.attempts - 1)


def fail(job: Job, failure: BaseException) -> None:
    """Put a job off for another attempt, or give it up after the last."""
    now, last = clock.now(), job.attempts >= MOST_ATTEMPTS
    error = place_of(failure)[:LONGEST_ERROR]
    wait = FIRST_WAIT * 2 ** (job.attempts - 1)
    _held(job).update(
        lease_until=None,
        run_at=job.run_at if last else now + wait,
        dead_at=now if last else None,
        error=error,
    )
    LOG.log(
        logging.ERROR if last else logging.WARNING,
        "a job is dead" if last else "a job failed, and will be tried again",
        extra={"job": job.pk, "kind": job.kind, "attempt": job.attempts, "event": error},
    )


def _held(job: Job) -> QuerySet[Job]:
    return waiting().filter(pk=job.pk, leased_by=job.leased_by, attempts=job.attempts)
