"""`muster demo`: what Muster does, shown on a published report and a synthetic nation."""

from collections.abc import Iterator
from shutil import which
from typing import Annotated

import typer

from muster.cli import options
from muster.cli.background import background_of
from muster.cli.demo_open import open_demonstration
from muster.cli.holdings import choose_instant, holding_of, open_holdings
from muster.cli.show import Output, show
from muster.cli.working import working
from muster.intake import Return
from muster.policing import clock
from muster.reporting import (
    Block,
    Command,
    Document,
    Heading,
    Paragraph,
    comparison,
    network_report,
)
from muster.strength import UnitCount, count_units

ROOT = "muster"
CASE, NATION, UNIT = "west-midlands-2013", "nation", "psu"
NOTICES = (0, 60)
SAID_AT_ONCE = "public-order.capability.units-at-once"
EVENING = "2026-03-02T20:00"
NEXT = (
    ("The West Midlands count as a page", f"muster strength {CASE} --html west-midlands.html"),
    ("The nation on a Friday night", f"muster strength {NATION} --at 2026-03-06T23:00"),
    ("Is the requirement met, and because of what", f"muster assess {CASE} --html matrix.html"),
    ("The nation's matrix, and its ten widest gaps", f"muster assess {NATION} --html gaps.html"),
    ("What a unit is made of, and who says so", "muster doctrine unit psu"),
    ("A synthetic force to try things on", "muster synthesise --force Kent --out kent"),
    ("Its coming year", "muster forecast kent/kent.muster --floor 1"),
    ("How many it must train", "muster train-need kent/kent.muster --units 2"),
    ("A workbook for your own force", "muster return template my-force.xlsx --unit psu"),
)


def demo(
    html: options.Html = None,
    markdown: options.Markdown = False,
    opens: Annotated[
        bool, typer.Option("--open/--no-open", help="Serve the pages too, on this machine alone.")
    ] = False,
    port: Annotated[int, typer.Option("--port", min=1, max=65535)] = 8000,
    fresh: Annotated[bool, typer.Option("--fresh", help="Make the pages' data anew.")] = False,
) -> None:
    """Show the count: West Midlands in September 2013, then a synthetic nation.

    Nothing is fetched, and it takes a few seconds. With --open the pages are served afterwards,
    until Ctrl-C, with a sign-in for each role. They are kept in MUSTER_DATA, in a folder of their
    own, which one demonstration at a time may have.
    """
    with working("Making the synthetic nation"):
        blocks = [*_case(), *_nation(), *_next()]
    document = Document("How many whole units, and what stops the next one?", tuple(blocks))
    show(document, None, Output(html=html, markdown=markdown))
    if opens:
        open_demonstration(port, fresh=fresh)


def _case() -> list[Block]:
    held = open_holdings(CASE)
    found = held.returns[0]
    at, _ = choose_instant("", held.returns)
    answers = [
        count_units(holding_of(found), units=[UNIT], at=at, within=within, doctrine=held.doctrine)
        for within in NOTICES
    ]
    said = {0: f"{_shown(found, SAID_AT_ONCE)} units"}
    heading = Heading("West Midlands, September 2013: what a published inspection report says")
    if found.counts is None:
        return [heading]
    return [heading, *comparison(found.counts, answers, said, background_of(held))]


def _shown(found: Return, criterion: str) -> str:
    """Return the figure a case says was demonstrated for a criterion."""
    at = {name: place for place, name in enumerate(found.evidence.columns)}
    for row in found.evidence.rows:
        if row[at["criterion"]] == criterion and row[at["kind"]] == "demonstrated":
            return row[at["value"]]
    return "not stated"


def _nation() -> list[Block]:
    held = open_holdings(NATION)
    at = clock.parse_instant(EVENING)
    counts: list[UnitCount] = [
        count_units(
            holding_of(each), units=[UNIT], at=at, within=NOTICES[-1], doctrine=held.doctrine
        )
        for each in held.returns
    ]
    report = network_report(NATION, counts, background_of(held), brief=True)
    warning = (
        "Synthetic: the nation below is made by Muster. Its forces have their published size; "
        "nobody in it is real, and it says nothing of any force's readiness."
    )
    return [
        Heading("The nation, synthetic: 43 forces on a Monday evening"),
        Paragraph(warning, "warning"),
        *report.blocks[1:],
    ]


def _next() -> Iterator[Block]:
    yield Heading("What to try next")
    if which(ROOT) is None:
        yield Paragraph("So that the shell finds muster, once in each terminal:", "note")
        yield Command(". .venv/bin/activate")
    for what, command in NEXT:
        yield Paragraph(f"{what}:", "note")
        yield Command(command)
