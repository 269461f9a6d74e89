"""Compiled: all wants that are short served together, as well as can be at that moment.

Units flow from what forces have to wants at least cost: one want's units after another along
the cheapest way through those served before, which keeps the whole cheapest. What is unmet
costs more than any lateness, the more the higher its priority; any way of leaving as few
unmet as possible leaves the fewest of the higher priorities, since who can be served
together is a matroid.
"""

from numba import njit

from muster.rehearsal.kernels_sending import (
    block_of,
    floor_of,
    may_ask,
    out_of,
    run_out,
    send,
    units_of,
)
from muster.rehearsal.kernels_times import coming, leaving, shocked, time_to_answer, usual_minutes
from muster.rehearsal.layout import (
    A_COST,
    A_ENDS,
    A_FLOW,
    A_REACH,
    A_WAITING,
    ANSWER_SHOCK,
    END,
    H_FORCES,
    H_KINDS,
    H_NOTICES,
    H_USUAL_ANSWER,
    H_USUAL_JOURNEY,
    N_DIRTY,
    N_WAITING,
    NONE,
    Q_FORCE,
    Q_LEFT,
    Q_NOTICE,
    Q_OWN,
    U_UNITS,
    W_ENDS,
    W_FRESH,
    W_HOST,
    W_LEFT,
    W_NEEDED,
    W_PRIORITY,
    W_SPOT,
    W_UNIT,
    WANTS_TOGETHER,
    WAY,
    Y_COST,
    Y_END,
    Y_FROM,
    Ints,
    People,
)

NEVER = 1 << 60
UNMET = 1 << 40  # more than any lateness and travel
LATE = 1 << 20  # a minute late, in minutes of travel
LOWEST_PRIORITY = 1000


@njit(cache=True, nogil=True)
def serve_best(world: Ints, people: People, room: Ints, minute: int) -> None:
    """Serve the wants that are short, the first of them where there are more than there is room."""
    wants = min(room[N_WAITING], WANTS_TOGETHER)
    for kind in range(world[H_KINDS]):
        if _any_of(room, kind, wants):
            ends = _list_ends(world, people, room, kind, minute)
            _price(world, room, kind, minute, ends, wants)
            flow = room[A_FLOW]
            room[flow : flow + ends * WANTS_TOGETHER] = 0
            for place in range(wants):
                want = room[room[A_WAITING] + place]
                left = room[want + W_LEFT] if room[want + W_UNIT] == kind else 0
                while left > 0:
                    found = _augment(room, ends, wants, place, left)
                    if found == 0:
                        break
                    left -= found
            _send_all(world, room, minute, ends, wants)
            _mark_short(world, people, room, kind, minute, wants)


@njit(cache=True, nogil=True)
def _any_of(room: Ints, kind: int, wants: int) -> bool:
    found = False
    for place in range(room[A_WAITING], room[A_WAITING] + wants):
        want = room[place]
        if room[want + W_UNIT] == kind and room[want + W_LEFT] > 0:
            found = found or room[want + W_FRESH] > 0 or room[N_DIRTY] > 0
            room[want + W_FRESH] = 0
    return found


@njit(cache=True, nogil=True)
def _list_ends(world: Ints, people: People, room: Ints, kind: int, minute: int) -> int:
    """List what forces have of a kind by notice, for everyone and for their own area alone."""
    block, ends = block_of(world, minute), 0
    for force in range(world[H_FORCES]):
        units = units_of(world, people, room, (force, kind, block))
        out = room[out_of(world, room, force, kind)]
        floor = floor_of(world, room, force, kind)
        lent, kept = 0, 0
        for notice in range(world[H_NOTICES]):
            free = max(0, room[units + U_UNITS + notice] - out)
            others = max(0, free - floor)
            if others > lent:
                ends = _add_end(room, ends, (others - lent, force, notice, 0))
                lent = others
            if free - others > kept:
                ends = _add_end(room, ends, (free - others - kept, force, notice, 1))
                kept = free - others
    return ends


@njit(cache=True, nogil=True)
def _add_end(room: Ints, ends: int, what: tuple[int, int, int, int]) -> int:
    own = room[A_ENDS] + ends * END
    room[own + Q_LEFT], room[own + Q_FORCE], room[own + Q_NOTICE], room[own + Q_OWN] = what
    return ends + 1


@njit(cache=True, nogil=True)
def _price(world: Ints, room: Ints, kind: int, minute: int, ends: int, wants: int) -> None:
    """Write what a unit of each end costs at each want, reckoned with usual times."""
    for end in range(ends):
        own, row = room[A_ENDS] + end * END, room[A_COST] + end * WANTS_TOGETHER
        force = room[own + Q_FORCE]
        for place in range(wants):
            want = room[room[A_WAITING] + place]
            room[row + place] = NEVER
            host = room[want + W_HOST]
            mine = room[own + Q_OWN] == 0 or force == host
            if room[want + W_UNIT] == kind and mine and may_ask(world, room, force, host):
                room[row + place] = _cost(world, room, want, force, room[own + Q_NOTICE], minute)


@njit(cache=True, nogil=True)
def _cost(world: Ints, room: Ints, want: int, force: int, notice: int, minute: int) -> int:
    usual, when = world[H_USUAL_ANSWER], (minute, force, room[want + W_HOST])
    answer = shocked(world, room, ANSWER_SHOCK, usual, when)
    leaves = leaving(world, room, minute + answer, notice)
    arrives = coming(world, room, want, force, leaves, world[H_USUAL_JOURNEY])
    if arrives >= room[want + W_ENDS]:
        return NEVER
    late = arrives - room[want + W_NEEDED]
    return int(late * LATE + usual_minutes(world, want, force, room[want + W_SPOT]))


@njit(cache=True, nogil=True)
def _augment(room: Ints, ends: int, wants: int, first: int, most: int) -> int:
    """Serve up to `most` units more of a want the cheapest way; return how many, or 0.

    Wants are reached from one another through an end that serves the second and may serve
    the first; a way says by which end, and from which want.
    """
    ways = room[A_REACH]
    for place in range(wants):
        room[ways + place * WAY + Y_COST] = NEVER
    room[ways + first * WAY + Y_COST] = 0
    room[ways + first * WAY + Y_END] = NONE
    changed = True
    while changed:
        changed = False
        for here in range(wants):
            if room[ways + here * WAY + Y_COST] < NEVER and _relax(room, ends, wants, here):
                changed = True
    best, at, by = NEVER, NONE, NONE
    for here in range(wants):
        reach = room[ways + here * WAY + Y_COST]
        if reach < NEVER:
            want = room[room[A_WAITING] + here]
            priority = min(room[want + W_PRIORITY], LOWEST_PRIORITY)
            unmet = reach + UNMET * (LOWEST_PRIORITY + 1 - priority)
            if unmet < best:
                best, at, by = unmet, here, NONE
            end = _nearest_end(room, ends, here)
            if end != NONE and reach + room[room[A_COST] + end * WANTS_TOGETHER + here] < best:
                best = reach + room[room[A_COST] + end * WANTS_TOGETHER + here]
                at, by = here, end
    return _carry_out(room, first, at, by, most)


@njit(cache=True, nogil=True)
def _nearest_end(room: Ints, ends: int, here: int) -> int:
    """Return the end that has units left and is cheapest for a want."""
    best, found = NEVER, NONE
    for end in range(ends):
        cost = room[room[A_COST] + end * WANTS_TOGETHER + here]
        if cost < best and room[room[A_ENDS] + end * END + Q_LEFT] > 0:
            best, found = cost, end
    return found


@njit(cache=True, nogil=True)
def _relax(room: Ints, ends: int, wants: int, here: int) -> bool:
    """Reach other wants from one; say whether any is reached more cheaply."""
    ways, changed = room[A_REACH], False
    for end in range(ends):
        row, flow = room[A_COST] + end * WANTS_TOGETHER, room[A_FLOW] + end * WANTS_TOGETHER
        if room[row + here] < NEVER:
            base = room[ways + here * WAY + Y_COST] + room[row + here]
            for there in range(wants):
                way = ways + there * WAY
                if room[flow + there] > 0 and there != here:
                    found = base - room[row + there]
                    if found < room[way + Y_COST]:
                        room[way + Y_COST], room[way + Y_END], room[way + Y_FROM] = found, end, here
                        changed = True
    return changed


@njit(cache=True, nogil=True)
def _carry_out(room: Ints, first: int, at: int, by: int, most: int) -> int:
    """Move units along the way found; return how many the first want has more, or 0."""
    if by == NONE and at == first:
        return 0
    ways, count, here = room[A_REACH], most, at
    if by != NONE:
        count = min(count, room[room[A_ENDS] + by * END + Q_LEFT])
    while here != first:
        end = room[ways + here * WAY + Y_END]
        count = min(count, room[room[A_FLOW] + end * WANTS_TOGETHER + here])
        here = room[ways + here * WAY + Y_FROM]
    if by != NONE:
        room[room[A_ENDS] + by * END + Q_LEFT] -= count
        room[room[A_FLOW] + by * WANTS_TOGETHER + at] += count
    here = at
    while here != first:
        end, other = room[ways + here * WAY + Y_END], room[ways + here * WAY + Y_FROM]
        room[room[A_FLOW] + end * WANTS_TOGETHER + here] -= count
        room[room[A_FLOW] + end * WANTS_TOGETHER + other] += count
        here = other
    return count


@njit(cache=True, nogil=True)
def _send_all(world: Ints, room: Ints, minute: int, ends: int, wants: int) -> None:
    """Send units as they flow; each really takes its own time to answer and to come."""
    for place in range(wants):
        want = room[room[A_WAITING] + place]
        for end in range(ends):
            count = room[room[A_FLOW] + end * WANTS_TOGETHER + place]
            if count > 0:
                own = room[A_ENDS] + end * END
                force, notice = room[own + Q_FORCE], room[own + Q_NOTICE]
                ordered = minute + time_to_answer(world, room, want, force, minute)
                send(world, room, (want, force, notice, count), minute, ordered)


@njit(cache=True, nogil=True)
def _mark_short(
    world: Ints, people: People, room: Ints, kind: int, minute: int, wants: int
) -> None:
    """Mark what stops forces that have nothing left while a want they may serve is short."""
    block, last = block_of(world, minute), world[H_NOTICES] - 1
    for place in range(room[A_WAITING], room[A_WAITING] + wants):
        want = room[place]
        if room[want + W_UNIT] == kind and room[want + W_LEFT] > 0:
            for force in range(world[H_FORCES]):
                units = units_of(world, people, room, (force, kind, block))
                out = room[out_of(world, room, force, kind)]
                free = room[units + U_UNITS + last] - out
                if free <= 0 and may_ask(world, room, force, room[want + W_HOST]):
                    run_out(world, room, force, kind, units)
