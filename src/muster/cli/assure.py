"""`muster assure`: the annual assurance statement."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from muster.assessment import assure as assurance_of
from muster.cli import options
from muster.cli.assessing import (
    EditionOption,
    ForceOption,
    Subject,
    UnableToAssess,
    edition_at,
    one_force,
    prepared,
    subject_of_force,
)
from muster.cli.background import background_of, provenance_of
from muster.cli.holdings import Holdings, UnableToFindReturn, choose_instant, open_holdings
from muster.cli.show import Output, show
from muster.cli.working import working
from muster.exchange import assurance_answer
from muster.intake import Return
from muster.policing import clock
from muster.reporting import assurance_report, instant_words

LINES, LINES_OF_THREE = 7, 5  # in each list of a page: of two lists, and of three


def assure(
    holding: options.Holding,
    since: Annotated[
        str,
        typer.Option(
            metavar="RETURN|INSTANT",
            help="An earlier return, or an earlier instant of this one, to tell what worsened.",
        ),
    ] = "",
    edition: EditionOption = "",
    at: options.At = "",
    force: ForceOption = "",
    doctrine: options.DoctrineDirs = [],  # noqa: B006
    json: options.Json = False,
    html: options.Html = None,
    markdown: options.Markdown = False,
) -> None:
    """The annual assurance statement: one page to sign, every figure with its source.

    The matrix, the figures held, what falls short, and what worsened since an earlier return.

        muster assure west-midlands-2013 --html statement.html

        muster assure 2026/kent.muster --since 2025/kent.muster --html statement.html
    """
    with working(f"Reading {holding}") as progress:
        held = open_holdings(holding, folders=doctrine, progress=progress)
        return_ = one_force(held, force)
        minute, said = prepared(at, [return_])
        chosen, also = edition_at(edition, minute, held.doctrine)
        now = subject_of_force(return_, doctrine=held.doctrine, edition=chosen, at=minute)
        before = _earlier(since, held, return_, chosen, doctrine) if since else None
        if before and before.matrix.at >= minute:
            raise UnableToAssess(
                f"--since {since!r} is not before the statement, which is as at "
                f"{instant_words(minute)}; give an earlier instant or return"
            )
    assurance = assurance_of(
        now.matrix,
        before.matrix if before else None,
        most=LINES_OF_THREE if before else LINES,
    )
    returns = (*now.returns, *(before.returns if before else ()))
    held = Holdings(return_.force, held.doctrine, tuple(dict.fromkeys(returns)), network=False)
    background = background_of(held, said, also)
    answer = assurance_answer(
        assurance,
        doctrine=held.doctrine,
        provenance=provenance_of(held),
        synthetic=held.synthetic,
        notes=background.notes,
    )
    document = assurance_report(now.name, assurance, background)
    show(document, answer, Output(json, html, markdown))


def _earlier(
    since: str, held: Holdings, return_: Return, edition: str, folders: Sequence[Path]
) -> Subject:
    """Return the force assessed earlier: from another return, or at an instant of this one."""
    doctrine = held.doctrine
    try:
        at = choose_instant(since, [return_])[0]
    except clock.UnableToReadInstant:
        return_ = _earlier_return(since, folders)
        at = return_.about.prepared_at
    return subject_of_force(return_, doctrine=doctrine, edition=edition, at=at)


def _earlier_return(since: str, folders: Sequence[Path]) -> Return:
    try:
        return one_force(open_holdings(since, folders=folders), "")
    except UnableToFindReturn as wrong:
        raise UnableToAssess(
            f"--since {since!r} is neither an instant nor a return; give one of the two"
        ) from wrong
