"""`muster assess`: the matrix."""

from dataclasses import replace

import typer

from muster.cli import options
from muster.cli.assessing import (
    EditionOption,
    ForceOption,
    RegionOption,
    Subject,
    UnableToAssess,
    edition_at,
    network_of,
    one_force,
    prepared,
    subject_of_force,
    subject_of_region,
)
from muster.cli.background import background_of, provenance_of
from muster.cli.curves import curve_of, year_of
from muster.cli.holdings import Holdings, open_holdings
from muster.cli.show import Output, show
from muster.cli.telling import Told, tell_network
from muster.cli.working import working
from muster.exchange import matrix_answer
from muster.reporting import matrix_report, render_csv


def assess(
    holding: options.Holding,
    edition: EditionOption = "",
    at: options.At = "",
    force: ForceOption = "",
    region: RegionOption = "",
    doctrine: options.DoctrineDirs = [],  # noqa: B006
    skip_faulty: options.SkipFaulty = False,
    json: options.Json = False,
    html: options.Html = None,
    markdown: options.Markdown = False,
    csv: options.Csv = None,
) -> None:
    """Is the requirement met, and because of what: the matrix of threats by aspects.

    Every criterion has what is declared, recorded and demonstrated side by side, its grade,
    why, and what would move it. A page (`--html`) has all of it; the terminal the worst.

        muster assess west-midlands-2013 --html west-midlands.html

        muster assess nation --edition 2012 --csv nation.csv

        muster assess nation --force Kent --at 2026-03-02T20:00 --json
    """
    if force and region:
        raise typer.BadParameter("give --force or --region, not both")
    with working(f"Reading {holding}") as progress:
        held = open_holdings(holding, folders=doctrine, skip_faulty=skip_faulty, progress=progress)
        minute, said = prepared(at, held.returns)
        chosen, also = edition_at(edition, minute, held.doctrine)
        if held.network and not force and not region:
            network = network_of(held, edition=chosen, at=minute, progress=progress)
            told = tell_network(held, network, (said, also))
        else:
            found = _subject(held, force, region, chosen, minute)
            drawn = not (json or csv) or bool(html or markdown)
            progress("Drawing what it rests on (the year ahead is compiled once)", 0, 0)
            told = _tell(held, found, (said, also), drawn=drawn, ahead=bool(html))
    show(told.document, told.answer, Output(json, html, markdown, csv), told.sheet)


def _subject(held: Holdings, force: str, region: str, edition: str, at: int) -> Subject:
    if not region:
        found = one_force(held, force)
        return subject_of_force(found, doctrine=held.doctrine, edition=edition, at=at)
    if not held.network:
        raise UnableToAssess(f"{held.name} is one force's return; --region needs a network")
    return subject_of_region(held, region, edition=edition, at=at)


def _tell(
    held: Holdings, found: Subject, said: tuple[str, str], *, drawn: bool, ahead: bool
) -> Told:
    """Return a matrix told; `drawn` adds the curve of whole units, `ahead` the coming year."""
    network = found.scope != "force"
    name = f"{held.name}, {found.name}" if held.network else held.name
    held = replace(held, name=name, returns=found.returns, network=network)
    background = background_of(held, *said)
    count = curve_of(found, held.doctrine) if drawn else None
    return Told(
        matrix_report(
            found.name,
            found.matrix,
            background,
            count=count,
            ahead=year_of(found, count, held.doctrine) if count and ahead else None,
            summed=network,
        ),
        matrix_answer(
            found.matrix,
            doctrine=held.doctrine,
            provenance=provenance_of(held),
            scope=found.scope,
            synthetic=found.synthetic,
            notes=background.notes,
        ),
        lambda: render_csv(
            {found.matrix.subject: found.matrix},
            synthetic=(found.matrix.subject,) if found.synthetic else (),
        ),
    )
