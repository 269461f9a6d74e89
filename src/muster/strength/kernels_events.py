"""Compiled: a force's columns turned into the moments at which an officer's standing changes.

Everything here is a function of `at`, the minute the question is asked, for one fixed
`within`. A tour [s, e) makes its owner available for at in [s - within, max(s, e - within));
if it is working, rest is incomplete for at in [s - within, e + rest - within); an on-call
tour covers at in [s, e). A *code* sums these up for one owner: OWN_DUTY, RESTED_ON_CALL,
RESTED, NOTHING; FOLLOWS means that an officer does what the class does.

An officer's *group* is 0 not recallable in time, 1 recallable, 2 recallable and on call, 3
restricted. Code and group settle the *state* that is counted: 0 on duty or starting, 1 on
call, 2 recall, 3 absent.

Times are UTC minutes in int64, days are local. Callers give every array in the type named.
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

Ints = NDArray[np.int64]
FOLLOWS, OWN_DUTY, RESTED_ON_CALL, RESTED, NOTHING = -1, 0, 1, 2, 3
ACTIONS = 8  # keys hold a time and one of these: +/- duty, +/- weariness, +/- on call, look


class Cycles(NamedTuple):
    """A force's patterns: rows of each (pattern, day) cell, and UTC minutes by day and time.

    `first` and `cells` (one past the end added) point into `start`, `end`, `kind`; start
    and end are columns of `utc`, whose rows are local days from `day`; `length` by pattern.
    """

    first: Ints
    cells: Ints
    length: Ints
    start: Ints
    end: Ints
    kind: Ints
    utc: Ints
    midnight: Ints
    day: int


class Exceptions(NamedTuple):
    """Duties by officer: `ptr` (n + 1) into the rest; the local days each one replaces."""

    ptr: Ints
    start: Ints
    end: Ints
    kind: Ints
    first_day: Ints
    last_day: Ints


class Owner(NamedTuple):
    """Whose tours are worked out: pattern (-1 none), its anchor and first day, known span."""

    pattern: int
    anchor: int
    since: int
    first: int
    last: int
    duty: int
    duty_end: int


class Rules(NamedTuple):
    """The notice, the rest, the horizon [start, stop), and what each duty kind is, as bits.

    `kinds` has bit 0 for deployable, 1 for working, 2 for on call. `longest` is the minutes
    from midnight to the end of the longest pattern tour, with room for a clock change.
    """

    within: int
    rest: int
    start: int
    stop: int
    longest: int
    kinds: Ints


@njit(cache=True, nogil=True)
def _add_tour(keys: Ints, count: int, start: int, end: int, kind: int, rules: Rules) -> int:
    """Add the keys of one tour; return how many there are now."""
    bits = rules.kinds[kind]
    opens = start - rules.within
    if bits & 1:
        keys[count] = opens * ACTIONS
        keys[count + 1] = max(start, end - rules.within) * ACTIONS + 1
        count += 2
    if bits & 2:
        keys[count] = opens * ACTIONS + 2
        keys[count + 1] = (end + rules.rest - rules.within) * ACTIONS + 3
        count += 2
    if bits & 4:
        keys[count] = start * ACTIONS + 4
        keys[count + 1] = end * ACTIONS + 5
        count += 2
    return count


@njit(cache=True, nogil=True)
def _is_replaced(day: int, owner: Owner, duties: Exceptions) -> bool:
    for row in range(owner.duty, owner.duty_end):
        if duties.first_day[row] <= day <= duties.last_day[row]:
            return True
    return False


@njit(cache=True, nogil=True)
def _gather(
    keys: Ints,
    opens: int,
    closes: int,
    owner: Owner,
    cycles: Cycles,
    duties: Exceptions,
    rules: Rules,
) -> int:
    """Write the keys of every tour that matters for at in [opens, closes); return how many."""
    keys[0] = (owner.first - rules.within) * ACTIONS + 6
    keys[1] = (owner.last - rules.within) * ACTIONS + 6
    count = 2
    after = max(0, rules.rest - rules.within)
    for row in range(owner.duty, owner.duty_end):
        if duties.start[row] - rules.within < closes and duties.end[row] + after > opens:
            count = _add_tour(
                keys, count, duties.start[row], duties.end[row], duties.kind[row], rules
            )
    if owner.pattern < 0:
        return count
    early = max((opens - after - rules.longest) // 1440 - 1 - cycles.day, 0)
    late = min((closes + rules.within) // 1440 + 1 - cycles.day, len(cycles.midnight) - 1)
    for row in range(max(early, owner.since - cycles.day), late + 1):
        day = row + cycles.day
        if _is_replaced(day, owner, duties):
            continue
        cell = cycles.first[owner.pattern] + (day - owner.anchor) % cycles.length[owner.pattern]
        for tour in range(cycles.cells[cell], cycles.cells[cell + 1]):
            start, end = cycles.utc[row, cycles.start[tour]], cycles.utc[row, cycles.end[tour]]
            if start < end and start < owner.last:
                count = _add_tour(keys, count, start, end, cycles.kind[tour], rules)
    return count


@njit(cache=True, nogil=True)
def sort(keys: Ints, count: int) -> None:
    """Sort keys that are nearly in order."""
    for place in range(1, count):
        key = keys[place]
        back = place - 1
        while back >= 0 and keys[back] > key:
            keys[back + 1] = keys[back]
            back -= 1
        keys[back + 1] = key


@njit(cache=True, nogil=True)
def _code(counts: Ints, at: int, owner: Owner, rules: Rules) -> int:
    """Return the code of an owner with so many tours of each effect open at `at`."""
    if counts[0] > 0:
        return OWN_DUTY
    rostered = owner.first <= at + rules.within < owner.last
    if counts[1] > 0 or not rostered:
        return NOTHING
    return RESTED_ON_CALL if counts[2] > 0 else RESTED


@njit(cache=True, nogil=True)
def _sweep(
    keys: Ints,
    count: int,
    opens: int,
    closes: int,
    owner: Owner,
    rules: Rules,
    times: Ints,
    codes: Ints,
) -> int:
    """Write the code at `opens`, then each change before `closes`; return how many."""
    open_now = np.zeros(4, dtype=np.int64)
    times[0] = opens
    place, found = 0, 0
    while place < count and keys[place] // ACTIONS <= opens:
        action = keys[place] % ACTIONS
        open_now[action // 2] += 1 - 2 * (action % 2)
        place += 1
    codes[0] = _code(open_now, opens, owner, rules)
    while place < count and keys[place] // ACTIONS < closes:
        now = keys[place] // ACTIONS
        while place < count and keys[place] // ACTIONS == now:
            action = keys[place] % ACTIONS
            open_now[action // 2] += 1 - 2 * (action % 2)
            place += 1
        code = _code(open_now, now, owner, rules)
        if code != codes[found]:
            found += 1
            times[found], codes[found] = now, code
    return found + 1


@njit(cache=True, nogil=True)
def _room(table: Ints, used: int, wanted: int) -> Ints:
    """Return the table, or a larger copy where `wanted` more rows do not fit."""
    if used + wanted <= len(table):
        return table
    larger = np.empty((2 * (used + wanted), 4), dtype=np.int64)
    larger[:used] = table[:used]
    return larger


@njit(cache=True, nogil=True, inline="always")
def settle(code: int, group: int) -> int:
    """Return the state counted for a code and a group."""
    if group == 3:
        return 3
    if code == 0:
        return 0
    if code == 3 or group == 0:
        return 3
    return 1 if code == 1 or group == 2 else 2


@njit(cache=True, nogil=True)
def class_events(
    pattern: Ints, anchor: Ints, ends: int, cycles: Cycles, duties: Exceptions, rules: Rules
) -> tuple[Ints, Ints]:
    """Return each class's code at the start, and a table of (time, class, before, after)."""
    most = 6 * (len(cycles.midnight) * _busiest(cycles) + 2)
    keys, times, codes = (
        np.empty(most, np.int64),
        np.empty(most, np.int64),
        np.empty(most, np.int64),
    )
    first = np.empty(len(pattern), dtype=np.int64)
    table = np.empty((1024, 4), dtype=np.int64)
    used = 0
    for which in range(len(pattern)):
        known = ends if pattern[which] >= 0 else -(2**30)
        owner = Owner(pattern[which], anchor[which], -(2**30), -(2**30), known, 0, 0)
        count = _gather(keys, rules.start, rules.stop, owner, cycles, duties, rules)
        sort(keys, count)
        found = _sweep(keys, count, rules.start, rules.stop, owner, rules, times, codes)
        first[which] = codes[0]
        table = _room(table, used, found)
        for place in range(1, found):
            table[used] = (times[place], which, codes[place - 1], codes[place])
            used += 1
    return first, table[:used]


@njit(cache=True, nogil=True)
def _busiest(cycles: Cycles) -> int:
    """Return the most tours that one day of any pattern has."""
    most = 1
    for cell in range(len(cycles.cells) - 1):
        most = max(most, cycles.cells[cell + 1] - cycles.cells[cell])
    return most


@njit(cache=True, nogil=True)
def fullest(ptr: Ints) -> int:
    """Return the most rows that any one officer has."""
    most = 0
    for who in range(len(ptr) - 1):
        most = max(most, ptr[who + 1] - ptr[who])
    return most


@njit(cache=True, nogil=True)
def midnight(day: int, cycles: Cycles) -> int:
    """Return the UTC minute a local day opens, within the days that the cycles cover."""
    row = min(max(day - cycles.day, 0), len(cycles.midnight) - 1)
    return int(cycles.midnight[row])


@njit(cache=True, nogil=True)
def _windows(
    owner: Owner, cycles: Cycles, duties: Exceptions, rules: Rules, opens: Ints, closes: Ints
) -> int:
    """Write the spans of `at` in which an officer may differ from the class; return how many.

    Tours struck out on a day, or put in, matter from `within` before the first to rest
    after the last; spans that touch become one.
    """
    after = max(0, rules.rest - rules.within)
    found = 0
    if owner.pattern >= 0 and owner.since > cycles.day:
        until = midnight(owner.since - 1, cycles) + rules.longest + after
        if until > rules.start:
            opens[0], closes[0], found = rules.start, min(until, rules.stop), 1
    if owner.pattern < 0 and owner.duty_end > owner.duty:
        opens[0] = max(owner.first - rules.within, rules.start)
        closes[0] = min(owner.last + after, rules.stop)
        return 1 if opens[0] < closes[0] else 0
    for row in range(owner.duty, owner.duty_end):
        starts = min(duties.start[row], midnight(duties.first_day[row], cycles)) - rules.within
        struck = midnight(duties.last_day[row], cycles) + rules.longest
        ends = min(max(duties.end[row], struck) + after, rules.stop)
        starts = max(starts, rules.start)
        if starts >= ends:
            continue
        if found and starts <= closes[found - 1]:
            closes[found - 1] = max(closes[found - 1], ends)
        else:
            opens[found], closes[found] = starts, ends
            found += 1
    return found


@njit(cache=True, nogil=True)
def own_events(
    officers: tuple[Ints, Ints, Ints, Ints, Ints],
    seating: tuple[Ints, Ints],
    cycles: Cycles,
    duties: Exceptions,
    rules: Rules,
) -> tuple[Ints, Ints]:
    """Return each officer's own state at the start, and a table of (time, seat, before, after).

    `officers` are pattern, anchor, since, first, last; `seating` the seat and the group of
    each. An officer stands apart from the class only where duties or a late start may differ.
    """
    pattern, anchor, since, first, last = officers
    seats, groups = seating
    widest = 1 + fullest(duties.ptr)
    most = 6 * (len(cycles.midnight) * _busiest(cycles) + widest + 2)
    keys, times, codes = (
        np.empty(most, np.int64),
        np.empty(most, np.int64),
        np.empty(most, np.int64),
    )
    opens, closes = np.empty(widest + 1, np.int64), np.empty(widest + 1, np.int64)
    at_first = np.full(len(pattern), FOLLOWS, dtype=np.int64)
    table = np.empty((1024, 4), dtype=np.int64)
    used = 0
    for who in range(len(pattern)):
        owner = Owner(
            pattern[who], anchor[who], since[who], first[who], last[who],
            duties.ptr[who], duties.ptr[who + 1],
        )  # fmt: skip
        for window in range(_windows(owner, cycles, duties, rules, opens, closes)):
            begins, ends = opens[window], closes[window]
            count = _gather(keys, begins, ends, owner, cycles, duties, rules)
            sort(keys, count)
            found = _sweep(keys, count, begins, ends, owner, rules, times, codes)
            table = _room(table, used, found + 1)
            before = FOLLOWS
            for place in range(found):
                state = settle(codes[place], groups[who])
                if times[place] == rules.start:
                    at_first[who] = state
                elif state != before:
                    table[used] = (times[place], seats[who], before, state)
                    used += 1
                before = state
            if ends < rules.stop:
                table[used] = (ends, seats[who], before, FOLLOWS)
                used += 1
    return at_first, table[:used]
