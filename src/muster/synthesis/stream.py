"""Chance that is the same on every machine.

Only raw 64-bit words of a counter-based generator are used, and only sums, products,
comparisons and stable sorts of them: no logarithm, cosine or library distribution, whose
last digit may differ between machines and versions.
"""

import hashlib
from collections.abc import Sequence
from math import fsum
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]
Truths = NDArray[np.bool_]

NAME_BYTES = 16  # enough that no two names meet
FRACTION_BITS = 53  # of a double
SPARE_BITS = 11  # of a 64-bit word, beyond the fraction


class Stream:
    """An endless supply of chance belonging to one seed, force and topic.

    Streams of different topics or forces are independent, so what is drawn for one
    never shifts another: a force by itself equals the same force in the nation.
    """

    def __init__(self, seed: int, force: str, topic: str) -> None:
        """Open the stream of a seed (0 or more), a force's slug and a topic."""
        words = hashlib.sha256(f"{force}/{topic}".encode()).digest()[:NAME_BYTES]
        name = np.frombuffer(words, dtype="<u4").tolist()
        self._bits = np.random.Philox(np.random.SeedSequence([seed, *name]))

    def uniform(self, count: int) -> Floats:
        """Return `count` numbers from 0 up to, not including, 1."""
        raw: NDArray[np.uint64] = self._bits.random_raw(count)
        return (raw >> np.uint64(SPARE_BITS)).astype(np.float64) * 2.0**-FRACTION_BITS

    def below(self, count: int, limit: int | NDArray[Any]) -> Rows:
        """Return `count` whole numbers from 0 up to, not including, `limit`."""
        return np.asarray(self.uniform(count) * limit, dtype=np.int64)

    def chance(self, count: int, share: float) -> Truths:
        """Return `count` truths of which about `share` are true."""
        return self.uniform(count) < share

    def between(self, low: float, high: float) -> float:
        """Return one number from `low` to `high`."""
        return low + (high - low) * float(self.uniform(1)[0])

    def pick(self, count: int, weights: Sequence[float] | Floats) -> Rows:
        """Return `count` positions in `weights`, each as likely as its weight."""
        edges = np.cumsum(np.asarray(weights, dtype=np.float64))
        found = np.searchsorted(edges, self.uniform(count) * edges[-1], side="right")
        return np.asarray(np.minimum(found, len(edges) - 1))

    def order(self, count: int) -> Rows:
        """Return 0 … `count` - 1 in a random order."""
        return np.argsort(self.uniform(count), kind="stable")

    def choose(self, among: NDArray[Any], wanted: int, favour: Floats | None = None) -> Rows:
        """Return up to `wanted` members of `among`, the favoured likelier, in no order."""
        keys = self.uniform(len(among))
        if favour is not None:
            keys = keys / favour
        return np.asarray(among)[np.argsort(keys, kind="stable")[: max(wanted, 0)]]


def apportion(total: int, weights: Sequence[float]) -> list[int]:
    """Return whole numbers in proportion to `weights` that sum to `total`.

    Largest remainders; ties go to the earlier.
    """
    whole = fsum(weights)
    if whole <= 0:
        return [0] * len(weights)
    exact = [total * weight / whole for weight in weights]
    given = [int(share) for share in exact]
    by_remainder = sorted(range(len(exact)), key=lambda at: given[at] - exact[at])
    for at in by_remainder[: total - sum(given)]:
        given[at] += 1
    return given
