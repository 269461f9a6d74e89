"""Compiled: chance as a function of what it is for, all in whole numbers.

The same draw is the same on every machine, whoever plays the replication and in what order.
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Bounds = NDArray[np.uint64]

GOLD = np.uint64(0x9E3779B97F4A7C15)
FIRST, SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
ONE, HALF_WORD = np.uint64(1), np.uint64(32)
S30, S27, S31 = np.uint64(30), np.uint64(27), np.uint64(31)
WHOLE = 1 << 32

OCCURS, GAP, SPOT, SIZE, LASTS = 1, 2, 3, 4, 5
GROWS, GROWS_AFTER, GROWS_BY, SPREADS, SPREADS_AFTER = 6, 7, 8, 9, 10
SHOCKED, ABSTRACTION, TURNOUT, PEOPLE, ANSWER, JOURNEY = 11, 12, 13, 14, 15, 16

BY_CONTAGION = 1 << 32
OF_WANT = np.uint64(1 << 33)
OF_RELIEF = np.uint64(1 << 40)


class Table(NamedTuple):
    """Distributions one after another: those of row r are `ptr[r]` to `ptr[r + 1]`.

    `bounds` rise to 2³² in each; the value taken is the first whose bound is above the draw.
    """

    ptr: Ints
    values: Ints
    bounds: Bounds


@njit(cache=True, nogil=True, inline="always")
def mix(word: np.uint64) -> np.uint64:
    """Return a word with every bit depending on every bit of another."""
    word ^= word >> S30
    word *= FIRST
    word ^= word >> S27
    word *= SECOND
    return np.uint64(word ^ (word >> S31))


@njit(cache=True, nogil=True)
def root_of(seed: int, replication: int) -> np.uint64:
    """Return what all draws of a replication start from."""
    return mix(mix(np.uint64(seed) + GOLD) ^ ((np.uint64(replication) + ONE) * GOLD))


@njit(cache=True, nogil=True, inline="always")
def draw(root: np.uint64, key: np.uint64, topic: int, number: int) -> np.uint64:
    """Return 32 bits of chance for one thing."""
    named = mix(root ^ mix(key + np.uint64(topic) * GOLD))
    return mix(named + (np.uint64(number) + ONE) * GOLD) >> HALF_WORD


@njit(cache=True, nogil=True)
def incident_key(source: int, sequence: int) -> np.uint64:
    """Return the name of an incident: its source, and which of it."""
    return mix(((np.uint64(source) + ONE) * GOLD) ^ mix(np.uint64(sequence)))


@njit(cache=True, nogil=True)
def want_key(incident: np.uint64, sequence: int) -> np.uint64:
    """Return the name of a want: its incident, and which of it."""
    return mix(incident ^ mix(np.uint64(sequence) + OF_WANT))


@njit(cache=True, nogil=True)
def relief_key(want: np.uint64, force: int, notice: int) -> np.uint64:
    """Return the name of the relief of units of a force sent to a want."""
    return mix(want ^ mix(np.uint64(force * 8 + notice) + OF_RELIEF))


@njit(cache=True, nogil=True)
def pick(table: Table, row: int, drawn: np.uint64) -> int:
    """Return the value of a row of a table for a draw."""
    low, high = table.ptr[row], table.ptr[row + 1] - 1
    while low < high:
        middle = (low + high) >> 1
        if drawn < table.bounds[middle]:
            high = middle
        else:
            low = middle + 1
    return int(table.values[low])
