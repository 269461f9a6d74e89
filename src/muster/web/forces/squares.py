"""A matrix as it is drawn: squares of a grade and a few words, each leading to its cell."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from muster.assessment import Cell, Grade, Matrix
from muster.reporting import aspect_name, threat_name
from muster.web.printouts.papers import Sheet
from muster.web.rulebook import rulebook
from muster.web.shell.parts import MatrixView, Square

LONGEST = 90
Address = Callable[[str, str], str]


def matrix_view(matrix: Matrix, caption: str, address: Address) -> MatrixView:
    """Return a matrix to be drawn; `address` gives that of a cell by its threat and aspect."""
    edition = rulebook().edition(matrix.edition)
    rows = [
        (
            threat_name(threat, rulebook()),
            "",
            [square_of(matrix.cell(threat, aspect), matrix, address) for aspect in edition.aspects],
        )
        for threat in edition.threats
    ]
    columns = [aspect_name(aspect, rulebook()) for aspect in edition.aspects]
    return MatrixView(caption, _("Threat"), columns, rows)


def square_of(cell: Cell, matrix: Matrix, address: Address) -> Square:
    """Return a cell as a square: how many criteria are met, and the worst of them in words."""
    if cell.worst is None:
        return Square(None)
    met, every = cell.tally[Grade.MET], len(cell.findings)
    words = [tally_of(met, every)]
    if met < every:
        words.append(shortened(cell.worst.criterion.statement))
    return Square(cell.grade, address(cell.threat, cell.aspect), words, judged_words(cell, matrix))


def tally_of(met: int, every: int) -> str:
    """Return how many criteria are met, in a few words."""
    if met < every:
        return _("%(met)s of %(every)s met") % {"met": met, "every": every}
    if every == 1:
        return _("the one criterion met")
    return _("all %(every)s met") % {"every": every}


def judged_words(cell: Cell, matrix: Matrix) -> str:
    """Return who judges a cell, or how many judge its criteria; empty where nobody does."""
    if cell.judgements:
        latest = max(cell.judgements, key=lambda each: each.at)
        return _("Judged %(grade)s by %(who)s") % {
            "grade": latest.grade.value,
            "who": latest.by,
        }
    criteria = sum(1 for each in cell.findings if matrix.judgements.get(each.criterion.slug))
    said = ngettext("%(n)d criterion judged", "%(n)d criteria judged", criteria)
    return said % {"n": criteria} if criteria else ""


def shortened(text: str, longest: int = LONGEST) -> str:
    """Return a sentence cut between words where it is long."""
    if len(text) <= longest:
        return text
    return text[: longest + 1].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def matrix_sheet(matrix: Matrix) -> Sheet:
    """Return a matrix as a table: a row for each cell."""
    rows = [
        (
            threat_name(cell.threat, rulebook()),
            aspect_name(cell.aspect, rulebook()),
            cell.grade.value if cell.grade else "nothing asked",
            cell.tally[Grade.MET],
            len(cell.findings),
            cell.worst.criterion.slug if cell.worst else "",
            cell.worst.criterion.statement if cell.worst else "",
            "; ".join(f"{each.grade.value} ({each.by})" for each in cell.judgements),
        )
        for cell in matrix.cells
    ]
    columns = ("threat", "aspect", "grade", "met", "criteria", "worst", "statement", "judged")
    return Sheet("matrix", columns, rows)
