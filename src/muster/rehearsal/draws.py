"""Compiled: chance as a function of what it is for, all in whole numbers.

The same draw is the same on every machine, whoever plays the replication and in what order.
Keys are 64 bits; where they are kept among whole numbers they are taken as signed.
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray

Ints = NDArray[np.int64]

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


@njit(cache=True, nogil=True)
def mix(word: np.uint64) -> np.uint64:
    """Return a word with every bit depending on every bit of another."""
    word ^= word >> S30
    word *= FIRST
    word ^= word >> S27
    word *= SECOND
    return np.uint64(word ^ (word >> S31))


@njit(cache=True, nogil=True)
def root_of(seed: int, replication: int) -> int:
    """Return what all draws of a replication start from."""
    return int(np.int64(mix(mix(np.uint64(seed) + GOLD) ^ ((np.uint64(replication) + ONE) * GOLD))))


@njit(cache=True, nogil=True)
def draw(root: int, key: int, topic: int, number: int) -> int:
    """Return 32 bits of chance for one thing."""
    named = mix(np.uint64(root) ^ mix(np.uint64(key) + np.uint64(topic) * GOLD))
    return int(np.int64(mix(named + (np.uint64(number) + ONE) * GOLD) >> HALF_WORD))


@njit(cache=True, nogil=True)
def rate_key(source: int) -> int:
    """Return what the gaps of a source are named by."""
    return int(np.int64(mix(np.uint64(source) + ONE)))


@njit(cache=True, nogil=True)
def incident_key(source: int, sequence: int) -> int:
    """Return the name of an incident: its source, and which of it."""
    return int(np.int64(mix(((np.uint64(source) + ONE) * GOLD) ^ mix(np.uint64(sequence)))))


@njit(cache=True, nogil=True)
def want_key(incident: int, sequence: int) -> int:
    """Return the name of a want: its incident, and which of it."""
    return int(np.int64(mix(np.uint64(incident) ^ mix(np.uint64(sequence) + OF_WANT))))


@njit(cache=True, nogil=True)
def relief_key(want: int, force: int, notice: int) -> int:
    """Return the name of the relief of units of a force sent to a want."""
    return int(np.int64(mix(np.uint64(want) ^ mix(np.uint64(force * 8 + notice) + OF_RELIEF))))


@njit(cache=True, nogil=True)
def fold(words: Ints) -> int:
    """Return a word that depends on every one of some whole numbers, in order."""
    word = np.uint64(0)
    for value in words:
        word = mix(word ^ mix(np.uint64(value) + ONE))
    return int(np.int64(word))
