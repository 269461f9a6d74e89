"""`muster plan`: who should send what, where and when."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from muster.cli import options
from muster.cli.plan_options import (
    Corridors,
    FloorOptions,
    ForbidOptions,
    Network,
    PinOptions,
    Seconds,
    Travel,
    travel_of,
)
from muster.cli.plan_requests import Asked, request_for
from muster.cli.plan_telling import tell_plan
from muster.cli.show import Output, show
from muster.cli.working import working
from muster.mobilisation import compare_tiers, explain_plan, make_plan
from muster.policing import clock

PATIENCE = 10.0


def plan(
    demands: Annotated[
        Path, typer.Argument(metavar="DEMANDS", help="A CSV, workbook or JSON file of demands.")
    ],
    network: Network = "nation",
    at: options.At = "",
    tier: Annotated[
        Literal["own", "region", "nation"], typer.Option(help="How far help may be sought.")
    ] = "nation",
    policy: Annotated[
        Literal["optimal", "nearest"],
        typer.Option(help="The best plan, or what ringing the nearest force first would do."),
    ] = "optimal",
    floor: FloorOptions = [],  # noqa: B006
    alert: Annotated[
        str,
        typer.Option(help="The alert level, by which forces keep part of their local need."),
    ] = "routine",
    pin: PinOptions = [],  # noqa: B006
    forbid: ForbidOptions = [],  # noqa: B006
    offers: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="What forces without a return offer."),
    ] = None,
    mixed: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Pairs of forces that may make up units together, serial by serial.",
        ),
    ] = None,
    uncovered: Annotated[
        bool, typer.Option("--without-cover", help="Do not keep minimum cover.")
    ] = False,
    travel: Travel = "",
    corridors: Corridors = None,
    seconds: Seconds = PATIENCE,
    doctrine: options.DoctrineDirs = [],  # noqa: B006
    skip_faulty: options.SkipFaulty = False,
    json: options.Json = False,
    html: options.Html = None,
    markdown: options.Markdown = False,
    csv: options.Csv = None,
) -> None:
    """Who should send what, where and when: proved, with its reasons and its price.

    Units unmet come first, by priority; then minutes late; then strain on donors; then
    travel. Each level says what no plan can better. The plan proposes: each donor's
    authorising officer decides.

        muster plan demands.csv --at 2026-03-02T20:00

        muster plan demands.csv --tier region --floor kent=4 --forbid essex --html plan.html

        muster plan demands.csv --policy nearest --json
    """
    with working(f"Reading {network}") as progress:
        asked = Asked(
            demands, network, at, tier, floor, alert, pin, forbid, offers, uncovered, mixed
        )
        found = request_for(asked, folders=doctrine, skip_faulty=skip_faulty, progress=progress)
        on = clock.instant_of(found.request.at).date()
        times, said = travel_of(travel, corridors, doctrine=found.held.doctrine, on=on)
        progress("Planning (compiled once, the first time)", 0, 0)
        made = make_plan(found.request, travel=times, policy=policy, seconds=seconds)
        progress("Asking why, by solving again", 0, 0)
        because = explain_plan(made, travel=times, uncovered=found.bare, seconds=seconds)
        tiers = compare_tiers(found.request, travel=times, policy=policy, seconds=seconds)
    told = tell_plan(made, because, tiers, found, (*found.notes, *said))
    show(told.document, told.answer, Output(json, html, markdown, csv), told.sheet)
