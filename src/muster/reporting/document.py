"""One small document tree, said once and rendered as a page, as text or in the terminal."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

Tone = Literal["", "good", "short", "none", "unknown", "soft"]
Weight = Literal["plain", "lead", "note", "warning"]
Shape = Literal["", "tick", "half", "cross", "ring"]


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of one cell, a tone that colours it and a shape before it; the words suffice.

    `marks` are the numbers of the notes it rests on.
    """

    text: str
    tone: Tone = ""
    shape: Shape = ""
    marks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """The heading of a column; `numeric` sets figures to the right."""

    title: str
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading below the title; `level` 2 or 3."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of plain text."""

    text: str
    weight: Weight = "plain"


@dataclass(frozen=True, slots=True)
class Items:
    """An unordered list."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One number to be seen first, and the words that say what it is."""

    value: str
    label: str
    tone: Tone = ""


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """A few numbers side by side."""

    figures: tuple[KeyFigure, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first cell of each row is its heading. `strong` rows are totals."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    strong: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart as SVG, what it shows in words, and its numbers as a table."""

    title: str
    description: str
    svg: str
    table: Table


@dataclass(frozen=True, slots=True)
class Command:
    """A command the reader may type next."""

    text: str


@dataclass(frozen=True, slots=True)
class Square:
    """One square of a grid: its grade, a few words below it, and the anchor of what explains it."""

    grade: Cell
    words: tuple[str, ...] = ()
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A matrix of grades: the name of each row, and a square for each column."""

    caption: str
    corner: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Square, ...]], ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """One of several things to be seen side by side: a value, what qualifies it, and whence."""

    title: str
    value: str
    facts: str = ""
    text: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One thing graded: panels side by side, then lines of a label and a sentence."""

    title: str
    grade: Cell
    facts: str
    panels: tuple[Panel, ...]
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Fold:
    """A heading with a grade and a summary, which opens to more; always open on paper."""

    title: str
    grade: Cell
    summary: str
    blocks: tuple["Block", ...]
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Notes:
    """Notes by number, from 1, that the marks of cells point to."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """Lines to be filled in by hand."""

    labels: tuple[str, ...]


Block = (
    Heading
    | Paragraph
    | Items
    | KeyFigures
    | Table
    | Figure
    | Command
    | Grid
    | Card
    | Fold
    | Notes
    | Signature
)


@dataclass(frozen=True, slots=True)
class Document:
    """A title, blocks in order, whether the people in it are invented, and where it came from.

    One that is `brief` is set to fit a page of A4.
    """

    title: str
    blocks: tuple[Block, ...]
    synthetic: bool = False
    origins: tuple[tuple[str, str], ...] = field(default=())
    brief: bool = False


def table(
    caption: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[str | int | Cell]],
    *,
    strong: Iterable[int] = (),
) -> Table:
    """Return a table from plain values; a column title that ends in `#` is numeric."""
    return Table(
        caption,
        tuple(Column(title.removesuffix("#"), title.endswith("#")) for title in columns),
        tuple(tuple(_cell(value) for value in row) for row in rows),
        frozenset(strong),
    )


def _cell(value: str | int | Cell) -> Cell:
    if isinstance(value, Cell):
        return value
    return Cell(f"{value:,}" if isinstance(value, int) else value)
