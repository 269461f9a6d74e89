"""What a force's records support, measure by measure.

A measure is named for what it counts:

- `<unit kind>.<any name>`: whole units of a kind that can be raised;
- `<unit kind>.trained`: whole units that everyone employed and in date would make, on duty
  or not, vehicles apart;
- `skill.<skill>[.<any name>]`: people with a skill in date, and with a notice those who can
  parade by then;
- `vehicle.<kind>[.<any name>]`: vehicles on the road.

Where a measure of what can be raised carries no notice, the longest of doctrine's curve is
taken and the statement says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from muster.doctrine import Doctrine
from muster.policing import Composition, Post, VehicleNeed, clock
from muster.strength.answers import KindCount, Options
from muster.strength.availability import available
from muster.strength.capacity import Capacity, Need, most_units, post_set, reach_of
from muster.strength.counts import CountSet
from muster.strength.formation import fitting_masks
from muster.strength.read_counts import read_counts
from muster.strength.read_roster import read_roster
from muster.strength.roster import Overlay, Roster

if TYPE_CHECKING:
    from muster.strength.nation import NationIndex

PLAIN = Options()
SKILL, VEHICLE, TRAINED = "skill", "vehicle", "trained"
ALL_TRAINED = "Everyone employed and in date, on duty or not."


@dataclass(frozen=True, slots=True)
class Wanted:
    """A measure asked for, at a notice in minutes, None for no notice."""

    measure: str
    within: int | None


@dataclass(frozen=True, slots=True)
class Measured:
    """What records support: between `low` and `high` (None: no known limit), in words too."""

    wanted: Wanted
    low: int
    high: int | None
    statement: str


@dataclass(frozen=True, slots=True, eq=False)
class _Question:
    """One measure as whole units of something, and the notice at which it is read."""

    wanted: Wanted
    composition: Composition
    within: int
    on_duty: bool


def measure_strength(
    holding: Roster | CountSet,
    wanted: Iterable[Wanted],
    *,
    at: int,
    doctrine: Doctrine,
    overlays: Sequence[Overlay] = (),
) -> tuple[Measured, ...]:
    """Return what records support of each measure that can be read from people and vehicles.

    Measures of other things are passed over, and so is anything counts are silent on. Each
    notice is read once for all that is asked at it. Overlays change who and what can come,
    never who is trained.
    """
    questions = list(_questions(wanted, at, doctrine))
    moving = [each for each in questions if each.on_duty]
    found = list(_raised(holding, moving, at, doctrine, overlays))
    if isinstance(holding, Roster):
        still = [each for each in questions if not each.on_duty]
        found += _on_strength(holding, still, at, doctrine)
    return tuple(found)


def notices_measured(wanted: Iterable[Wanted], *, at: int, doctrine: Doctrine) -> tuple[int, ...]:
    """Return the notices at which `measure_indexed` wants an index, in minutes."""
    found = {each.within if each.on_duty else 0 for each in _questions(wanted, at, doctrine)}
    return tuple(sorted(found))


def measure_indexed(
    indexes: Mapping[int, NationIndex], wanted: Iterable[Wanted], *, at: int, doctrine: Doctrine
) -> Mapping[str, tuple[Measured, ...]]:
    """Return what records support of each measure, by force, from indexes by notice.

    The figures of `measure_strength`, in milliseconds, at the notices there are indexes for
    (`notices_measured` names those that are wanted); the statements leave out what stops the
    next unit. Raises UnableToIndexNation outside the hours indexed.
    """
    figures: dict[Wanted, tuple[_Question, list[int]]] = {}
    questions = list(_questions(wanted, at, doctrine))
    for within, index in indexes.items():
        here = [each for each in questions if each.within == within and each.on_duty]
        still = [each for each in questions if within == 0 and not each.on_duty]
        for each, counts in (*_moving(index, here, at), *_still(index, still, at)):
            figures[each.wanted] = (each, counts)
    forces = next(iter(indexes.values())).forces if indexes else ()
    return {
        force: tuple(
            Measured(wanted, counts[place], counts[place], _brief(each))
            for wanted, (each, counts) in figures.items()
        )
        for place, force in enumerate(forces)
    }


def _moving(
    index: NationIndex, questions: Sequence[_Question], at: int
) -> Iterator[tuple[_Question, list[int]]]:
    """Yield what can be raised, measure by measure, by force of an index."""
    units = [each for each in questions if each.composition.posts]
    raised = index.count_units(at, [each.composition for each in units]).T.tolist()
    yield from zip(units, raised, strict=True)
    kinds = [kind.slug for kind in index.doctrine.vehicle_kinds]
    for each in questions:
        if not each.composition.posts:
            column = kinds.index(each.composition.vehicles[0].kind)
            yield each, index.on_road(at)[:, column].tolist()


def _still(
    index: NationIndex, questions: Sequence[_Question], at: int
) -> Iterator[tuple[_Question, list[int]]]:
    """Yield what those employed and in date would make, measure by measure."""
    made = index.count_trained(at, [each.composition for each in questions]).T.tolist()
    yield from zip(questions, made, strict=True)


def _brief(question: _Question) -> str:
    if not question.on_duty:
        return ALL_TRAINED
    return _raised_words(question.within) if question.wanted.within is None else ""


def _raised_words(within: int) -> str:
    return f"Raised within {within // clock.HOUR} hours."


def _questions(wanted: Iterable[Wanted], at: int, doctrine: Doctrine) -> Iterator[_Question]:
    on = clock.instant_of(at).date()
    longest = max(doctrine.notice("curve", on).minutes)
    for each in dict.fromkeys(wanted):
        composition = _composition(each.measure, on, doctrine)
        if composition is not None:
            head, _, tail = each.measure.partition(".")
            still = tail == TRAINED or (head == SKILL and each.within is None)
            within = longest if each.within is None else each.within
            yield _Question(each, composition, within, on_duty=not still)


@lru_cache(maxsize=512)
def _composition(measure: str, on: date, doctrine: Doctrine) -> Composition | None:
    """Return what one of a measure consists of, None where it is not people or vehicles."""
    head, name = (*measure.split("."), "")[:2]
    if head in {unit.slug for unit in doctrine.units}:
        return doctrine.composition(head, on)
    if head == SKILL and name in {skill.slug for skill in doctrine.skills}:
        anyone = tuple(rank.slug for rank in doctrine.ranks)
        return Composition(name, on, (Post(name, 1, anyone, (name,)),), ())
    if head == VEHICLE and name in {kind.slug for kind in doctrine.vehicle_kinds}:
        return Composition(name, on, (), (VehicleNeed(name, 1),))
    return None


def _raised(
    holding: Roster | CountSet,
    questions: Sequence[_Question],
    at: int,
    doctrine: Doctrine,
    overlays: Sequence[Overlay],
) -> Iterator[Measured]:
    for within in sorted({each.within for each in questions}):
        here = [each for each in questions if each.within == within]
        compositions = [each.composition for each in here]
        read = _read(holding, compositions, at, within, doctrine, overlays)
        for each, counted in zip(here, read, strict=True):
            if isinstance(holding, Roster) or counted.low or counted.high is not None:
                yield Measured(each.wanted, counted.low, counted.high, _statement(each, counted))


def _read(
    holding: Roster | CountSet,
    compositions: Sequence[Composition],
    at: int,
    within: int,
    doctrine: Doctrine,
    overlays: Sequence[Overlay],
) -> Iterator[KindCount]:
    """Yield one count for each composition; each is read by itself, availability only once."""
    if isinstance(holding, CountSet):
        for composition in compositions:
            yield from read_counts(holding, [composition], at=at, within=within).kinds
        return
    yield from read_roster(
        holding,
        compositions,
        at=at,
        within=within,
        doctrine=doctrine,
        options=PLAIN,
        overlays=overlays,
    ).kinds


def _statement(question: _Question, counted: KindCount) -> str:
    said = []
    if question.wanted.within is None:
        said.append(_raised_words(counted.within))
    if counted.next_unit_needs and not question.wanted.measure.startswith((SKILL, VEHICLE)):
        needs = [_need(need, question.composition, counted) for need in counted.next_unit_needs]
        said.append(f"The next one needs {', '.join(needs)}.")
    if counted.unknown and counted.high != counted.low:
        said.append(f"Not known: {', '.join(counted.unknown)}.")
    return " ".join(said).replace("_", " ")


def _need(need: Need, composition: Composition, counted: KindCount) -> str:
    """Return what the next unit needs of one post or vehicle, with the sum it comes from."""
    each = {post.slug: post.count for post in composition.posts}
    each |= {vehicle.kind: vehicle.count for vehicle in composition.vehicles}
    held = counted.available.get(need.post)
    sum_ = "" if held is None else f" ({held} known, {each[need.post]} to a unit)"
    return f"{need.count} more {need.post}{'' if need.count == 1 else 's'}{sum_}"


def _on_strength(
    roster: Roster, questions: Sequence[_Question], at: int, doctrine: Doctrine
) -> Iterator[Measured]:
    """Yield what everyone employed and in date would make, on duty or not."""
    if not questions:
        return
    tickets = available(roster, at=at, within=0, doctrine=doctrine).tickets
    day = clock.local_day(np.array([at]))
    employed = (roster.officers.joined <= day) & (roster.officers.left >= day)
    for each in questions:
        people = post_set([Composition("", each.composition.starts, each.composition.posts, ())])
        masks = np.where(employed, fitting_masks(roster, tickets, people, doctrine), 0)
        histogram = np.bincount(masks, minlength=1 << len(people.posts))
        count = most_units(Capacity(people, reach_of(histogram), {}), 0)
        yield Measured(each.wanted, count, count, ALL_TRAINED)
