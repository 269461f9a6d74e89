"""`muster events`: what events ask for, and where they clash with what can be raised."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from muster.cli import options
from muster.cli.background import DIGEST_SHOWN, background_of, provenance_of
from muster.cli.guard import SHORT
from muster.cli.holdings import Holdings, doctrine_of, holding_of, open_holdings
from muster.cli.show import Output, show
from muster.cli.working import working
from muster.errors import MusterError
from muster.exchange import events_answer
from muster.intake import Listed, read_events
from muster.mobilisation import Event, look_at_events
from muster.policing import clock
from muster.reporting import Background, events_report

DATE = len("2026-03-02")


class UnableToChooseEvents(MusterError):
    """The period or the forces asked about leave nothing to look at."""


def events(
    file: Annotated[
        Path,
        typer.Argument(metavar="EVENTS", help="A file of events: .csv, .xlsx, .ods or .json."),
    ],
    network: Annotated[
        str,
        typer.Option(
            "--network",
            metavar="NETWORK|RETURN|CASE",
            help="What can be raised: a return, a directory of returns, nation or county. "
            "Without it only what the events ask for is told.",
        ),
    ] = "",
    first: Annotated[
        str, typer.Option("--from", help="The first day or instant; by default the first event's.")
    ] = "",
    last: Annotated[
        str, typer.Option("--to", help="The last day, or the instant it ends; by default the last.")
    ] = "",
    force: Annotated[
        list[str], typer.Option("--force", help="Only events this force hosts; may be repeated.")
    ] = [],  # noqa: B006
    fail_on_clash: Annotated[
        bool, typer.Option("--fail-on-clash", help="End with 3 where there is a clash.")
    ] = False,
    doctrine: options.DoctrineDirs = [],  # noqa: B006
    skip_faulty: options.SkipFaulty = False,
    json: options.Json = False,
    html: options.Html = None,
    markdown: options.Markdown = False,
) -> None:
    """What events ask for, by a method that is data, and where that is more than can be raised.

    Units by kind for each event from its factors, with the working; every hour in which
    events together want more than their force can raise, and what is lacking; commanders
    named twice on a day, and roles nobody holds.

        muster events march.csv

        muster events march.xlsx --network county --from 2026-03-07 --html march.html
    """
    with working(f"Reading {file}") as progress:
        held = _held(network, doctrine, skip_faulty=skip_faulty)
        listed = read_events(file, doctrine=held.doctrine)
        chosen = _hosted(listed.values, force, held)
        start, end = _period(first, last, chosen)
        outlook = look_at_events(
            chosen,
            start=start,
            end=end,
            doctrine=held.doctrine,
            holdings={each.force: holding_of(each) for each in held.returns},
            progress=progress,
        )
    background = _background(held, listed, chosen)
    provenance = provenance_of(held)
    answer = events_answer(
        outlook,
        network=network or None,
        doctrine=held.doctrine,
        provenance=replace(provenance, inputs=(listed.input, *provenance.inputs)),
        synthetic=background.synthetic,
        notes=background.notes,
    )
    document = events_report(outlook, background, network or None)
    show(document, answer, Output(json, html, markdown))
    if fail_on_clash and outlook.clashes:
        raise typer.Exit(SHORT)


def _held(network: str, folders: Sequence[Path], *, skip_faulty: bool) -> Holdings:
    """Return what can be counted: nothing, where no network was named."""
    if network:
        return open_holdings(network, folders=folders, skip_faulty=skip_faulty)
    return Holdings("", doctrine_of(folders), (), True)


def _hosted(found: Sequence[Event], forces: Sequence[str], held: Holdings) -> tuple[Event, ...]:
    """Return the events that some forces host; all of them where none is named."""
    wanted = {held.doctrine.force(name).slug for name in forces}
    chosen = tuple(event for event in found if not wanted or event.force in wanted)
    if not chosen:
        hosts = ", ".join(sorted({event.force for event in found}))
        named = " or ".join(sorted(wanted))
        raise UnableToChooseEvents(
            f"None of the events is hosted by {named}; their hosts are {hosts}"
        )
    return chosen


def _period(first: str, last: str, chosen: Sequence[Event]) -> tuple[int, int]:
    """Return the period asked about, in UTC minutes; by default a day about all of them."""
    days = [int(clock.local_day(np.array(event.start))) for event in chosen]
    last_days = [int(clock.local_day(np.array(event.end - 1))) for event in chosen]
    start = clock.parse_instant(first) if first else _midnight(min(days) - 1)
    end = clock.parse_instant(last) if last else _midnight(max(last_days) + 2)
    if last and len(last.strip()) == DATE:
        end = _midnight(int(clock.local_day(np.array(end))) + 1)
    if end <= start:
        raise UnableToChooseEvents(
            f"The period ends at {clock.describe_instant(end)}, not after it starts at "
            f"{clock.describe_instant(start)}; mend --from or --to"
        )
    return start, end


def _midnight(day: int) -> int:
    return int(clock.utc_from_local(np.array(day * clock.DAY)))


def _background(held: Holdings, listed: Listed[Event], chosen: Sequence[Event]) -> Background:
    """Return what is said besides the answer, the file of events first."""
    background = background_of(held, *listed.notes)
    file = listed.input
    origins = (("Events", f"{file.name} (SHA-256 {file.sha256[:DIGEST_SHOWN]}…)"),)
    return replace(
        background,
        synthetic=held.synthetic or any(event.synthetic for event in chosen),
        origins=(*origins, *(each for each in background.origins if each[1])),
    )
