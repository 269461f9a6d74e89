"""What the pages of many forces show: a board of readings, and where they fall short."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from muster.assessment import Matrix
from muster.intake import NetworkMatrix
from muster.web.accounts.rights import Place, Right, Viewer, may
from muster.web.nation.boards import Figure, Row, ahead_words, figures_of, rows_of, total_row
from muster.web.nation.drawing import Spread, map_of, spread_of
from muster.web.nation.links import force_link
from muster.web.nation.measures import Measure, title_of
from muster.web.nation.readings import Readings, Total, reaching_of, readings_of
from muster.web.nation.shortfalls import (
    GapRow,
    beside,
    force_gaps,
    matrix_view,
    summed_gaps,
)
from muster.web.nation.standings import counted_forces, standings_of
from muster.web.nation.wording import force_words, region_words
from muster.web.picture.asked import Asked
from muster.web.picture.holding import Holding
from muster.web.picture.matrices import summary_of
from muster.web.rulebook import rulebook
from muster.web.shell.parts import MatrixView


@dataclass(frozen=True)
class Board:
    """Forces by one measure at one instant: map, table, sums, distribution."""

    title: str
    readings: Readings
    rows: Sequence[Row]
    regions: Sequence[Row]
    total: Row
    figures: Sequence[Figure]
    map: SafeString
    spread: Spread
    ahead: str

    @property
    def sums(self) -> list[tuple[Row, Total]]:
        """Return each region as a row, with how many of its forces are known."""
        return list(zip(self.regions, self.readings.regions, strict=True))


@dataclass(frozen=True)
class Shortfalls:
    """Where forces together fall short of the requirement at an instant.

    `beside` has every cell with its grade in each force shown, on a region's page only.
    """

    edition: str
    matrix: MatrixView
    forces: int
    gaps: Sequence[GapRow]
    own_gaps: Sequence[GapRow]
    columns: Sequence[tuple[str, str]]
    beside: Sequence[tuple[str, list[tuple[str, str]]]]


def board_of(
    viewer: Viewer,
    holding: Holding,
    asked: Asked,
    measure: Measure,
    *,
    region: str = "",
    sort: tuple[str, bool] = ("force", False),
) -> Board:
    """Return the board of the nation, or of one region, as far as a viewer may see it."""
    readings = readings_of(viewer, holding, asked, measure, counted_forces(region))
    whole = region_words(region) if region else _("All forces together")
    return Board(
        title=title_of(measure, asked),
        readings=readings,
        rows=rows_of(viewer, readings, sort=sort[0], downwards=sort[1]),
        regions=[total_row(viewer, each, readings) for each in readings.regions],
        total=total_row(viewer, readings.total, readings, whole),
        figures=figures_of(readings),
        map=map_of(viewer, readings, near=bool(region)),
        spread=spread_of(readings),
        ahead=ahead_words(readings),
    )


def network_known(holding: Holding, asked: Asked) -> NetworkMatrix | None:
    """Return the matrices of every force whose return speaks of the instant asked."""
    standings = standings_of(holding, asked, counted_forces())
    return summary_of(reaching_of(holding, standings, asked), asked)


def shortfalls_of(
    viewer: Viewer, holding: Holding, asked: Asked, *, region: str = "", urls: dict[str, str]
) -> Shortfalls | None:
    """Return where the nation, or a region, falls short; None where nothing is known of it."""
    network = network_known(holding, asked)
    matrix = _matrix(network, region)
    if network is None or matrix is None:
        return None
    here = counted_forces(region)
    known = [network.forces[slug] for slug in here if slug in network.forces]
    own = [each for each in known if may(viewer, Right.SEE_PICTURE, Place.force(each.subject))]
    name = region_words(region) if region else _("The nation")
    caption = _("%(name)s: counts summed, other criteria by how many forces meet them")
    return Shortfalls(
        edition=rulebook().edition(matrix.edition).name,
        matrix=matrix_view(matrix, known, caption % {"name": name}, urls),
        forces=len(known),
        gaps=summed_gaps(matrix, known),
        own_gaps=force_gaps(viewer, own),
        columns=[(force_words(each.subject), force_link(viewer, each.subject)) for each in own],
        beside=beside(viewer, own) if region else (),
    )


def _matrix(network: NetworkMatrix | None, region: str) -> Matrix | None:
    if network is None:
        return None
    return network.regions.get(region) if region else network.nation
