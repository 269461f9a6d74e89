"""A document as one self-contained page: no script, nothing fetched, ready to print."""

from functools import lru_cache, singledispatch
from html import escape
from importlib import resources

from muster.reporting.document import (
    Block,
    Card,
    Cell,
    Column,
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
from muster.reporting.html_grades import (
    card_html,
    cell_html,
    fold_html,
    grid_html,
    notes_html,
    signature_html,
)

SYNTHETIC = "Synthetic: nobody in this is real, and it says nothing of any force's readiness."
LONGEST = 24  # characters of a cell that stands in one line
WORDY = 4  # columns of words, too many side by side on a telephone
PAGE = """<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} – Muster</title>
<style>
{style}</style>
</head>
<body{kind}>
<a class="skip" href="#content">Skip to the answer</a>
<header>
{banner}<p class="kicker">Muster</p>
<h1>{title}</h1>
</header>
<main id="content" tabindex="-1">
{content}
</main>
<footer>
{origins}</footer>
</body>
</html>
"""


def render_html(document: Document) -> str:
    """Return a document as an HTML page; every word of it is escaped."""
    return PAGE.format(
        title=escape(document.title),
        style=_style(),
        kind=' class="brief"' if document.brief else "",
        banner=_banner() if document.synthetic else "",
        content="\n".join(_html(block) for block in document.blocks),
        origins=_origins(document.origins),
    )


@lru_cache(maxsize=1)
def _style() -> str:
    return (resources.files("muster.reporting") / "data" / "report.css").read_text("utf-8")


def _banner() -> str:
    return f'<p class="banner"><strong>{SYNTHETIC}</strong></p>\n'


def _origins(origins: tuple[tuple[str, str], ...]) -> str:
    if not origins:
        return "<p>Made by Muster.</p>\n"
    terms = "\n".join(f"<dt>{escape(name)}</dt><dd>{escape(said)}</dd>" for name, said in origins)
    return f"<h2>Where this comes from</h2>\n<dl>\n{terms}\n</dl>\n"


@singledispatch
def _html(block: Block) -> str:
    raise TypeError(f"{type(block).__name__} has no place in a document")


@_html.register
def _heading(block: Heading) -> str:
    return f"<h{block.level}>{escape(block.text)}</h{block.level}>"


@_html.register
def _paragraph(block: Paragraph) -> str:
    class_ = "" if block.weight == "plain" else f' class="{block.weight}"'
    return f"<p{class_}>{escape(block.text)}</p>"


@_html.register
def _items(block: Items) -> str:
    items = "\n".join(f"<li>{escape(item)}</li>" for item in block.items)
    return f"<ul>\n{items}\n</ul>"


@_html.register
def _command(block: Command) -> str:
    return f'<pre tabindex="0"><code>{escape(block.text)}</code></pre>'


@_html.register
def _key_figures(block: KeyFigures) -> str:
    figures = "\n".join(
        f'<div><dt>{escape(each.label)}</dt><dd class="{each.tone}">{escape(each.value)}</dd></div>'
        for each in block.figures
    )
    return f'<dl class="key">\n{figures}\n</dl>'


@_html.register
def _table(block: Table) -> str:
    heads = "".join(
        f'<th scope="col"{_number(column.numeric)}>{escape(column.title)}</th>'
        for column in block.columns
    )
    rows = "\n".join(_row(block, at) for at in range(len(block.rows)))
    name = escape(block.caption)
    kind = f' class="{_kind(block)}"' if _kind(block) else ""
    return (
        f'<div class="scroll" role="group" tabindex="0" aria-label="{name}">\n<table{kind}>\n'
        f"<caption>{name}</caption>\n<thead><tr>{heads}</tr></thead>\n"
        f"<tbody>\n{rows}\n</tbody>\n</table>\n</div>"
    )


def _kind(block: Table) -> str:
    """Return how a table is set: figures close together; many words as cards where narrow."""
    words = sum(not column.numeric for column in block.columns)
    if not words:
        return "figures"
    return "cards" if words >= WORDY else ""


def _row(block: Table, at: int) -> str:
    cells = []
    for place, (column, cell) in enumerate(zip(block.columns, block.rows[at], strict=True)):
        element = 'th scope="row"' if place == 0 else "td"
        classes = " ".join(part for part in (_set(column, cell), cell.tone) if part)
        given = f' class="{classes}"' if classes else ""
        label = f' data-label="{escape(column.title)}"' if place else ""
        cells.append(f"<{element}{given}{label}>{cell_html(cell)}</{element[:2]}>")
    strong = ' class="strong"' if at in block.strong else ""
    return f"<tr{strong}>{''.join(cells)}</tr>"


def _set(column: Column, cell: Cell) -> str:
    """Return how a cell is set: one with an interval, or of many words, may break."""
    breaks = "(" in cell.text if column.numeric else len(cell.text) > LONGEST
    return " ".join(part for part in ("number" * column.numeric, "breaks" * breaks) if part)


def _number(numeric: bool) -> str:
    return ' class="number"' if numeric else ""


@_html.register
def _figure(block: Figure) -> str:
    caption = f"<figcaption>{escape(block.title)}</figcaption>"
    region = f'role="group" tabindex="0" aria-label="{escape(block.title)}, drawn"'
    drawn = f'<div class="drawing" {region}>{block.svg}</div>'
    return f"<figure>\n{caption}\n{drawn}\n{_table(block.table)}\n</figure>"


@_html.register
def _grid(block: Grid) -> str:
    return grid_html(block)


@_html.register
def _card(block: Card) -> str:
    return card_html(block)


@_html.register
def _fold(block: Fold) -> str:
    return fold_html(block, "\n".join(_html(each) for each in block.blocks))


@_html.register
def _notes(block: Notes) -> str:
    return notes_html(block)


@_html.register
def _signature(block: Signature) -> str:
    return signature_html(block)
