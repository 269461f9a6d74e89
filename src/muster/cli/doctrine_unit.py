"""`muster doctrine unit`: what one whole unit is made of."""

from datetime import UTC, date, datetime
from typing import Annotated

import typer

from muster.cli import options
from muster.cli.holdings import doctrine_of
from muster.cli.show import Output, show
from muster.exchange import unit_answer
from muster.reporting import unit_report


def unit(
    name: Annotated[str, typer.Argument(metavar="UNIT", help="A kind of unit, such as psu.")],
    on: Annotated[
        datetime | None,
        typer.Option("--on", formats=["%Y-%m-%d"], help="The composition in force on a day."),
    ] = None,
    doctrine: options.DoctrineDirs = [],  # noqa: B006
    json: options.Json = False,
    html: options.Html = None,
    markdown: options.Markdown = False,
) -> None:
    """What one whole unit is made of: posts, ranks, tickets and vehicles, with the source.

    muster doctrine unit psu

    muster doctrine unit psu --on 2013-09-01 --json
    """
    known = doctrine_of(doctrine)
    day: date = on.date() if on else datetime.now(UTC).date()
    composition = known.composition(name, day)
    answer = unit_answer(composition, known)
    show(unit_report(composition, known, day), answer, Output(json, html, markdown))
