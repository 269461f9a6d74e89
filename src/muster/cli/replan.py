"""`muster replan`: a plan made again after changes, or edited by hand."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from muster.cli import options
from muster.cli.holdings import doctrine_of_plan
from muster.cli.plan_files import read_plan
from muster.cli.plan_options import Corridors, Seconds, Travel, travel_of
from muster.cli.replan_telling import Replanned, tell_replan
from muster.cli.show import Output, show
from muster.cli.working import working
from muster.exchange import plan_of_answer
from muster.intake import read_changes
from muster.mobilisation import (
    Change,
    Edit,
    Plan,
    TravelTimes,
    UnableToPlan,
    explain_plan,
    price_edits,
)
from muster.mobilisation import replan as replan_after
from muster.policing import clock

PATIENCE = 10.0
PRICE = 30  # minutes late: what sending a unit elsewhere must save


def replan(
    plan: Annotated[Path, typer.Argument(metavar="PLAN", help="What muster plan --json wrote.")],
    changes: Annotated[
        Path, typer.Argument(metavar="CHANGE", help="A CSV, workbook or JSON file of changes.")
    ],
    at: options.At = "",
    price: Annotated[
        int,
        typer.Option(
            min=0, help="Minutes late that must be saved by each unit sent elsewhere, or home."
        ),
    ] = PRICE,
    travel: Travel = "",
    corridors: Corridors = None,
    seconds: Seconds = PATIENCE,
    doctrine: options.DoctrineDirs = [],  # noqa: B006
    json: options.Json = False,
    html: options.Html = None,
    markdown: options.Markdown = False,
    csv: options.Csv = None,
) -> None:
    """Make a plan again after something changed, changing what moves as little as pays.

    A change is a new or ended demand, a decline, a loss, a floor, a pin or a prohibition.
    Rows of kind edit set units by hand: the plan is then checked and priced, not sought.

        muster replan plan.json changes.csv --at 2026-03-02T21:10

        muster replan plan.json edits.csv --json
    """
    with working(f"Reading {plan}") as progress:
        answer = read_plan(plan)
        before = plan_of_answer(answer)
        held = doctrine_of_plan(doctrine, before)
        listed = read_changes(changes, doctrine=held)
        minute = clock.parse_instant(at) if at else before.request.at
        on = clock.instant_of(minute).date()
        times, said = travel_of(travel, corridors, doctrine=held, on=on)
        progress("Planning (compiled once, the first time)", 0, 0)
        done = _done(before, listed.values, minute, times, (price, seconds))
        progress("Asking why, by solving again", 0, 0)
        because = explain_plan(done.plan, travel=times, seconds=seconds)
    told = tell_replan(done, because, answer, held, (*listed.notes, *said))
    show(told.document, told.answer, Output(json, html, markdown, csv), told.sheet)


def _done(
    before: Plan,
    given: Sequence[Change | Edit],
    at: int,
    travel: TravelTimes,
    asked: tuple[int, float],
) -> Replanned:
    """Return the plan after changes, or after edits; raises UnableToPlan for what cannot be."""
    edits = [each for each in given if isinstance(each, Edit)]
    changes = [each for each in given if not isinstance(each, Edit)]
    price, seconds = asked
    if edits and changes:
        raise UnableToPlan(("edits and other changes are given together; give them apart",))
    if not edits:
        made = replan_after(before, changes, at=at, travel=travel, price=price, seconds=seconds)
        return Replanned(made.plan, made.differences, price, edited=False)
    priced = price_edits(before, edits, travel=travel)
    if priced.plan is None:
        raise UnableToPlan(priced.faults)
    return Replanned(priced.plan, priced.differences, 0, edited=True)
