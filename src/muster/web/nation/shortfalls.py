"""Where many forces together fall short: the matrix summed, and the widest gaps."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from muster.assessment import Gap, Grade, Matrix, because, worst_gaps
from muster.web.accounts.rights import Viewer
from muster.web.nation.links import cell_link, force_link
from muster.web.nation.wording import aspect_words, cell_words, force_words, threat_words
from muster.web.rulebook import rulebook
from muster.web.shell.parts import MatrixView, Square

WIDEST = 10


@dataclass(frozen=True, slots=True)
class GapRow:
    """A requirement fallen short of: by whom, how far, how many forces do not meet it, and why."""

    force: str
    force_url: str
    statement: str
    cell: str
    cell_url: str
    grade: str
    missing: int
    unmet: int
    known: int
    because: str


def matrix_view(
    matrix: Matrix, forces: Iterable[Matrix], caption: str, urls: Mapping[str, str]
) -> MatrixView:
    """Return a summed matrix to be drawn, each cell with how many forces meet all of it.

    `urls` are where cells lead, by `threat.aspect`.
    """
    edition = rulebook().edition(matrix.edition)
    met, held = Counter[str](), 0
    for each in forces:
        held += 1
        met.update(cell.subject for cell in each.cells if cell.grade is Grade.MET)
    rows = [
        (
            threat_words(threat),
            "",
            tuple(
                _square(matrix, f"{threat}.{aspect}", met, held, urls) for aspect in edition.aspects
            ),
        )
        for threat in edition.threats
    ]
    columns = tuple(aspect_words(each) for each in edition.aspects)
    return MatrixView(caption, _("Threat"), columns, rows)


def _square(
    matrix: Matrix, subject: str, met: Mapping[str, int], held: int, urls: Mapping[str, str]
) -> Square:
    threat, _dot, aspect = subject.rpartition(".")
    cell = matrix.cell(threat, aspect)
    if cell.grade is None:
        return Square(None)
    every = len(cell.findings)
    own = ngettext("%(met)d of %(all)d criterion met", "%(met)d of %(all)d criteria met", every)
    own %= {"met": cell.tally[Grade.MET], "all": every}
    count = met.get(subject, 0)
    said = ngettext("%(n)d of %(held)d force meets it", "%(n)d of %(held)d forces meet it", held)
    return Square(str(cell.grade), urls.get(subject, ""), (own, said % {"n": count, "held": held}))


def summed_gaps(matrix: Matrix, forces: Sequence[Matrix]) -> list[GapRow]:
    """Return the widest gaps of forces together: of the sums, and no force is named."""
    unmet, known = Counter[str](), Counter[str]()
    for each in forces:
        for finding in each.findings:
            known[finding.criterion.slug] += finding.grade is not Grade.NOT_EVIDENCED
            unmet[finding.criterion.slug] += finding.grade in (Grade.NOT_MET, Grade.PARTLY_MET)
    return [
        _gap_row(gap, unmet=unmet[gap.finding.criterion.slug], known=len(forces))
        for gap in worst_gaps([matrix], WIDEST)
    ]


def force_gaps(viewer: Viewer, forces: Sequence[Matrix]) -> list[GapRow]:
    """Return the widest gaps of the forces given, which are those the viewer may see."""
    return [
        _gap_row(
            gap,
            force=force_words(gap.subject),
            force_url=force_link(viewer, gap.subject),
            cell_url=cell_link(
                viewer, gap.subject, gap.finding.criterion.threat, gap.finding.criterion.aspect
            ),
        )
        for gap in worst_gaps(forces, WIDEST)
    ]


def _gap_row(
    gap: Gap,
    *,
    force: str = "",
    force_url: str = "",
    cell_url: str = "",
    unmet: int = 0,
    known: int = 0,
) -> GapRow:
    criterion = gap.finding.criterion
    return GapRow(
        force=force,
        force_url=force_url,
        statement=criterion.statement,
        cell=cell_words(criterion.threat, criterion.aspect),
        cell_url=cell_url,
        grade=str(gap.finding.grade),
        missing=round(100 * gap.share),
        unmet=unmet,
        known=known,
        because=because(gap.finding),
    )


def beside(viewer: Viewer, forces: Sequence[Matrix]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return each cell that has criteria with where it leads and its grade, in each force."""
    rows = []
    for cell in forces[0].cells if forces else ():
        if cell.findings:
            grades = [
                (
                    cell_link(viewer, each.subject, cell.threat, cell.aspect),
                    str(each.cell(cell.threat, cell.aspect).grade or ""),
                )
                for each in forces
            ]
            rows.append((cell_words(cell.threat, cell.aspect), grades))
    return rows
