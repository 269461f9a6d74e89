"""A period's events together: what each is to have, and where they clash."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from muster.doctrine import Doctrine
from muster.mobilisation.event_assessing import assess_event
from muster.mobilisation.event_commanders import SharedCommander, shared_commanders
from muster.mobilisation.event_stretches import (
    Clash,
    Holding,
    Progress,
    Stretch,
    event_stretches,
    find_clashes,
)
from muster.mobilisation.event_values import Event, EventAssessment
from muster.policing import clock


@dataclass(frozen=True, slots=True)
class EventDay:
    """One local day (days since 1970) of one force.

    `peak` is the most units of each kind wanted at once; `least` the fewest of the kind by
    itself that can be raised after minimum cover while some are wanted, None where not
    known. Of the `minutes` in which units are wanted, `short` clash and `unknown` cannot be
    told.
    """

    force: str
    day: int
    events: tuple[str, ...]
    peak: Mapping[str, int]
    least: Mapping[str, int | None]
    minutes: int
    short: int
    unknown: int


@dataclass(frozen=True, slots=True)
class EventOutlook:
    """The events of a period [start, end) in UTC minutes, assessed and held together."""

    start: int
    end: int
    assessed: tuple[EventAssessment, ...]
    stretches: tuple[Stretch, ...]
    days: tuple[EventDay, ...]
    clashes: tuple[Clash, ...]
    shared: tuple[SharedCommander, ...]


def look_at_events(
    events: Sequence[Event],
    *,
    start: int,
    end: int,
    doctrine: Doctrine,
    holdings: Mapping[str, Holding],
    progress: Progress | None = None,
) -> EventOutlook:
    """Return the events for which units are in place in [start, end), and their clashes.

    `holdings` are rosters or totals by force; where a force has none, what it can raise is
    not known and nothing is called a clash. The order of the events makes no difference.
    Raises UnableToAssessEvent, UnableToLookAtEvents.
    """
    found = [_assess(event, doctrine) for event in events]
    inside = [each for each in found if each.deployed < end and each.released > start]
    assessed = tuple(sorted(inside, key=lambda each: (each.event.start, each.event.id)))
    stretches = event_stretches(
        assessed, start=start, end=end, doctrine=doctrine, holdings=holdings, progress=progress
    )
    return EventOutlook(
        start=start,
        end=end,
        assessed=assessed,
        stretches=stretches,
        days=_days(stretches),
        clashes=find_clashes(stretches, assessed, doctrine=doctrine, holdings=holdings),
        shared=shared_commanders(assessed),
    )


def _assess(event: Event, doctrine: Doctrine) -> EventAssessment:
    return assess_event(event, doctrine.event_method(clock.instant_of(event.start).date()))


def _days(stretches: Sequence[Stretch]) -> tuple[EventDay, ...]:
    by_day: dict[tuple[str, int], list[Stretch]] = {}
    for each in stretches:
        day = int(clock.local_day(np.array(each.at)))
        by_day.setdefault((each.force, day), []).append(each)
    return tuple(_day(force, day, own) for (force, day), own in sorted(by_day.items()))


def _day(force: str, day: int, stretches: Sequence[Stretch]) -> EventDay:
    units = sorted({unit for each in stretches for unit in each.wanted})
    return EventDay(
        force=force,
        day=day,
        events=tuple(sorted({event for each in stretches for event in each.events})),
        peak={unit: max(each.wanted.get(unit, 0) for each in stretches) for unit in units},
        least={unit: _least(unit, stretches) for unit in units},
        minutes=sum(each.minutes for each in stretches),
        short=sum(each.minutes for each in stretches if each.short),
        unknown=sum(each.minutes for each in stretches if each.unknown),
    )


def _least(unit: str, stretches: Sequence[Stretch]) -> int | None:
    kept = [each.found.kept.get(unit) for each in stretches if each.found]
    return min((count for count in kept if count is not None), default=None)
