"""When the worst hours are, and what limits them, in words."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from typing import TYPE_CHECKING

from muster.doctrine import Doctrine
from muster.reporting.words import joined, pluralise, post_name

if TYPE_CHECKING:
    from muster.rehearsal import HourGroup, HourLimit, WorstHours

LEAST_SHARE = 0.1  # a limit that holds less often is not told
MOST_LIMITS = 3


def group_words(group: HourGroup) -> str:
    """Return hours alike as words: `Friday nights in August`, `the Friday before …`."""
    if group.holiday:
        return f"the {group.band} of {group.holiday}" if group.band else group.holiday
    month = calendar.month_name[group.month]
    day = calendar.day_name[group.weekday] if group.weekday >= 0 else ""
    if not (day or group.band):
        return month
    said = f"{day} {group.band}s".strip() if group.band else f"{day}s"
    return f"{said} in {month}" if month else said


def when_words(worst: WorstHours) -> str:
    """Return when the worst hours are, with how many of each group's hours are among them."""
    if not worst.groups:
        return "no particular time"
    return joined(
        f"{group_words(each)} ({each.worst:,} of {each.hours:,})" for each in worst.groups
    )


def limit_words(limits: Sequence[HourLimit], doctrine: Doctrine) -> str:
    """Return what stops the next unit, the most often first: `constables 80 %, carriers 20 %`."""
    told = [each for each in limits[:MOST_LIMITS] if each.share >= LEAST_SHARE]
    return ", ".join(f"{_scarce(each, doctrine)} {each.share:.0%}" for each in told or limits[:1])


def most_limiting(limits: Sequence[HourLimit], doctrine: Doctrine) -> str:
    """Return what most often stops the next unit, in a sentence: `constables run short`."""
    return f"{_scarce(limits[0], doctrine)} run short"


def _scarce(limit: HourLimit, doctrine: Doctrine) -> str:
    if limit.vehicle:
        return pluralise(post_name(limit.vehicle, doctrine))
    return joined(pluralise(post_name(post, doctrine)) for post in limit.posts)
