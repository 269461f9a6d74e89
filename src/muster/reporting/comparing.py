"""Two matrices side by side as a document."""

from collections.abc import Mapping

from muster.assessment import Change, Comparison, Difference, because
from muster.reporting.background import Background, instant_words, remarks, warnings
from muster.reporting.document import Block, Cell, Document, Heading, Paragraph, Table, Tone, table
from muster.reporting.grades import cell_name, grade_cell, tally, tally_words
from muster.reporting.words import counted, opened

CHANGES: Mapping[Change, Tone] = {
    "worse": "none",
    "no longer known": "unknown",
    "now known": "unknown",
    "better": "good",
}


def comparison_report(
    names: tuple[str, str], comparison: Comparison, background: Background
) -> Document:
    """Return how the second of two matrices differs from the first, cell by cell and why."""
    worse, better = len(comparison.worsened), len(comparison.improved)
    neither = len(comparison.differences) - worse - better
    total = counted(len(comparison.first.findings), "criterion", "criteria")
    said = f"{names[1]} against {names[0]}: of {total}, {worse:,} worse and {better:,} better"
    said += f"; {neither:,} not met on one side and not known on the other." if neither else "."
    blocks: list[Block] = [
        Paragraph(opened(said), "lead"),
        *(Paragraph(text, "note") for text in _sides(names, comparison)),
        *warnings(background),
        _cells(names, comparison, background),
        Heading("What differs"),
        _differences(names, comparison),
    ]
    notes = remarks(background)
    blocks += [Heading("What to bear in mind"), *notes] if notes else []
    title = f"{names[1]} against {names[0]}"
    return Document(opened(title), tuple(blocks), background.synthetic, background.origins)


def _sides(names: tuple[str, str], comparison: Comparison) -> list[str]:
    return [
        f"{opened(name)}, as at {instant_words(side.at)}: {tally_words(tally(side.findings))}."
        for name, side in zip(names, (comparison.first, comparison.second), strict=True)
    ]


def _cells(names: tuple[str, str], comparison: Comparison, background: Background) -> Table:
    rows = [
        (
            Cell(cell_name(one.threat, one.aspect, background.doctrine)),
            grade_cell(one.grade),
            grade_cell(other.grade),
        )
        for one, other in zip(comparison.first.cells, comparison.second.cells, strict=True)
        if one.findings
    ]
    edition = background.doctrine.edition(comparison.first.edition).name
    columns = ("Cell", *map(opened, names))
    return table(f"The requirement of {edition}, cell by cell", columns, rows)


def _differences(names: tuple[str, str], comparison: Comparison) -> Block:
    if not comparison.differences:
        return Paragraph("No criterion grades differently.")
    ranked = sorted(comparison.differences, key=lambda each: list(CHANGES).index(each.change))
    why = (f"Why: {name}" for name in names)
    heads = ("Criterion", "Change", *map(opened, names), *why)
    return table("The worse first", heads, [_row(each) for each in ranked])


def _row(difference: Difference) -> tuple[Cell, ...]:
    return (
        Cell(difference.first.criterion.statement),
        Cell(difference.change, CHANGES[difference.change]),
        grade_cell(difference.first.grade),
        grade_cell(difference.second.grade),
        Cell(because(difference.first)),
        Cell(because(difference.second)),
    )
