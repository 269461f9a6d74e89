"""Answers on their way out: the terminal, JSON, Markdown, or a page."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from rich.console import Console

from muster.cli.guard import tell
from muster.cli.places import write_whole
from muster.errors import MusterError
from muster.reporting import Document, print_document, render_html, render_markdown

BOM = "\ufeff"  # without it some spreadsheets read UTF-8 as something else
WIDEST = 110  # columns; longer lines are hard to read


class UnableToWritePage(MusterError):
    """The page could not be written."""


class Contract(Protocol):
    """An answer under one of the contracts of `muster.exchange`."""

    def to_json(self) -> str:
        """Return it as JSON."""
        ...


@dataclass(frozen=True, slots=True)
class Output:
    """How the answer was asked for."""

    json: bool = False
    html: Path | None = None
    markdown: bool = False
    csv: Path | None = None


def show(
    document: Document,
    answer: Contract | None,
    output: Output,
    sheet: Callable[[], str] | None = None,
) -> None:
    """Print an answer as asked: JSON or Markdown alone, else the terminal; files besides."""
    if output.html:
        _write(render_html(document), output.html)
    if output.csv and sheet:
        _write(BOM + sheet(), output.csv)
    if output.json and answer:
        sys.stdout.write(answer.to_json() + "\n")
    elif output.markdown:
        sys.stdout.write(render_markdown(document))
    elif not output.html and not output.csv:
        console = Console(highlight=False)
        console.width = min(console.width, WIDEST)
        print_document(document, console)


def _write(text: str, path: Path) -> None:
    try:
        write_whole(path, text)
    except OSError as wrong:
        raise UnableToWritePage(
            f"{path} cannot be written ({wrong.strerror}); choose another place"
        ) from wrong
    tell(f"Written to {path}", style="green")
