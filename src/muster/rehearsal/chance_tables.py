"""The tables that people and gaps are drawn by: binomial, normal and exponential."""

import math
from functools import lru_cache
from statistics import NormalDist

import numpy as np

from muster.rehearsal.draws import WHOLE, Ints
from muster.rehearsal.kernels_supply import ONE_Z, SMALL

CELLS = 4096
FURTHEST = 4.5  # standard deviations: where the first and the last cell of the normal end
UNIT = 1 << 20  # one expected incident
FINE, ROUGH = 1 << 48, 1 << 20  # chances while they are worked out, and what keeps them in a word


@lru_cache(maxsize=1)
def binomial_table() -> tuple[Ints, Ints]:
    """Return the first row of n people with p per cent, (65, 101), and rising bounds of 2³².

    Worked out in whole numbers, one person after another, to within 2⁻³².
    """
    chance = np.arange(101, dtype=np.int64)[:, None]
    law = np.zeros((101, SMALL + 2), dtype=np.int64)
    law[:, 1] = FINE  # the first column stays nought: nobody comes fewer than none
    rows, sizes = [], []
    for count in range(SMALL + 1):
        rising = np.cumsum(law[:, 1 : count + 2], axis=1)
        bounds = (rising * (WHOLE // ROUGH) + FINE // (2 * ROUGH)) // (FINE // ROUGH)
        bounds[:, -1] = WHOLE
        rows.append(bounds.ravel())
        sizes.append(np.full(101, count + 1))
        law[:, 1:] = (law[:, 1:] * (100 - chance) + law[:, :-1] * chance) // 100
    first = np.cumsum(np.concatenate(sizes)) - np.concatenate(sizes)
    return first.reshape(SMALL + 1, 101), np.concatenate(rows)


@lru_cache(maxsize=1)
def normal_table() -> Ints:
    """Return the normal quantiles at the edges of 4,096 cells, in 1/4,096."""
    normal = NormalDist()
    inside = [normal.inv_cdf(place / CELLS) for place in range(1, CELLS)]
    edges = [-FURTHEST, *inside, FURTHEST]
    return np.array([round(each * ONE_Z) for each in edges], dtype=np.int64)


@lru_cache(maxsize=1)
def gap_table() -> Ints:
    """Return the exponential quantiles at the edges of 4,095 cells, in units of 2⁻²⁰."""
    edges = [-math.log1p(-place / CELLS) for place in range(CELLS)]
    return np.array([math.floor(each * UNIT) for each in edges], dtype=np.int64)
