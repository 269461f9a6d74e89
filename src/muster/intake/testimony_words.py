"""Check the words of tables that are kept as text: criteria, levels, outcomes, grades."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches

import numpy as np

from muster.assessment import REQUIRED, Grade, Truth
from muster.doctrine import LEVELS, PARTLY, Doctrine
from muster.intake.cells import Parsed, Parser, parse_each, parse_text, parse_whole
from muster.intake.context import Context
from muster.intake.faults import Problem
from muster.intake.naming import NEAR
from muster.intake.sheets import TableReading
from muster.intake.tables import plain
from muster.intake.times import parse_days
from muster.intake.vocabulary import vocabulary_from
from muster.policing import clock

ANSWERS = ("outcome", "value", "level")
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
RECORD_LEVEL = Problem(
    "record-level",
    "is a level, and what records support has none",
    "leave it blank, or say that it was demonstrated",
)
FIGURE_FOR_ANSWER = Problem(
    "figure-for-answer",
    "is a figure for a criterion that is answered yes, partly or no",
    "give an outcome and no value",
)


def refuse_unclear(reading: TableReading, doctrine: Doctrine) -> None:
    """Refuse evidence that does not answer what is asked, or is shown at no level.

    That is: neither outcome nor figure, or both; a figure where yes, partly or no is asked
    for; what was demonstrated without its level, and a level on what is only recorded. Rows
    with other faults are looked at too, so that all are named at once.
    """
    rows = {row for row in range(len(reading)) if not reading.spoilt[row]}
    filled = {name: {row for row in rows if reading.value(name, row)} for name in ANSWERS}
    yes_no = {plain(each.slug) for each in doctrine.criteria if each.yes_no}
    answers = {row for row in rows if plain(reading.value("criterion", row)) in yes_no}
    kinds = {row: plain(reading.value("kind", row)) for row in rows}
    shown = {row for row, kind in kinds.items() if kind == Truth.DEMONSTRATED}
    recorded = {row for row, kind in kinds.items() if kind == Truth.RECORDED}
    _refuse(reading, "outcome", rows - (filled["outcome"] ^ filled["value"]), UNANSWERED)
    _refuse(reading, "value", filled["value"] & answers - filled["outcome"], FIGURE_FOR_ANSWER)
    _refuse(reading, "level", shown - filled["level"], NO_LEVEL)
    _refuse(reading, "level", recorded & filled["level"], RECORD_LEVEL)


def _refuse(reading: TableReading, column: str, rows: set[int], problem: Problem) -> None:
    if rows:
        reading.refuse_rows(np.array(sorted(rows), dtype=np.int64), column, lambda _: problem)


def declared_notes(reading: TableReading, doctrine: Doctrine) -> Iterator[str]:
    """Yield what of the declared figures compares with nothing: no figure, or a name misspelt."""
    asked = {name for each in doctrine.criteria for name in (each.slug, each.measure)}
    known = asked | {name + REQUIRED for name in asked}
    for row in np.flatnonzero(~reading.dropped).tolist():
        measure, value = reading.value("measure", row).strip(), reading.value("value", row)
        if read_figure(value) is None and plain(value) not in OUTCOMES:
            yield f"declared: {measure} is {value!r}, which is no figure, so nothing compares it"
        near = [] if measure in known else get_close_matches(measure, known, n=1, cutoff=NEAR)
        if near:
            yield f"declared: no criterion asks about {measure!r} (did you mean {near[0]}?)"


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
