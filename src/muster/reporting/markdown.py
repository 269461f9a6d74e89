"""A document as Markdown."""

import re
from collections.abc import Iterator
from functools import singledispatch

from muster.reporting.document import (
    Block,
    Command,
    Document,
    Figure,
    Heading,
    Items,
    KeyFigures,
    Paragraph,
    Table,
)
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
    rows = [" | ".join(_plain(cell.text) for cell in row) for row in block.rows]
    body = "\n".join(f"| {row} |" for row in (heads, rules, *rows))
    return f"{_plain(block.caption)}\n\n{body}"


@_markdown.register
def _figure(block: Figure) -> str:
    return f"**{_plain(block.title)}**\n\n{_plain(block.description)}\n\n{_table(block.table)}"
