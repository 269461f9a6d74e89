"""`muster test score`: a test without notice, scored."""

from typing import Annotated

import typer

from muster.cli import options, testing
from muster.cli.holdings import open_holdings
from muster.cli.show import Output
from muster.cli.working import working


def score(
    holding: options.Holding,
    script: testing.Script = None,
    force: testing.Force = "",
    unit: testing.Unit = "",
    units: testing.Asked = None,
    at: Annotated[
        str, typer.Option("--at", help="The instant it was put, where the script does not say.")
    ] = "",
    name: testing.Name = "",
    evidence: testing.Evidence = None,
    doctrine: options.DoctrineDirs = [],  # noqa: B006
    skip_faulty: options.SkipFaulty = False,
    json: options.Json = False,
    html: options.Html = None,
    markdown: options.Markdown = False,
) -> None:
    """What a test without notice showed, by the mark, against what records said was possible.

    Whole units that the answers make at once and within 30, 60 and 120 minutes; the level
    reached; why the two differ, put as questions; and the result as evidence with its level.

        muster test score west-midlands-2013

        muster test score kent.muster --script test.json --evidence kent-test.csv

        muster test score nation --force Kent --script answers.csv --unit psu --at 2026-03-02T20:00
    """
    with working(f"Reading {holding}") as progress:
        held = open_holdings(holding, folders=doctrine, skip_faulty=skip_faulty, progress=progress)
        given = testing.Given(unit, units, at, name)
        test = testing.open_script(held, script, given)
        return_, test = testing.tested_force(held, force, test)
        progress("Scoring", 0, 0)
        testing.score_and_show(held, return_, test, Output(json, html, markdown), evidence)
