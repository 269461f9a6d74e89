"""Compiled: a replication played minute by minute, and many of them one after another."""

import numpy as np
from numba import njit

from muster.rehearsal.draws import PEOPLE, SHOCKED, draw, root_of
from muster.rehearsal.kernels_best import serve_best
from muster.rehearsal.kernels_happen import (
    activate,
    arrives,
    await_next,
    comes_home,
    grow,
    next_of,
    order_ahead,
    relieve,
    strike,
)
from muster.rehearsal.kernels_room import clear, forget_served, next_minute, put
from muster.rehearsal.kernels_serving import serve_by_phone, serve_nearest
from muster.rehearsal.layout import (
    A_BITS,
    A_BOTTLE,
    A_CAME,
    A_ENDED,
    A_HEAD,
    A_SENT,
    A_SHOCKS,
    A_STEPS,
    A_WAITING,
    ACTIVATE,
    ANSWER_SHOCK,
    ARRIVE,
    ASKED,
    CALL_END,
    CODES,
    GROW,
    H_BLOCK,
    H_FORCES,
    H_HORIZON,
    H_KINDS,
    H_MARK,
    H_MARKS,
    H_SHARE,
    H_SHOCK,
    H_SHOCKS,
    H_SOURCE,
    H_SOURCES,
    H_STEPS,
    HOME,
    K_NEXT,
    K_WHAT,
    K_WHICH,
    K_WHO,
    M_MINUTES,
    MARK,
    N_CALLS,
    N_CHANGES,
    N_DIRTY,
    N_FIRST_CALL,
    N_NOW,
    N_OPEN,
    N_ROOT,
    N_STAMP,
    N_STEADY,
    N_TICK,
    N_WAITING,
    NEAREST,
    NEXT,
    O_COMES,
    O_FORCE,
    O_KIND,
    O_MASK,
    O_THERE,
    ORDER,
    OVER,
    P_ACTIVATE_AT,
    P_DISPATCH,
    P_OPEN_INCIDENTS,
    P_SHORT_UNITS,
    PHONE,
    R_ACTIVATED,
    R_EXPOSED,
    R_FIRST,
    R_IN_TIME,
    R_LATE,
    R_MET,
    R_NEVER,
    R_TRUNCATED,
    R_WANTED,
    RELIEF,
    RESULTS,
    S_AT,
    S_RATE,
    SHOCK,
    SOURCE,
    STRIKE,
    TICK,
    TRAVEL_SHOCK,
    W_LEFT,
    X_CHANCE,
    X_KIND,
    Ints,
    People,
)

LEVELS = 1024  # units in place that are told apart
ONE_MORE = 1 << 20  # draws about one more person are numbered from here


@njit(cache=True, nogil=True)
def play(world: Ints, people: People, room: Ints, seed: int, replication: int) -> None:
    """Play one replication in a room; its result is left there."""
    clear(world, room)
    room[N_ROOT] = root_of(seed, replication)
    if room[O_MASK] > 0:
        number = ONE_MORE + room[O_KIND] * 64 + room[O_MASK]
        room[O_THERE] = draw(room[N_ROOT], room[O_FORCE], PEOPLE, 2 * number)
        room[O_COMES] = draw(room[N_ROOT], room[O_FORCE], PEOPLE, 2 * number + 1)
    _begin(world, room)
    minute = next_minute(world, room, 0)
    while minute < world[H_HORIZON] and not room[R_TRUNCATED]:
        room[N_NOW] = minute
        _play_minute(world, people, room, minute)
        minute = next_minute(world, room, minute + 1)
    _finish(world, room)


@njit(cache=True, nogil=True)
def _begin(world: Ints, room: Ints) -> None:
    room[N_STEADY] = 1
    for row in range(world[H_SHOCKS]):
        shock = world[H_SHOCK] + row * SHOCK
        comes = draw(room[N_ROOT], row, SHOCKED, 0) < world[shock + X_CHANCE]
        room[room[A_SHOCKS] + row] = 1 if comes else 0
        slows = world[shock + X_KIND] == TRAVEL_SHOCK or world[shock + X_KIND] == ANSWER_SHOCK
        if comes and slows:
            room[N_STEADY] = 0
    for number in range(world[H_SOURCES]):
        source = world[H_SOURCE] + number * SOURCE
        if world[source + S_RATE] >= 0:
            await_next(world, room, number)
        elif world[source + S_AT] >= 0:
            put(world, room, world[source + S_AT], NEXT, number, 0)
    if room[P_ACTIVATE_AT] >= 0:
        put(world, room, room[P_ACTIVATE_AT], ACTIVATE, 0, 0)


@njit(cache=True, nogil=True)
def _play_minute(world: Ints, people: People, room: Ints, minute: int) -> None:
    going = True
    while going:
        _happen(world, room, minute)
        _serve(world, people, room, minute)
        forget_served(room, minute)
        room[N_DIRTY] = 0
        before = room[R_ACTIVATED]
        if before < 0 and _called_for(room):
            activate(world, room, minute)
        going = room[room[A_HEAD] + minute] > 0 or room[R_ACTIVATED] != before
        going = going and not room[R_TRUNCATED]
    room[room[A_BITS] + (minute >> 6)] &= ~(np.int64(1) << (minute & 63))
    block = (minute // world[H_BLOCK] + 1) * world[H_BLOCK]
    if room[N_WAITING] > 0 and room[N_TICK] != block:
        room[N_TICK] = block
        put(world, room, block, TICK, 0, 0)


@njit(cache=True, nogil=True)
def _happen(world: Ints, room: Ints, minute: int) -> None:
    """Let everything of a minute happen; the order within it does not matter."""
    head = room[A_HEAD] + minute
    while room[head] > 0:
        entry = room[head]
        room[head] = room[entry + K_NEXT]
        what, who, which = room[entry + K_WHAT], room[entry + K_WHO], room[entry + K_WHICH]
        if what == ARRIVE:
            arrives(world, room, who, minute)
        elif what == HOME:
            comes_home(world, room, who)
        elif what == NEXT:
            next_of(world, room, who, minute)
        elif what == OVER:
            room[N_OPEN] -= 1
        elif what == RELIEF:
            relieve(world, room, who)
        else:
            _happen_seldom(world, room, (what, who, which), minute)


@njit(cache=True, nogil=True)
def _happen_seldom(world: Ints, room: Ints, happening: tuple[int, int, int], minute: int) -> None:
    what, who, which = happening
    if what == TICK:
        room[N_DIRTY] = 1
        room[N_CHANGES] += 1
    elif what == CALL_END:
        room[room[A_ENDED] + room[N_CALLS]] = who
        room[N_CALLS] += 1
    elif what == GROW:
        grow(world, room, who, which, minute)
    elif what == STRIKE:
        strike(world, room, who, which, minute)
    elif what == ORDER:
        order_ahead(world, room, who)
    elif what == ACTIVATE:
        activate(world, room, minute)


@njit(cache=True, nogil=True)
def _serve(world: Ints, people: People, room: Ints, minute: int) -> None:
    if room[P_DISPATCH] == NEAREST:
        serve_nearest(world, people, room, minute)
    elif room[P_DISPATCH] == PHONE:
        serve_by_phone(world, people, room, minute)
    elif room[N_WAITING] > 0:
        serve_best(world, people, room, minute)


@njit(cache=True, nogil=True)
def _called_for(room: Ints) -> bool:
    """Say whether what is going on calls for activation."""
    if 0 <= room[P_OPEN_INCIDENTS] <= room[N_OPEN]:
        return True
    if room[P_SHORT_UNITS] < 0:
        return False
    short = 0
    for place in range(room[A_WAITING], room[A_WAITING] + room[N_WAITING]):
        short += room[room[place] + W_LEFT]
    return bool(short >= room[P_SHORT_UNITS])


@njit(cache=True, nogil=True)
def _finish(world: Ints, room: Ints) -> None:
    room[R_NEVER] = room[R_WANTED] - room[R_IN_TIME] - room[R_LATE]
    for row in range(ASKED):
        room[R_FIRST + row] = room[room[A_CAME] + row]
    met = room[R_IN_TIME] * 100 >= world[H_SHARE] * room[R_WANTED]
    if room[N_FIRST_CALL] >= 0:
        for row in range(ASKED, world[H_MARKS]):
            came = room[room[A_CAME] + row]
            met = met and 0 <= came <= world[world[H_MARK] + row * MARK + M_MINUTES]
    room[R_MET] = 1 if met and not room[R_TRUNCATED] else 0


@njit(cache=True, nogil=True)
def add_up(world: Ints, room: Ints, fan: Ints, places: Ints, counted: Ints) -> None:
    """Add what a replication left in its room to tallies.

    `fan` (steps, LEVELS) counts replications by units in place; `places` (forces, 2, steps)
    units short and replications short; `counted` (forces · kinds · CODES, then forces, then
    sources · forces) bottlenecks, donors exposed, and units sent.
    """
    forces, steps, stamp = world[H_FORCES], world[H_STEPS] - 1, room[N_STAMP]
    here, last = 0, fan.shape[1] - 1
    for step in range(steps):
        here += room[room[A_STEPS] + step]
        fan[step, min(here, last)] += 1
    for force in range(forces):
        lacking, row = 0, room[A_STEPS] + (1 + force) * world[H_STEPS]
        for step in range(steps):
            lacking += room[row + step]
            if lacking > 0:
                places[force, 0, step] += lacking
                places[force, 1, step] += 1
    codes = forces * world[H_KINDS] * CODES
    for code in range(codes):
        counted[code] += room[room[A_BOTTLE] + code] == stamp
    for force in range(forces):
        counted[codes + force] += room[R_EXPOSED] >> force & 1
    for each in range(world[H_SOURCES] * forces):
        counted[codes + forces + each] += room[room[A_SENT] + each]


@njit(cache=True, nogil=True)
def play_many(
    world: Ints,
    people: People,
    room: Ints,
    seed: int,
    first: int,
    results: Ints,
    fan: Ints,
    places: Ints,
    counted: Ints,
) -> None:
    """Play replications from `first` on into `results` (replications, RESULTS) and tallies."""
    for row in range(len(results)):
        play(world, people, room, seed, first + row)
        results[row] = room[:RESULTS]
        add_up(world, room, fan, places, counted)


@njit(cache=True, nogil=True)
def play_these(
    world: Ints, people: People, room: Ints, seed: int, these: Ints, results: Ints
) -> None:
    """Play the replications named, into `results` (replications, RESULTS)."""
    for row in range(len(these)):
        play(world, people, room, seed, these[row])
        results[row] = room[:RESULTS]
