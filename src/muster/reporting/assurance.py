"""The annual assurance statement: one page, every figure traceable, and a line to sign on."""

from collections.abc import Iterator

from muster.assessment import Assurance, Finding, Line, Truth, Worse, because, figure, number
from muster.reporting.background import Background, instant_words, titled, warnings
from muster.reporting.document import (
    Block,
    Cell,
    Document,
    Heading,
    Notes,
    Paragraph,
    Signature,
    table,
)
from muster.reporting.grades import NONE, date_of, grade_cell, grid
from muster.reporting.matrix import lead
from muster.reporting.words import counted, opened

TRACE = (
    "Each grade and count above is from the matrix of the return named below, which muster assess "
    "prints with every criterion and its evidence; each line below has its sources by number."
)
SIGNED = ("Signed", "Name and rank", "Date")


def assurance_report(name: str, assurance: Assurance, background: Background) -> Document:
    """Return a statement of one page: the matrix, the figures, what falls short, what worsened.

    Each line has the numbers of the sources it rests on, which stand below it.
    """
    matrix = assurance.matrix
    edition = background.doctrine.edition(matrix.edition)
    caption = f"The requirement of {edition.name}, as at {instant_words(matrix.at)}"
    blocks: list[Block] = [
        Paragraph(lead(name, matrix, edition.name), "lead"),
        *warnings(background),
        grid(matrix, background.doctrine, caption, linked=False, brief=True),
        Paragraph(TRACE, "note"),
        *_figures(assurance),
        *_short(assurance),
        *_worsened(assurance),
        *([Paragraph(" ".join(map(_ended, background.notes)), "note")] if background.notes else []),
        Signature(SIGNED),
        Heading("Sources"),
        Notes(tuple(titled(each, background.doctrine) for each in assurance.sources)),
    ]
    title = f"Annual assurance statement: {name}"
    return Document(title, tuple(blocks), background.synthetic, background.origins, brief=True)


def _figures(assurance: Assurance) -> Iterator[Block]:
    if not assurance.figures:
        yield Heading("The figures")
        yield Paragraph("No figure is held for any criterion.")
        return
    yield Heading("The figures" + _more(assurance, "figures"))
    columns = ("What is asked", "Required#", *(f"{each.value.title()}#" for each in Truth), "Grade")
    yield table("Figures held, the worst first", columns, [_figure(x) for x in assurance.figures])


def _figure(line: Line) -> tuple[Cell, ...]:
    finding = line.finding
    required = number(finding.required.value) if finding.required else NONE
    return (
        Cell(finding.criterion.statement, marks=line.notes),
        Cell(required),
        *(Cell(_said(finding, truth)) for truth in Truth),
        grade_cell(finding.grade),
    )


def _said(finding: Finding, truth: Truth) -> str:
    shown = finding.shown.get(truth)
    return figure(shown.evidence) if shown else NONE


def _short(assurance: Assurance) -> Iterator[Block]:
    yield Heading("What falls short" + _more(assurance, "short"))
    if not assurance.short:
        yield Paragraph("Nothing that is evidenced falls short.")
        return
    rows = [
        (
            grade_cell(line.finding.grade),
            Cell(line.finding.criterion.statement),
            Cell(because(line.finding), marks=line.notes),
        )
        for line in assurance.short
    ]
    yield table("Not met or partly met, the worst first", ("Grade", "Criterion", "Because"), rows)


def _worsened(assurance: Assurance) -> Iterator[Block]:
    if assurance.since is None:
        yield Heading("What worsened")
        yield Paragraph("Nothing earlier was given to compare with.")
        return
    since = date_of(assurance.since.at)
    yield Heading(f"What worsened since {since}" + _more(assurance, "worsened"))
    if not assurance.worsened:
        yield Paragraph("No criterion grades worse than it did.")
        return
    rows = [_worse(each) for each in assurance.worsened]
    yield table("Graded worse than before", ("Was", "Is", "Criterion", "Because"), rows)


def _worse(worse: Worse) -> tuple[Cell, ...]:
    now = worse.difference.second
    return (
        grade_cell(worse.difference.first.grade),
        grade_cell(now.grade),
        Cell(now.criterion.statement),
        Cell(because(now), marks=worse.notes),
    )


def _ended(note: str) -> str:
    return note if note.endswith(".") else f"{opened(note)}."


def _more(assurance: Assurance, name: str) -> str:
    count = assurance.others[name]
    return f" (and {counted(count, 'line')} more in the matrix)" if count else ""
