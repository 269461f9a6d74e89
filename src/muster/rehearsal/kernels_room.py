"""Compiled: the calendar of one replication, its incidents and wants.

The calendar has a list of happenings for each minute, and a bit for each minute that has any:
putting one in and finding the next cost the same however many there are.
"""

import numpy as np
from numba import njit

from muster.rehearsal.layout import (
    A_BITS,
    A_CAME,
    A_ENTRIES,
    A_FORCES,
    A_HEAD,
    A_INCIDENTS,
    A_SENT,
    A_SHOCKS,
    A_SOURCES,
    A_STEPS,
    A_WAITING,
    A_WANTS,
    B_HOST,
    D_OUT,
    D_STAMP,
    ENTRY,
    H_FORCES,
    H_HORIZON,
    H_KINDS,
    H_MARKS,
    H_SOURCE,
    H_SOURCES,
    H_SPOT,
    H_STEPS,
    HAPPENINGS,
    I_ENDS,
    I_KEY,
    I_KNOWN,
    I_NEEDED,
    I_REAL,
    I_SOURCE,
    I_SPOT,
    I_WANT,
    INCIDENT,
    K_NEXT,
    K_WHAT,
    K_WHICH,
    K_WHO,
    MOST,
    N_BLOCK,
    N_CALLS,
    N_FIRST_CALL,
    N_FRESH,
    N_GONE,
    N_HAPPENINGS,
    N_INCIDENTS,
    N_NEXT_END,
    N_NOW,
    N_STAMP,
    N_TICK,
    N_WAITING,
    N_WANTS,
    R_ACTIVATED,
    R_FIRST,
    R_HUNDREDTH,
    R_TENTH,
    R_TRUNCATED,
    RESULTS,
    S_FIRST_SPOT,
    S_PRIORITY,
    S_UNIT,
    SOURCE,
    W_ASKED,
    W_CALLING,
    W_COUNT,
    W_ENDS,
    W_FRESH,
    W_HOST,
    W_INCIDENT,
    W_KEY,
    W_LEFT,
    W_NEEDED,
    W_PRIORITY,
    W_REAL,
    W_RELIEF,
    W_ROUND,
    W_SEEN,
    W_SPOT,
    W_TOO_LATE,
    W_UNIT,
    WANT,
    Ints,
)

DE_BRUIJN = 0x03F79D71B4CB0A89  # each run of six of its bits occurs once
LOWEST = np.zeros(64, dtype=np.int64)
for _place in range(64):
    LOWEST[(DE_BRUIJN << _place) % (1 << 64) >> 58] = _place
MULTIPLIER, TOP_SIX = np.uint64(DE_BRUIJN), np.uint64(58)
ENDLESS = 1 << 40


@njit(cache=True, nogil=True)
def put(world: Ints, room: Ints, minute: int, what: int, who: int, which: int) -> None:
    """Put something in the calendar; what would be at the horizon or later never happens."""
    if minute >= world[H_HORIZON]:
        return
    row = room[N_HAPPENINGS]
    if row >= HAPPENINGS:
        room[R_TRUNCATED] = 1
        return
    room[N_HAPPENINGS] = row + 1
    entry, head = room[A_ENTRIES] + row * ENTRY, room[A_HEAD] + minute
    room[entry + K_WHAT], room[entry + K_WHO], room[entry + K_WHICH] = what, who, which
    room[entry + K_NEXT] = room[head]
    room[head] = entry
    room[room[A_BITS] + (minute >> 6)] |= np.int64(1) << (minute & 63)


@njit(cache=True, nogil=True)
def lowest_of(bits: int) -> int:
    """Return the place of the lowest bit of a word that has any."""
    lowest = np.uint64(bits & -bits)
    return int(LOWEST[np.int64((lowest * MULTIPLIER) >> TOP_SIX)])


@njit(cache=True, nogil=True)
def next_minute(world: Ints, room: Ints, minute: int) -> int:
    """Return the first minute from one on at which something happens, or the horizon."""
    horizon = world[H_HORIZON]
    if minute >= horizon:
        return int(horizon)
    word, last = minute >> 6, (horizon - 1) >> 6
    here = room[room[A_BITS] + word] & (np.int64(-1) << (minute & 63))
    while here == 0:
        word += 1
        if word > last:
            return int(horizon)
        here = room[room[A_BITS] + word]
    return int(word * 64 + lowest_of(here))


@njit(cache=True, nogil=True)
def add_incident(
    room: Ints, of: tuple[int, int, int], minutes: tuple[int, int, int], real: int
) -> int:
    """Return the address of a new incident, 0 where there is no room.

    `of` is its key, source and spot of the source; `minutes` when it is known, needed, over.
    """
    row = room[N_INCIDENTS]
    if row >= MOST:
        room[R_TRUNCATED] = 1
        return 0
    room[N_INCIDENTS] = row + 1
    own = room[A_INCIDENTS] + row * INCIDENT
    room[own + I_KEY], room[own + I_SOURCE], room[own + I_SPOT] = of
    room[own + I_KNOWN], room[own + I_NEEDED], room[own + I_ENDS] = minutes
    room[own + I_REAL], room[own + I_WANT] = real, 0
    return int(own)


@njit(cache=True, nogil=True)
def add_want(world: Ints, room: Ints, incident: int, count: int, needed: int, key: int) -> int:
    """Return the address of a new want, put where it is served, 0 where there is no room."""
    row = room[N_WANTS]
    if row >= MOST:
        room[R_TRUNCATED] = 1
        return 0
    room[N_WANTS] = row + 1
    own = room[A_WANTS] + row * WANT
    source = world[H_SOURCE] + room[incident + I_SOURCE] * SOURCE
    spot = world[source + S_FIRST_SPOT] + room[incident + I_SPOT]
    room[own + W_KEY], room[own + W_INCIDENT] = key, incident
    room[own + W_LEFT], room[own + W_COUNT] = count, count
    room[own + W_NEEDED], room[own + W_ENDS] = needed, room[incident + I_ENDS]
    room[own + W_PRIORITY], room[own + W_UNIT] = world[source + S_PRIORITY], world[source + S_UNIT]
    room[own + W_SPOT] = world[H_SPOT] + spot * (1 + world[H_FORCES])
    room[own + W_HOST] = world[room[own + W_SPOT] + B_HOST]
    room[own + W_REAL], room[own + W_ROUND], room[own + W_ASKED] = room[incident + I_REAL], 0, 0
    room[own + W_SEEN], room[own + W_FRESH], room[own + W_CALLING] = 0, 1, 0
    room[own + W_RELIEF], room[own + W_TOO_LATE] = 0, 0
    called = max(room[N_NOW], room[incident + I_KNOWN])  # what is ordered ahead calls nobody yet
    if room[own + W_REAL] and not 0 <= room[N_FIRST_CALL] <= called:
        room[N_FIRST_CALL] = called
    room[N_FRESH] += 1
    room[N_NEXT_END] = min(room[N_NEXT_END], room[own + W_ENDS])
    _stand_in_line(room, own)
    return int(own)


@njit(cache=True, nogil=True)
def before(room: Ints, one: int, other: int) -> bool:
    """Say whether one want is served before another."""
    if room[one + W_PRIORITY] != room[other + W_PRIORITY]:
        return bool(room[one + W_PRIORITY] < room[other + W_PRIORITY])
    if room[one + W_NEEDED] != room[other + W_NEEDED]:
        return bool(room[one + W_NEEDED] < room[other + W_NEEDED])
    if room[one + W_KEY] != room[other + W_KEY]:
        return bool(np.uint64(room[one + W_KEY]) < np.uint64(room[other + W_KEY]))
    return bool(room[one + W_COUNT] < room[other + W_COUNT])


@njit(cache=True, nogil=True)
def _stand_in_line(room: Ints, want: int) -> None:
    """Put a want where it is served."""
    first = room[A_WAITING]
    place = first + room[N_WAITING]
    room[N_WAITING] += 1
    while place > first and before(room, want, room[place - 1]):
        room[place] = room[place - 1]
        place -= 1
    room[place] = want


@njit(cache=True, nogil=True)
def forget_served(room: Ints, minute: int) -> None:
    """Take wants that are served, or over, out of the line, where there are any."""
    if not room[N_GONE] and minute < room[N_NEXT_END]:
        return
    room[N_GONE], next_end = 0, ENDLESS
    kept = first = room[A_WAITING]
    for place in range(first, first + room[N_WAITING]):
        want = room[place]
        if room[want + W_LEFT] > 0 and minute < room[want + W_ENDS]:
            room[kept] = want
            kept += 1
            next_end = min(next_end, room[want + W_ENDS])
    room[N_WAITING], room[N_NEXT_END] = kept - first, next_end


@njit(cache=True, nogil=True)
def clear(world: Ints, room: Ints) -> None:
    """Make room for the next replication; the calendar is empty once it is played out."""
    forces, kinds = world[H_FORCES], world[H_KINDS]
    if room[R_TRUNCATED]:
        room[room[A_HEAD] : room[A_ENTRIES]] = 0
    room[:RESULTS] = 0
    room[N_HAPPENINGS : N_CALLS + 1] = 0
    room[N_STAMP] += 1
    room[N_FIRST_CALL], room[N_TICK], room[N_BLOCK] = -1, -1, -1
    room[N_FRESH], room[N_GONE], room[N_NEXT_END] = 0, 0, ENDLESS
    room[R_ACTIVATED], room[R_FIRST], room[R_TENTH], room[R_HUNDREDTH] = -1, -1, -1, -1
    for force in range(forces):
        own = room[A_FORCES] + force * (D_STAMP + 1 + 2 * kinds)
        for kind in range(kinds):
            room[own + D_OUT + 2 * kind] = 0
    room[room[A_SOURCES] : room[A_SHOCKS]] = 0
    room[room[A_STEPS] : room[A_STEPS] + (forces + 1) * world[H_STEPS]] = 0
    room[room[A_SENT] : room[A_SENT] + world[H_SOURCES] * forces] = 0
    room[room[A_CAME] : room[A_CAME] + world[H_MARKS]] = -1
