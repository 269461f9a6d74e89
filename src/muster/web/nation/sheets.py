"""The tables of the nation's page and of a region's as CSV, each by its name."""

from collections.abc import Iterator

from muster.web.nation.queries import Board, Shortfalls
from muster.web.printouts.papers import Sheet

BOARD, SPREAD = "board", "spread"
SUMMED = ("statement", "cell", "grade", "missing", "unmet", "known", "because")
OWN = ("force", "statement", "cell", "grade", "missing", "because")


def spread_sheet(board: Board) -> Sheet:
    """Return how many forces have how much."""
    return Sheet(SPREAD, ("value", "forces"), board.spread.bars)


def shortfall_sheets(found: Shortfalls) -> Iterator[Sheet]:
    """Yield the summed matrix, the widest gaps, and the forces beside each other."""
    yield Sheet(
        "matrix",
        (
            "threat",
            *(f"{column}{part}" for column in found.matrix.columns for part in ("", ": why")),
        ),
        [
            (
                name,
                *(
                    cell
                    for square in squares
                    for cell in (square.grade or "", "; ".join(square.words))
                ),
            )
            for name, _url, squares in found.matrix.rows
        ],
    )
    for name, columns, gaps in (("gaps", SUMMED, found.gaps), ("force_gaps", OWN, found.own_gaps)):
        yield Sheet(
            name, columns, [tuple(getattr(each, column) for column in columns) for each in gaps]
        )
    yield Sheet(
        "beside",
        ("cell", *(name for name, _url in found.columns)),
        [(cell, *(grade for _url, grade in grades)) for cell, grades in found.beside],
    )
