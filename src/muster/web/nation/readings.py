"""One figure or grade for each force, and for each region and the nation together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from muster.assessment import Grade, Matrix
from muster.intake import NetworkMatrix
from muster.web.accounts.rights import Place, Right, Viewer, may
from muster.web.nation.measures import Measure, Shown
from muster.web.nation.standings import Standing, counted_forces, standings_of
from muster.web.picture.asked import Asked
from muster.web.picture.counts import nation_counts, nation_people
from muster.web.picture.holding import Holding
from muster.web.picture.matrices import summary_of
from muster.web.rulebook import rulebook


@dataclass(frozen=True, slots=True)
class Value:
    """A figure between `low` and `high` (None: no limit known), `of` so many; or a grade."""

    low: int = 0
    high: int | None = 0
    of: int = 0
    grade: Grade | None = None


class State(StrEnum):
    """Why a force has a value, or none."""

    SHOWN = "shown"
    HIDDEN = "hidden"  # not for this viewer
    NO_RETURN = "no_return"
    BEYOND = "beyond"  # the return does not reach the instant
    UNSTATED = "unstated"  # the return says nothing of this measure


@dataclass(frozen=True, slots=True)
class Reading:
    """One force by a measure."""

    force: str
    region: str
    standing: Standing
    state: State
    value: Value | None = None


@dataclass(frozen=True, slots=True)
class Total:
    """Several forces together: `known` of `forces` have a value."""

    place: str
    forces: int
    known: int
    value: Value | None


@dataclass(frozen=True)
class Readings:
    """Every force, region and all of them together, by one measure at one instant.

    `regions` are those whose sums the viewer may see. `values` are all that are known, also
    those of forces the viewer may not see: sums and distributions are made of them.
    """

    measure: Measure
    asked: Asked
    forces: tuple[Reading, ...]
    regions: tuple[Total, ...]
    total: Total
    values: Mapping[str, Value]

    @property
    def hidden(self) -> int:
        """Return how many forces are not shown to the viewer."""
        return sum(each.state is State.HIDDEN for each in self.forces)

    @property
    def late(self) -> tuple[Reading, ...]:
        """Return the forces whose return is late, or is not there at all."""
        found = [each for each in self.forces if each.standing.late or not each.standing.document]
        return tuple(found)


def readings_of(
    viewer: Viewer, holding: Holding, asked: Asked, measure: Measure, forces: Iterable[str]
) -> Readings:
    """Return forces by a measure, as far as a viewer may see them, and what they are together.

    The whole nation is read whatever the forces asked for, so that one index serves all pages.
    """
    slugs = tuple(forces)
    standings = standings_of(holding, asked, counted_forces())
    reaching = reaching_of(holding, standings, asked)
    network = None if measure.counted else summary_of(reaching, asked)
    found = _values(measure, holding.of(counted_forces()), asked, network)
    values = {slug: found[slug] for slug in slugs if slug in reaching.documents and slug in found}
    regions = dict.fromkeys(rulebook().force(slug).region for slug in slugs)
    return Readings(
        measure,
        asked,
        tuple(_reading(viewer, standings[slug], values, asked) for slug in slugs),
        tuple(
            _total(each, slugs, values, network, measure)
            for each in regions
            if may(viewer, Right.SEE_SUMS, Place.region(each))
        ),
        _total("", slugs, values, network, measure),
        values,
    )


def reaching_of(holding: Holding, standings: Mapping[str, Standing], asked: Asked) -> Holding:
    """Return what is held of those forces whose returns speak of the instant asked."""
    return holding.of(tuple(slug for slug, each in standings.items() if each.reaches(asked.at)))


def _values(
    measure: Measure, holding: Holding, asked: Asked, network: NetworkMatrix | None
) -> dict[str, Value]:
    if measure.shown is Shown.UNITS:
        raised = nation_counts(holding, asked)
        return {slug: Value(each.low, each.high) for slug, each in raised.items()}
    if measure.shown is Shown.PEOPLE:
        people = nation_people(holding, asked, measure.of)
        return {slug: Value(each, each) for slug, each in people.items()}
    if network is None:
        return {}
    return {slug: _graded(matrix, measure) for slug, matrix in network.forces.items()}


def _graded(matrix: Matrix, measure: Measure) -> Value:
    """Return a matrix by how many of its criteria are met, or one cell by its grade."""
    if measure.shown is Shown.MET:
        findings = matrix.findings
    else:
        threat, _dot, aspect = measure.of.rpartition(".")
        findings = matrix.cell(threat, aspect).findings
    met = sum(each.grade is Grade.MET for each in findings)
    grade = None
    if measure.shown is Shown.CELL:
        grade = matrix.cell(threat, aspect).grade
    return Value(met, met, len(findings), grade)


def _reading(
    viewer: Viewer, standing: Standing, values: Mapping[str, Value], asked: Asked
) -> Reading:
    force = standing.force
    place = Place.force(force)
    state = State.SHOWN
    if not may(viewer, Right.SEE_PICTURE, place):
        state = State.HIDDEN
    elif standing.document is None:
        state = State.NO_RETURN
    elif not standing.reaches(asked.at):
        state = State.BEYOND
    elif force not in values:
        state = State.UNSTATED
    value = values.get(force) if state is State.SHOWN else None
    return Reading(force, place.region_slug, standing, state, value)


def _total(
    region: str,
    forces: Iterable[str],
    values: Mapping[str, Value],
    network: NetworkMatrix | None,
    measure: Measure,
) -> Total:
    """Return the forces of a region together, of all where no region is named."""
    here = [each for each in forces if not region or rulebook().force(each).region == region]
    known = [values[each] for each in here if each in values]
    if not known:
        return Total(region, len(here), 0, None)
    if network is None:
        return Total(region, len(here), len(known), _summed(known))
    matrix = network.regions[region] if region else network.nation
    return Total(region, len(here), len(known), _graded(matrix, measure))


def _summed(known: list[Value]) -> Value:
    highs = [each.high for each in known if each.high is not None]
    return Value(sum(each.low for each in known), sum(highs) if len(highs) == len(known) else None)
