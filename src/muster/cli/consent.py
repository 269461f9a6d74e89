"""`muster consent`: can I say yes?"""

from pathlib import Path
from typing import Annotated

import typer

from muster.cli import options
from muster.cli.assessing import one_force
from muster.cli.background import background_of, provenance_of
from muster.cli.holdings import open_holdings, roster_of
from muster.cli.plan_files import read_plan
from muster.cli.plan_options import Network
from muster.cli.show import Output, show
from muster.cli.working import working
from muster.exchange import consent_answer, plan_of_answer
from muster.mobilisation import weigh_consent
from muster.reporting import consent_report


def consent(
    plan: Annotated[Path, typer.Argument(metavar="PLAN", help="What muster plan --json wrote.")],
    force: Annotated[str, typer.Option("--force", help="The force that is asked.")],
    network: Network = "nation",
    names: Annotated[
        bool, typer.Option("--names", help="Say who would go: for use inside the force only.")
    ] = False,
    doctrine: options.DoctrineDirs = [],  # noqa: B006
    skip_faulty: options.SkipFaulty = False,
    json: options.Json = False,
    html: options.Html = None,
    markdown: options.Markdown = False,
) -> None:
    """Can I say yes? What a plan would mean for one force over the next 72 hours.

    What remains after minimum cover, hour by hour, who would be called in, rest days lost,
    hours owed and paid: one screen for the officer who has to decide.

        muster consent plan.json --force kent
    """
    with working(f"Reading {network}") as progress:
        made = plan_of_answer(read_plan(plan))
        held = open_holdings(network, folders=doctrine, skip_faulty=skip_faulty, progress=progress)
        own = one_force(held, force)
        progress("Looking 72 hours ahead", 0, 0)
        found = weigh_consent(made, roster_of(own, "consent"), doctrine=held.doctrine)
    background = background_of(held)
    answer = consent_answer(
        found,
        at=made.request.at,
        names=names,
        provenance=provenance_of(held),
        synthetic=own.synthetic,
        notes=background.notes,
    )
    document = consent_report(found, made.request.at, background, names=names)
    show(document, answer, Output(json, html, markdown))
