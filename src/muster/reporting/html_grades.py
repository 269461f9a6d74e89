"""Grades, what they rest on and who signs, as HTML."""

from dataclasses import replace
from html import escape

from muster.reporting.document import Card, Cell, Fold, Grid, Notes, Panel, Signature, Square
from muster.reporting.glyphs import shape_svg


def cell_html(cell: Cell) -> str:
    """Return the inside of a cell: its shape, its words and links to its notes."""
    words = escape(cell.text)
    if cell.shape:
        words = f'<span class="grade">{shape_svg(cell.shape)}{words}</span>'
    links = ", ".join(f'<a href="#note-{mark}">{mark}</a>' for mark in cell.marks)
    return words + (f'<sup class="marks">{links}</sup>' if links else "")


def grid_html(block: Grid) -> str:
    """Return a matrix of grades; on a narrow page each row's squares stand below its name."""
    heads = "".join(
        f'<th scope="col" role="columnheader">{escape(name)}</th>'
        for name in (block.corner, *block.columns)
    )
    rows = "\n".join(
        f'<tr role="row"><th scope="row" role="rowheader">{escape(name)}</th>'
        + "".join(
            _square(square, column) for square, column in zip(row, block.columns, strict=True)
        )
        + "</tr>"
        for name, row in block.rows
    )
    return (
        f'<table class="grid" role="table">\n<caption>{escape(block.caption)}</caption>\n'
        f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>\n'
        f'<tbody role="rowgroup">\n{rows}\n</tbody>\n</table>'
    )


def _square(square: Square, column: str) -> str:
    grade = cell_html(square.grade)
    if square.anchor:
        grade = f'<a href="#{escape(square.anchor)}">{grade}</a>'
    words = "".join(f"<small>{escape(text)}</small>" for text in square.words)
    given = f'class="{square.grade.tone}" data-column="{escape(column)}"'
    return f'<td role="cell" {given}><div>{grade}{words}</div></td>'


def card_html(block: Card) -> str:
    """Return one thing graded, with its panels side by side."""
    panels = "".join(_panel(panel) for panel in block.panels)
    lines = "".join(
        f"<div><dt>{escape(label)}</dt><dd>{escape(text)}</dd></div>" for label, text in block.lines
    )
    return (
        f'<section class="card {block.grade.tone}">\n'
        f"<h4>{_badge(block.grade)} {escape(block.title)}</h4>\n"
        f'<p class="facts">{escape(block.facts)}</p>\n'
        f'<dl class="panels">{panels}</dl>\n<dl class="lines">{lines}</dl>\n</section>'
    )


def _panel(panel: Panel) -> str:
    said = [f"<strong>{escape(panel.value)}</strong>"]
    said += [f"<span>{escape(part)}</span>" for part in (panel.facts, panel.text) if part]
    said += [f"<cite>{escape(panel.source)}</cite>"] if panel.source else []
    held = "" if panel.source or panel.text or panel.facts else ' class="soft"'
    return f"<div{held}><dt>{escape(panel.title)}</dt><dd>{''.join(said)}</dd></div>"


def fold_html(block: Fold, content: str) -> str:
    """Return a heading that opens to its content; a link to its anchor opens it."""
    anchor = f' id="{escape(block.anchor)}"' if block.anchor else ""
    return (
        f"<details>\n<summary><h3>{escape(block.title)} {_badge(block.grade)}</h3>"
        f"<p>{escape(block.summary)}</p></summary>\n"
        f"<div{anchor}>\n{content}\n</div>\n</details>"
    )


def _badge(grade: Cell) -> str:
    """Return a grade without links: a summary is itself something to press."""
    unmarked = cell_html(replace(grade, marks=()))
    return f'<span class="badge {grade.tone}">{unmarked}</span>'


def notes_html(block: Notes) -> str:
    """Return notes by number."""
    items = "\n".join(
        f'<li id="note-{at}">{escape(item)}</li>' for at, item in enumerate(block.items, 1)
    )
    return f'<ol class="notes">\n{items}\n</ol>'


def signature_html(block: Signature) -> str:
    """Return lines to be filled in by hand."""
    lines = "".join(f"<p>{escape(label)}</p>" for label in block.labels)
    return f'<div class="signature">{lines}</div>'
