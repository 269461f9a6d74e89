"""`muster relief`: who takes over from whom, and when the forces run out."""

from pathlib import Path
from typing import Annotated

import typer

from muster.cli import options
from muster.cli.background import software
from muster.cli.holdings import doctrine_of_plan
from muster.cli.plan_files import read_plan
from muster.cli.plan_options import Corridors, Seconds, Travel, travel_of
from muster.cli.show import Output, show
from muster.cli.working import working
from muster.exchange import plan_of_answer, relief_answer
from muster.mobilisation import relieve
from muster.policing import clock
from muster.reporting import Background, relief_report

HOURS, MOST_HOURS = 72, 31 * 24
PATIENCE = 10.0


def relief(
    plan: Annotated[Path, typer.Argument(metavar="PLAN", help="What muster plan --json wrote.")],
    hours: Annotated[
        int, typer.Option(min=1, max=MOST_HOURS, help="How far to look, from the order.")
    ] = HOURS,
    travel: Travel = "",
    corridors: Corridors = None,
    seconds: Seconds = PATIENCE,
    doctrine: options.DoctrineDirs = [],  # noqa: B006
    json: options.Json = False,
    html: options.Html = None,
    markdown: options.Markdown = False,
) -> None:
    """Who relieves whom, tour by tour, and the hour at which the forces asked run out.

    Tours, the rest between them and the days away are doctrine's. The first tours are
    worked by those the plan sends; later ones by whoever is rested and nearest.

        muster plan demands.csv --json > plan.json

        muster relief plan.json --hours 72
    """
    with working(f"Reading {plan}") as progress:
        answer = read_plan(plan)
        made = plan_of_answer(answer)
        held = doctrine_of_plan(doctrine, made)
        on = clock.instant_of(made.request.at).date()
        times, said = travel_of(travel, corridors, doctrine=held, on=on)
        progress("Finding relief", 0, 0)
        found = relieve(made, hours=hours, travel=times, doctrine=held, seconds=seconds)
    background = Background(
        doctrine=held,
        synthetic=answer.synthetic,
        notes=said,
        origins=(("Made by", software()),),
    )
    whole = relief_answer(
        found, provenance=answer.provenance, synthetic=answer.synthetic, notes=said
    )
    show(relief_report(found, background), whole, Output(json, html, markdown))
