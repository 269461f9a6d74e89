"""Grades and what they rest on, in the words, tones and shapes that every report shares."""

from collections.abc import Iterator, Mapping, Sequence

from muster.assessment import Cell as MatrixCell
from muster.assessment import (
    Finding,
    Grade,
    Judgement,
    Matrix,
    Meeting,
    Shown,
    Standing,
    Truth,
    because,
    beside,
    disagreements,
    figure,
    moves,
    notice,
    number,
)
from muster.doctrine import Criterion, Doctrine
from muster.policing import clock
from muster.reporting.background import titled
from muster.reporting.document import Card, Cell, Grid, Panel, Shape, Square, Tone
from muster.reporting.words import counted, opened

TONES: Mapping[Grade | None, Tone] = {
    Grade.MET: "good",
    Grade.PARTLY_MET: "short",
    Grade.NOT_MET: "none",
    Grade.NOT_EVIDENCED: "unknown",
    None: "soft",
}
SHAPES: Mapping[Grade | None, Shape] = {
    Grade.MET: "tick",
    Grade.PARTLY_MET: "half",
    Grade.NOT_MET: "cross",
    Grade.NOT_EVIDENCED: "ring",
    None: "",
}
BASES = {
    "computed": "computed from people, tickets, vehicles or the ledger",
    "register": "from a register the force keeps",
    "statement": "from what a person states",
}
SILENT = "nothing asked"
NONE = "–"
PARTS = 4  # of a source: document, heading, paragraph, quotation


def grade_cell(grade: Grade | None) -> Cell:
    """Return a grade as a word, a tone and a shape."""
    return Cell(opened(grade.value) if grade else SILENT, TONES[grade], SHAPES[grade])


def threat_name(slug: str, doctrine: Doctrine) -> str:
    """Return a threat's name."""
    return next((each.name for each in doctrine.threats if each.slug == slug), slug)


def aspect_name(slug: str, doctrine: Doctrine) -> str:
    """Return an aspect's name."""
    return next((each.name for each in doctrine.aspects if each.slug == slug), slug)


def cell_name(threat: str, aspect: str, doctrine: Doctrine) -> str:
    """Return a cell's name: `Public order: capability`."""
    return f"{threat_name(threat, doctrine)}: {aspect_name(aspect, doctrine).lower()}"


def subject_words(subject: str, doctrine: Doctrine) -> str:
    """Return what a judgement is about: a cell's name, or a criterion's statement."""
    for criterion in doctrine.criteria:
        if criterion.slug == subject:
            return criterion.statement
    threat, _, aspect = subject.rpartition(".")
    return cell_name(threat, aspect, doctrine)


def date_of(minute: int) -> str:
    """Return the day of a UTC minute as `1 September 2013`."""
    return clock.instant_of(minute).strftime("%-d %B %Y")


def tally(findings: Sequence[Finding]) -> dict[Grade, int]:
    """Return how many findings have each grade, the best first."""
    grades = [finding.grade for finding in findings]
    return {grade: grades.count(grade) for grade in Grade}


def tally_words(found: Mapping[Grade, int]) -> str:
    """Return a tally as words: `48 met, 3 partly met`, without what is nought."""
    return ", ".join(f"{count:,} {grade.value}" for grade, count in found.items() if count)


def grid(
    matrix: Matrix, doctrine: Doctrine, caption: str, *, linked: bool = True, brief: bool = False
) -> Grid:
    """Return a matrix as a grid, each square linked to what explains it where there is such.

    A `brief` one counts without words.
    """
    edition = doctrine.edition(matrix.edition)
    rows = tuple(
        (
            threat_name(threat, doctrine),
            tuple(
                _square(matrix.cell(threat, aspect), linked, brief) for aspect in edition.aspects
            ),
        )
        for threat in edition.threats
    )
    names = tuple(aspect_name(aspect, doctrine) for aspect in edition.aspects)
    return Grid(caption, "Threat", names, rows)


def _square(cell: MatrixCell, linked: bool, brief: bool) -> Square:
    if cell.grade is None:
        return Square(grade_cell(None))
    met = cell.tally[Grade.MET]
    words = [f"{met} of {len(cell.findings)}" + ("" if brief else " met")]
    if cell.judgements:
        latest = max(cell.judgements, key=lambda each: each.at)
        words.append(f"judged {latest.grade.value}")
    return Square(grade_cell(cell.grade), tuple(words), cell.subject if linked else "")


def because_words(cell: MatrixCell) -> str:
    """Return why a cell has its grade: its worst criterion and that one's because."""
    if cell.worst is None:
        return "No criterion of this edition speaks of this cell."
    return f"“{cell.worst.criterion.statement}” {because(cell.worst)}"


def card(finding: Finding, judgements: Sequence[Judgement], doctrine: Doctrine) -> Card:
    """Return a criterion with the three truths side by side and every reason."""
    return Card(
        finding.criterion.statement,
        grade_cell(finding.grade),
        _facts(finding),
        tuple(_panel(truth, finding.shown.get(truth), doctrine) for truth in Truth),
        tuple(_lines(finding, judgements, doctrine)),
    )


def _facts(finding: Finding) -> str:
    criterion = finding.criterion
    asked = [f"{opened(BASES[criterion.basis])}"]
    if not criterion.yes_no:
        asked.append(f"{criterion.measure}, in {criterion.unit}{notice(criterion.within_minutes)}")
        required = finding.required
        if finding.forces is None:
            stated = f"{number(required.value)} required" if required else "no requirement stated"
            asked.append(stated)
    if criterion.level != "stated":
        asked.append(f"shown at least {criterion.level}")
    if finding.forces is not None:
        asked.append(_each_of_words(finding.forces))
    asked.append(f"evidence counts for {counted(criterion.shelf_life_days, 'day')}")
    return " · ".join(asked)


def _each_of_words(meeting: Meeting) -> str:
    """Return of how many forces a criterion is asked whose figures have no sum."""
    return f"asked of each of {counted(meeting.asked, 'force')} by itself"


def partly_words(criterion: Criterion) -> str:
    """Return from what share of the requirement a criterion is partly met, and who says so."""
    if criterion.yes_no or criterion.partial_share is None:
        return ""
    return f"; partly met from {criterion.partial_share:.0%} of it ({criterion.partial_note})"


def _panel(truth: Truth, shown: Shown | None, doctrine: Doctrine) -> Panel:
    title = opened(truth.value)
    if shown is None:
        return Panel(title, NONE)
    piece = shown.evidence
    facts = [part for part in (notice(piece.within).strip(), piece.level) if part]
    facts.append(f"{date_of(piece.as_at)}, {age_words(shown.age)}")
    if shown.standing is not Standing.COUNTS:
        facts.append(f"not counted: {shown.standing.value}")
    return Panel(
        title,
        opened(figure(piece)),
        "; ".join(facts),
        piece.statement,
        source_words(piece.source, doctrine),
    )


def age_words(days: int) -> str:
    """Return an age in words."""
    return "of the day itself" if days == 0 else f"{counted(days, 'day')} old"


def source_words(source: str, doctrine: Doctrine) -> str:
    """Return a source as a reader follows it; one in four parts between bars is joined."""
    parts = [part.strip() for part in source.split("|")]
    if len(parts) != PARTS:
        return titled(source, doctrine)
    document, heading, paragraph, quotation = parts
    return f"{titled(document, doctrine)}, {heading}, paragraph {paragraph}: “{quotation}”"


def _also(finding: Finding, doctrine: Doctrine) -> Iterator[str]:
    """Yield every piece that is held and is not one of the three side by side."""
    for piece in finding.pieces:
        if piece not in finding.shown.values():
            held = piece.evidence
            how = opened(held.truth.value) + (f" ({held.level})" if held.level else "")
            said = f"{how}, {date_of(held.as_at)}: {figure(held)}. {held.statement}"
            yield f"{said} [{source_words(held.source, doctrine)}]"


def _lines(
    finding: Finding, judgements: Sequence[Judgement], doctrine: Doctrine
) -> Iterator[tuple[str, str]]:
    yield "Because", because(finding)
    if finding.grade is not Grade.MET:
        yield "What would move it", moves(finding)
    for text in disagreements(finding):
        yield "They disagree", text
    for piece in _also(finding, doctrine):
        yield "Also held", piece
    for judgement in judgements:
        yield "Judged beside it", judgement_words(judgement)
        differs = beside(finding, judgement)
        if differs:
            yield "How they differ", differs
    if finding.required and not finding.criterion.yes_no:
        source = source_words(finding.required.source, doctrine)
        said = f"{number(finding.required.value)}: {source}"
        yield "Required", said + partly_words(finding.criterion)
    yield "Asked because of", titled(finding.criterion.source.describe(), doctrine)
    yield "Criterion", finding.criterion.slug


def judgement_words(judgement: Judgement) -> str:
    """Return a judgement with its reasons, who made it and when."""
    said = f"{opened(judgement.grade.value)}: {judgement.reasons}"
    return f"{said} – {judgement.by}, {date_of(judgement.at)}"
