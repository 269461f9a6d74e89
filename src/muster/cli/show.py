"""Answers on their way out: the terminal, JSON, Markdown, or a page."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from rich.console import Console

from muster.cli.guard import tell
from muster.cli.places import not_written, write_whole
from muster.errors import MusterError
from muster.reporting import Document, print_document, render_html, render_markdown

BOM = "\ufeff"  # without it some spreadsheets read UTF-8 as something else
WIDEST = 110  # columns; longer lines are hard to read


class UnableToWritePage(MusterError):
    """A page, a sheet or the answer itself could not be written."""


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
    faults: Sequence[str] = (),
) -> None:
    """Print an answer as asked: JSON or Markdown alone, else the terminal; files besides.

    Each file is tried, and the answer is printed where one could not be written. `faults` are
    what went wrong before. Raises UnableToWritePage with all of them, once all was tried.
    """
    found = list(faults)
    if output.html:
        found += try_to_write(output.html, render_html(document))
    if output.csv and sheet:
        found += try_to_write(output.csv, BOM + sheet())
    try:
        _print(document, answer, output, alone=bool(found))
        sys.stdout.flush()
    except BrokenPipeError:
        if found:
            tell("\n".join(found))
        raise
    except OSError as wrong:
        found.append(f"The answer could not be written ({wrong.strerror or wrong})")
    if found:
        raise UnableToWritePage("\n".join(found))


def _print(document: Document, answer: Contract | None, output: Output, *, alone: bool) -> None:
    """Print an answer, to the terminal also where no file has it (`alone`)."""
    if output.json and answer:
        sys.stdout.write(answer.to_json() + "\n")
    elif output.markdown:
        sys.stdout.write(render_markdown(document))
    elif alone or (not output.html and not output.csv):
        console = Console(highlight=False)
        console.width = min(console.width, WIDEST)
        print_document(document, console)


def try_to_write(path: Path, text: str) -> list[str]:
    """Write a file and say so; return what went wrong, if anything did."""
    try:
        write_whole(path, text)
    except OSError as wrong:
        return [not_written(path, wrong)]
    tell(f"Written to {path}", style="green")
    return []
