"""Criteria as a document: what is asked in each cell, of what, and on whose word."""

from collections.abc import Sequence

from muster.assessment import notice, number, unit_name
from muster.doctrine import BASES, Criterion, Doctrine
from muster.reporting.background import titled
from muster.reporting.document import Block, Cell, Document, Heading, Paragraph, table
from muster.reporting.grades import aspect_name, partly_words, threat_name
from muster.reporting.words import counted, joined


def criteria_report(edition: str, criteria: Sequence[Criterion], doctrine: Doctrine) -> Document:
    """Return the criteria of an edition, threat by threat."""
    chosen = doctrine.edition(edition)
    name = chosen.name
    bases = [each.basis for each in criteria]
    shares = joined(f"{bases.count(each):,} {each}" for each in BASES if each in bases)
    said = f"{counted(len(criteria), 'criterion', 'criteria')} of {name}: {shares}."
    blocks: list[Block] = [Paragraph(said, "lead")]
    held = {each.threat for each in criteria}
    for threat in (each for each in chosen.threats if each in held):
        blocks.append(Heading(threat_name(threat, doctrine)))
        rows = [_row(each, doctrine) for each in criteria if each.threat == threat]
        columns = ("Criterion", "Aspect", "Asks", "Basis", "Counts for", "Whence")
        blocks.append(table(counted(len(rows), "criterion", "criteria"), columns, rows))
    return Document(f"Criteria: {name}", tuple(blocks))


def _row(criterion: Criterion, doctrine: Doctrine) -> tuple[Cell, ...]:
    return (
        Cell(criterion.statement),
        Cell(aspect_name(criterion.aspect, doctrine)),
        Cell(_asks(criterion)),
        Cell(criterion.basis),
        Cell(counted(criterion.shelf_life_days, "day")),
        Cell(titled(criterion.source.describe(), doctrine)),
    )


def _asks(criterion: Criterion) -> str:
    if criterion.yes_no:
        said = "yes"
    else:
        figure = criterion.requirement
        least = f"at least {number(figure)}" if figure is not None else "enough"
        unit = criterion.unit if figure is None else unit_name(criterion.unit, figure)
        said = f"{criterion.measure}: {least} {unit}{notice(criterion.within_minutes)}"
        said += "" if figure is not None else ", by the requirement that the force declares"
    said += "" if criterion.level == "stated" else f", shown at least {criterion.level}"
    return f"{said}{partly_words(criterion)}"
