"""`muster administrator`: the first account of a server, and the way back into it."""

import sys
from typing import Annotated

import typer

import muster.web as web
from muster.cli.guard import tell


def administrator(
    email: Annotated[str, typer.Argument(metavar="EMAIL", help="Whose account it is.")],
    name: Annotated[str, typer.Option("--name", help="Rank and name, as others see it.")] = "",
    site: Annotated[
        str, typer.Option("--site", help="Where the server is reached.")
    ] = "http://127.0.0.1:8000",
    again: Annotated[
        bool,
        typer.Option("--again", help="They have an account: take its second step away."),
    ] = False,
) -> None:
    """Appoint an administrator of the nation, and print the link by which they set a password.

    For the first account of a server, and for an administrator who has lost their second step.
    The link is good once and for three days; the audit records that it was made here.

        muster administrator jo.pask@example.police.uk --name "Mr Jo Pask"

        muster administrator jo.pask@example.police.uk --again
    """
    made = web.name_administrator(email, name, again=again)
    sys.stdout.write(f"{site.rstrip('/')}{made.path}\n")
    what = "Account made" if made.made else f"Account opened anew, {made.steps} second steps taken"
    tell(f"{what}; the link is good once and for {made.hours} hours", style="green")
