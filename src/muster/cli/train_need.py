"""`muster train-need`: how many must be trained."""

from datetime import date
from typing import Annotated

import typer

from muster.cli import options
from muster.cli.background import background_of, provenance_of
from muster.cli.holdings import UnableToCount, open_holdings, roster_of
from muster.cli.show import Output, show
from muster.cli.working import working
from muster.doctrine import Rate, Source
from muster.exchange import train_need_answer
from muster.reporting import training_report
from muster.strength import Options, back_test, officers_to_train

MOST = 1000  # units: several times what the nation has
STATED = Source("local", note="stated when asked")


def train_need(
    holding: options.OneForce,
    units: Annotated[int, typer.Option("--units", "-n", min=1, max=MOST, help="How many units.")],
    unit: Annotated[str, typer.Option("--unit", "-u", help="The kind of unit.")] = "psu",
    hour: Annotated[
        int, typer.Option(min=0, max=23, help="The local hour of the day they are wanted.")
    ] = 20,
    within: options.Within = 60,
    probability: Annotated[
        float, typer.Option("--probability", "-p", help="How sure it is to be, below 1.")
    ] = 0.9,
    rate: Annotated[
        float | None,
        typer.Option(min=0, max=0.99, help="An abstraction rate to assume instead of doctrine's."),
    ] = None,
    assured: options.Assured = False,
    releasable: options.Releasable = False,
    doctrine: options.DoctrineDirs = [],  # noqa: B006
    skip_faulty: options.SkipFaulty = False,
    json: options.Json = False,
    html: options.Html = None,
    markdown: options.Markdown = False,
) -> None:
    """How many trained people each post needs, so that so many units can be raised.

    By an abstraction rate, by how many are in fact present at that hour, and so that it holds
    with a probability; and the assumed rate held against what duties show.

        muster train-need return.xlsx --units 3 --hour 20 --probability 0.9
    """
    with working(f"Reading {holding}") as progress:
        held = open_holdings(holding, folders=doctrine, skip_faulty=skip_faulty, progress=progress)
        if held.network:
            raise UnableToCount(f"{holding} is a network; train-need takes one force's return")
        roster = roster_of(held.returns[0], "train-need")
        norm = Rate("stated", rate, date.min, STATED) if rate is not None else None
        progress("Looking at sampled days", 0, 0)
        need = officers_to_train(
            roster,
            unit=unit,
            units=units,
            hour=hour,
            within=within,
            probability=probability,
            doctrine=held.doctrine,
            norm=norm,
            options=Options(assured, releasable),
        )
        test = back_test(roster, doctrine=held.doctrine, norm=norm)
    answer = train_need_answer(need, test, provenance=provenance_of(held), synthetic=held.synthetic)
    document = training_report(need, test, background_of(held))
    show(document, answer, Output(json, html, markdown))
