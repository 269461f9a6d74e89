"""Reads of what is due, what is late and what came by a folder."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet

from muster.web import clock
from muster.web.feeds.due import next_due, return_for
from muster.web.feeds.models import Arrival, LateNotice, Rule, day_of
from muster.web.rulebook import rulebook


def late_now(forces: tuple[str, ...] | None = None) -> list[LateNotice]:
    """Return the notices of returns that are late and still have not come, the oldest first."""
    found = LateNotice.objects.filter(settled_at=None)
    if forces is not None:
        found = found.filter(force__in=forces)
    now = clock.now()
    return [each for each in found if return_for(each.force, each.due_at, now) is None]


def rule_of(force: str) -> Rule | None:
    """Return what holds for a force; None where nobody has set anything."""
    return Rule.objects.filter(force=force).select_related("set_by").first()


def next_day_of(rule: Rule | None) -> date | None:
    """Return the day by which the next return is due under a rule; None where no day is set."""
    return day_of(next_due(rule.due_day, clock.now())) if rule and rule.due_day else None


def arrivals_of(force: str) -> QuerySet[Arrival]:
    """Return what was moved out of a force's watched folder, the latest first."""
    return Arrival.objects.filter(force=force).select_related("upload").order_by("-at", "-id")


def watched_folder(force: str) -> Path | None:
    """Return where a force's files are looked for; None where no folder is watched."""
    return Path(settings.WATCHED_FOLDER) / force if settings.WATCHED_FOLDER else None


@dataclass(frozen=True)
class FeedRow:
    """A force, its rule, the day its next return is due, and whether one is late."""

    slug: str
    name: str
    rule: Rule | None
    next_day: date | None
    late: LateNotice | None


def feeds_of(forces: tuple[str, ...]) -> list[FeedRow]:
    """Return how the returns of some forces come, for whoever looks after them."""
    rules = {each.force: each for each in Rule.objects.filter(force__in=forces)}
    late = {each.force: each for each in late_now(forces)}
    return [
        FeedRow(
            slug,
            rulebook().force(slug).name,
            rule := rules.get(slug),
            next_day_of(rule),
            late.get(slug),
        )
        for slug in forces
    ]
