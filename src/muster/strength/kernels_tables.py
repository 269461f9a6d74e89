"""Compiled: tickets and absences turned into moments of change, and moments cut into steps.

As in `kernels_events`, times are UTC minutes of `at` for one fixed notice, days are local.
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from muster.strength.kernels_events import Cycles, Ints, Rules, fullest, midnight, sort


@njit(cache=True, nogil=True)
def _mask_on(
    day: int, begin: int, end: int, skill: Ints, awarded: Ints, expires: Ints
) -> np.uint64:
    """Return the bits of the skills valid on a day among ticket rows [begin, end)."""
    mask = np.uint64(0)
    for row in range(begin, end):
        if awarded[row] <= day <= expires[row]:
            mask |= np.uint64(1) << np.uint64(skill[row])
    return mask


@njit(cache=True, nogil=True)
def ticket_events(
    tickets: tuple[Ints, Ints, Ints, Ints],
    joined: Ints,
    left: Ints,
    seats: Ints,
    cycles: Cycles,
    rules: Rules,
    days: tuple[int, int],
) -> tuple[NDArray[np.uint64], Ints, NDArray[np.uint64]]:
    """Return masks on the first day, and the changes: (time, seat) and (before, after).

    `tickets` are ptr (n + 1), skill, awarded, expires; a mask has bit s while skill s is
    valid and the officer employed; `days` are the first and last local day to tell of.
    """
    ptr, skill, awarded, expires = tickets
    opening, closing = days
    at_first = np.zeros(len(joined), dtype=np.uint64)
    most = 2 * len(skill) + 2 * len(joined)
    when, masks = np.empty((most, 2), np.int64), np.empty((most, 2), np.uint64)
    turns = np.empty(2 * fullest(ptr) + 2, dtype=np.int64)
    used = 0
    for who in range(len(joined)):
        begin, end = ptr[who], ptr[who + 1]
        turns[0], turns[1], count = joined[who], left[who] + 1, 2
        for row in range(begin, end):
            turns[count], turns[count + 1] = awarded[row], expires[row] + 1
            count += 2
        sort(turns, count)
        mask = np.uint64(0)
        if joined[who] <= opening <= left[who]:
            mask = _mask_on(opening, begin, end, skill, awarded, expires)
        at_first[who] = mask
        for place in range(count):
            day = turns[place]
            if opening < day <= closing and (place == 0 or day != turns[place - 1]):
                now = np.uint64(0)
                if joined[who] <= day <= left[who]:
                    now = _mask_on(day, begin, end, skill, awarded, expires)
                if now != mask:
                    when[used, 0], when[used, 1] = midnight(day, cycles) - rules.within, seats[who]
                    masks[used, 0], masks[used, 1] = mask, now
                    mask = now
                    used += 1
    return at_first, when[:used], masks[:used]


@njit(cache=True, nogil=True)
def _away_span(table: Ints, used: int, seat: int, opens: int, closes: int, rules: Rules) -> int:
    """Add the two moments of a span away that fall inside the horizon; return the rows used."""
    if closes <= rules.start or opens >= rules.stop or opens >= closes:
        return used
    if opens > rules.start:
        table[used, 0], table[used, 1] = opens, seat
        used += 1
    if closes < rules.stop:
        table[used, 0], table[used, 1] = closes, seat
        used += 1
    return used


@njit(cache=True, nogil=True)
def away_events(
    away: tuple[Ints, Ints, Ints], arrives: Ints, leaves: Ints, seats: Ints, rules: Rules
) -> tuple[NDArray[np.bool_], Ints]:
    """Return who is away at the start, and the moments (time, seat) at which that turns.

    `away` are ptr (n + 1), start, end by officer and start; `arrives` and `leaves` the span
    of `at` in which each is employed. Spans that touch become one, so moments alternate.
    """
    ptr, start, end = away
    at_first = np.zeros(len(arrives), dtype=np.bool_)
    table = np.empty((2 * len(start) + 4 * len(arrives), 2), dtype=np.int64)
    used = 0
    for who in range(len(arrives)):
        opens, closes = -(2**40), arrives[who]
        for row in range(ptr[who], ptr[who + 1]):
            begins, ends = start[row] - rules.within, min(end[row], leaves[who])
            if begins >= ends:
                continue
            if begins > closes:
                at_first[who] |= opens <= rules.start < closes
                used = _away_span(table, used, seats[who], opens, closes, rules)
                opens, closes = begins, ends
            closes = max(closes, ends)
        if leaves[who] > closes:
            at_first[who] |= opens <= rules.start < closes
            used = _away_span(table, used, seats[who], opens, closes, rules)
            opens = leaves[who]
        at_first[who] |= opens <= rules.start
        used = _away_span(table, used, seats[who], opens, 2**40, rules)
    return at_first, table[:used]


@njit(cache=True, nogil=True)
def _pointers(table: Ints, start: int, step: int, buckets: int) -> Ints:
    """Return where each step's rows begin once a table is cut, one past the end added."""
    ptr = np.zeros(buckets + 1, dtype=np.int64)
    for row in range(len(table)):
        place = max(-((start - table[row, 0]) // step), 0)
        if place < buckets:
            ptr[place + 1] += 1
    for place in range(buckets):
        ptr[place + 1] += ptr[place]
    return ptr


@njit(cache=True, nogil=True)
def cut_values(
    table: Ints, start: int, step: int, buckets: int
) -> tuple[Ints, NDArray[np.int32], NDArray[np.int32], NDArray[np.int8], NDArray[np.int8]]:
    """Return a table of (time, seat[, before, after]) cut into steps, as five columns.

    Step b holds what happens in (start + (b - 1) step, start + b step], in the table's own
    order, step 0 what comes by the start; later than the last is left out. The first column
    is pointers by step.
    """
    ptr = _pointers(table, start, step, buckets)
    fill, size = ptr[:-1].copy(), ptr[buckets]
    valued = size if table.shape[1] > 2 else 0
    time, seat = np.empty(size, np.int32), np.empty(size, np.int32)
    before, after = np.empty(valued, np.int8), np.empty(valued, np.int8)
    for row in range(len(table)):
        place = max(-((start - table[row, 0]) // step), 0)
        if place < buckets:
            to = fill[place]
            fill[place] += 1
            time[to], seat[to] = table[row, 0], table[row, 1]
            if valued:
                before[to], after[to] = table[row, 2], table[row, 3]
    return ptr, time, seat, before, after


@njit(cache=True, nogil=True)
def cut_masks(
    when: Ints, masks: NDArray[np.uint64], start: int, step: int, buckets: int
) -> tuple[Ints, NDArray[np.int32], NDArray[np.int32], NDArray[np.uint64], NDArray[np.uint64]]:
    """Return a table of (time, seat) and its masks (before, after) cut into steps likewise."""
    ptr = _pointers(when, start, step, buckets)
    fill, size = ptr[:-1].copy(), ptr[buckets]
    time, seat = np.empty(size, np.int32), np.empty(size, np.int32)
    before, after = np.empty(size, np.uint64), np.empty(size, np.uint64)
    for row in range(len(when)):
        place = max(-((start - when[row, 0]) // step), 0)
        if place < buckets:
            to = fill[place]
            fill[place] += 1
            time[to], seat[to] = when[row, 0], when[row, 1]
            before[to], after[to] = masks[row, 0], masks[row, 1]
    return ptr, time, seat, before, after
