"""Compiled: wants served, the nearest force first or by telephone."""

import numpy as np
from numba import njit

from muster.rehearsal.kernels_room import before, put
from muster.rehearsal.kernels_sending import (
    block_of,
    floor_of,
    may_ask,
    offer,
    out_of,
    run_out,
    time_to_answer,
    units_of,
)
from muster.rehearsal.layout import (
    A_ENDED,
    A_WAITING,
    B_ORDER,
    CALL_END,
    H_FORCES,
    H_NOTICES,
    N_CALLS,
    N_CHANGES,
    N_DIRTY,
    N_LINES,
    N_WAITING,
    NONE,
    P_LINES,
    R_ACTIVATED,
    R_BINDING,
    U_UNITS,
    W_ASKED,
    W_CALLING,
    W_ENDS,
    W_FRESH,
    W_HOST,
    W_LEFT,
    W_ROUND,
    W_SEEN,
    W_SPOT,
    W_UNIT,
    Ints,
    People,
)


@njit(cache=True, nogil=True)
def serve_nearest(world: Ints, people: People, room: Ints, minute: int) -> None:
    """Serve the wants that are new, or all of them where anything changed.

    Once the whole nation has nothing left of a kind, nobody else who wants it is served, and
    the marks that asking would leave are there already.
    """
    everyone, dry = room[N_DIRTY] > 0, 0
    for place in range(room[A_WAITING], room[A_WAITING] + room[N_WAITING]):
        want = room[place]
        bit = np.int64(1) << room[want + W_UNIT]
        if (everyone or room[want + W_FRESH]) and minute < room[want + W_ENDS]:
            room[want + W_FRESH] = 0
            if dry & bit == 0 and _ask_around(world, people, room, want, minute):
                dry |= bit


@njit(cache=True, nogil=True)
def _ask_around(world: Ints, people: People, room: Ints, want: int, minute: int) -> bool:
    """Ask the forces for a want, the nearest first; say whether nobody has anything left."""
    first, none_left = room[want + W_SPOT] + B_ORDER, room[R_ACTIVATED] >= 0
    kind, host = room[want + W_UNIT], room[want + W_HOST]
    block = block_of(world, minute)
    for nearest in range(first, first + world[H_FORCES]):
        if room[want + W_LEFT] == 0:
            return False
        force = world[nearest]
        if may_ask(world, room, force, host):
            units = units_of(world, people, room, (force, kind, block))
            most = room[units + U_UNITS + world[H_NOTICES] - 1]
            free = most - room[out_of(world, room, force, kind)]
            none_left = none_left and free <= 0
            if free - (0 if force == host else floor_of(world, room, force, kind)) > 0:
                ordered = minute + time_to_answer(world, room, want, force, minute)
                offer(world, people, room, want, force, minute, ordered)
            else:
                room[R_BINDING] |= np.int64(1) << force
                run_out(world, room, force, kind, units)
    return bool(none_left)


@njit(cache=True, nogil=True)
def serve_by_phone(world: Ints, people: People, room: Ints, minute: int) -> None:
    """Let forces whose call has ended give what they have, and ring others."""
    first = room[A_ENDED]
    for place in range(first, first + room[N_CALLS]):
        _bring_forward(room, place, first + room[N_CALLS])
        want = room[place]
        force = room[want + W_CALLING] - 1
        room[want + W_CALLING] = 0
        room[N_LINES] -= 1
        if room[want + W_LEFT] > 0 and minute < room[want + W_ENDS]:
            offer(world, people, room, want, force, minute, minute)
    room[N_CALLS] = 0
    for place in range(room[A_WAITING], room[A_WAITING] + room[N_WAITING]):
        want = room[place]
        short = room[want + W_LEFT] > 0 and minute < room[want + W_ENDS]
        if short and room[want + W_CALLING] == 0 and room[N_LINES] < room[P_LINES]:
            _ring(world, room, want, minute)


@njit(cache=True, nogil=True)
def _bring_forward(room: Ints, place: int, last: int) -> None:
    """Bring to a place the want that is served before all those from there on."""
    best = place
    for other in range(place + 1, last):
        if before(room, room[other], room[best]):
            best = other
    room[place], room[best] = room[best], room[place]


@njit(cache=True, nogil=True)
def _ring(world: Ints, room: Ints, want: int, minute: int) -> None:
    """Ring the nearest force that this round has not rung; begin another where it may."""
    force = _not_rung(world, room, want)
    if force == NONE and room[want + W_ASKED] and room[want + W_SEEN] != room[N_CHANGES]:
        room[want + W_ASKED] = 0
        room[want + W_ROUND] += 1
        force = _not_rung(world, room, want)
    if force != NONE:
        if room[want + W_ASKED] == 0:
            room[want + W_SEEN] = room[N_CHANGES]
        room[want + W_ASKED] |= np.int64(1) << force
        room[want + W_CALLING] = force + 1
        room[N_LINES] += 1
        lasts = max(1, time_to_answer(world, room, want, force, minute))
        put(world, room, minute + lasts, CALL_END, want, 0)


@njit(cache=True, nogil=True)
def _not_rung(world: Ints, room: Ints, want: int) -> int:
    first = room[want + W_SPOT] + B_ORDER
    for nearest in range(first, first + world[H_FORCES]):
        force = world[nearest]
        rung = room[want + W_ASKED] >> force & 1
        if not rung and may_ask(world, room, force, room[want + W_HOST]):
            return int(force)
    return NONE
