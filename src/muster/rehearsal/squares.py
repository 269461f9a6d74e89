"""Sums of squares that no column of 64 bits holds: whole numbers of any size, as limbs.

Unit-minutes short run to millions in one replication, and their squares, over millions of
replications, past 2⁶³. A limb holds so few bits that limbs of any number of parts are added up.
"""

from collections.abc import Iterable

import numpy as np

from muster.rehearsal.layout import Ints

LIMBS, BITS = 3, 40
LIMB = (1 << BITS) - 1


def squares(numbers: Ints) -> Ints:
    """Return the sum of the squares of whole numbers, int64 (LIMBS,), the least first."""
    total = sum(each * each for each in numbers.tolist())
    return np.array([total >> at * BITS & LIMB for at in range(LIMBS)], dtype=np.int64)


def from_limbs(limbs: Iterable[int]) -> int:
    """Return the number that limbs, or sums of limbs, stand for."""
    return sum(int(each) << at * BITS for at, each in enumerate(limbs))
