"""Whole units by notice, of the kinds that the criteria of a matrix ask for."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from muster import strength
from muster.assessment import Matrix
from muster.cli.assessing import Subject
from muster.doctrine import Doctrine
from muster.strength import UnitCount, count_units

if TYPE_CHECKING:
    from muster.strength import Forecast

NOTICE = 60
YEAR = 365 * 24


def curve_of(found: Subject, doctrine: Doctrine) -> UnitCount | None:
    """Return the count of each kind asked for that something is known of; None for none.

    Only one force's people and vehicles can be drawn: a region's are not one pool.
    """
    holding = found.returns[0].roster or found.returns[0].counts
    if found.scope != "force" or holding is None:
        return None
    kinds = {unit.slug for unit in doctrine.units}
    asked = (each.criterion.measure.partition(".")[0] for each in found.matrix.findings)
    units = [name for name in dict.fromkeys(asked) if name in kinds]
    if not units:
        return None
    at = found.matrix.at
    count = count_units(holding, units=units, at=at, within=NOTICE, doctrine=doctrine)
    known = tuple(kind for kind in count.kinds if _known(count, kind.unit))
    return replace(count, kinds=known) if known else None


def _known(count: UnitCount, unit: str) -> bool:
    points = [kind for row in count.curve for kind in row if kind.unit == unit]
    return any(point.high is not None for point in points)


def year_of(found: Subject, count: UnitCount, doctrine: Doctrine) -> "Forecast | None":
    """Return the year ahead of each kind that is drawn; None for totals, or past the return."""
    roster, at = found.returns[0].roster, found.matrix.at
    if roster is None or not roster.starts <= at < roster.ends:
        return None
    units = [kind.unit for kind in count.kinds]
    return strength.forecast(
        roster,
        units=units,
        start=at,
        hours=YEAR,
        within=NOTICE,
        doctrine=doctrine,
        floors=_floors(found.matrix, units),
    )


def _floors(matrix: Matrix, units: Sequence[str]) -> dict[str, int]:
    """Return what is required of each kind at the notice that the year is drawn for."""
    asked = [each for each in matrix.findings if each.criterion.within_minutes == NOTICE]
    required = {
        each.criterion.measure.partition(".")[0]: int(each.required.value)
        for each in asked
        if each.required
    }
    return {unit: required[unit] for unit in units if unit in required}
