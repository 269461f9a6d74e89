"""`muster callout`: where a call-out stands, from its log of events."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from muster.cli import options
from muster.cli.background import DIGEST_SHOWN
from muster.cli.holdings import doctrine_of
from muster.cli.show import Output, show
from muster.cli.working import working
from muster.errors import MusterError
from muster.exchange import callout_answer
from muster.intake import CalloutLog, read_callout_log
from muster.mobilisation import (
    Callout,
    CalloutChange,
    compare_callouts,
    find_overdue,
    fold_callout,
)
from muster.policing import clock
from muster.reporting import Background, callout_report

LogFile = Annotated[
    Path, typer.Argument(metavar="LOG", help="The log of events: a .csv or .jsonl file.")
]
At = Annotated[
    str,
    typer.Option(
        "--at",
        help="The instant, ISO 8601, UK local without an offset (2026-08-01T20:40), or now. "
        "Without it: when the last event was recorded.",
    ),
]
KnownAt = Annotated[
    str,
    typer.Option(
        "--known-at",
        help="Use only what had been recorded by then, and say what has been learned since.",
    ),
]


class UnableToFollowCallout(MusterError):
    """There is nothing in the log to follow."""


def callout(
    log: LogFile,
    at: At = "",
    known_at: KnownAt = "",
    doctrine: options.DoctrineDirs = [],  # noqa: B006
    json: options.Json = False,
    html: options.Html = None,
    markdown: options.Markdown = False,
) -> None:
    """Where every line, unit and operation stands, who is overdue, and what was refused.

    Events may come in any order and more than once. One that is not legal where its unit
    stands is set aside, and the answer says why and what to do.

        muster callout fernbank.csv --at 2026-08-01T20:40

        muster callout fernbank.csv --at 2026-08-01T21:00 --known-at 2026-08-01T21:00
    """
    with working(f"Reading {log}") as progress:
        known = doctrine_of(doctrine)
        read = read_callout_log(log, doctrine=known, progress=progress)
        minute, said = _instant(at, read)
        then = _minute(known_at) if known_at else None
        progress("Folding the log", 0, 0)
        found = fold_callout(read.events, at=minute, known_at=then)
        changes = () if then is None else _learned(found, read)
        overdue = find_overdue(found, at=minute, doctrine=known)
    notes = [said, *_repeats(read), *read.notes]
    background = Background(
        known, notes=tuple(note for note in notes if note), origins=tuple(_origins(read))
    )
    answer = callout_answer(
        found,
        overdue,
        at=minute,
        doctrine=known,
        provenance=read.provenance,
        changes=changes,
        notes=background.notes,
    )
    document = callout_report(found, overdue, background, at=minute, changes=changes)
    show(document, answer, Output(json, html, markdown))


def _instant(text: str, read: CalloutLog) -> tuple[int, str]:
    """Return the minute asked for, and what to say where none was."""
    if text:
        return _minute(text), ""
    if not read.events:
        raise UnableToFollowCallout("The log has no events; add some, or give --at")
    last = max(event.recorded_at for event in read.events)
    return last, "No --at was given: this is when the last event was recorded."


def _minute(text: str) -> int:
    return clock.minute_of(datetime.now(UTC)) if text == "now" else clock.parse_instant(text)


def _learned(found: Callout, read: CalloutLog) -> tuple[CalloutChange, ...]:
    """Return what was thought to stand elsewhere than all that is recorded now says."""
    return compare_callouts(found, fold_callout(read.events, at=found.at))


def _repeats(read: CalloutLog) -> list[str]:
    again = len(read.events) - len(set(read.events))
    if not again:
        return []
    return [f"{again:,} of the rows give an event that another row gives too; each counts once."]


def _origins(read: CalloutLog) -> Sequence[tuple[str, str]]:
    provenance = read.provenance
    (file,) = provenance.inputs
    return (
        ("Read from", f"{file.name} (SHA-256 {file.sha256[:DIGEST_SHOWN]}…)"),
        ("Events", f"{len(read.events):,}"),
        ("Doctrine", f"SHA-256 {provenance.doctrine[:DIGEST_SHOWN]}…"),
        ("Made by", provenance.software),
    )
