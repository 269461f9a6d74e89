"""`muster doctrine skills`, `units`, `ranks` and the other lists, each with its sources."""

from collections.abc import Sequence
from pathlib import Path

from muster.cli import options
from muster.cli.holdings import doctrine_of
from muster.cli.show import Output, show
from muster.exchange import doctrine_answer, doctrine_list
from muster.reporting import list_report


def units(
    doctrine: options.DoctrineDirs = [],  # noqa: B006
    json: options.Json = False,
    markdown: options.Markdown = False,
) -> None:
    """Kinds of unit, each composition with the day it starts."""
    _show("units", doctrine, Output(json, None, markdown))


def skills(
    doctrine: options.DoctrineDirs = [],  # noqa: B006
    json: options.Json = False,
    markdown: options.Markdown = False,
) -> None:
    """Skills, and the months after which a ticket lapses."""
    _show("skills", doctrine, Output(json, None, markdown))


def ranks(
    doctrine: options.DoctrineDirs = [],  # noqa: B006
    json: options.Json = False,
    markdown: options.Markdown = False,
) -> None:
    """Ranks, lowest first, and what else they may be called in a return."""
    _show("ranks", doctrine, Output(json, None, markdown))


def list_forces(
    doctrine: options.DoctrineDirs = [],  # noqa: B006
    json: options.Json = False,
    markdown: options.Markdown = False,
) -> None:
    """The 43 territorial forces by region, and those that may only lend or host."""
    _show("forces", doctrine, Output(json, None, markdown))


def editions(
    doctrine: options.DoctrineDirs = [],  # noqa: B006
    json: options.Json = False,
    markdown: options.Markdown = False,
) -> None:
    """Editions of the Strategic Policing Requirement, with their threats and aspects."""
    _show("editions", doctrine, Output(json, None, markdown))


def tiers(
    doctrine: options.DoctrineDirs = [],  # noqa: B006
    json: options.Json = False,
    markdown: options.Markdown = False,
) -> None:
    """Tiers of mobilisation, what the nation is to raise, by when, travel, norms and waits."""
    _show("tiers", doctrine, Output(json, None, markdown))


def sources(
    doctrine: options.DoctrineDirs = [],  # noqa: B006
    json: options.Json = False,
    markdown: options.Markdown = False,
) -> None:
    """The documents figures are taken from."""
    _show("sources", doctrine, Output(json, None, markdown))


def kinds(
    doctrine: options.DoctrineDirs = [],  # noqa: B006
    json: options.Json = False,
    markdown: options.Markdown = False,
) -> None:
    """Kinds of duty, abstraction and vehicle, and what else they may be called in a return."""
    _show("kinds", doctrine, Output(json, None, markdown))


def rates(
    doctrine: options.DoctrineDirs = [],  # noqa: B006
    json: options.Json = False,
    markdown: options.Markdown = False,
) -> None:
    """Minimum rest and who may override it, who comes when called, and abstraction rates."""
    _show("rates", doctrine, Output(json, None, markdown))


def _show(table: str, folders: Sequence[Path], output: Output) -> None:
    known = doctrine_of(folders)
    found = doctrine_list(table, known)
    answer = doctrine_answer(table, [dict(row) for row in found.rows], known)
    show(list_report(found.title, found.rows), answer, output)
