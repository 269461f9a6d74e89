"""Compiled: people by column and state, hour after hour, as running differences.

An officer adds one to every column whose bit is set in the officer's mask (skills in date,
or anything worked out from them). Officers who follow a class are held in a tally by class
and group, so that when a class turns, whole rows of columns move at once.

States, codes and groups are those of `kernels_events`.
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from muster.strength.kernels_events import settle

Ints = NDArray[np.int64]
Small = NDArray[np.int8]
Counts = NDArray[np.int32]
Bits = NDArray[np.uint64]
COUNTED = 4


class People(NamedTuple):
    """Seats at the start: class, group, mask of columns, away, own state (-1 for none)."""

    classes: NDArray[np.int32]
    group: Small
    mask: Bits
    away: NDArray[np.bool_]
    own: Small


class Stream(NamedTuple):
    """What changes in which seat (or class), in steps of time, from one value to another.

    `ptr` (forces, steps + 1) points into the rest; a step holds its moments in the order in
    which they happen to any one seat.
    """

    ptr: Ints
    time: NDArray[np.int32]
    seat: NDArray[np.int32]
    before: Small
    after: Small


class MaskStream(NamedTuple):
    """A stream whose values are masks of columns."""

    ptr: Ints
    time: NDArray[np.int32]
    seat: NDArray[np.int32]
    before: Bits
    after: Bits


AnyStream = Stream | MaskStream


class Streams(NamedTuple):
    """Everything that changes: masks, being away, states of one's own, codes of classes."""

    masks: MaskStream
    away: Stream
    own: Stream
    classes: Stream


@njit(cache=True, nogil=True)
def popcount(word: np.uint64) -> np.uint64:
    """Return how many bits are set; the compiler knows this form as one instruction."""
    word = word - ((word >> np.uint64(1)) & np.uint64(0x5555555555555555))
    word = (word & np.uint64(0x3333333333333333)) + (
        (word >> np.uint64(2)) & np.uint64(0x3333333333333333)
    )
    word = (word + (word >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return (word * np.uint64(0x0101010101010101)) >> np.uint64(56)


@njit(cache=True, nogil=True, inline="always")
def _standing(seat: int, people: People, codes: Small) -> tuple[int, bool]:
    """Return the state a seat is counted in, and whether it is in its class's tally."""
    if people.away[seat] or people.group[seat] == 3:
        return 3, False
    if people.own[seat] >= 0:
        return people.own[seat], False
    return settle(codes[people.classes[seat]], people.group[seat]), True


@njit(cache=True, nogil=True, inline="always")
def _lowest(mask: np.uint64) -> int:
    """Return the place of the lowest bit set."""
    return int(popcount((mask ^ (mask - np.uint64(1))) >> np.uint64(1)))


@njit(cache=True, nogil=True, inline="always")
def _add(mask: np.uint64, sign: int, row: Counts) -> None:
    """Add `sign` to a row under every column of a mask."""
    while mask:
        row[_lowest(mask)] += sign
        mask &= mask - np.uint64(1)


@njit(cache=True, nogil=True)
def _recount(
    seat: int,
    mask: np.uint64,
    sign: int,
    people: People,
    codes: Small,
    base: int,
    counts: Counts,
    tally: Counts,
) -> None:
    """Add (or with -1 take away) an officer under the columns of a mask."""
    state, tallied = _standing(seat, people, codes)
    _add(mask, sign, counts[state])
    if tallied:
        _add(mask, sign, tally[people.classes[seat] - base, people.group[seat]])


@njit(cache=True, nogil=True)
def _move(
    seat: int,
    before: tuple[int, bool],
    people: People,
    codes: Small,
    base: int,
    counts: Counts,
    tally: Counts,
) -> None:
    """Count an officer where one stands now and no longer where one stood `before`."""
    state, tallied = _standing(seat, people, codes)
    mask = people.mask[seat]
    if state != before[0]:
        _add(mask, -1, counts[before[0]])
        _add(mask, 1, counts[state])
    if tallied != before[1]:
        sign = 1 if tallied else -1
        _add(mask, sign, tally[people.classes[seat] - base, people.group[seat]])


@njit(cache=True, nogil=True)
def _turn_class(
    which: int, after: int, codes: Small, base: int, counts: Counts, tally: Counts
) -> None:
    """Move everyone who follows a class from the states of its old code to those of the new."""
    width = counts.shape[1]
    for group in range(3):
        old, new = settle(codes[which], group), settle(after, group)
        if old != new:
            for column in range(width):
                moved = tally[which - base, group, column]
                counts[old, column] -= moved
                counts[new, column] += moved
    codes[which] = after


@njit(cache=True, nogil=True)
def _step(
    force: int,
    step: int,
    people: People,
    codes: Small,
    base: int,
    streams: Streams,
    counts: Counts,
    tally: Counts,
) -> None:
    """Apply everything that happens to one force in one step."""
    masks, away, own, classes = streams
    for row in range(masks.ptr[force, step], masks.ptr[force, step + 1]):
        seat, changed = masks.seat[row], masks.before[row] ^ masks.after[row]
        gone, come = changed & masks.before[row], changed & masks.after[row]
        _recount(seat, gone, -1, people, codes, base, counts, tally)
        _recount(seat, come, 1, people, codes, base, counts, tally)
        people.mask[seat] = masks.after[row]
    for row in range(away.ptr[force, step], away.ptr[force, step + 1]):
        seat = away.seat[row]
        before = _standing(seat, people, codes)
        people.away[seat] = not people.away[seat]
        _move(seat, before, people, codes, base, counts, tally)
    for row in range(own.ptr[force, step], own.ptr[force, step + 1]):
        seat = own.seat[row]
        before = _standing(seat, people, codes)
        people.own[seat] = own.after[row]
        _move(seat, before, people, codes, base, counts, tally)
    for row in range(classes.ptr[force, step], classes.ptr[force, step + 1]):
        _turn_class(classes.seat[row], classes.after[row], codes, base, counts, tally)


@njit(cache=True, nogil=True)
def run_cube(
    force: int,
    seats: tuple[int, int],
    classes: tuple[int, int],
    people: People,
    codes: Small,
    streams: Streams,
    cube: Counts,
) -> None:
    """Write one force's counts by step, state and column into `cube` (steps, 4, columns).

    `people` and `codes` are changed as time passes: pass copies. `seats` and `classes` are
    the half-open ranges that are the force's own.
    """
    base = classes[0]
    counts = np.zeros((COUNTED, cube.shape[2]), dtype=np.int32)
    tally = np.zeros((classes[1] - base, 3, cube.shape[2]), dtype=np.int32)
    for seat in range(seats[0], seats[1]):
        _recount(seat, people.mask[seat], 1, people, codes, base, counts, tally)
    for step in range(cube.shape[0]):
        _step(force, step, people, codes, base, streams, counts, tally)
        cube[step] = counts


@njit(cache=True, nogil=True)
def count_masks(first: int, last: int, mask: Bits, counts: Counts) -> None:
    """Add the masks of the seats [first, last) to a row of columns."""
    for seat in range(first, last):
        _add(mask[seat], 1, counts)


class Edges(NamedTuple):
    """Tickets gained and lost, one row each, by force (`ptr`, forces + 1) and then by day.

    `turn` is 1 where someone comes to hold the skill in date, -1 where it lapses, and 0
    where the officer leaves and takes it along. Days count from the first told of.
    """

    ptr: Ints
    day: NDArray[np.int32]
    skill: Small
    turn: Small


@njit(cache=True, nogil=True)
def ticket_edges(masks: MaskStream, leaves: NDArray[np.int32], midnight: int) -> Edges:
    """Return every gain and loss in a stream, a bit at a time.

    `midnight` opens the first day, as the stream tells time; `leaves` is the minute at which
    each seat's officer has left.
    """
    size = 0
    for row in range(len(masks.time)):
        size += int(popcount(masks.before[row] ^ masks.after[row]))
    ptr = np.zeros(masks.ptr.shape[0] + 1, dtype=np.int64)
    day, skill, turn = np.empty(size, np.int32), np.empty(size, np.int8), np.empty(size, np.int8)
    used = 0
    for force in range(masks.ptr.shape[0]):
        for row in range(masks.ptr[force, 0], masks.ptr[force, -1]):
            # Told two hours late, a day opened just after the clocks change is still itself.
            which = (masks.time[row] - midnight + 120) // 1440
            changed = masks.before[row] ^ masks.after[row]
            loss = -1 if masks.time[row] < leaves[masks.seat[row]] else 0
            while changed:
                column = _lowest(changed)
                changed &= changed - np.uint64(1)
                gained = (masks.after[row] >> np.uint64(column)) & np.uint64(1)
                day[used], skill[used], turn[used] = which, column, 1 if gained else loss
                used += 1
        ptr[force + 1] = used
    return Edges(ptr, day, skill, turn)


@njit(cache=True, nogil=True)
def run_tickets(edges: Edges, first: Counts, valid: Counts, lapsing: Counts) -> None:
    """Write officers in date, and those on their last valid day, by force, day and skill.

    `valid` and `lapsing` are (forces, days, skills), zero; `first` (forces, skills) the
    officers in date on the first of those days.
    """
    days = valid.shape[1]
    for force in range(len(valid)):
        now, last = valid[force], lapsing[force]
        now[0] = first[force]
        for row in range(edges.ptr[force], edges.ptr[force + 1]):
            day, skill, turn = edges.day[row], edges.skill[row], edges.turn[row]
            if day > days:
                break
            last[day - 1, skill] += turn < 0
            if day < days:
                now[day, skill] += 1 if turn > 0 else -1
        for day in range(1, days):
            for skill in range(valid.shape[2]):
                now[day, skill] += now[day - 1, skill]
