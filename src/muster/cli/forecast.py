"""`muster forecast`: the coming year, hour by hour."""

from collections.abc import Sequence
from typing import Annotated

import typer

from muster.cli import options
from muster.cli.background import background_of, provenance_of
from muster.cli.guard import SHORT
from muster.cli.holdings import UnableToCount, choose_instant, open_holdings, roster_of
from muster.cli.show import Output, show
from muster.cli.working import working
from muster.exchange import forecast_answer
from muster.reporting import forecast_report
from muster.strength import forecast as look_ahead

HOURS_A_DAY = 24


def forecast(
    holding: options.OneForce,
    unit: options.Units = ["psu"],  # noqa: B006
    at: Annotated[
        str, typer.Option("--from", help="The first hour; by default, when it was prepared.")
    ] = "",
    days: Annotated[int, typer.Option(min=1, max=800, help="How many days.")] = 365,
    within: options.Within = 60,
    floor: Annotated[
        list[str],
        typer.Option(
            metavar="N|UNIT=N",
            help="The fewest units that will do: psu=3, or 3 for every kind asked for. "
            "Without it: the fewest of the first four weeks.",
        ),
    ] = [],  # noqa: B006
    assured: options.Assured = False,
    doctrine: options.DoctrineDirs = [],  # noqa: B006
    skip_faulty: options.SkipFaulty = False,
    json: options.Json = False,
    html: options.Html = None,
    markdown: options.Markdown = False,
) -> None:
    """When capability first falls below a floor, why, and whose tickets put it right.

    Every hour of the coming year, from expiring tickets, planned absences, leavers and
    patterns. Ends with 3 when a floor was given and is not kept.

        muster forecast return.xlsx --unit psu --floor 2 --html year.html
    """
    with working(f"Reading {holding}") as progress:
        held = open_holdings(holding, folders=doctrine, skip_faulty=skip_faulty, progress=progress)
        if held.network:
            raise UnableToCount(f"{holding} is a network; forecast takes one force's return")
        roster = roster_of(held.returns[0], "a forecast")
        start, said = choose_instant(at, held.returns, "--from")
        progress("Looking ahead, hour by hour (compiled once, on first use)", 0, 0)
        seen = look_ahead(
            roster,
            units=unit,
            start=start,
            hours=days * HOURS_A_DAY,
            within=within,
            doctrine=held.doctrine,
            assured=assured,
            floors=_floors(floor, unit),
        )
    answer = forecast_answer(
        seen, doctrine=held.doctrine, provenance=provenance_of(held), synthetic=held.synthetic
    )
    show(forecast_report(seen, background_of(held, said)), answer, Output(json, html, markdown))
    if floor and seen.falls:
        raise typer.Exit(SHORT)


def _floors(given: Sequence[str], units: Sequence[str]) -> dict[str, int]:
    """Return the floor of each unit; a bare number is for every unit asked for."""
    found: dict[str, int] = {}
    for text in given:
        name, _, number = text.rpartition("=")
        if not number.isdecimal():
            raise typer.BadParameter(f"--floor {text!r} is not a number or UNIT=NUMBER")
        found |= dict.fromkeys([name] if name else units, int(number))
    return found
