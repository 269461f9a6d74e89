"""Distributions as tables of whole values with rising bounds, made once and the same everywhere.

What needs logarithms or roots is worked out here, on the machine that sets a campaign up;
those who play replications are sent the tables.
"""

import math
from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from muster.errors import MusterError
from muster.rehearsal.distributions import Distribution
from muster.rehearsal.draws import WHOLE, Ints

LONGEST = 1024  # values of one table; a wider distribution is cut into so many equal chances


class UnableToRehearse(MusterError):
    """A scenario cannot be played as it stands."""


def rows_of(distributions: Sequence[Distribution]) -> tuple[Ints, Ints, Ints]:
    """Return where each of several distributions begins (and the end), all values, and bounds."""
    ptr, values, bounds = [0], [], []
    for each in distributions:
        own, rising = row_of(each)
        values += own
        bounds += rising
        ptr.append(len(values))
    listed = (np.array(column, dtype=np.int64) for column in (ptr, values, bounds))
    return tuple(listed)  # type: ignore[return-value]


def row_of(distribution: Distribution) -> tuple[list[int], list[int]]:
    """Return the values of a distribution and the bound of each, of 2³² in all."""
    if distribution.shape in ("fixed", "quantiles"):
        return _equal([round(number) for number in distribution.numbers])
    if distribution.shape == "discrete":
        return _discrete(distribution)
    low, high = _reach(distribution)
    if high - low < LONGEST:
        steps = [_below(distribution, value + Fraction(1, 2)) for value in range(low, high)]
        return list(range(low, high + 1)), [*(round(each * WHOLE) for each in steps), WHOLE]
    chances = [(2 * place + 1) / (2 * LONGEST) for place in range(LONGEST)]
    return _equal([round(_value_at(distribution, chance)) for chance in chances])


def _equal(values: list[int]) -> tuple[list[int], list[int]]:
    """Return values each as likely as the next."""
    count = len(values)
    return values, [WHOLE * (place + 1) // count for place in range(count)]


def _discrete(distribution: Distribution) -> tuple[list[int], list[int]]:
    pairs = sorted(zip(distribution.numbers, distribution.chances, strict=True))
    whole = math.fsum(distribution.chances)
    if not whole:
        raise UnableToRehearse("A discrete distribution has no chances; give some that sum to 1")
    rising, bounds = 0.0, []
    for _, chance in pairs:
        rising += chance
        bounds.append(min(WHOLE, round(rising / whole * WHOLE)))
    return [round(value) for value, _ in pairs], [*bounds[:-1], WHOLE]


def _reach(distribution: Distribution) -> tuple[int, int]:
    if distribution.shape == "exponential":
        return 0, math.floor(distribution.numbers[1])
    return math.floor(distribution.numbers[0]), math.ceil(distribution.numbers[-1])


def _below(distribution: Distribution, value: Fraction) -> float:
    """Return the chance of a value rounded to the nearest whole one being below another."""
    given = distribution.numbers
    if distribution.shape == "exponential":
        return 1 - math.exp(-float(value) / given[0])
    if distribution.shape == "uniform":
        return float((value - Fraction(given[0]) + Fraction(1, 2)) / (_width(distribution) + 1))
    low, mode, high = given
    at = min(max(float(value), low), high)
    if at <= mode:
        return (at - low) ** 2 / ((high - low) * (mode - low)) if at > low else 0.0
    return 1 - (high - at) ** 2 / ((high - low) * (high - mode)) if at < high else 1.0


def _width(distribution: Distribution) -> Fraction:
    return Fraction(distribution.numbers[-1]) - Fraction(distribution.numbers[0])


def _value_at(distribution: Distribution, chance: float) -> float:
    """Return the value below which a distribution is with a chance."""
    given = distribution.numbers
    if distribution.shape == "exponential":
        return min(-given[0] * math.log1p(-chance), given[1])
    if distribution.shape == "uniform":
        return given[0] + chance * (given[1] - given[0])
    low, mode, high = given
    if chance * (high - low) <= mode - low:
        return low + math.sqrt(chance * (high - low) * (mode - low))
    return high - math.sqrt((1 - chance) * (high - low) * (high - mode))


def median_of(distribution: Distribution) -> int:
    """Return the value below which a distribution is half the time."""
    values, bounds = row_of(distribution)
    return next(value for value, bound in zip(values, bounds, strict=True) if bound > WHOLE // 2)
