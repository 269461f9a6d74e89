"""Compiled: who is there of those who should be, and how many whole units they make.

All in whole numbers. People come each by themselves with a chance in per cent: up to
SMALL of them by the binomial's own distribution function, beyond by Cornish and Fisher.
"""

import numpy as np
from numba import njit

from muster.rehearsal.layout import (
    CODES,
    H_BLOCKS,
    H_BOUNDS,
    H_FIRST,
    H_KINDS,
    H_MASK,
    H_MASKS,
    H_NEEDS,
    H_NORMAL,
    H_NOTICES,
    H_ROAD,
    H_SETS,
    H_SHOCK,
    H_SHOCKS,
    H_VEHICLES,
    NONE,
    O_COMES,
    O_FORCE,
    O_KIND,
    O_MASK,
    O_THERE,
    O_VEHICLE,
    PEOPLE_SHOCK,
    SHOCK,
    U_LIMIT,
    U_UNITS,
    VEHICLE_CODES,
    VEHICLE_SHOCK,
    X_AMOUNT,
    X_FORCES,
    X_KIND,
    X_START,
    X_STOP,
    X_VEHICLE,
    Ints,
    People,
)

SMALL = 64  # people up to whom the binomial is exact
CHANCES = 101
CELL_BITS = 20  # a draw's first twelve bits are its cell, the rest the place within it
ONE_Z = 4096  # a standard deviation, as tables of the normal have it
MILLION = 1 << 20
SQUARE = 1 << 24
SIXTH = 96
HALF = 50 << 20
ENDLESS = 1 << 40
PER_CENT = 42949673  # a hundredth of 2³², rounded up


@njit(cache=True, nogil=True)
def draw_people(world: Ints, count: int, chance: int, drawn: int) -> int:
    """Return how many of `count` people come, each with a chance in per cent, for a draw."""
    if chance >= 100 or count <= 0:
        return max(count, 0)
    if chance <= 0:
        return 0
    if count > SMALL:
        return _expand(count, chance, _normal(world, drawn))
    begin = world[H_BOUNDS] + world[world[H_FIRST] + count * CHANCES + chance]
    low, high = begin, begin + count
    while low < high:
        middle = (low + high) >> 1
        if drawn < world[middle]:
            high = middle
        else:
            low = middle + 1
    return int(low - begin)


@njit(cache=True, nogil=True)
def _normal(world: Ints, drawn: int) -> int:
    """Return the normal quantile of a draw, in 1/4,096 of a standard deviation."""
    cell = world[H_NORMAL] + (drawn >> CELL_BITS)
    place = drawn & ((1 << CELL_BITS) - 1)
    return int(world[cell] + (((world[cell + 1] - world[cell]) * place) >> CELL_BITS))


@njit(cache=True, nogil=True)
def _expand(count: int, chance: int, score: int) -> int:
    """Return the binomial quantile at a normal score, by Cornish and Fisher."""
    spread = count * chance * (100 - chance) << 16
    root = np.int64(np.sqrt(np.float64(spread)))
    while root * root > spread:
        root -= 1
    while (root + 1) * (root + 1) <= spread:
        root += 1
    skew = ((100 - 2 * chance) * (score * score - SQUARE)) // SIXTH
    found = (count * chance * MILLION + root * score + skew + HALF) // (100 * MILLION)
    return max(min(int(found), count), 0)


@njit(cache=True, nogil=True)
def holds(world: Ints, shock: int, kind: int, minute: int, force: int) -> bool:
    """Say whether a shock (by its address) is of a kind, and strikes a force at a minute."""
    return bool(
        world[shock + X_KIND] == kind
        and world[shock + X_START] <= minute < world[shock + X_STOP]
        and world[shock + X_FORCES] >> force & 1 == 1
    )


@njit(cache=True, nogil=True)
def lessened(
    world: Ints, room: Ints, shocks: int, value: int, of: tuple[int, int, int, int]
) -> int:
    """Return what shocks leave of a number; room holds from `shocks` on which come about.

    `of` is the kind of shock, the minute, the force and the kind of vehicle.
    """
    for row in range(world[H_SHOCKS]):
        shock = world[H_SHOCK] + row * SHOCK
        kind = world[shock + X_VEHICLE]
        ours = of[0] == PEOPLE_SHOCK or kind == of[3] or kind == NONE
        if ours and room[shocks + row] and holds(world, shock, of[0], of[1], of[2]):
            value -= value * world[shock + X_AMOUNT] // 100
    return value


@njit(cache=True, nogil=True)
def _one_more_vehicle(room: Ints, force: int, vehicle: int) -> int:
    return 1 if room[O_FORCE] == force and room[O_VEHICLE] == vehicle else 0


@njit(cache=True, nogil=True)
def _one_more_person(
    world: Ints, people: People, room: Ints, row: int, notice: int, chance: int
) -> int:
    """Say whether one more person, like those of the same posts, is there by a notice."""
    if room[O_COMES] >= chance * PER_CENT:
        return 0
    mask, masks = room[O_MASK], world[H_MASKS]
    last = world[H_NOTICES] - 1
    ever = np.int64(
        people[row, last * 2 * masks + mask] + people[row, (last * 2 + 1) * masks + mask]
    )
    now = np.int64(
        people[row, notice * 2 * masks + mask] + people[row, (notice * 2 + 1) * masks + mask]
    )
    return 1 if ever == 0 or room[O_THERE] * ever < now << 32 else 0


@njit(cache=True, nogil=True)
def raise_drawn(
    world: Ints,
    people: People,
    room: Ints,
    where: tuple[int, int, int, int],
    luck: tuple[int, int, int],
    shocks: int,
    fitting: int,
    units: int,
) -> None:
    """Write at `units` what limits a force and the units it can raise by each notice.

    `where` is force, kind, block and the block's first minute; `luck` the address of the draws
    of its people, firm and recalled, and their chances of coming in per cent; `fitting` the
    address of room for people by mask. What limits is a set of posts, or VEHICLE_CODES and a
    kind of vehicle.
    """
    force, kind, block, minute = where
    group = force * world[H_KINDS] + kind
    row, masks = group * world[H_BLOCKS] + block, world[H_MASKS]
    listed = world[H_MASK] + group * (masks + 1)
    road, by_road = _on_road(world, room, where, shocks)
    more = room[O_FORCE] == force and room[O_KIND] == kind and room[O_MASK] > 0
    most, limit = 0, 0
    for notice in range(world[H_NOTICES]):
        place = listed
        while world[place] > 0:
            mask, count = world[place], 0
            for state in range(2):
                there = int(people[row, (notice * 2 + state) * masks + mask])
                there = lessened(world, room, shocks, there, (PEOPLE_SHOCK, minute, force, -1))
                drawn = room[luck[0] + state * masks + mask]
                count += draw_people(world, there, luck[1 + state], drawn)
            room[fitting + mask] = count
            place += 1
        if more:
            came = _one_more_person(world, people, room, row, notice, luck[1])
            room[fitting + room[O_MASK]] += came
        best, limit = _most(world, room, group, fitting)
        if road < best:
            best, limit = road, by_road
        most = max(most, best)
        room[units + U_UNITS + notice] = most
    room[units + U_LIMIT] = limit


@njit(cache=True, nogil=True)
def _most(world: Ints, room: Ints, group: int, fitting: int) -> tuple[int, int]:
    """Return the most units of people by exact mask, and the set of posts that is short.

    By Hall's theorem every set of posts needs its places among those fitting one of them;
    the sets listed are those that can bind.
    """
    best, tight = ENDLESS, 0
    listed, masks = world[H_SETS] + group * 2 * CODES, world[H_MASK] + group * (world[H_MASKS] + 1)
    while world[listed] > 0:
        chosen, places = world[listed], world[listed + 1]
        found, place = 0, masks
        while world[place] > 0:
            if world[place] & chosen:
                found += room[fitting + world[place]]
            place += 1
        if found < best * places:
            best, tight = found // places, chosen
        listed += 2
    return best, tight


@njit(cache=True, nogil=True)
def _on_road(
    world: Ints, room: Ints, where: tuple[int, int, int, int], shocks: int
) -> tuple[int, int]:
    """Return the units that vehicles suffice for, and the code of what there are fewest of."""
    force, kind, block, minute = where
    best, tight = ENDLESS, 0
    vehicles = world[H_VEHICLES]
    for vehicle in range(vehicles):
        need = world[world[H_NEEDS] + kind * vehicles + vehicle]
        if need > 0:
            there = world[world[H_ROAD] + (force * world[H_BLOCKS] + block) * vehicles + vehicle]
            left = lessened(world, room, shocks, there, (VEHICLE_SHOCK, minute, force, vehicle))
            left += _one_more_vehicle(room, force, vehicle)
            if left // need < best:
                best, tight = left // need, VEHICLE_CODES + vehicle
    return best, tight
