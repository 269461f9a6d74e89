"""A document in the terminal: colour where it is welcome, and words that do without it."""

from collections.abc import Iterator
from functools import singledispatch

from rich import box
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from muster.reporting.document import (
    Block,
    Card,
    Cell,
    Command,
    Document,
    Figure,
    Fold,
    Grid,
    Heading,
    Items,
    KeyFigures,
    Notes,
    Paragraph,
    Signature,
    Table,
    table,
)
from muster.reporting.glyphs import cell_text
from muster.reporting.html import SYNTHETIC

TONES = {
    "": "",
    "good": "green",
    "short": "yellow",
    "none": "bold red",
    "unknown": "magenta",
    "soft": "dim",
}
WEIGHTS = {"plain": "", "lead": "bold", "note": "dim", "warning": "yellow"}
INDENT = 2
GUTTER = 3
TALLEST = 1.5  # lines of the whole width; longer cells are set out below one another


def print_document(document: Document, console: Console) -> None:
    """Print a document; a table too wide for the console has its rows one below the other."""
    if document.synthetic:
        console.print(Text(SYNTHETIC, style="bold yellow"))
        console.print()
    for at, block in enumerate(document.blocks):
        for part in _shown(block, console):
            console.print(part, soft_wrap=isinstance(block, Command))
        if at + 1 < len(document.blocks):
            console.print()


@singledispatch
def _shown(block: Block, console: Console) -> Iterator[RenderableType]:
    raise TypeError(f"{type(block).__name__} has no place in a document")


@_shown.register
def _heading(block: Heading, _: Console) -> Iterator[RenderableType]:
    yield Text(block.text, style="bold underline" if block.level == 2 else "bold")


@_shown.register
def _paragraph(block: Paragraph, _: Console) -> Iterator[RenderableType]:
    yield Text(block.text, style=WEIGHTS[block.weight])


@_shown.register
def _items(block: Items, _: Console) -> Iterator[RenderableType]:
    for item in block.items:
        grid = RichTable.grid(padding=(0, 1, 0, 0))
        grid.add_row(Text("-"), Text(item))
        yield grid


@_shown.register
def _command(block: Command, _: Console) -> Iterator[RenderableType]:
    yield Text(" " * INDENT + block.text, style="cyan")


@_shown.register
def _key_figures(block: KeyFigures, _: Console) -> Iterator[RenderableType]:
    grid = RichTable.grid(padding=(0, 2, 0, 0))
    for each in block.figures:
        grid.add_row(Text(each.value, style=f"bold {TONES[each.tone]}"), Text(each.label))
    yield grid


@_shown.register
def _figure(block: Figure, console: Console) -> Iterator[RenderableType]:
    yield from _table(block.table, console)


@_shown.register
def _table(block: Table, console: Console) -> Iterator[RenderableType]:
    yield Text(block.caption, style="italic")
    fits = sum(_narrowest(block, at) for at in range(len(block.columns))) <= console.width
    if fits and _longest(block) <= console.width * TALLEST:
        yield _columns(block)
    else:
        yield from _stacked(block)


def _longest(block: Table) -> int:
    """Return the letters of the longest cell, which would make its whole row tall."""
    return max((len(cell.text) for row in block.rows for cell in row), default=0)


def _narrowest(block: Table, at: int) -> int:
    """Return the least width of a column: figures are not broken, and words only between them."""
    texts = [block.columns[at].title, *(cell_text(row[at]) for row in block.rows)]
    parts = (
        texts if block.columns[at].numeric else [word for text in texts for word in text.split()]
    )
    return max(map(len, parts), default=0) + GUTTER


def _columns(block: Table) -> RichTable:
    drawn = RichTable(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for column in block.columns:
        drawn.add_column(
            Text(column.title),
            justify="right" if column.numeric else "left",
            no_wrap=column.numeric,
            overflow="fold",
        )
    for at, row in enumerate(block.rows):
        drawn.add_row(*[_text(cell) for cell in row], style="bold" if at in block.strong else "")
    return drawn


def _stacked(block: Table) -> Iterator[RenderableType]:
    for row in block.rows:
        yield _text(row[0])
        grid = RichTable.grid(padding=(0, 1, 0, 0))
        for column, cell in zip(block.columns[1:], row[1:], strict=True):
            if cell.text:
                grid.add_row(Text(f"{column.title}:", style="dim"), _text(cell))
        yield Padding(grid, (0, 0, 0, INDENT))


def _text(cell: Cell) -> Text:
    return Text(cell_text(cell), style=TONES[cell.tone])


@_shown.register
def _grid(block: Grid, console: Console) -> Iterator[RenderableType]:
    rows = [(Cell(name), *(square.grade for square in row)) for name, row in block.rows]
    yield from _table(table(block.caption, (block.corner, *block.columns), rows), console)


@_shown.register
def _fold(block: Fold, _: Console) -> Iterator[RenderableType]:
    """Yield the heading and the summary of what stays shut."""
    yield Text.assemble(Text(f"{block.title}: "), _text(block.grade))
    yield Padding(Text(block.summary, style=TONES["soft"]), (0, 0, 0, INDENT))


@_shown.register
def _card(block: Card, _: Console) -> Iterator[RenderableType]:
    yield Text.assemble(_text(block.grade), Text(f"  {block.title}"))
    grid = RichTable.grid(padding=(0, 1, 0, 0))
    for label, text in (*((each.title, each.value) for each in block.panels), *block.lines):
        grid.add_row(Text(f"{label}:", style=TONES["soft"]), Text(text))
    yield Padding(grid, (0, 0, 0, INDENT))


@_shown.register
def _notes(block: Notes, _: Console) -> Iterator[RenderableType]:
    grid = RichTable.grid(padding=(0, 1, 0, 0))
    for at, item in enumerate(block.items, 1):
        grid.add_row(Text(f"[{at}]"), Text(item))
    yield grid


@_shown.register
def _signature(block: Signature, _: Console) -> Iterator[RenderableType]:
    for label in block.labels:
        yield Text(f"{label}: ........................")
