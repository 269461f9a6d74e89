"""Units made up by two forces whose people train and work together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import highspy
import numpy as np

from muster.mobilisation.offers import Offer
from muster.strength import SpareParts, Step


@dataclass(frozen=True, slots=True)
class MixedPair:
    """Two forces that make so many units together, of the parts each can spare."""

    first: str
    second: str
    unit: str
    count: int


def mixed_pairs(
    spare: Mapping[str, SpareParts], compatible: Iterable[tuple[str, str]]
) -> tuple[MixedPair, ...]:
    """Return which forces make units together, so that the most are made; each in one pair.

    Only forces in `compatible` are put together. The choice of pairs is a matching of most
    units, found exactly; it is made before it is known where units are wanted.
    """
    pairs = sorted({(min(pair), max(pair)) for pair in compatible if pair[0] != pair[1]})
    found = [
        MixedPair(a, b, spare[a].unit, count)
        for a, b in pairs
        if a in spare and b in spare and (count := _together(spare[a], spare[b])) > 0
    ]
    return tuple(_matched(found))


def _together(first: SpareParts, second: SpareParts) -> int:
    """Return how many units two forces' spare parts make."""
    best = 0
    for one in first.spare:
        for other in second.spare:
            units = min((a + b) // need for a, b, need in zip(one, other, first.needs, strict=True))
            best = max(best, units)
    return best


def _matched(pairs: Sequence[MixedPair]) -> list[MixedPair]:
    """Return the pairs, no force in two, that make the most units."""
    if len(pairs) < 2:
        return list(pairs)
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)
    size = len(pairs)
    solver.addVars(size, np.zeros(size), np.ones(size))
    order = np.arange(size, dtype=np.int32)
    solver.changeColsCost(size, order, -np.array([float(pair.count) for pair in pairs]))
    solver.changeColsIntegrality(size, order, np.full(size, highspy.HighsVarType.kInteger))
    for force in sorted({f for pair in pairs for f in (pair.first, pair.second)}):
        own = [at for at, pair in enumerate(pairs) if force in (pair.first, pair.second)]
        solver.addRow(0.0, 1.0, len(own), np.array(own, dtype=np.int32), np.ones(len(own)))
    solver.run()
    chosen = np.rint(np.array(solver.getSolution().col_value)) > 0
    return [pair for pair, taken in zip(pairs, chosen, strict=True) if taken]


def with_mixed(
    offers: Sequence[Offer], pairs: Sequence[MixedPair], *, notice: int
) -> tuple[Offer, ...]:
    """Return offers with those of pairs of forces, each ready at a notice, from both places.

    A pair's units leave when the slower of the two is there; a pair goes by both names.
    """
    by_force = {offer.force: offer for offer in offers}
    found = list(offers)
    for pair in pairs:
        one, other = by_force[pair.first], by_force[pair.second]
        found.append(
            Offer(
                force=f"{pair.first}+{pair.second}",
                place=one.place,
                also=other.place,
                region=one.region if one.region == other.region else "",
                steps=(Step(pair.unit, notice, pair.count),),
                balance=max(one.balance, other.balance),
            )
        )
    return tuple(found)
