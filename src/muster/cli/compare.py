"""`muster compare`: two matrices side by side."""

from typing import Annotated, Literal

import typer

from muster.assessment import compare as differences_of
from muster.cli import options
from muster.cli.assessing import EditionOption, Subject, edition_at, prepared, subject_of_force
from muster.cli.background import background_of, provenance_of
from muster.cli.holdings import Holdings
from muster.cli.show import Output, show
from muster.cli.sides import names_of, open_sides, second_instant, subject_of_whole
from muster.cli.working import working
from muster.exchange import comparison_answer
from muster.reporting import comparison_report


def compare(
    first: Annotated[
        str,
        typer.Argument(metavar="A", help="A return or case; with --network, one of its forces."),
    ],
    second: Annotated[
        str, typer.Argument(metavar="[B]", help="Another; without it, A at another time (--at-b).")
    ] = "",
    at: options.At = "",
    at_b: Annotated[str, typer.Option("--at-b", help="The second instant, as --at.")] = "",
    against: Annotated[
        Literal["region", "nation"] | None,
        typer.Option(help="Compare A with its own region or the nation, of --network."),
    ] = None,
    network: Annotated[
        str,
        typer.Option(metavar="NETWORK", help="Where the forces named are looked for."),
    ] = "",
    edition: EditionOption = "",
    doctrine: options.DoctrineDirs = [],  # noqa: B006
    json: options.Json = False,
    html: options.Html = None,
    markdown: options.Markdown = False,
) -> None:
    """Two dates of a force, two forces, or a force against its region or the nation.

    Both sides are assessed under one edition; each criterion that grades differently has the
    reasons of both, and is worse or better on the second side. Without B, `--at-b` is the
    second date of A; with `--against`, the second side is A.

        muster compare 2025/kent.muster 2026/kent.muster

        muster compare kent --against region --network nation
    """
    with working(f"Reading {network or first}") as progress:
        sides = open_sides(first, second, network, against, at_b, doctrine, progress)
        known = sides.doctrine
        minute, said = prepared(at, [sides.first])
        chosen, also = edition_at(edition, minute, known)
        one = subject_of_force(sides.first, doctrine=known, edition=chosen, at=minute)
        later = second_instant(sides, at, at_b, minute)
        if sides.second:
            two = subject_of_force(sides.second, doctrine=known, edition=chosen, at=later)
        else:
            one, two = subject_of_whole(sides, edition=chosen, at=later), one
    _show(one, two, (said, also), sides.holdings(one, two), Output(json, html, markdown))


def _show(
    one: Subject, two: Subject, said: tuple[str, str], held: Holdings, output: Output
) -> None:
    comparison = differences_of(one.matrix, two.matrix)
    background = background_of(held, *said)
    answer = comparison_answer(
        comparison,
        scopes=(one.scope, two.scope),
        synthetic=(one.synthetic, two.synthetic),
        doctrine=held.doctrine,
        provenance=provenance_of(held),
        notes=background.notes,
    )
    show(comparison_report(names_of(one, two), comparison, background), answer, output)
