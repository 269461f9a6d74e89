"""`muster scenario`: what is shipped, what is in one, one of your own, and its faults."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from muster.cases import open_scenario, scenario_names, scenario_text
from muster.cli import options
from muster.cli.guard import FAULTS, tell
from muster.cli.holdings import doctrine_of
from muster.cli.places import UnableToWriteThere, write_whole
from muster.cli.rehearsing import find_scenario
from muster.cli.show import Output, show
from muster.exchange import faults_answer, scenario_answer, scenarios_answer
from muster.intake import UnableToReadScenario
from muster.reporting import scenario_list, scenario_report

Name = Annotated[str, typer.Argument(metavar="SCENARIO", help="A shipped scenario, or a file.")]


def list_scenarios(
    doctrine: options.DoctrineDirs = [],  # noqa: B006
    json: options.Json = False,
    markdown: options.Markdown = False,
) -> None:
    """The scenarios shipped, and what each asks."""
    read = doctrine_of(doctrine)
    found = [open_scenario(name, doctrine=read) for name in scenario_names()]
    show(scenario_list(found), scenarios_answer(found), Output(json, markdown=markdown))


def show_scenario(
    scenario: Name,
    doctrine: options.DoctrineDirs = [],  # noqa: B006
    json: options.Json = False,
    html: options.Html = None,
    markdown: options.Markdown = False,
) -> None:
    """A scenario in words: its incidents, shocks, doubts and policies, and what is assumed.

    muster scenario show august-2024

    muster scenario show my.toml --html my.html
    """
    read = doctrine_of(doctrine)
    found = find_scenario(scenario, read)
    show(scenario_report(found, read), scenario_answer(found), Output(json, html, markdown))


def new_scenario(
    place: Annotated[Path, typer.Argument(metavar="FILE", help="Where to write it (.toml).")],
    start_from: Annotated[
        str, typer.Option("--from", metavar="SCENARIO", help="A shipped one to start from.")
    ] = "august-2024",
) -> None:
    """Write a scenario of your own, to be edited; nothing that is there is written over.

    muster scenario new my.toml --from august-2024
    """
    text = scenario_text(start_from)
    if place.exists():
        raise UnableToWriteThere(f"{place} is there already; give another name")
    if place.suffix.lower() != ".toml":
        raise UnableToWriteThere(f"{place} does not end in .toml; give a name that does")
    write_whole(place, text)
    tell(f"Written to {place}: edit it, then muster scenario check {place}", style="green")


def check_scenario(
    place: Annotated[Path, typer.Argument(metavar="FILE", help="A scenario (TOML).")],
    doctrine: options.DoctrineDirs = [],  # noqa: B006
    json: options.Json = False,
) -> None:
    """Every fault of a scenario, each with where it is and how to mend it."""
    read = doctrine_of(doctrine)
    try:
        found = find_scenario(str(place), read)
    except UnableToReadScenario as wrong:
        if not json:
            raise
        sys.stdout.write(
            faults_answer(wrong.faults, rows={}, extras={}, more=wrong.more).to_json() + "\n"
        )
        raise typer.Exit(FAULTS) from None
    if json:
        sys.stdout.write(faults_answer((), rows={}, extras={}).to_json() + "\n")
        return
    counts = f"{len(found.sources)} incidents, {len(found.policies)} policies"
    tell(f"{place} has no faults: {found.name}, {found.hours:,} hours, {counts}", style="green")
