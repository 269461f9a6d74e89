"""Figures from sums over replications, with their intervals at 95 %."""

import math
from statistics import NormalDist

from muster.mobilisation import wilson_interval
from muster.rehearsal.results import CONFIDENCE, Estimate

AN_HOUR = 60  # minutes
SCORE = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)


def chance(times: int, of: int) -> Estimate:
    """Return a chance with Wilson's interval; of nothing tried, all of nought to one."""
    found = wilson_interval(times, of, CONFIDENCE)
    return Estimate(times / of if of else 0.0, found.low, 1.0 if found.high is None else found.high)


def mean(total: int, squares: int, of: int) -> Estimate:
    """Return a mean from a sum and a sum of squares, with the interval of the normal.

    Where every replication is the same, or there are fewer than two, it has no width: see
    `difference` for what may be nought because nothing was seen yet.
    """
    if of == 0:
        return Estimate(0.0, -math.inf, math.inf)
    middle = total / of
    spread = _spread(squares / of - middle * middle, of)
    return Estimate(middle, middle - spread, middle + spread)


def difference(total: int, squares: int, of: int, supposed: int = 1) -> Estimate:
    """Return the mean of differences; where none was seen, what may still hide behind that.

    With no difference in n replications, the chance of one is below 3/n at 95 %, and so much
    is `supposed` of each: one unit, or one unit for the whole of a scenario.
    """
    if squares == 0:
        hidden = supposed * 3 / of if of else math.inf
        return Estimate(0.0, -hidden, hidden)
    return mean(total, squares, of)


def unit_hours(total: int, squares: int, of: int, horizon: int) -> Estimate:
    """Return a mean of differences in unit-hours, from sums of unit-minutes and their squares.

    Where none was seen, one unit for the whole of the scenario, `horizon` minutes, is supposed
    of those that may hide.
    """
    found = difference(total, squares, of, horizon)
    return Estimate(*(each / AN_HOUR for each in (found.value, found.low, found.high)))


def hours_short(total: int, squares: int, of: int, horizon: int) -> Estimate:
    """Return the mean of unit-hours short, as `unit_hours`; never less than none."""
    found = unit_hours(total, squares, of, horizon)
    return Estimate(found.value, max(0.0, found.low), found.high)


def ratio(sums: tuple[int, int, int, int, int], of: int) -> Estimate:
    """Return the ratio of two sums over replications, with the delta method's interval.

    `sums` are those of the top and the bottom, of their squares, and of their products.
    """
    top, bottom, tops, bottoms, cross = sums
    if bottom == 0:
        return Estimate(1.0, 0.0, 1.0)
    found = top / bottom
    variance = (tops - 2 * found * cross + found * found * bottoms) / of
    spread = _spread(variance, of) / (bottom / of)
    return Estimate(found, max(0.0, found - spread), min(1.0, found + spread))


def _spread(variance: float, of: int) -> float:
    """Return half the width of an interval of a mean, from the variance within replications."""
    return SCORE * math.sqrt(max(variance, 0.0) / (of - 1)) if of > 1 else math.inf
