"""Compiled: what a force has free, and sending units of it."""

import numpy as np
from numba import njit

from muster.rehearsal.draws import ABSTRACTION, PEOPLE, TURNOUT, draw
from muster.rehearsal.kernels_room import put
from muster.rehearsal.kernels_supply import raise_drawn, raise_longest
from muster.rehearsal.kernels_times import arrival, pick, usual_minutes
from muster.rehearsal.layout import (
    A_BOTTLE,
    A_FLOORS,
    A_FORCES,
    A_GROUPS,
    A_LUCK,
    A_SENT,
    A_STEPS,
    A_UNITS,
    ARRIVE,
    CODES,
    D_COMES,
    D_LUCKY,
    D_OUT,
    D_STAMP,
    D_THERE,
    F_HELD,
    F_NEED,
    F_REGION,
    G_ARRIVES,
    G_COUNT,
    G_DUE,
    G_FORCE,
    G_HOME,
    G_LEAVES,
    G_NOTICE,
    G_ORDERED,
    G_WANT,
    GROUP,
    H_ABSTRACTION,
    H_BLOCK,
    H_BLOCKS,
    H_FORCE,
    H_FORCES,
    H_HORIZON,
    H_KINDS,
    H_LEAD,
    H_MASK,
    H_MASKS,
    H_NOTICES,
    H_REST,
    H_SHARED,
    H_STEP,
    H_STEPS,
    H_TOUR,
    H_TURNOUT,
    HOME,
    I_SOURCE,
    MOST,
    N_GONE,
    N_GROUPS,
    N_ROOT,
    N_STAMP,
    O_FORCE,
    O_KIND,
    O_UNITS,
    R_ACTIVATED,
    R_BINDING,
    R_EXPOSED,
    R_IN_TIME,
    R_LATE,
    R_LATE_MINUTES,
    R_SHORT_MINUTES,
    R_STOOD_DOWN,
    R_TRUNCATED,
    RELIEF,
    U_KNOWN,
    U_LIMIT,
    U_MOST,
    U_STAMP,
    U_UNITS,
    W_ENDS,
    W_HOST,
    W_INCIDENT,
    W_LEFT,
    W_NEEDED,
    W_REAL,
    W_RELIEF,
    W_SPOT,
    W_UNIT,
    Ints,
    People,
)


@njit(cache=True, nogil=True)
def may_ask(world: Ints, room: Ints, force: int, host: int) -> bool:
    """Say whether a force may be asked for units in another's area by now."""
    if force == host or room[R_ACTIVATED] >= 0:
        return True
    width = 1 + 2 * world[H_KINDS]
    region = world[world[H_FORCE] + force * width + F_REGION]
    return bool(region >= 0 and region == world[world[H_FORCE] + host * width + F_REGION])


@njit(cache=True, nogil=True)
def force_row(world: Ints, room: Ints, force: int) -> int:
    """Return the address of what is kept of a force."""
    return int(room[A_FORCES] + force * (D_STAMP + 1 + 2 * world[H_KINDS]))


@njit(cache=True, nogil=True)
def out_of(world: Ints, room: Ints, force: int, kind: int) -> int:
    """Return the address of how many units of a force are out, or rest."""
    return force_row(world, room, force) + D_OUT + 2 * kind


@njit(cache=True, nogil=True)
def block_of(world: Ints, minute: int) -> int:
    """Return the block of supply that a minute falls in."""
    return int(min(minute // world[H_BLOCK], world[H_BLOCKS] - 1))


@njit(cache=True, nogil=True)
def floor_of(world: Ints, room: Ints, force: int, kind: int) -> int:
    """Return what a force keeps back of a kind when others ask."""
    return int(room[room[A_FLOORS] + force * world[H_KINDS] + kind])


@njit(cache=True, nogil=True)
def raised_of(world: Ints, room: Ints, where: tuple[int, int, int]) -> int:
    """Return the address of what a force can raise of a kind in a block, drawn or not yet."""
    row = (where[0] * world[H_KINDS] + where[1]) * world[H_BLOCKS] + where[2]
    return int(room[A_UNITS] + row * (U_UNITS + world[H_NOTICES]))


@njit(cache=True, nogil=True)
def units_of(world: Ints, people: People, room: Ints, where: tuple[int, int, int]) -> int:
    """Return the address of what a force can raise of a kind in a block, drawn once."""
    own = raised_of(world, room, where)
    if room[own + U_STAMP] != room[N_STAMP]:
        luck = _draw_luck(world, room, where[0], where[1])
        room[own + U_STAMP] = room[own + U_KNOWN] = room[N_STAMP]
        at = (where[0], where[1], where[2], where[2] * world[H_BLOCK])
        raise_drawn(world, people, room, at, luck, own)
        more = _held_back(world, room, where[0], where[1])
        room[own + U_MOST] -= more
        for notice in range(world[H_NOTICES]):
            room[own + U_UNITS + notice] -= more
    return int(own)


@njit(cache=True, nogil=True)
def known_of(world: Ints, people: People, room: Ints, where: tuple[int, int, int]) -> int:
    """Return the address of what a force can raise of a kind in a block: what limits it, and most.

    What it can raise by each notice need not stand there.
    """
    own = raised_of(world, room, where)
    if room[own + U_KNOWN] != room[N_STAMP]:
        luck = _draw_luck(world, room, where[0], where[1])
        at = (where[0], where[1], where[2], where[2] * world[H_BLOCK])
        if not raise_longest(world, people, room, at, luck, own):
            return units_of(world, people, room, where)
        room[own + U_KNOWN] = room[N_STAMP]
        room[own + U_MOST] -= _held_back(world, room, where[0], where[1])
    return int(own)


@njit(cache=True, nogil=True)
def _held_back(world: Ints, room: Ints, force: int, kind: int) -> int:
    """Return what a force holds of a kind, less the units that it has one more of."""
    held = world[world[H_FORCE] + force * (1 + 2 * world[H_KINDS]) + F_HELD + 2 * kind]
    return int(held - room[O_UNITS] if room[O_FORCE] == force and room[O_KIND] == kind else held)


@njit(cache=True, nogil=True)
def _draw_luck(world: Ints, room: Ints, force: int, kind: int) -> tuple[int, int, int]:
    """Return where the draws of a force's people are, and its chances; drawn once."""
    row, stamp, root = force_row(world, room, force), room[N_STAMP], room[N_ROOT]
    if room[row + D_STAMP] != stamp:
        room[row + D_STAMP] = stamp
        key = 0 if world[H_SHARED] else force
        there = 100 - pick(world, world[H_ABSTRACTION], draw(root, key, ABSTRACTION, 0))
        comes = pick(world, world[H_TURNOUT], draw(root, key, TURNOUT, 0))
        room[row + D_THERE], room[row + D_COMES] = there, there * comes // 100
    group, masks = force * world[H_KINDS] + kind, world[H_MASKS]
    luck = room[A_LUCK] + group * 2 * masks
    if room[row + D_LUCKY + 2 * kind] != stamp:
        room[row + D_LUCKY + 2 * kind] = stamp
        place = world[H_MASK] + group * (masks + 1)
        while world[place] > 0:
            mask = world[place]
            for state in range(2):
                number = (kind * 2 + state) * 64 + mask
                room[luck + state * masks + mask] = draw(root, force, PEOPLE, number)
            place += 1
    return luck, room[row + D_THERE], room[row + D_COMES]


@njit(cache=True, nogil=True)
def send(
    world: Ints, room: Ints, what: tuple[int, int, int, int], minute: int, ordered: int
) -> bool:
    """Send units to a want, unless they would come when it is over, and say whether they went.

    `what` is the want, force, notice and count.
    """
    want, force, notice, count = what
    leaves, arrives = arrival(world, room, want, force, notice, ordered)
    row = room[N_GROUPS]
    if row >= MOST:
        room[R_TRUNCATED] = 1
    if arrives >= room[want + W_ENDS] or row >= MOST:
        return False
    room[N_GROUPS] = row + 1
    room[want + W_LEFT] -= count
    if room[want + W_LEFT] == 0:
        room[N_GONE] = 1
    room[out_of(world, room, force, room[want + W_UNIT])] += count
    own = room[A_GROUPS] + row * GROUP
    room[own + G_WANT], room[own + G_FORCE], room[own + G_NOTICE] = want, force, notice
    room[own + G_COUNT], room[own + G_ORDERED] = count, minute
    room[own + G_LEAVES], room[own + G_ARRIVES] = leaves, arrives
    _follow(world, room, own)
    _expose(world, room, minute, force, want)
    return True


@njit(cache=True, nogil=True)
def _follow(world: Ints, room: Ints, own: int) -> None:
    """Put in the calendar what becomes of units sent, and count them."""
    want, force, count = room[own + G_WANT], room[own + G_FORCE], room[own + G_COUNT]
    arrives, ends = room[own + G_ARRIVES], room[want + W_ENDS]
    done = min(ends, arrives + world[H_TOUR])
    back = usual_minutes(world, want, force, room[want + W_SPOT])
    room[own + G_DUE], room[own + G_HOME] = done, done + back + world[H_REST]
    put(world, room, room[own + G_HOME], HOME, own, 0)
    if not room[want + W_REAL]:
        room[R_STOOD_DOWN] += count
        return
    put(world, room, arrives, ARRIVE, own, 0)
    if done < ends:
        put(world, room, max(room[own + G_ORDERED], done - world[H_LEAD]), RELIEF, own, 0)
    needed = room[want + W_NEEDED]
    if needed <= world[H_HORIZON]:
        room[R_LATE if arrives > needed else R_IN_TIME] += count
        room[R_LATE_MINUTES] += (arrives - needed) * count
    room[R_SHORT_MINUTES] -= count * max(0, min(ends, world[H_HORIZON]) - arrives)
    source = room[room[want + W_INCIDENT] + I_SOURCE]
    if not room[want + W_RELIEF]:
        room[room[A_SENT] + source * world[H_FORCES] + force] += count
    between(world, room, 0, arrives, done, count)
    between(world, room, 1 + room[want + W_HOST], arrives, ends, -count)


@njit(cache=True, nogil=True)
def between(world: Ints, room: Ints, row: int, start: int, stop: int, count: int) -> None:
    """Add to the differences of a row of steps, those whose first minute is in [start, stop)."""
    steps, step = world[H_STEPS], world[H_STEP]
    own = room[A_STEPS] + row * steps
    room[own + min(-(-start // step), steps - 1)] += count
    room[own + min(-(-stop // step), steps - 1)] -= count


@njit(cache=True, nogil=True)
def _expose(world: Ints, room: Ints, minute: int, force: int, want: int) -> None:
    """Mark a donor that is left with less than its own need."""
    kind, kinds = room[want + W_UNIT], world[H_KINDS]
    need = world[world[H_FORCE] + force * (1 + 2 * kinds) + F_NEED + 2 * kind]
    if force != room[want + W_HOST] and need > 0:
        units = raised_of(world, room, (force, kind, block_of(world, minute)))
        if room[units + U_MOST] - room[out_of(world, room, force, kind)] < need:
            room[R_EXPOSED] |= np.int64(1) << force


@njit(cache=True, nogil=True)
def offer(
    world: Ints, people: People, room: Ints, want: int, force: int, minute: int, ordered: int
) -> None:
    """Let a force give a want what it has, the shortest notice first, but what comes too late."""
    kind, block = room[want + W_UNIT], block_of(world, minute)
    units = units_of(world, people, room, (force, kind, block))
    floor = 0 if room[want + W_HOST] == force else floor_of(world, room, force, kind)
    out = out_of(world, room, force, kind)
    notices = world[H_NOTICES]
    if room[units + U_MOST] - floor - room[out] < room[want + W_LEFT]:
        run_out(world, room, force, kind, units)
    for notice in range(notices):
        free = room[units + U_UNITS + notice] - floor - room[out]
        if free > 0:
            given = min(free, room[want + W_LEFT])
            send(world, room, (want, force, notice, given), minute, ordered)
        if room[want + W_LEFT] == 0:
            return
        room[R_BINDING] |= np.int64(1) << force


@njit(cache=True, nogil=True)
def run_out(world: Ints, room: Ints, force: int, kind: int, units: int) -> None:
    """Mark what stopped a force from sending more."""
    group = force * world[H_KINDS] + kind
    room[room[A_BOTTLE] + group * CODES + room[units + U_LIMIT]] = room[N_STAMP]
