"""Compiled: the nation at an instant, 64 officers to a word.

Planes are rows of words, one bit a seat. Skills and being away change by single bits as
time passes; what classes do is written in runs, since a class sits together.
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from muster.strength.kernels_cube import AnyStream, Small, Streams, popcount
from muster.strength.kernels_events import settle

Ints = NDArray[np.int64]
Words = NDArray[np.uint64]
Counts = NDArray[np.int32]
LOT = 128  # words of 64 people worked on together


class Planes(NamedTuple):
    """The instant as bits: `skills` (columns, words), `away`, and states of one's own.

    `own` (4, words): who has a state apart from the class, and of those who is on duty, on
    call, recall; `codes` are those of classes.
    """

    skills: Words
    away: Words
    own: Words
    codes: Small


class UnitRows(NamedTuple):
    """A unit as rows of planes: what each post takes and needs, by pointers, and its vehicles.

    Planes of ranks that post p takes are `taken[rank_ptr[p]:rank_ptr[p + 1]]`, and so the
    planes of the skills it needs. `places` are those of each set of posts; `kinds` and
    `vehicles` the codes and numbers of the vehicles one unit takes.
    """

    rank_ptr: Ints
    taken: Ints
    skill_ptr: Ints
    needed: Ints
    places: Ints
    kinds: Ints
    vehicles: Ints


class Cells(NamedTuple):
    """Runs of seats [begin, end) of one class and group."""

    classes: NDArray[np.int32]
    group: Small
    begin: NDArray[np.int32]
    end: NDArray[np.int32]


@njit(cache=True, nogil=True)
def _set_own(planes: Planes, seat: int, state: int) -> None:
    """Give a seat a state of its own, or with -1 let it follow its class again."""
    word, bit = seat >> 6, np.uint64(1) << np.uint64(seat & 63)
    for plane in range(4):
        planes.own[plane, word] &= ~bit
    if state >= 0:
        planes.own[0, word] |= bit
        if state < 3:
            planes.own[state + 1, word] |= bit


@njit(cache=True, nogil=True)
def _flip_skills(planes: Planes, seat: int, changed: np.uint64) -> None:
    word, bit = seat >> 6, np.uint64(1) << np.uint64(seat & 63)
    column = 0
    while changed:
        if changed & np.uint64(1):
            planes.skills[column, word] ^= bit
        changed >>= np.uint64(1)
        column += 1


@njit(cache=True, nogil=True)
def set_planes(planes: Planes, mask: Words, away: NDArray[np.bool_], own: Small) -> None:
    """Write the seats' first standing into empty planes."""
    for seat in range(len(mask)):
        _flip_skills(planes, seat, mask[seat])
        if away[seat]:
            planes.away[seat >> 6] |= np.uint64(1) << np.uint64(seat & 63)
        if own[seat] >= 0:
            _set_own(planes, seat, own[seat])


@njit(cache=True, nogil=True)
def _span(stream: AnyStream, force: int, old: int, new: int) -> tuple[int, int]:
    """Return the rows of the steps that hold moments between step `old` and step `new`."""
    steps = stream.ptr.shape[1] - 1
    low, high = max(min(old, new), 0), max(old, new)
    return stream.ptr[force, min(low, steps)], stream.ptr[force, min(high + 1, steps)]


@njit(cache=True, nogil=True)
def move(planes: Planes, streams: Streams, moments: tuple[int, int, int, int]) -> None:
    """Carry the planes from one minute to another, forward or back.

    `moments` are the minute the planes stand at, the minute wanted, the first minute of
    the streams and their step.
    """
    now, wanted, start, step = moments
    old, new = -((start - now) // step), -((start - wanted) // step)
    low, high, ahead = min(now, wanted), max(now, wanted), wanted > now
    for force in range(streams.masks.ptr.shape[0]):
        begin, end = _span(streams.masks, force, old, new)
        for row in range(begin, end):
            if low < streams.masks.time[row] <= high:
                changed = streams.masks.before[row] ^ streams.masks.after[row]
                _flip_skills(planes, streams.masks.seat[row], changed)
        begin, end = _span(streams.away, force, old, new)
        for row in range(begin, end):
            if low < streams.away.time[row] <= high:
                seat = streams.away.seat[row]
                planes.away[seat >> 6] ^= np.uint64(1) << np.uint64(seat & 63)
        begin, end = _span(streams.own, force, old, new)
        for place in range(end - begin):
            row = begin + place if ahead else end - 1 - place
            if low < streams.own.time[row] <= high:
                seat = streams.own.seat[row]
                state = streams.own.after[row] if ahead else streams.own.before[row]
                _set_own(planes, seat, state)
        begin, end = _span(streams.classes, force, old, new)
        for place in range(end - begin):
            row = begin + place if ahead else end - 1 - place
            if low < streams.classes.time[row] <= high:
                code = streams.classes.after[row] if ahead else streams.classes.before[row]
                planes.codes[streams.classes.seat[row]] = code


@njit(cache=True, nogil=True)
def _fill(plane: Words, begin: int, end: int) -> None:
    """Set the bits [begin, end) of a plane."""
    every = ~np.uint64(0)
    first, last = begin >> 6, (end - 1) >> 6
    head = every << np.uint64(begin & 63)
    tail = every >> np.uint64(63 - ((end - 1) & 63))
    if first == last:
        plane[first] |= head & tail
        return
    plane[first] |= head
    for word in range(first + 1, last):
        plane[word] = every
    plane[last] |= tail


@njit(cache=True, nogil=True)
def standing(planes: Planes, cells: Cells, states: Words) -> None:
    """Write who is on duty or starting, on call, and recall into `states` (3, words)."""
    states[:] = np.uint64(0)
    for cell in range(len(cells.begin)):
        state = settle(planes.codes[cells.classes[cell]], cells.group[cell])
        if state < 3:
            _fill(states[state], cells.begin[cell], cells.end[cell])
    for word in range(states.shape[1]):
        here = ~planes.away[word]
        follows = ~planes.own[0, word]
        for state in range(3):
            states[state, word] = here & (
                (states[state, word] & follows) | planes.own[state + 1, word]
            )


@njit(cache=True, nogil=True)
def count_states(planes: Planes, states: Words, forces: Ints, counts: Counts) -> None:
    """Write people by force, state and skill into `counts` (forces, 4, columns).

    `forces` (forces + 1) are the words at which each force begins.
    """
    for force in range(len(forces) - 1):
        begin, end = forces[force], forces[force + 1]
        for column in range(planes.skills.shape[0]):
            duty, on_call, recall = np.uint64(0), np.uint64(0), np.uint64(0)
            everyone = np.uint64(0)
            for word in range(begin, end):
                valid = planes.skills[column, word]
                everyone += popcount(valid)
                duty += popcount(valid & states[0, word])
                on_call += popcount(valid & states[1, word])
                recall += popcount(valid & states[2, word])
            counts[force, 0, column] = duty
            counts[force, 1, column] = on_call
            counts[force, 2, column] = recall
            counts[force, 3, column] = everyone - duty - on_call - recall


@njit(cache=True, nogil=True)
def _fit_posts(
    skills: Words,
    present: Words,
    ranks: Words,
    unit: UnitRows,
    words: tuple[int, int],
    fits: Words,
) -> None:
    """Write who of the words [first, last) fits each post into `fits` (posts, LOT)."""
    first, last = words
    for post in range(len(fits)):
        fit = fits[post, : last - first]
        fit[:] = np.uint64(0)
        for row in unit.taken[unit.rank_ptr[post] : unit.rank_ptr[post + 1]]:
            fit |= ranks[row, first:last]
        fit &= present[first:last]
        for row in unit.needed[unit.skill_ptr[post] : unit.skill_ptr[post + 1]]:
            fit &= skills[row, first:last]


@njit(cache=True, nogil=True)
def _count_sets(fits: Words, anyone: Words, length: int, counts: Ints) -> None:
    """Add to `counts`, for each set of posts, who fits at least one of its posts.

    `anyone` (sets, LOT) is room to work in, its first row nought.
    """
    for post in range(len(fits)):
        first = 1 << post
        for which in range(first):
            total = np.uint64(0)
            for word in range(length):
                both = anyone[which, word] | fits[post, word]
                anyone[first + which, word] = both
                total += popcount(both)
            counts[first + which] += np.int64(total)


@njit(cache=True, nogil=True)
def raise_units(
    skills: Words,
    states: Words,
    ranks: Words,
    unit: UnitRows,
    forces: Ints,
    road: Counts,
    most: Counts,
) -> None:
    """Write into `most` the most whole units of a kind that each force can raise.

    The people are those in any of `states`, the vehicles those of `road` (forces, kinds);
    `skills` and `ranks` are planes. By Hall's theorem the people suffice for k units when
    every set of posts has k times its places among those who fit at least one of its posts.
    Words are taken LOT at a time, which keeps the work in the nearest cache.
    """
    fits = np.empty((len(unit.rank_ptr) - 1, LOT), dtype=np.uint64)
    anyone = np.zeros((len(unit.places), LOT), dtype=np.uint64)
    present = np.zeros(states.shape[1], dtype=np.uint64)
    for state in range(len(states)):
        present |= states[state]
    for force in range(len(forces) - 1):
        counts = np.zeros(len(unit.places), dtype=np.int64)
        for first in range(forces[force], forces[force + 1], LOT):
            last = min(first + LOT, forces[force + 1])
            _fit_posts(skills, present, ranks, unit, (first, last), fits)
            _count_sets(fits, anyone, last - first, counts)
        found = (counts[1:] // unit.places[1:]).min()
        for need in range(len(unit.kinds)):
            found = min(found, road[force, unit.kinds[need]] // unit.vehicles[need])
        most[force] = found


@njit(cache=True, nogil=True)
def count_road(every: Counts, cell: Ints, spans: Ints, moments: tuple[int, int]) -> Counts:
    """Return vehicles on the road throughout [at, by], by cell.

    `every` counts all vehicles by cell; `spans` (3, spans) are a vehicle, and the minutes
    between which it is off the road, the spans of one vehicle together.
    """
    at, by = moments
    counts = every.copy()
    last = -1
    for row in range(spans.shape[1]):
        vehicle = spans[0, row]
        if vehicle != last and spans[1, row] <= by and spans[2, row] > at:
            counts[cell[vehicle]] -= 1
            last = vehicle
    return counts
