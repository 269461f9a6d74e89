"""Compiled: every hour of one force, at full count and in many drawn futures.

In one future how many come of n people of a mask depends on n alone, so it is drawn once for
each n there is, and looked up for every hour and notice.
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from muster.rehearsal.draws import ABSTRACTION, PEOPLE, TURNOUT, draw, root_of
from muster.rehearsal.kernels_supply import draw_people
from muster.rehearsal.kernels_times import pick
from muster.rehearsal.layout import VEHICLE_CODES, Ints

Counts = NDArray[np.int32]
NO_LIMIT = 1 << 40


class Hours(NamedTuple):
    """One kind of unit at one force, hour by hour.

    `people` (hours, notices, masks, 2) are firm and recalled, by the `masks` anybody has.
    `places` (sets) are those of one unit. `road` (hours) are the units that vehicles
    suffice for, `vehicle` (hours) the kind there are fewest of; `held` stay for cover.
    """

    people: Counts
    masks: Ints
    places: Ints
    road: Ints
    vehicle: Ints
    held: int


class Law(NamedTuple):
    """What futures are drawn by: seed, draws, the numbers of force and kind, and tables.

    Rows 0 and 1 of the tables of `world` are abstraction and turnout in per cent; `shared`
    is 1 where all forces have the same.
    """

    seed: int
    draws: int
    force: int
    kind: int
    shared: int
    world: Ints


@njit(cache=True, nogil=True, inline="always")
def _within(fitting: Ints) -> None:
    """Turn people by exact mask into people all of whose posts lie in each set."""
    step = 1
    while step < len(fitting):
        for chosen in range(len(fitting)):
            if chosen & step:
                fitting[chosen] += fitting[chosen ^ step]
        step <<= 1


@njit(cache=True, nogil=True)
def count_hours(hours: Hours, units: Counts, limits: Counts, lacking: Counts) -> None:
    """Write units everyone would make, what limits each, and people lacking, (hours, notices).

    Never fewer than by a shorter notice. A limit is the set of posts that is short, or
    VEHICLE_CODES and the kind of vehicle. Lacking are the fewest more people that would
    make the next unit, by Hall's theorem the most that any set of posts is short of.
    """
    sets = len(hours.places)
    fitting = np.empty(sets, dtype=np.int64)
    for hour in range(units.shape[0]):
        most = 0
        for notice in range(units.shape[1]):
            fitting[:] = 0
            for at in range(len(hours.masks)):
                here = hours.people[hour, notice, at]
                fitting[hours.masks[at]] = here[0] + here[1]
            _within(fitting)
            best, tight = hours.road[hour], VEHICLE_CODES + hours.vehicle[hour]
            for chosen in range(1, sets):
                found = fitting[sets - 1] - fitting[sets - 1 - chosen]
                if found < best * hours.places[chosen]:
                    best, tight = found // hours.places[chosen], chosen
            most = max(most, best - hours.held)
            units[hour, notice] = most
            limits[hour, notice] = tight
            following = most + hours.held + 1
            for chosen in range(1, sets):
                found = fitting[sets - 1] - fitting[sets - 1 - chosen]
                short = following * hours.places[chosen] - found
                lacking[hour, notice] = max(lacking[hour, notice], short)


@njit(cache=True, nogil=True)
def count_met(hours: Hours, required: Ints, units: Counts, law: Law, met: Counts) -> None:
    """Add the futures in which what is required by each notice can be raised, (hours, notices).

    `met` is nought to begin with; where nothing is required it stays so, and where even
    everyone, who would make `units`, would not do.
    """
    most = hours.people.max() if hours.people.size else 0
    there = np.zeros((len(hours.masks), 2, most + 1), dtype=np.bool_)
    _mark(hours.people, there)
    come = np.zeros(there.shape, dtype=np.int32)
    fitting = np.empty(len(hours.places), dtype=np.int64)
    for number in range(law.draws):
        _draw_all(hours.masks, there, law, number, come)
        for hour in range(met.shape[0]):
            for notice in range(met.shape[1]):
                if required[notice] == 0 or units[hour, notice] < required[notice]:
                    continue
                wanted = required[notice] + hours.held
                for by in range(notice, -1, -1):
                    if _suffice(hours, (hour, by), come, wanted, fitting):
                        met[hour, notice] += 1
                        break


@njit(cache=True, nogil=True)
def _mark(people: Counts, there: NDArray[np.bool_]) -> None:
    """Mark the numbers of people there are, by mask and state."""
    for hour in range(people.shape[0]):
        for notice in range(people.shape[1]):
            for at in range(people.shape[2]):
                for state in range(2):
                    there[at, state, people[hour, notice, at, state]] = True


@njit(cache=True, nogil=True)
def _draw_all(masks: Ints, there: NDArray[np.bool_], law: Law, number: int, come: Counts) -> None:
    """Draw one future: how many come of each number of people there is."""
    root = root_of(law.seed, number)
    whose = 0 if law.shared else law.force
    firm = 100 - pick(law.world, 0, draw(root, whose, ABSTRACTION, 0))
    turnout = pick(law.world, 1, draw(root, whose, TURNOUT, 0))
    for at in range(len(masks)):
        for state in range(2):
            chance = firm if state == 0 else firm * turnout // 100
            drawn = draw(root, law.force, PEOPLE, (law.kind * 2 + state) * 64 + masks[at])
            for count in range(there.shape[2]):
                if there[at, state, count]:
                    come[at, state, count] = draw_people(law.world, count, chance, drawn)


@njit(cache=True, nogil=True, inline="always")
def _suffice(
    hours: Hours, where: tuple[int, int], come: Counts, wanted: int, fitting: Ints
) -> bool:
    """Say whether those who come by a notice make as many units as are wanted."""
    fitting[:] = 0
    here = hours.people[where[0], where[1]]
    for at in range(len(hours.masks)):
        fitting[hours.masks[at]] = come[at, 0, here[at, 0]] + come[at, 1, here[at, 1]]
    _within(fitting)
    last = len(fitting) - 1
    for chosen in range(1, last + 1):
        if fitting[last] - fitting[last - chosen] < wanted * hours.places[chosen]:
            return False
    return True
