"""Compiled: what happens in a replication, one thing after another."""

import numpy as np
from numba import njit

from muster.rehearsal.draws import (
    BY_CONTAGION,
    GAP,
    GROWS,
    GROWS_AFTER,
    GROWS_BY,
    LASTS,
    OCCURS,
    SIZE,
    SPOT,
    SPREADS,
    SPREADS_AFTER,
    draw,
    incident_key,
    rate_key,
    relief_key,
    want_key,
)
from muster.rehearsal.kernels_room import add_incident, add_want, put
from muster.rehearsal.kernels_sending import between, out_of
from muster.rehearsal.kernels_times import pick
from muster.rehearsal.layout import (
    A_CAME,
    A_DRY,
    A_SOURCES,
    A_WAITING,
    C_AFTER,
    C_CHANCE,
    C_NUMBER,
    C_REACH,
    C_TO,
    CONTAGION,
    DRY,
    E_AFTER,
    E_BY,
    E_CHANCE,
    ESCALATION,
    G_COUNT,
    G_DUE,
    G_FORCE,
    G_NOTICE,
    G_WANT,
    GROW,
    H_CONTAGION,
    H_GAPS,
    H_GROWTH,
    H_HORIZON,
    H_HOURS,
    H_MARK,
    H_MARKS,
    H_RATES,
    H_SOURCE,
    H_SOURCES,
    I_ENDS,
    I_KEY,
    I_NEEDED,
    I_REAL,
    I_SOURCE,
    I_SPOT,
    I_WANT,
    J_NONE,
    M_UNITS,
    MARK,
    MOST_SPOTS,
    N_CAME,
    N_CHANGES,
    N_DIRTY,
    N_FIRST_CALL,
    N_OPEN,
    N_ROOT,
    N_WAITING,
    NEXT,
    NONE,
    ORDER,
    OVER,
    P_ORDER_AHEAD,
    R_ACTIVATED,
    R_INCIDENTS,
    R_SHORT_MINUTES,
    R_WANTED,
    S_AT,
    S_CHANCE,
    S_FORESEEN,
    S_GROW,
    S_GROWN,
    S_LASTS,
    S_RATE,
    S_SIZE,
    S_SPOT,
    S_SPREAD,
    S_SPREADED,
    S_WITHIN,
    SOURCE,
    STRIKE,
    T_GAP,
    T_NTH,
    T_RUNNING,
    T_STRUCK,
    TURN,
    W_HOST,
    W_INCIDENT,
    W_KEY,
    W_RELIEF,
    W_TOO_LATE,
    W_UNIT,
    Ints,
)

GAP_BITS = 20
LAST_CELL = 4095
AN_HOUR = 60


@njit(cache=True, nogil=True)
def comes_home(world: Ints, room: Ints, group: int) -> None:
    """Count units as free again."""
    kind, force = room[room[group + G_WANT] + W_UNIT], room[group + G_FORCE]
    room[out_of(world, room, force, kind)] -= room[group + G_COUNT]
    room[room[A_DRY] + DRY * kind + J_NONE] &= ~(np.int64(1) << force)
    room[N_DIRTY] = 1
    room[N_CHANGES] += 1


@njit(cache=True, nogil=True)
def arrives(world: Ints, room: Ints, group: int, minute: int) -> None:
    """Count units as come, and when as many had as anybody asks about."""
    came = room[N_CAME]
    now = came + room[group + G_COUNT]
    room[N_CAME] = now
    for row in range(world[H_MARKS]):
        if came < world[world[H_MARK] + row * MARK + M_UNITS] <= now:
            room[room[A_CAME] + row] = minute - room[N_FIRST_CALL]


@njit(cache=True, nogil=True)
def activate(world: Ints, room: Ints, minute: int) -> None:
    """Activate the nation, once; order ahead what is foreseen by then."""
    if room[R_ACTIVATED] >= 0:
        return
    room[R_ACTIVATED] = minute
    room[N_DIRTY] = 1
    room[N_CHANGES] += 1
    for place in range(room[A_WAITING], room[A_WAITING] + room[N_WAITING]):
        room[room[place] + W_TOO_LATE] = 0
    if room[P_ORDER_AHEAD]:
        for number in range(world[H_SOURCES]):
            source = world[H_SOURCE] + number * SOURCE
            foreseen, at = world[source + S_FORESEEN], world[source + S_AT]
            if foreseen >= 0 and max(foreseen, minute) < at < world[H_HORIZON]:
                put(world, room, max(foreseen, minute), ORDER, number, 0)


@njit(cache=True, nogil=True)
def _create(world: Ints, room: Ints, what: tuple[int, int, int, int], real: int) -> int:
    """Return a new incident. `what` is its source, sequence, minute and spot (-1: drawn)."""
    number, sequence, minute, spot = what
    key, root = incident_key(number, sequence), room[N_ROOT]
    source = world[H_SOURCE] + number * SOURCE
    if spot < 0:
        spot = pick(world, world[source + S_SPOT], draw(root, key, SPOT, 0))
    lasts = pick(world, world[source + S_LASTS], draw(root, key, LASTS, 0))
    needed = minute + world[source + S_WITHIN]
    ends = needed + (lasts if real else AN_HOUR)
    return add_incident(room, (key, number, spot), (minute, needed, ends), real)


@njit(cache=True, nogil=True)
def want_units(world: Ints, room: Ints, incident: int, count: int, needed: int, key: int) -> int:
    """Return a new want of an incident, 0 for none, counted where it is needed by the horizon."""
    ends = room[incident + I_ENDS]
    if count <= 0 or needed >= ends:
        return 0
    own = add_want(world, room, incident, count, needed, key)
    if own and room[incident + I_REAL]:
        if needed <= world[H_HORIZON]:
            room[R_WANTED] += count
        room[R_SHORT_MINUTES] += count * max(0, min(ends, world[H_HORIZON]) - needed)
        between(world, room, 1 + room[own + W_HOST], needed, ends, count)
    return own


@njit(cache=True, nogil=True)
def _want_own(world: Ints, room: Ints, incident: int) -> None:
    """Want an incident's own units, once."""
    if room[incident + I_WANT] == 0:
        key = room[incident + I_KEY]
        source = world[H_SOURCE] + room[incident + I_SOURCE] * SOURCE
        size = pick(world, world[source + S_SIZE], draw(room[N_ROOT], key, SIZE, 0))
        needed = room[incident + I_NEEDED]
        own = want_units(world, room, incident, size, needed, want_key(key, 0))
        room[incident + I_WANT] = own if own else NONE


@njit(cache=True, nogil=True)
def order_ahead(world: Ints, room: Ints, number: int) -> None:
    """Want the units of an incident that is foreseen, whether or not it comes about."""
    turn, source = room[A_SOURCES] + number * TURN, world[H_SOURCE] + number * SOURCE
    if room[turn + T_NTH] == 0:
        comes = draw(room[N_ROOT], incident_key(number, 0), OCCURS, 0) < world[source + S_CHANCE]
        what = (number, 0, world[source + S_AT], -1)
        incident = _create(world, room, what, 1 if comes else 0)
        if incident:
            room[turn + T_NTH] = incident
            _want_own(world, room, incident)


@njit(cache=True, nogil=True)
def next_of(world: Ints, room: Ints, number: int, minute: int) -> None:
    """Let the incident of a source become known, and the next of a rate be awaited."""
    turn, source = room[A_SOURCES] + number * TURN, world[H_SOURCE] + number * SOURCE
    incident = room[turn + T_NTH]
    if world[source + S_RATE] >= 0:
        room[turn + T_NTH] += 1
        incident = _create(world, room, (number, room[turn + T_NTH], minute, -1), 1)
        await_next(world, room, number)
    elif incident == 0:
        comes = draw(room[N_ROOT], incident_key(number, 0), OCCURS, 0) < world[source + S_CHANCE]
        if comes:
            incident = _create(world, room, (number, 0, minute, -1), 1)
    if incident and room[incident + I_REAL]:
        _known(world, room, incident, minute)


@njit(cache=True, nogil=True)
def await_next(world: Ints, room: Ints, number: int) -> None:
    """Draw when the next incident of a rate becomes known, unless that is after the end."""
    turn, source = room[A_SOURCES] + number * TURN, world[H_SOURCE] + number * SOURCE
    so_far = room[turn + T_RUNNING] + _gap(world, room, number, turn)
    room[turn + T_RUNNING] = so_far
    hours = world[H_HOURS]
    first = world[H_RATES] + world[source + S_RATE] * (hours + 1)
    if so_far < world[first + hours]:
        low, high = 0, hours - 1
        while low < high:
            middle = (low + high + 1) >> 1
            if world[first + middle] <= so_far:
                low = middle
            else:
                high = middle - 1
        begun, done = world[first + low], world[first + low + 1]
        put(world, room, low * 60 + (so_far - begun) * 60 // (done - begun), NEXT, number, 0)


@njit(cache=True, nogil=True)
def _gap(world: Ints, room: Ints, number: int, turn: int) -> int:
    """Return the next gap of a rate, in 2⁻²⁰ of an incident expected."""
    found, key = 0, rate_key(number)
    while True:
        drawn = draw(room[N_ROOT], key, GAP, room[turn + T_GAP])
        room[turn + T_GAP] += 1
        cell, place = drawn >> GAP_BITS, drawn & ((1 << GAP_BITS) - 1)
        low = world[world[H_GAPS] + cell]
        if cell < LAST_CELL:
            high = world[world[H_GAPS] + cell + 1]
            return int(found + low + ((high - low) * place >> GAP_BITS))
        found += low


@njit(cache=True, nogil=True)
def strike(world: Ints, room: Ints, number: int, spot: int, minute: int) -> None:
    """Let contagion start an incident at a spot, once."""
    turn, bit = room[A_SOURCES] + number * TURN, np.int64(1) << spot
    if room[turn + T_STRUCK] & bit == 0:
        room[turn + T_STRUCK] |= bit
        incident = _create(world, room, (number, BY_CONTAGION + spot, minute, spot), 1)
        if incident:
            _known(world, room, incident, minute)


@njit(cache=True, nogil=True)
def _known(world: Ints, room: Ints, incident: int, minute: int) -> None:
    """Let an incident become known: its units are wanted, it may grow, spread, and ends."""
    key, root = room[incident + I_KEY], room[N_ROOT]
    source = world[H_SOURCE] + room[incident + I_SOURCE] * SOURCE
    room[R_INCIDENTS] += 1
    room[N_OPEN] += 1
    put(world, room, room[incident + I_ENDS], OVER, incident, 0)
    _want_own(world, room, incident)
    for which in range(world[source + S_GROWN]):
        own = world[H_GROWTH] + (world[source + S_GROW] + which) * ESCALATION
        if draw(root, key, GROWS, which) < world[own + E_CHANCE]:
            after = pick(world, world[own + E_AFTER], draw(root, key, GROWS_AFTER, which))
            put(world, room, minute + after, GROW, incident, which)
    for which in range(world[source + S_SPREADED]):
        own = world[H_CONTAGION] + (world[source + S_SPREAD] + which) * CONTAGION
        _spread(world, room, incident, own, minute)


@njit(cache=True, nogil=True)
def _spread(world: Ints, room: Ints, incident: int, own: int, minute: int) -> None:
    """Let an incident strike the spots in its reach, each with its chance."""
    key, root = room[incident + I_KEY], room[N_ROOT]
    reach = world[own + C_REACH + room[incident + I_SPOT]]
    for spot in range(MOST_SPOTS):
        if reach >> spot & 1:
            number = world[own + C_NUMBER] * 64 + spot
            if draw(root, key, SPREADS, number) < world[own + C_CHANCE]:
                drawn = draw(root, key, SPREADS_AFTER, number)
                after = pick(world, world[own + C_AFTER], drawn)
                put(world, room, minute + after, STRIKE, world[own + C_TO], spot)


@njit(cache=True, nogil=True)
def grow(world: Ints, room: Ints, incident: int, which: int, minute: int) -> None:
    """Want more units for an incident that is not over."""
    if minute < room[incident + I_ENDS]:
        key = room[incident + I_KEY]
        source = world[H_SOURCE] + room[incident + I_SOURCE] * SOURCE
        own = world[H_GROWTH] + (world[source + S_GROW] + which) * ESCALATION
        count = pick(world, world[own + E_BY], draw(room[N_ROOT], key, GROWS_BY, which))
        needed = minute + world[source + S_WITHIN]
        want_units(world, room, incident, count, needed, want_key(key, 1 + which))


@njit(cache=True, nogil=True)
def relieve(world: Ints, room: Ints, group: int) -> None:
    """Want as many units in the place of some that have to be relieved."""
    want = room[group + G_WANT]
    key = relief_key(room[want + W_KEY], room[group + G_FORCE], room[group + G_NOTICE])
    incident = room[want + W_INCIDENT]
    own = want_units(world, room, incident, room[group + G_COUNT], room[group + G_DUE], key)
    if own:
        room[own + W_RELIEF] = 1
