"""A document as Markdown."""

import re
from collections.abc import Iterator
from functools import singledispatch

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
)
from muster.reporting.glyphs import cell_text
from muster.reporting.html import SYNTHETIC

MARKS = re.compile(r"([\\`*_{}\[\]<>#|])")


def render_markdown(document: Document) -> str:
    """Return a document as Markdown; marks in its words are escaped."""
    return "\n\n".join(_parts(document)) + "\n"


def _parts(document: Document) -> Iterator[str]:
    yield f"# {_plain(document.title)}"
    if document.synthetic:
        yield f"> **{SYNTHETIC}**"
    yield from (_markdown(block) for block in document.blocks)
    if document.origins:
        yield "## Where this comes from"
        yield "\n".join(f"- {_plain(name)}: {_plain(said)}" for name, said in document.origins)


def _plain(text: str) -> str:
    return MARKS.sub(r"\\\1", text.replace("\n", " "))


@singledispatch
def _markdown(block: Block) -> str:
    raise TypeError(f"{type(block).__name__} has no place in a document")


@_markdown.register
def _heading(block: Heading) -> str:
    return f"{'#' * block.level} {_plain(block.text)}"


@_markdown.register
def _paragraph(block: Paragraph) -> str:
    text = _plain(block.text)
    return f"> {text}" if block.weight == "warning" else text


@_markdown.register
def _items(block: Items) -> str:
    return "\n".join(f"- {_plain(item)}" for item in block.items)


@_markdown.register
def _command(block: Command) -> str:
    return f"    {block.text}"


@_markdown.register
def _key_figures(block: KeyFigures) -> str:
    return "\n".join(f"- **{_plain(each.value)}** {_plain(each.label)}" for each in block.figures)


@_markdown.register
def _table(block: Table) -> str:
    heads = " | ".join(_plain(column.title) for column in block.columns)
    rules = " | ".join("---:" if column.numeric else "---" for column in block.columns)
    rows = [" | ".join(_cell(cell) for cell in row) for row in block.rows]
    body = "\n".join(f"| {row} |" for row in (heads, rules, *rows))
    return f"{_plain(block.caption)}\n\n{body}"


@_markdown.register
def _figure(block: Figure) -> str:
    return f"**{_plain(block.title)}**\n\n{_plain(block.description)}\n\n{_table(block.table)}"


def _cell(cell: Cell) -> str:
    return _plain(cell_text(cell))


@_markdown.register
def _grid(block: Grid) -> str:
    heads = " | ".join(_plain(name) for name in (block.corner, *block.columns))
    rules = " | ".join("---" for _ in range(len(block.columns) + 1))
    rows = [
        " | ".join(
            (_plain(name), *("; ".join((_cell(one.grade), *map(_plain, one.words))) for one in row))
        )
        for name, row in block.rows
    ]
    body = "\n".join(f"| {row} |" for row in (heads, rules, *rows))
    return f"{_plain(block.caption)}\n\n{body}"


@_markdown.register
def _card(block: Card) -> str:
    lines = [f"#### {_cell(block.grade)}: {_plain(block.title)}", "", _plain(block.facts), ""]
    for panel in block.panels:
        said = f"- **{_plain(panel.title)}**: {_plain(panel.value)}"
        said += "".join(f"; {_plain(part)}" for part in (panel.facts, panel.text) if part)
        lines.append(said + (f" (source: {_plain(panel.source)})" if panel.source else ""))
    lines += [f"- {_plain(label)}: {_plain(text)}" for label, text in block.lines]
    return "\n".join(lines)


@_markdown.register
def _fold(block: Fold) -> str:
    head = f"### {_plain(block.title)}: {_cell(block.grade)}\n\n{_plain(block.summary)}"
    return "\n\n".join((head, *map(_markdown, block.blocks)))


@_markdown.register
def _notes(block: Notes) -> str:
    return "\n".join(f"{at}. {_plain(item)}" for at, item in enumerate(block.items, 1))


@_markdown.register
def _signature(block: Signature) -> str:
    return "\n\n".join(f"{_plain(label)}: ........................" for label in block.labels)
