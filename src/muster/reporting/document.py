"""One small document tree, said once and rendered as a page, as text or in the terminal."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

Tone = Literal["", "good", "short", "none", "unknown", "soft"]
Weight = Literal["plain", "lead", "note", "warning"]


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of one cell, and a tone that colours it; the words alone must suffice."""

    text: str
    tone: Tone = ""


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


Block = Heading | Paragraph | Items | KeyFigures | Table | Figure | Command


@dataclass(frozen=True, slots=True)
class Document:
    """A title, blocks in order, whether the people in it are invented, and where it came from."""

    title: str
    blocks: tuple[Block, ...]
    synthetic: bool = False
    origins: tuple[tuple[str, str], ...] = field(default=())


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
