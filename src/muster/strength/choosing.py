"""Who would go, when so many units of several kinds leave at several notices."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from muster.doctrine import Doctrine
from muster.errors import MusterError
from muster.policing import Composition, clock
from muster.strength.assignment import assign_people
from muster.strength.capacity import Table
from muster.strength.roster import Column, Overlay, Roster
from muster.strength.scheduling import Bodies, read_bodies

MOST_PLACES = 62  # bits of a word, less its sign


class UnableToChoosePeople(MusterError):
    """The units asked for cannot be made of the people there are."""


@dataclass(frozen=True, slots=True)
class Taken:
    """So many units of a kind that leave after a notice in minutes."""

    unit: str
    notice: int
    count: int


@dataclass(frozen=True, slots=True, eq=False)
class Chosen:
    """The officers of the units of one `taken`, as roster rows, and who of them is called in.

    `vehicles` are rows of the vehicles on the road that the units would take.
    """

    taken: Taken
    officers: Column
    recalled: int
    vehicles: Column


def choose_people(
    roster: Roster,
    taken: Sequence[Taken],
    *,
    at: int,
    doctrine: Doctrine,
    releasable: bool = True,
    overlays: Sequence[Overlay] = (),
) -> tuple[Chosen, ...]:
    """Return who would make up units that are taken, nobody in two of them.

    One matching for all: a place in a unit that leaves after a notice can be filled by those
    who fit its post and can parade by then, or could by a shorter notice of doctrine's and
    wait. Minimum cover is kept when the last of them leave. Raises UnableToChoosePeople where
    some place or vehicle is wanting.
    """
    if not taken:
        return ()
    on = clock.instant_of(at).date()
    kinds = [doctrine.composition(unit, on) for unit in dict.fromkeys(t.unit for t in taken)]
    last = max(each.notice for each in taken)
    before = {notice for notice in doctrine.notice("curve", on).minutes if notice <= last}
    notices = tuple(sorted(before | {each.notice for each in taken}))
    bodies = read_bodies(
        roster, kinds, at=at, notices=notices, doctrine=doctrine,
        overlays=overlays, releasable=releasable,
    )  # fmt: skip
    rows = _match(bodies, taken, kinds)
    called = ~bodies.firm
    cars = _cars(bodies, taken, kinds)
    return tuple(
        Chosen(each, own, int(called[own].sum()), vehicles)
        for each, own, vehicles in zip(taken, rows, cars, strict=True)
    )


def _match(bodies: Bodies, taken: Sequence[Taken], kinds: Sequence[Composition]) -> list[Column]:
    """Return the rows of the officers of each taken, or refuse."""
    last = bodies.musters[-1]
    by_unit = {kind.unit: kind for kind in kinds}
    masks = np.zeros(len(last.masks), dtype=np.int64)
    places: list[int] = []
    owner: list[int] = []
    for number, each in enumerate(taken):
        body = bodies.notices.index(each.notice)
        for post in by_unit[each.unit].posts:
            fits = bodies.musters[body].masks >> last.post_set.column(post) & 1 > 0
            masks |= (fits & (bodies.first <= body)).astype(np.int64) << len(places)
            places.append(post.count * each.count)
            owner.append(number)
    if len(places) > MOST_PLACES:
        raise UnableToChoosePeople("Too many kinds and notices at once; choose for fewer")
    filled = _assign(bodies, masks, np.array(places, dtype=np.int64))
    if sum(map(len, filled)) < sum(places):
        raise _no_longer(bodies)
    return [
        np.concatenate([own for own, at in zip(filled, owner, strict=True) if at == number])
        for number in range(len(taken))
    ]


def _no_longer(bodies: Bodies) -> UnableToChoosePeople:
    force = bodies.musters[-1].roster.force
    return UnableToChoosePeople(
        f"{force} can no longer make up all the units asked for; make the plan again"
    )


def _assign(bodies: Bodies, masks: Table, places: Table) -> list[Column]:
    last = bodies.musters[-1]
    inside = np.bincount(last.cover.group, minlength=len(last.cover.keep))
    spare = inside - np.minimum(last.cover.keep, inside)
    people = np.flatnonzero(masks)
    away = np.bincount(last.cover.group[people], minlength=len(spare))
    spare = np.minimum(spare, away)
    ready = bodies.first[people]
    chosen = assign_people(masks[people], last.cover.group[people], ready, places, spare)
    return [people[own] for own in chosen]


def _cars(bodies: Bodies, taken: Sequence[Taken], kinds: Sequence[Composition]) -> Iterator[Column]:
    """Yield the vehicles of each taken, none in two; they can wait as people can."""
    needs = {kind.unit: kind.vehicles for kind in kinds}
    used = np.zeros(0, dtype=np.int64)
    for each in taken:
        found = [np.zeros(0, dtype=np.int64)]
        body = bodies.notices.index(each.notice)
        for need in needs[each.unit]:
            ready = [muster.vehicle_rows[need.kind] for muster in bodies.musters[: body + 1]]
            rows = np.setdiff1d(np.concatenate(ready), used)[: need.count * each.count]
            if len(rows) < need.count * each.count:
                raise _no_longer(bodies)
            used = np.append(used, rows)
            found.append(rows)
        yield np.concatenate(found)
