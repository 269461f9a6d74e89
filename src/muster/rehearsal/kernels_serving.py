"""Compiled: wants served, the nearest force first or by telephone."""

import numpy as np
from numba import njit

from muster.rehearsal.kernels_room import before, lowest_of, put
from muster.rehearsal.kernels_sending import (
    block_of,
    floor_of,
    known_of,
    may_ask,
    offer,
    out_of,
    run_out,
)
from muster.rehearsal.kernels_times import arrival, time_to_answer
from muster.rehearsal.layout import (
    A_DRY,
    A_ENDED,
    A_WAITING,
    B_ORDER,
    CALL_END,
    DRY,
    H_ASKED,
    H_EVERYONE,
    H_FORCES,
    H_KINDS,
    H_NOTICES,
    J_NONE,
    J_TOLD,
    N_BLOCK,
    N_CALLS,
    N_CHANGES,
    N_DIRTY,
    N_FRESH,
    N_LINES,
    N_STEADY,
    N_WAITING,
    NONE,
    P_LINES,
    R_ACTIVATED,
    R_BINDING,
    U_MOST,
    W_ASKED,
    W_CALLING,
    W_ENDS,
    W_FRESH,
    W_HOST,
    W_LEFT,
    W_ROUND,
    W_SEEN,
    W_SPOT,
    W_TOO_LATE,
    W_UNIT,
    Ints,
    People,
)


@njit(cache=True, nogil=True)
def serve_nearest(world: Ints, people: People, room: Ints, minute: int) -> None:
    """Serve the wants that are new, or all of them where anything changed.

    Forces that have nothing left of a kind are remembered until units are free again or a
    block begins, and for each want those that would come too late: where nobody else may be
    asked there is nobody to look for, and once nobody has anything nothing changes any more.
    """
    everyone = room[N_DIRTY] > 0
    _forget_dry(world, room, minute)
    nothing = _nothing_left(world, room)
    for place in range(room[A_WAITING], room[A_WAITING] + room[N_WAITING]):
        if nothing or not (everyone or room[N_FRESH] > 0):
            break
        want = room[place]
        if everyone or room[want + W_FRESH]:
            room[N_FRESH] -= room[want + W_FRESH]
            room[want + W_FRESH] = 0
            if minute < room[want + W_ENDS]:
                own = room[A_DRY] + DRY * room[want + W_UNIT]
                asked = _asked(world, room, room[want + W_HOST])
                if asked & ~(room[own + J_NONE] | room[want + W_TOO_LATE]):
                    _ask_around(world, people, room, want, minute, asked)
                else:
                    _ask_in_vain(world, people, room, want, asked)
                nothing = _nothing_left(world, room)
    room[N_FRESH] = 0


@njit(cache=True, nogil=True)
def _nothing_left(world: Ints, room: Ints) -> bool:
    """Say whether no force has anything left of any kind, and all are marked for it."""
    for own in range(room[A_DRY], room[A_DRY] + DRY * world[H_KINDS], DRY):
        if world[H_EVERYONE] & ~(room[own + J_NONE] & room[own + J_TOLD]):
            return False
    return True


@njit(cache=True, nogil=True)
def _forget_dry(world: Ints, room: Ints, minute: int) -> None:
    """Remember nothing of who has nothing left once another block begins."""
    block = block_of(world, minute)
    if room[N_BLOCK] != block:
        room[N_BLOCK] = block
        first = room[A_DRY]
        room[first : first + DRY * world[H_KINDS]] = 0


@njit(cache=True, nogil=True)
def _asked(world: Ints, room: Ints, host: int) -> int:
    """Return the forces that may be asked for units in an area by now, as bits."""
    return int(world[H_EVERYONE] if room[R_ACTIVATED] >= 0 else world[world[H_ASKED] + host])


@njit(cache=True, nogil=True)
def _ask_in_vain(world: Ints, people: People, room: Ints, want: int, asked: int) -> None:
    """Ask forces of which each has nothing left for a want, or would come too late."""
    own = room[A_DRY] + DRY * room[want + W_UNIT]
    those = asked & ~(room[own + J_NONE] & room[own + J_TOLD])
    while those:
        _ask_whom_none_come_of(world, people, room, want, lowest_of(those))
        those &= those - 1
    room[R_BINDING] |= asked


@njit(cache=True, nogil=True)
def _ask_whom_none_come_of(world: Ints, people: People, room: Ints, want: int, force: int) -> None:
    """Mark what stops a force of which no unit comes to a want."""
    kind, bit = room[want + W_UNIT], np.int64(1) << force
    own, short = room[A_DRY] + DRY * kind, room[want + W_LEFT]
    units = known_of(world, people, room, (force, kind, room[N_BLOCK]))
    free = room[units + U_MOST] - room[out_of(world, room, force, kind)]
    floor = 0 if force == room[want + W_HOST] else floor_of(world, room, force, kind)
    room[R_BINDING] |= bit
    if free <= 0:
        room[own + J_NONE] |= bit
    if free <= floor:
        room[own + J_TOLD] |= bit
    if free - floor < short:
        run_out(world, room, force, kind, units)


@njit(cache=True, nogil=True)
def _ask_around(
    world: Ints, people: People, room: Ints, want: int, minute: int, asked: int
) -> None:
    """Ask forces for a want, the nearest first, until it has enough."""
    first, kind, host = room[want + W_SPOT] + B_ORDER, room[want + W_UNIT], room[want + W_HOST]
    own, block = room[A_DRY] + DRY * kind, room[N_BLOCK]
    for nearest in range(first, first + world[H_FORCES]):
        if room[want + W_LEFT] == 0:
            return
        force = world[nearest]
        bit = np.int64(1) << force
        if asked & bit == 0:
            continue
        willing = (room[own + J_NONE] | room[want + W_TOO_LATE]) & bit == 0
        if willing:
            units = known_of(world, people, room, (force, kind, block))
            free = room[units + U_MOST] - room[out_of(world, room, force, kind)]
            willing = free > (0 if force == host else floor_of(world, room, force, kind))
        if willing:
            _order(world, people, room, want, force, minute)
        elif room[own + J_NONE] & room[own + J_TOLD] & bit:
            room[R_BINDING] |= bit
        else:
            _ask_whom_none_come_of(world, people, room, want, force)


@njit(cache=True, nogil=True)
def _order(world: Ints, people: People, room: Ints, want: int, force: int, minute: int) -> None:
    """Let a force give a want what it has; remember where it would come too late from now on.

    No shock to calls or journeys being about, what would be too late is so at any later minute.
    """
    left = room[want + W_LEFT]
    ordered = minute + time_to_answer(world, room, want, force, minute)
    offer(world, people, room, want, force, minute, ordered)
    if room[want + W_LEFT] == left and room[N_STEADY]:
        for notice in range(world[H_NOTICES]):
            if arrival(world, room, want, force, notice, ordered)[1] < room[want + W_ENDS]:
                return
        room[want + W_TOO_LATE] |= np.int64(1) << force


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
