"""Check the words of tables that are kept as text: criteria, levels, outcomes, grades."""

import re
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from muster.assessment import Grade, Truth
from muster.doctrine import LEVELS, PARTLY, Doctrine
from muster.intake.cells import Parsed, Parser, parse_each, parse_text, parse_whole
from muster.intake.context import Context
from muster.intake.faults import Problem
from muster.intake.sheets import TableReading
from muster.intake.tables import plain
from muster.intake.times import parse_days
from muster.intake.vocabulary import vocabulary_from
from muster.policing import clock

OUTCOMES: Mapping[str, float] = {"yes": 1.0, "partly": PARTLY, "no": 0.0}


def text_parser(context: Context, kind: str) -> Parser:
    """Return the parser of a kind of cell in a table that is kept as text."""
    if kind == "day_text":
        return parse_days(context.window, clock.NEVER)
    if kind in PARSERS:
        return PARSERS[kind]
    if kind not in WORDS:
        return parse_text
    return vocabulary_from(kind, words_of_kind(kind, context.doctrine)).parse


def words_of_kind(kind: str, doctrine: Doctrine) -> list[str]:
    """Return the words a cell of this kind may hold; `kind` is one of WORDS."""
    return WORDS[kind](doctrine)


BOUNDS = re.compile(
    r"(?P<least>at least |more than |over )?(?P<most>at most |up to )?"
    r"(?P<figure>-?\d[\d,]*(\.\d+)?)(?P<more> or more|\+)?",
    re.IGNORECASE,
)


def read_figure(text: str) -> tuple[float, float | None] | None:
    """Return the least and most a text allows (None: no limit), None where it is no figure.

    `75` is exact; `at least 75`, `more than 75`, `75 or more` and `75+` have no upper limit;
    `at most 10` and `up to 10` have nought below.
    """
    found = BOUNDS.fullmatch(text.strip())
    if found is None or (found["most"] and (found["least"] or found["more"])):
        return None
    figure = float(found["figure"].replace(",", ""))
    if found["most"]:
        return 0.0, figure
    return figure, None if found["least"] or found["more"] else figure


def parse_number(texts: Sequence[str]) -> Parsed:
    """Return figures, the least of bounds; blank is not a number."""

    def read(text: str) -> float | Problem:
        found = read_figure(text)
        if found is None:
            remedy = "write a figure in digits, or bounds as `at least 75` or `at most 10`"
            return Problem("not-a-number", "is not a number", remedy)
        return found[0]

    return parse_each(texts, read, np.nan, np.float64)


PARSERS: Mapping[str, Parser] = {"number": parse_number, "whole": parse_whole}
UNANSWERED = Problem(
    "unanswered",
    "has neither an outcome nor a figure, or has both",
    "give an outcome (yes, partly, no) or a value, one of the two",
)
NO_LEVEL = Problem(
    "no-level",
    "was demonstrated and does not say at what level",
    "say stated, table-top, mustered or deployed",
)


def refuse_unanswered(reading: TableReading) -> None:
    """Refuse evidence with neither outcome nor figure, or with both, and shown at no level."""
    rows = [row for row in range(len(reading)) if not reading.dropped[row]]
    unclear = [
        row
        for row in rows
        if bool(reading.value("outcome", row)) == bool(reading.value("value", row))
    ]
    shown = [row for row in rows if plain(reading.value("kind", row)) == Truth.DEMONSTRATED]
    _refuse(reading, "outcome", unclear, UNANSWERED)
    _refuse(reading, "level", [row for row in shown if not reading.value("level", row)], NO_LEVEL)


def _refuse(reading: TableReading, column: str, rows: list[int], problem: Problem) -> None:
    if rows:
        reading.refuse_rows(np.array(rows, dtype=np.int64), column, lambda _: problem)


def _criteria(doctrine: Doctrine) -> list[str]:
    return [criterion.slug for criterion in doctrine.criteria]


def _subjects(doctrine: Doctrine) -> list[str]:
    cells = [f"{t.slug}.{a.slug}" for t in doctrine.threats for a in doctrine.aspects]
    return cells + _criteria(doctrine)


def _evidence_kinds(_: Doctrine) -> list[str]:
    return [Truth.RECORDED.value, Truth.DEMONSTRATED.value]


WORDS: Mapping[str, Callable[[Doctrine], list[str]]] = {
    "criterion": _criteria,
    "subject": _subjects,
    "truth": _evidence_kinds,
    "level": lambda _: list(LEVELS),
    "outcome": lambda _: list(OUTCOMES),
    "grade": lambda _: [grade.value for grade in Grade],
}
