"""The matrix of one force, region or the nation as a document."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from muster.assessment import Cell as MatrixCell
from muster.assessment import Grade, Judgement, Matrix, because, beside
from muster.reporting.background import Background, instant_words, remarks, warnings
from muster.reporting.document import (
    Block,
    Cell,
    Document,
    Fold,
    Heading,
    Items,
    Paragraph,
    Table,
    table,
)
from muster.reporting.forecasts import year_ahead
from muster.reporting.grades import (
    BASES,
    because_words,
    card,
    cell_name,
    grade_cell,
    grid,
    judgement_words,
    subject_words,
    tally,
    tally_words,
    threat_name,
)
from muster.reporting.strength import curve_figure
from muster.reporting.words import counted, joined, opened
from muster.strength import UnitCount

if TYPE_CHECKING:
    from muster.strength import Forecast

LEGEND = (
    "A disc with a tick is met, a half disc partly met, a square with a cross not met, a broken "
    "ring not evidenced. A cell takes its worst criterion; a judgement stands beside a finding "
    "and never replaces it."
)
SUMMED = (
    "People, units and vehicles are summed against summed requirements; of a share, a balance and "
    "what is answered yes or no it is said how many forces meet it. Grades are never averaged; a "
    "force whose figure does not count leaves the sum open above what is known."
)


def matrix_report(
    name: str,
    matrix: Matrix,
    background: Background,
    *,
    count: UnitCount | None = None,
    ahead: "Forecast | None" = None,
    summed: bool = False,
) -> Document:
    """Return the matrix, the questions it raises, and each cell opening to its criteria.

    `count` adds the curve of whole units by notice, `ahead` the coming year; `summed` says
    that it is of several forces together.
    """
    edition = background.doctrine.edition(matrix.edition)
    blocks: list[Block] = [
        Paragraph(lead(name, matrix, edition.name), "lead"),
        Paragraph(f"As at {instant_words(matrix.at)}.", "note"),
        *warnings(background),
        grid(matrix, background.doctrine, f"The requirement of {edition.name}, by threat"),
        Paragraph(f"{LEGEND} {SUMMED}" if summed else LEGEND, "note"),
        *asked(matrix),
        *_judged(matrix, background),
    ]
    for threat in edition.threats:
        blocks += _threat(threat, matrix, background)
    blocks += _curves(count, background) if count else []
    blocks += year_ahead(ahead, background) if ahead else []
    blocks.append(shares_table(matrix))
    notes = remarks(background)
    blocks += [Heading("What to bear in mind"), *notes] if notes else []
    title = f"{name}: the Strategic Policing Requirement"
    return Document(title, tuple(blocks), background.synthetic, background.origins)


def lead(name: str, matrix: Matrix, edition: str) -> str:
    """Return the whole matrix in a sentence."""
    found = tally(matrix.findings)
    total = counted(len(matrix.findings), "criterion", "criteria")
    return f"{name} against the {total} of {edition}: {tally_words(found)}."


def asked(matrix: Matrix) -> Iterator[Block]:
    """Yield the questions put to the force."""
    if matrix.questions:
        yield Heading("Questions put to the force")
        yield Paragraph("Not faults: there may be an answer that what is held does not show.")
        yield Items(matrix.questions)


def shares_table(matrix: Matrix) -> Table:
    """Return what the criteria rest on, and the share of each basis."""
    count = len(matrix.findings)
    rows = [
        (opened(basis), Cell(opened(BASES[basis])), round(share * count), Cell(f"{share:.0%}"))
        for basis, share in matrix.shares.items()
    ]
    return table("What the criteria rest on", ("Basis", "Which means", "Criteria#", "Share#"), rows)


def _judged(matrix: Matrix, background: Background) -> Iterator[Block]:
    """Yield where a named person's judgement is not what was found, and why."""
    rows = [
        (
            Cell(subject_words(judgement.subject, background.doctrine)),
            grade_cell(judgement.grade),
            grade_cell(grade),
            Cell(why),
        )
        for judgement, grade, why in _differing(matrix)
    ]
    said = sum(len(each) for each in matrix.judgements.values())
    if not said:
        return
    yield Heading("Judgements beside the findings")
    by = joined(dict.fromkeys(each.by for made in matrix.judgements.values() for each in made))
    yield Paragraph(
        f"{counted(said, 'judgement')} by {by}; {len(rows):,} differ from what is found."
    )
    if rows:
        columns = ("About", "Judged", "Found", "What is held")
        yield table("Where a judgement differs from the finding", columns, rows)


def _differing(matrix: Matrix) -> Iterator[tuple[Judgement, Grade | None, str]]:
    """Yield each judgement that is not what was found, the grade found, and because of what."""
    cells = {cell.subject: (cell.worst, because_words(cell)) for cell in matrix.cells}
    lines = {each.criterion.slug: (each, because(each)) for each in matrix.findings}
    for subject, made in matrix.judgements.items():
        finding, why = (cells | lines).get(subject, (None, ""))
        for judgement in made:
            if beside(finding, judgement):
                yield judgement, finding.grade if finding else None, why


def _threat(threat: str, matrix: Matrix, background: Background) -> Iterator[Block]:
    yield Heading(threat_name(threat, background.doctrine))
    for cell in matrix.cells:
        if cell.threat == threat and cell.findings:
            yield cell_fold(cell, matrix, background)


def cell_fold(cell: MatrixCell, matrix: Matrix, background: Background) -> Fold:
    """Return a cell that opens to its criteria, with what is judged of it."""
    judged = [
        Paragraph(text, "note")
        for each in cell.judgements
        for text in (f"Judged {judgement_words(each)}", beside(cell.worst, each))
        if text
    ]
    beside_it = matrix.judgements
    cards = [
        card(each, beside_it.get(each.criterion.slug, ()), background.doctrine)
        for each in cell.findings
    ]
    name = cell_name(cell.threat, cell.aspect, background.doctrine)
    said = f"{tally_words(cell.tally)}. {because_words(cell)}"
    return Fold(name, grade_cell(cell.grade), opened(said), (*judged, *cards), cell.subject)


def _curves(count: UnitCount, background: Background) -> Iterator[Block]:
    yield Heading("Whole units by notice")
    yield Paragraph(
        f"What the people and vehicles of the return allow, counted for {instant_words(count.at)}.",
        "note",
    )
    yield from (curve_figure(count, kind.unit, background) for kind in count.kinds)
