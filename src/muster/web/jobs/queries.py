"""How the work stands."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from muster.web import clock
from muster.web.jobs.leases import waiting
from muster.web.jobs.models import Job


@dataclass(frozen=True)
class Backlog:
    """How many jobs are due, to come, held and dead, and since when the oldest has been due."""

    due: int
    later: int
    held: int
    dead: int
    oldest: datetime | None


def backlog() -> Backlog:
    """Return how the work stands now."""
    now = clock.now()
    held = waiting().filter(lease_until__gt=now)
    due = waiting().exclude(pk__in=held.values("pk")).filter(run_at__lte=now)
    first = due.order_by("run_at").first()
    return Backlog(
        due=due.count(),
        later=waiting().filter(run_at__gt=now).count(),
        held=held.count(),
        dead=dead().count(),
        oldest=first.run_at if first else None,
    )


def dead() -> QuerySet[Job]:
    """Return the jobs that were given up, the latest first."""
    return Job.objects.exclude(dead_at=None).order_by("-dead_at")
