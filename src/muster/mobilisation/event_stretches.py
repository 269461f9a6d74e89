"""Stretch by stretch: the units that events want of a force against what it can raise then."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from muster.doctrine import Doctrine
from muster.errors import MusterError
from muster.mobilisation.event_values import EventAssessment
from muster.policing import clock
from muster.strength import CountSet, JointNeed, Roster, Together, ask_together

MOST_STRETCHES = 20_000
Holding = Roster | CountSet
Progress = Callable[[str, int, int], None]


class UnableToLookAtEvents(MusterError):
    """The question is too long to answer."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """At most an hour of one force, [at, until) in UTC minutes, in which events want the same.

    `found` is what the force can raise as it begins, None where its return does not reach
    so far or there is none.
    """

    force: str
    at: int
    until: int
    events: tuple[str, ...]
    wanted: Mapping[str, int]
    found: Together | None

    @property
    def minutes(self) -> int:
        """Return how long it is."""
        return self.until - self.at

    @property
    def short(self) -> bool:
        """Say whether not all that is wanted can be had after minimum cover is kept."""
        return self.found is not None and bool(self.found.needs_kept)

    @property
    def unknown(self) -> bool:
        """Say whether nothing can be said: no return, or totals that leave it open."""
        return self.found is None or not self.found.sure

    @property
    def lacking(self) -> tuple[int, int]:
        """Return the people and vehicles lacking, whoever stays and after cover."""
        if self.found is None:
            return (0, 0)
        return total_needed(self.found.needs), total_needed(self.found.needs_kept)


@dataclass(frozen=True, slots=True)
class Clash:
    """A run of stretches in which the same events want more of a force than it can raise.

    `worst` is the one that lacks most; `firm` says that the events that are notified would
    by themselves be too much then.
    """

    force: str
    start: int
    end: int
    worst: Stretch
    firm: bool


def event_stretches(
    assessed: Sequence[EventAssessment],
    *,
    start: int,
    end: int,
    doctrine: Doctrine,
    holdings: Mapping[str, Holding],
    progress: Progress | None = None,
) -> tuple[Stretch, ...]:
    """Return every stretch of [start, end) in which some event wants a unit, by force and time.

    What can be raised is asked at the notice doctrine has for events, so that people are
    there as the stretch begins. Raises UnableToLookAtEvents for more than can be asked.
    """
    asked = [
        (force, span, events)
        for force in sorted({each.event.force for each in assessed})
        for span, events in _spans(assessed, force, start, end)
    ]
    if len(asked) > MOST_STRETCHES:
        raise UnableToLookAtEvents(
            f"The events take {len(asked):,} hours of forces and at most {MOST_STRETCHES:,} are "
            "asked about; give a shorter period with --from and --to, or fewer forces"
        )
    found = []
    for done, (force, (at, until), events) in enumerate(asked, 1):
        if progress:
            progress("Counting what can be raised, hour by hour", done, len(asked))
        wanted = sum_wanted(events)
        together = _ask(holdings.get(force), wanted, at, doctrine)
        ids = tuple(sorted(each.event.id for each in events))
        found.append(Stretch(force, at, until, ids, wanted, together))
    return tuple(found)


def sum_wanted(assessed: Sequence[EventAssessment]) -> dict[str, int]:
    """Return the units that events want between them, by kind."""
    wanted: dict[str, int] = {}
    for each in assessed:
        for unit, count in each.wanted.items():
            wanted[unit] = wanted.get(unit, 0) + count
    return dict(sorted(wanted.items()))


def total_needed(needs: Sequence[JointNeed]) -> int:
    """Return how many people and vehicles are needed in all."""
    return sum(need.count for need in needs)


def find_clashes(
    stretches: Sequence[Stretch],
    assessed: Sequence[EventAssessment],
    *,
    doctrine: Doctrine,
    holdings: Mapping[str, Holding],
) -> tuple[Clash, ...]:
    """Return the stretches that clash, joined where they follow on with the same events."""
    by_id = {each.event.id: each for each in assessed}
    clashes = []
    for run in _runs([stretch for stretch in stretches if stretch.short]):
        worst = max(run, key=lambda stretch: (stretch.lacking, -stretch.at))
        notified = [by_id[each] for each in worst.events if by_id[each].weight >= 1]
        wanted = sum_wanted(notified)
        alone = _ask(holdings.get(worst.force), wanted, worst.at, doctrine) if wanted else None
        firm = alone is not None and bool(alone.needs_kept)
        clashes.append(Clash(worst.force, run[0].at, run[-1].until, worst, firm))
    return tuple(clashes)


def _spans(
    assessed: Sequence[EventAssessment], force: str, start: int, end: int
) -> Iterator[tuple[tuple[int, int], list[EventAssessment]]]:
    """Yield each stretch in which units of a force are in place, and the events they are for."""
    own = [each for each in assessed if each.event.force == force and each.units]
    first = max(start, min((each.deployed for each in own), default=end))
    last = min(end, max((each.released for each in own), default=start))
    cuts = {first, last, *range(first - first % clock.HOUR + clock.HOUR, last, clock.HOUR)}
    cuts |= {cut for each in own for cut in (each.deployed, each.released)}
    for at, until in pairwise(sorted(cut for cut in cuts if first <= cut <= last)):
        here = [each for each in own if each.deployed < until and each.released > at]
        if here:
            yield (at, until), here


def _ask(
    holding: Holding | None, wanted: Mapping[str, int], at: int, doctrine: Doctrine
) -> Together | None:
    if holding is None or (isinstance(holding, Roster) and not holding.starts <= at < holding.ends):
        return None
    within = doctrine.notice("events", clock.instant_of(at).date()).minutes[0]
    return ask_together(holding, wanted=wanted, at=at - within, within=within, doctrine=doctrine)


def _runs(stretches: Sequence[Stretch]) -> Iterator[list[Stretch]]:
    run: list[Stretch] = []
    for each in stretches:
        if run and (run[-1].force, run[-1].events, run[-1].until) != (
            each.force,
            each.events,
            each.at,
        ):
            yield run
            run = []
        run.append(each)
    if run:
        yield run
