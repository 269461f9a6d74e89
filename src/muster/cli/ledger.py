"""`muster ledger`: aid given and received."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from muster.cli import options
from muster.cli.aid_holdings import (
    AidHoldings,
    Whose,
    open_ledger,
    period_of,
    whose_aid,
    with_notes,
)
from muster.cli.show import Output, show
from muster.cli.working import working
from muster.exchange import ledger_answer
from muster.intake import read_rates
from muster.mobilisation import AidAsked, AidBalance, cost_aid, weigh_aid
from muster.reporting import ledger_report, render_ledger_csv


def show_ledger(
    holding: Annotated[
        str,
        typer.Argument(
            metavar="CASE|FILE|RETURN|NETWORK",
            help="A shipped case, a return or a network of them; or a FILE (CSV, JSON, workbook) "
            "that holds the aid table alone.",
        ),
    ],
    force: Annotated[str, typer.Option("--force", help="One force: slug, name or ONS code.")] = "",
    region: Annotated[
        str, typer.Option("--region", help="One region; aid between its forces nets out.")
    ] = "",
    first: Annotated[
        str, typer.Option("--from", help="First day, or instant. Without it: the ledger's own.")
    ] = "",
    last: Annotated[
        str, typer.Option("--to", help="Last day, that day included; or the instant it ends.")
    ] = "",
    without: Annotated[
        list[str], typer.Option("--without", help="An operation to leave out; again for more.")
    ] = [],  # noqa: B006
    only: Annotated[str, typer.Option("--only", help="One operation to look at alone.")] = "",
    unit: Annotated[str, typer.Option("--unit", "-u", help="The kind of unit counted.")] = "psu",
    rates: Annotated[
        Path | None,
        typer.Option("--rates", metavar="FILE", help="A rate card (TOML or CSV) to cost it by."),
    ] = None,
    doctrine: options.DoctrineDirs = [],  # noqa: B006
    skip_faulty: options.SkipFaulty = False,
    json: options.Json = False,
    html: options.Html = None,
    markdown: options.Markdown = False,
    csv: Annotated[
        Path | None,
        typer.Option("--csv", metavar="FILE", help="Write a row for each entry."),
    ] = None,
) -> None:
    """Mutual aid given and received: units, unit-days, officer-hours, and the balance.

    Operations can be left out by name, or one looked at alone. A total that a report gives
    is counted whole or not at all, and says what it already leaves out. With a rate card of
    your own, what is due from hosts and to donors; none is shipped.

        muster ledger west-midlands-2013

        muster ledger nation --region north-west --from 2023-04-01 --to 2025-03-31

        muster ledger nation --force Lancashire --without "Operation Teasel" --rates card.toml
    """
    if (force and region) or (without and only):
        raise typer.BadParameter("give --force or --region, and --without or --only, not both")
    with working(f"Reading {holding}") as progress:
        held = open_ledger(holding, doctrine, skip_faulty=skip_faulty, progress=progress)
        whose = whose_aid(held, force, region)
        start, end, said = period_of(first, last, held.ledger)
        asked = AidAsked(whose.forces, unit, start, end, tuple(without), only)
        balance = weigh_aid(held.ledger, asked, doctrine=held.doctrine)
        each = _each(held, whose, asked)
        card = read_rates(rates, doctrine=held.doctrine) if rates else None
        cost = cost_aid(balance, card, doctrine=held.doctrine) if card else None
    background = with_notes(held.background, said, whose.note)
    answer = ledger_answer(
        balance,
        scope=whose.scope,
        subject=whose.subject,
        name=whose.name,
        each=each,
        cost=cost,
        doctrine=held.doctrine,
        provenance=held.provenance,
        synthetic=background.synthetic,
        notes=background.notes,
    )
    document = ledger_report(whose.name, balance, background, each=each, cost=cost)
    show(
        document,
        answer,
        Output(json, html, markdown, csv),
        lambda: render_ledger_csv(balance, synthetic=background.synthetic),
    )


def _each(held: AidHoldings, whose: Whose, asked: AidAsked) -> Mapping[str, AidBalance]:
    """Return the balance of each force alone, where there are several."""
    if len(whose.forces) < 2:
        return {}
    return {
        slug: weigh_aid(held.ledger, replace(asked, forces=(slug,)), doctrine=held.doctrine)
        for slug in whose.forces
    }
