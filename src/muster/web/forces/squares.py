"""A matrix as it is drawn: squares of a grade and a few words, each leading to its cell."""

from collections.abc import Callable

from muster.assessment import Cell, Grade, Matrix
from muster.reporting import aspect_name, threat_name
from muster.web.printouts.papers import Sheet
from muster.web.rulebook import doctrine
from muster.web.shell.parts import MatrixView, Square

LONGEST = 90
Address = Callable[[str, str], str]


def matrix_view(matrix: Matrix, caption: str, address: Address) -> MatrixView:
    """Return a matrix to be drawn; `address` gives that of a cell by its threat and aspect."""
    edition = doctrine().edition(matrix.edition)
    rows = [
        (
            threat_name(threat, doctrine()),
            "",
            [square_of(matrix.cell(threat, aspect), address) for aspect in edition.aspects],
        )
        for threat in edition.threats
    ]
    columns = [aspect_name(aspect, doctrine()) for aspect in edition.aspects]
    return MatrixView(caption, "Threat", columns, rows)


def square_of(cell: Cell, address: Address) -> Square:
    """Return a cell as a square: how many criteria are met, and the worst of them in words."""
    if cell.worst is None:
        return Square(None)
    met, every = cell.tally[Grade.MET], len(cell.findings)
    words = [f"{met} of {every} met" if met < every else f"all {every} met"]
    if met < every:
        words.append(shortened(cell.worst.criterion.statement))
    judged = ""
    if cell.judgements:
        latest = max(cell.judgements, key=lambda each: each.at)
        judged = f"Judged {latest.grade.value} by {latest.by}"
    return Square(cell.grade, address(cell.threat, cell.aspect), words, judged)


def shortened(text: str, longest: int = LONGEST) -> str:
    """Return a sentence cut between words where it is long."""
    if len(text) <= longest:
        return text
    return text[: longest + 1].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def matrix_sheet(matrix: Matrix) -> Sheet:
    """Return a matrix as a table: a row for each cell."""
    rows = [
        (
            threat_name(cell.threat, doctrine()),
            aspect_name(cell.aspect, doctrine()),
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
