"""Compiled: who is there of those who should be, and how many whole units they make.

All in whole numbers. People come each by themselves with a chance in per cent: up to
SMALL of them by the binomial's own distribution function, beyond by Cornish and Fisher.
"""

import numpy as np
from numba import njit

from muster.rehearsal.layout import (
    A_DRAWN,
    A_FITTING,
    A_RAISED,
    A_SHOCKS,
    B_ADDRESS,
    B_CLASS,
    B_MASKS,
    CODES,
    GROUPED,
    H_BLOCKS,
    H_BOUNDS,
    H_COUNTED,
    H_FIRST,
    H_GROUPS,
    H_KINDS,
    H_LANES,
    H_MASK,
    H_MASKS,
    H_NEEDS,
    H_NORMAL,
    H_NOTICES,
    H_ON_ROAD,
    H_ROAD,
    H_SETS,
    H_SHOCK,
    H_SHOCKS,
    H_VEHICLES,
    H_WORDS,
    L_LIMIT,
    L_MOST,
    LANE_BITS,
    LANES,
    N_STAMP,
    NONE,
    O_COMES,
    O_FORCE,
    O_KIND,
    O_MASK,
    O_THERE,
    O_VEHICLE,
    PEOPLE_SHOCK,
    RAISED,
    SHARE_BITS,
    SHOCK,
    U_LIMIT,
    U_MOST,
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
CODE_BITS = 6  # of what limits: one of CODES
PEOPLE_BITS = 24
MOST_PEOPLE = (1 << PEOPLE_BITS) - 1
MOST_IN_LANE = (1 << LANE_BITS) - 1
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
def raise_drawn(
    world: Ints,
    people: People,
    room: Ints,
    where: tuple[int, int, int, int],
    luck: tuple[int, int, int],
    units: int,
) -> None:
    """Write at `units` what limits a force and the units it can raise by each notice.

    `where` is force, kind, block and the block's first minute; `luck` the address of the draws
    of its people, firm and recalled, and their chances of coming in per cent. What limits is a
    set of posts, or VEHICLE_CODES and a kind of vehicle.
    """
    if room[O_FORCE] == where[0] or _struck(world, room, where[3], where[0]):
        _raise_apart(world, people, room, where, luck, units)
        return
    row = (where[0] * world[H_KINDS] + where[1]) * world[H_BLOCKS] + where[2]
    most, limit = 0, 0
    for notice in range(world[H_NOTICES]):
        best, limit = _raise_row(world, people, room, (row, notice), luck)
        most = max(most, best)
        room[units + U_UNITS + notice] = most
    room[units + U_MOST], room[units + U_LIMIT] = most, limit


@njit(cache=True, nogil=True)
def raise_longest(
    world: Ints,
    people: People,
    room: Ints,
    where: tuple[int, int, int, int],
    luck: tuple[int, int, int],
    units: int,
) -> bool:
    """Write at `units` what limits a force and the most units it can raise, and say whether so.

    Does as `raise_drawn` by looking at the longest notice alone, where all people of any other
    could not make more.
    """
    if room[O_FORCE] == where[0] or _struck(world, room, where[3], where[0]):
        return False
    row = (where[0] * world[H_KINDS] + where[1]) * world[H_BLOCKS] + where[2]
    notices = world[H_NOTICES]
    most, limit = _raise_row(world, people, room, (row, notices - 1), luck)
    others = min(people[row * (notices + 1) + notices], world[world[H_ON_ROAD] + 2 * row])
    room[units + U_MOST], room[units + U_LIMIT] = most, limit
    return bool(others <= most)


@njit(cache=True, nogil=True)
def _raise_row(
    world: Ints, people: People, room: Ints, which: tuple[int, int], luck: tuple[int, int, int]
) -> tuple[int, int]:
    """Return the most units of a row by one notice, no shock striking, and what limits them."""
    row, notice = which
    own = people[row * (world[H_NOTICES] + 1) + notice]
    raised, road = room[A_RAISED] + RAISED * own, world[H_ON_ROAD] + 2 * row
    if room[raised + L_LIMIT] >> CODE_BITS != room[N_STAMP]:
        _raise_class(world, people, room, (row // world[H_BLOCKS], own), luck)
    if world[road] < room[raised + L_MOST]:
        return world[road], world[road + 1]
    return room[raised + L_MOST], room[raised + L_LIMIT] & (CODES - 1)


@njit(cache=True, nogil=True)
def _struck(world: Ints, room: Ints, minute: int, force: int) -> bool:
    """Say whether any shock to people or vehicles strikes a force at a minute."""
    for row in range(world[H_SHOCKS]):
        if room[room[A_SHOCKS] + row]:
            shock = world[H_SHOCK] + row * SHOCK
            if holds(world, shock, PEOPLE_SHOCK, minute, force):
                return True
            if holds(world, shock, VEHICLE_SHOCK, minute, force):
                return True
    return False


@njit(cache=True, nogil=True)
def _raise_class(
    world: Ints, people: People, room: Ints, which: tuple[int, int], luck: tuple[int, int, int]
) -> None:
    """Draw a class of people, of a group, and keep the units they make and what limits them."""
    group, own = which
    listed = world[H_MASK] + group * (world[H_MASKS] + 1)
    grouped = world[H_GROUPS] + GROUPED * group
    places = world[grouped + B_MASKS]
    first = world[grouped + B_ADDRESS] + (own - world[grouped + B_CLASS]) * 2 * places
    for place in range(places):
        mask, count = world[listed + place], 0
        for state in range(2):
            slot = people[first + state * places + place]
            kept = room[room[A_DRAWN] + slot]
            if kept >> PEOPLE_BITS != room[N_STAMP]:
                drawn = room[luck[0] + state * world[H_MASKS] + mask]
                came = draw_people(world, world[world[H_COUNTED] + slot], luck[1 + state], drawn)
                kept = room[N_STAMP] << PEOPLE_BITS | came
                room[room[A_DRAWN] + slot] = kept
            count += kept & MOST_PEOPLE
        room[room[A_FITTING] + place] = count
    most, limit = _most(world, room, group, (0, 0))
    raised = room[A_RAISED] + RAISED * own
    room[raised + L_MOST] = most
    room[raised + L_LIMIT] = room[N_STAMP] << CODE_BITS | limit


@njit(cache=True, nogil=True)
def _one_more_vehicle(room: Ints, force: int, vehicle: int) -> int:
    return 1 if room[O_FORCE] == force and room[O_VEHICLE] == vehicle else 0


@njit(cache=True, nogil=True)
def _people_of(world: Ints, people: People, row: int, notice: int, of: tuple[int, int]) -> int:
    """Return how many people of a state, and of a place in the list of masks, there are."""
    own = people[row * (world[H_NOTICES] + 1) + notice]
    grouped = world[H_GROUPS] + GROUPED * (row // world[H_BLOCKS])
    at = (own - world[grouped + B_CLASS]) * 2 + of[0]
    slot = people[world[grouped + B_ADDRESS] + at * world[grouped + B_MASKS] + of[1]]
    return int(world[world[H_COUNTED] + slot])


@njit(cache=True, nogil=True)
def _one_more_person(
    world: Ints, people: People, room: Ints, row: int, notice: int, chance: int
) -> int:
    """Say whether one more person, like those of the same posts, is there by a notice."""
    if room[O_COMES] >= chance * PER_CENT:
        return 0
    group, last = row // world[H_BLOCKS], world[H_NOTICES] - 1
    listed = world[H_MASK] + group * (world[H_MASKS] + 1)
    place, ever, now = 0, 0, 0
    while world[listed + place] > 0:
        if world[listed + place] == room[O_MASK]:
            for state in range(2):
                ever += _people_of(world, people, row, last, (state, place))
                now += _people_of(world, people, row, notice, (state, place))
        place += 1
    return 1 if ever == 0 or room[O_THERE] * ever < now << 32 else 0


@njit(cache=True, nogil=True)
def _raise_apart(
    world: Ints,
    people: People,
    room: Ints,
    where: tuple[int, int, int, int],
    luck: tuple[int, int, int],
    units: int,
) -> None:
    """Do as `raise_drawn`, where a shock strikes or there is one more of something."""
    force, kind, block, minute = where
    group, masks, fitting = force * world[H_KINDS] + kind, world[H_MASKS], room[A_FITTING]
    row, shocks = group * world[H_BLOCKS] + block, room[A_SHOCKS]
    listed = world[H_MASK] + group * (masks + 1)
    road, by_road = _on_road(world, room, where, shocks)
    more = room[O_FORCE] == force and room[O_KIND] == kind and room[O_MASK] > 0
    most, limit = 0, 0
    for notice in range(world[H_NOTICES]):
        place = 0
        while world[listed + place] > 0:
            mask, count = world[listed + place], 0
            for state in range(2):
                there = _people_of(world, people, row, notice, (state, place))
                there = lessened(world, room, shocks, there, (PEOPLE_SHOCK, minute, force, -1))
                drawn = room[luck[0] + state * masks + mask]
                count += draw_people(world, there, luck[1 + state], drawn)
            room[fitting + place] = count
            place += 1
        came = _one_more_person(world, people, room, row, notice, luck[1]) if more else 0
        best, limit = _most(world, room, group, (came, room[O_MASK]))
        if road < best:
            best, limit = road, by_road
        most = max(most, best)
        room[units + U_UNITS + notice] = most
    room[units + U_MOST], room[units + U_LIMIT] = most, limit


@njit(cache=True, nogil=True)
def _most(world: Ints, room: Ints, group: int, more: tuple[int, int]) -> tuple[int, int]:
    """Return the most units of people by exact mask, and the set of posts that is short.

    By Hall's theorem every set of posts needs its places among those fitting one of them;
    the sets listed are those that can bind. `more` is so many people besides, and their mask.
    """
    best, tight, fitting, masks = ENDLESS, 0, room[A_FITTING], world[H_MASKS]
    listed, places = (
        world[H_SETS] + group * 2 * CODES,
        world[world[H_GROUPS] + GROUPED * group + B_MASKS],
    )
    lanes = world[H_LANES] + group * world[H_WORDS] * masks
    while world[listed] > 0:
        side_by_side = 0
        for place in range(places):
            side_by_side += room[fitting + place] * world[lanes + place]
        for lane in range(LANES):
            chosen, share = world[listed], world[listed + 1]
            if chosen == 0:
                break
            found = side_by_side >> LANE_BITS * lane & MOST_IN_LANE
            if more[1] & chosen:
                found += more[0]
            units = found * share >> SHARE_BITS
            if units < best:
                best, tight = units, chosen
            listed += 2
        lanes += masks
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
