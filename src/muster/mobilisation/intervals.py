"""How sure a share or a time is, from what was seen of it.

A share has Wilson's score interval (E. B. Wilson, 1927). A time that a share of people keep
has the interval between two of the times seen, which supposes nothing of how times are spread.
"""

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from statistics import NormalDist


@dataclass(frozen=True, slots=True)
class Interval:
    """From `low` to `high`; `high` is None where too little was seen to say."""

    low: float
    high: float | None

    def holds(self, value: float) -> bool:
        """Say whether a value lies within."""
        return self.low <= value and (self.high is None or value <= self.high)


def wilson_interval(came: int, called: int, confidence: float) -> Interval:
    """Return the score interval of a share; all of nought to one where nobody was called."""
    if not called:
        return Interval(0.0, 1.0)
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    share, weight = came / called, z * z / called
    middle = share + weight / 2
    spread = z * math.sqrt((share * (1 - share) + weight / 4) / called)
    low, high = ((middle + sign * spread) / (1 + weight) for sign in (-1, 1))
    return Interval(0.0 if came == 0 else max(0.0, low), 1.0 if came == called else min(1.0, high))


def quantile(times: Sequence[int], share: float) -> int:
    """Return the least of some times, of which there is one at least, that a share of them keep."""
    ordered = sorted(times)
    # Division rounds as a decimal is read, so 27 of 30 is 0.9 and not a hair more or less.
    return next(time for at, time in enumerate(ordered, 1) if at / len(ordered) >= share)


def quantile_interval(times: Sequence[int], share: float, confidence: float) -> Interval:
    """Return between which two of the times seen the true quantile lies, equal doubt either side.

    The number of n times that fall below the true quantile is binomial (n, share). The high
    is None, and the low nought, where so few times leave that side open.
    """
    ordered = sorted(times)
    doubt = (1 - confidence) / 2
    below = list(accumulate(_binomial(len(ordered), share)))
    lower = bisect_right(below, doubt)
    upper = bisect_right([1 - each for each in reversed(below)], doubt)
    place = len(ordered) + 2 - upper
    low = float(ordered[lower - 1]) if lower else 0.0
    return Interval(low, float(ordered[place - 1]) if place <= len(ordered) else None)


def _binomial(trials: int, share: float) -> list[float]:
    """Return the chance of each number of successes."""
    logs = math.lgamma(trials + 1)
    return [
        math.exp(
            logs
            - math.lgamma(count + 1)
            - math.lgamma(trials - count + 1)
            + count * math.log(share)
            + (trials - count) * math.log1p(-share)
        )
        for count in range(trials + 1)
    ]
