"""Read a force's totals against some kinds of unit, at one notice."""

from collections.abc import Sequence

from muster.policing import Composition
from muster.strength.answers import KindCount, Reading, bounded, next_needs
from muster.strength.bounds import Bounds, bounds_from_counts
from muster.strength.capacity import most_units
from muster.strength.counts import CountSet


def read_counts(counts: CountSet, units: Sequence[Composition], *, at: int, within: int) -> Reading:
    """Return bounds on whole units of each kind, with what is unknown."""
    bounds = bounds_from_counts(counts, units, at=at, within=within)
    kinds = tuple(_kind(bounds, number, unit, within) for number, unit in enumerate(units))
    return Reading(kinds, bounds.high, bounds.notes)


def _kind(bounds: Bounds, number: int, unit: Composition, within: int) -> KindCount:
    named = [post.slug for post in unit.posts] + [need.kind for need in unit.vehicles]
    return KindCount(
        unit=unit.unit,
        within=within,
        low=most_units(bounds.low, number),
        high=bounded(most_units(bounds.high, number)),
        unknown=tuple(slug for slug in named if slug in bounds.unknown),
        next_unit_needs=next_needs(bounds.high, number),
        available={slug: bounds.stated[slug] for slug in named},
    )
