"""`muster rehearse every-hour`: what is required, tested at every hour of a year."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from muster.cli import options
from muster.cli.background import background_of, provenance_of
from muster.cli.every_hour_options import doubts_of, past_period, required_of
from muster.cli.holdings import Holdings, UnableToCount, holding_of, open_holdings
from muster.cli.plan_options import Network
from muster.cli.show import Output, show
from muster.cli.working import working
from muster.exchange import every_hour_answer
from muster.policing import clock
from muster.rehearsal import EveryHour, gather_supply, judge_hours, without_names
from muster.reporting import every_hour_report, render_hours_csv

HOURS_A_DAY = 24
DRAWS = 200


def every_hour(
    network: Network = "nation",
    force: Annotated[str, typer.Option("--force", help="Only this force.")] = "",
    unit: Annotated[str, typer.Option("--unit", "-u", help="A kind of unit.")] = "psu",
    at: Annotated[
        str, typer.Option("--from", help="The first hour; by default, that of the returns.")
    ] = "",
    days: Annotated[int, typer.Option(min=1, max=800, help="How many days.")] = 365,
    required: Annotated[
        list[str],
        typer.Option(
            metavar="N|MINUTES=N",
            help="Units required of every force: at every notice, or at one (60=2). Without "
            "it: its declared national contribution, by doctrine's time standards.",
        ),
    ] = [],  # noqa: B006
    abstraction: Annotated[
        str, typer.Option(metavar="LOW-HIGH", help="Per cent who are away unforeseen.")
    ] = "0-10",
    turnout: Annotated[
        str,
        typer.Option(
            metavar="LOW-HIGH",
            help="Per cent who come of those called in from time off; by default, 20 either "
            "side of doctrine's.",
        ),
    ] = "",
    seed: Annotated[int, typer.Option(min=0, help="The same seed, the same draws.")] = 1,
    draws: Annotated[int, typer.Option(min=1, max=10_000, help="How many futures.")] = DRAWS,
    name_forces: Annotated[
        bool, typer.Option("--name-forces", help="Name real forces in a table of many.")
    ] = False,
    doctrine: options.DoctrineDirs = [],  # noqa: B006
    skip_faulty: options.SkipFaulty = False,
    json: options.Json = False,
    html: options.Html = None,
    markdown: options.Markdown = False,
    csv: Annotated[
        Path | None,
        typer.Option("--csv", metavar="FILE", help="Write a row for each force and hour."),
    ] = None,
) -> None:
    """Every hour of a year: what could be raised, and the chance of what is required.

    At once and within 1, 4, 8 and 24 hours; the worst hours, when they are, and what runs
    short then.

        muster rehearse every-hour --network county --html hours.html

        muster rehearse every-hour --network county --force loamshire --required 1
    """
    with working(f"Reading {network}") as progress:
        held = open_holdings(network, folders=doctrine, skip_faulty=skip_faulty, progress=progress)
        starts = clock.parse_instant(at) if at else min(e.about.period_from for e in held.returns)
        on = clock.instant_of(starts).date()
        chosen = _chosen(held, force)
        supply = gather_supply(
            [holding_of(each) for each in chosen.returns],
            doctrine=held.doctrine,
            units=[unit],
            starts=starts,
            hours=days * HOURS_A_DAY,
            covered=False,
        )
        progress("Testing every hour (compiled once, on first use)", 0, 0)
        seen = judge_hours(
            supply,
            unit=unit,
            required=required_of(required, chosen, supply, unit),
            doubts=doubts_of(abstraction, turnout, held.doctrine, on),
            seed=seed,
            draws=draws,
            numbers=_numbers(held, supply.forces),
            given=bool(required),
        )
    _show(seen, chosen, name_forces, Output(json, html, markdown, csv))


def _chosen(held: Holdings, force: str) -> Holdings:
    """Return the holdings of one force, or of all."""
    if not force:
        return held
    slug = held.doctrine.force(force).slug
    returns = tuple(each for each in held.returns if each.force == slug)
    if not returns:
        raise UnableToCount(f"There is no return of {slug} in {held.name}; name one that is")
    return replace(held, returns=returns, network=False)


def _numbers(held: Holdings, forces: Sequence[str]) -> list[int]:
    """Return the place of forces among all that give people, by which they are drawn."""
    every = [each.force for each in held.returns if each.roster is not None]
    return [every.index(force) for force in forces]


def _show(seen: EveryHour, held: Holdings, name_forces: bool, output: Output) -> None:
    """Show every hour, the forces of a nation named only where they are invented or asked for."""
    many = len(seen.forces) > 1
    named = not many or name_forces or held.synthetic
    shown = seen if named else without_names(seen)
    note = "" if named else "Forces are numbered, the least likely first: --name-forces names them."
    told = background_of(held, note, past_period(held, seen), _invented(held, many))
    background = told if named else replace(told, warnings=(), origins=told.origins[-2:])
    answer = every_hour_answer(
        shown, provenance=provenance_of(held), synthetic=held.synthetic, named=named
    )
    show(
        every_hour_report(shown, background),
        answer,
        output,
        lambda: render_hours_csv(shown, synthetic=held.synthetic),
    )


def _invented(held: Holdings, many: bool) -> str:
    """Return what is said where invented people stand under the names of forces."""
    if not held.synthetic or not many:
        return ""
    return "Forces are named because everybody in them is invented: nothing here is of any force."
