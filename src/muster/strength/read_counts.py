"""Read a force's totals against some kinds of unit, at one notice."""

from collections.abc import Sequence

from muster.policing import Composition
from muster.strength.answers import PLAIN, KindCount, Options, Reading, bounded, next_needs
from muster.strength.bounds import Bounds, bounds_from_counts
from muster.strength.capacity import most_units
from muster.strength.counts import CountSet


def read_counts(
    counts: CountSet,
    units: Sequence[Composition],
    *,
    at: int,
    within: int,
    options: Options = PLAIN,
) -> Reading:
    """Return bounds on whole units of each kind, with what is unknown.

    Totals do not tell who is assured, who must stay, or who shares a base. What they do not
    rule out still holds when fewer people may count, but they guarantee nothing: the low
    bound is then nought, and a note says why.
    """
    bounds = bounds_from_counts(counts, units, at=at, within=within)
    untold = _untold(options)
    kinds = tuple(
        _kind(bounds, number, unit, within, guaranteed=not untold)
        for number, unit in enumerate(units)
    )
    return Reading(kinds, bounds.high, (*bounds.notes, *untold))


def _untold(options: Options) -> tuple[str, ...]:
    """Return a note for each thing asked that totals cannot tell."""
    told = {
        "who is on duty or rostered on call": options.assured,
        "who must stay as minimum cover": options.releasable,
        "who shares a base": options.by_base,
    }
    return tuple(
        f"Totals do not say {what}, so they guarantee no unit; the high bound is over everyone."
        for what, asked in told.items()
        if asked
    )


def _kind(
    bounds: Bounds, number: int, unit: Composition, within: int, *, guaranteed: bool
) -> KindCount:
    named = [post.slug for post in unit.posts] + [need.kind for need in unit.vehicles]
    return KindCount(
        unit=unit.unit,
        within=within,
        low=most_units(bounds.low, number) if guaranteed else 0,
        high=bounded(most_units(bounds.high, number)),
        unknown=tuple(slug for slug in named if slug in bounds.unknown),
        next_unit_needs=next_needs(bounds.high, number),
        available={slug: bounds.stated[slug] for slug in named},
    )
