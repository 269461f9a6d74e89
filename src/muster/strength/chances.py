"""The chance that enough of a group come, each independently."""

import math
import sys
from collections.abc import Sequence
from heapq import heapify, heapreplace

from muster.errors import MusterError

MOST_PEOPLE = 1_000_000
LEAST_GAIN = sys.float_info.epsilon / 2  # below it, a chance near 1 does not change


class UnableToReachChance(MusterError):
    """So many people would be needed that the question makes no sense."""


def at_least(needed: int, of: int, rate: float) -> float:
    """Return the chance that at least `needed` of `of` people come, each with chance `rate`.

    Binomial upper tail, summed from the smaller side so that nothing is lost to rounding.
    """
    if needed <= 0:
        return 1.0
    if of < needed:
        return 0.0
    if rate >= 1:
        return 1.0
    lower = sum(_chance(count, of, rate) for count in range(needed))
    return max(0.0, 1.0 - lower)


def _chance(count: int, of: int, rate: float) -> float:
    ways = math.lgamma(of + 1) - math.lgamma(count + 1) - math.lgamma(of - count + 1)
    return math.exp(ways + count * math.log(rate) + (of - count) * math.log1p(-rate))


def fewest_for_all(needed: Sequence[int], rates: Sequence[float], probability: float) -> list[int]:
    """Return the fewest people for each group so that all groups suffice with a probability.

    The logarithm of each group's chance is concave in its size (a negative binomial
    distribution function is log-concave), so adding one person at a time where it helps
    most gives, for every total, the best split: the first that suffices is the smallest.
    A probability so near 1 that floating point cannot reach it ends where more people add
    nothing. Raises UnableToReachChance past a million people.
    """
    groups = [_Group(need, rate) for need, rate in zip(needed, rates, strict=True)]
    heap = [(-group.gain(), number) for number, group in enumerate(groups)]
    heapify(heap)
    target = math.log(probability)
    while sum(group.log_chance() for group in groups) < target:
        gain, number = heap[0]
        if -gain < LEAST_GAIN:
            break
        if sum(group.size for group in groups) > MOST_PEOPLE:
            raise UnableToReachChance(
                f"It would take more than {MOST_PEOPLE:,} people; ask for fewer units, "
                "a lower probability, or an hour at which more could parade"
            )
        groups[number].grow()
        heapreplace(heap, (-groups[number].gain(), number))
    return [group.size for group in groups]


class _Group:
    """A group that grows one person at a time; chances follow from the last in O(1).

    With X ~ negative binomial, P(enough of n) = P(X ≤ n): each step adds P(X = n).
    """

    def __init__(self, needed: int, rate: float) -> None:
        self.needed, self.rate, self.size = needed, rate, needed
        self.chance = rate**needed
        self.step = self._next_step()

    def _next_step(self) -> float:
        """Return P(the `needed`-th to come is person number size + 1)."""
        size = self.size + 1
        if self.rate >= 1 or self.needed <= 0:
            return 0.0
        ways = math.lgamma(size) - math.lgamma(self.needed) - math.lgamma(size - self.needed + 1)
        logs = self.needed * math.log(self.rate) + (size - self.needed) * math.log1p(-self.rate)
        return math.exp(ways + logs)

    def log_chance(self) -> float:
        """Return the logarithm of the chance that enough come."""
        return math.log(self.chance) if self.chance > 0 else -math.inf

    def gain(self) -> float:
        """Return how much one more person adds to the logarithm of the chance."""
        if self.chance <= 0:
            return math.inf
        return math.log1p(self.step / self.chance)

    def grow(self) -> None:
        """Add one person."""
        self.chance = min(1.0, self.chance + self.step)
        self.size += 1
        self.step = self._next_step()
