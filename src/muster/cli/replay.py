"""`muster replay`: a past operation played again."""

from typing import Annotated

import typer

from muster.cases import open_replay
from muster.cli import options
from muster.cli.background import background_of, provenance_of
from muster.cli.holdings import open_holdings
from muster.cli.plan_options import Corridors, Network, Travel, travel_of
from muster.cli.show import Output, show
from muster.cli.working import working
from muster.exchange import replay_answer
from muster.intake import floors_of, offers_of
from muster.mobilisation import play
from muster.policing import clock
from muster.reporting import replay_report


def replay(
    operation: Annotated[
        str, typer.Argument(metavar="OPERATION", help="august-2011 or august-2024.")
    ],
    network: Network = "nation",
    travel: Travel = "",
    corridors: Corridors = None,
    doctrine: options.DoctrineDirs = [],  # noqa: B006
    skip_faulty: options.SkipFaulty = False,
    json: options.Json = False,
    html: options.Html = None,
    markdown: options.Markdown = False,
) -> None:
    """A past operation played again, order by order, in each way it could have gone.

    Says what is published, what is assumed, and how far the replay is from the published
    figures: with synthetic forces it is a lesson, and no history.

        muster replay august-2011

        muster replay august-2024 --html august-2024.html
    """
    with working(f"Reading {network}") as progress:
        held = open_holdings(network, folders=doctrine, skip_faulty=skip_faulty, progress=progress)
        found = open_replay(operation, doctrine=held.doctrine)
        at = min(stage.at for variant in found.variants for stage in variant.stages)
        on = clock.instant_of(at).date()
        times, said = travel_of(travel, corridors, doctrine=held.doctrine, on=on)
        played = play(
            found,
            supply=lambda minute, demands: offers_of(
                held.returns, demands, at=minute, doctrine=held.doctrine, progress=progress
            ),
            floors=lambda level: floors_of(
                held.returns, level=level, at=at, doctrine=held.doctrine
            ),
            people=lambda unit: held.doctrine.composition(unit, on).people,
            travel=times,
            assembly=held.doctrine.time_norm("assembly", on).minutes,
        )
    background = background_of(held, *said)
    answer = replay_answer(
        found,
        played,
        provenance=provenance_of(held),
        synthetic=held.synthetic,
        notes=background.notes,
    )
    show(replay_report(found, played, background), answer, Output(json, html, markdown))
