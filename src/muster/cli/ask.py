"""`muster ask`: a question to a server."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from muster.cli.server import server_of

ServerOption = Annotated[
    str, typer.Option("--server", help="Its address, https://…  Without it: MUSTER_SERVER.")
]
WithOption = Annotated[
    list[str], typer.Option("--with", metavar="NAME=VALUE", help="A part of the question.")
]


def ask(
    path: Annotated[str, typer.Argument(metavar="PATH", help="What to ask, below /api/v1.")],
    parts: WithOption = [],  # noqa: B006
    server: ServerOption = "",
    out: Annotated[
        Path | None, typer.Option("--out", help="Write the answer to a file, not to stdout.")
    ] = None,
) -> None:
    """Ask a server through its interface for programs, and print the answer.

    The token is read from MUSTER_TOKEN, so that it stands in no list of processes.

        muster ask forces/west-midlands/strength --with within=240

        muster ask nation/matrix --with at=2026-08-07T22:00 --out nation.json
    """
    answer = server_of(server, "").ask(path, dict(_part(each) for each in parts))
    if out is not None:
        out.write_bytes(answer)
        return
    sys.stdout.buffer.write(answer)
    if not answer.endswith(b"\n"):
        sys.stdout.buffer.write(b"\n")


def _part(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise typer.BadParameter(f"{text!r} is not NAME=VALUE", param_hint="--with")
    return name, value
