"""`muster send`: a return to a server, and what the server says is wrong with it."""

import json as texts
import time
from pathlib import Path
from typing import Annotated, Any

import typer

from muster.cli import options
from muster.cli.ask import ServerOption
from muster.cli.guard import FAULTS, tell
from muster.cli.return_check import fault_lines
from muster.cli.server import Server, UnableToAskServer, server_of
from muster.cli.show import Output, show
from muster.cli.working import working
from muster.exchange import FaultsAnswer
from muster.reporting import check_report

FILE = "application/octet-stream"
FIRST_WAIT, LONGEST_WAIT, GROWS = 0.2, 5.0, 1.5  # seconds between two questions
CHECKING = ("received", "checking")
PatienceOption = Annotated[
    int, typer.Option("--patience", metavar="SECONDS", min=1, help="How long to wait for the check")
]
ForceOption = Annotated[str, typer.Option("--force", metavar="FORCE", help="The force it is of")]


def send(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", exists=True, dir_okay=False, help=".xlsx, .ods, .json, .muster, .zip"
        ),
    ],
    force: ForceOption,
    server: ServerOption = "",
    patience: PatienceOption = 600,
    json: options.Json = False,
    html: options.Html = None,
    markdown: options.Markdown = False,
) -> None:
    """Send a return to a server, wait until it is checked, and print what is wrong with it.

    The same file again is the same upload. It comes into use when somebody accepts it. Ends with
    1 when there are faults. The token is read from MUSTER_TOKEN, and may send returns.

        muster send march.xlsx --force west-midlands
    """
    asked = server_of(server, "")
    with working(f"Sending {file}"):
        body = file.read_bytes()
        address = f"forces/{force}/returns"
        sent = _upload(asked.send(address, {"filename": file.name}, body, FILE))
    with working("The server checks it"):
        found = _checked(asked, sent, patience)
    faults = FaultsAnswer.model_validate_json(
        asked.ask(f"forces/{found['force']}/uploads/{found['number']}/faults", {})
    )
    document = check_report(
        str(file),
        fault_lines(faults.faults),
        rows=faults.rows,
        total=len(faults.faults) + faults.more,
        notes=faults.notes,
        synthetic=faults.synthetic,
    )
    show(document, faults, Output(json, html, markdown))
    tell(f"Upload {found['number']} of {found['force']} is {found['state']}", style="green")
    if faults.faults:
        raise typer.Exit(FAULTS)


def _checked(server: Server, upload: dict[str, Any], patience: int) -> dict[str, Any]:
    """Return an upload once it is checked. Raises UnableToAskServer when patience ends."""
    wait, ends = FIRST_WAIT, time.monotonic() + patience
    while upload["state"] in CHECKING:
        if time.monotonic() >= ends:
            raise UnableToAskServer(
                f"The server still has upload {upload['number']} to check; look at it there, "
                "or send the same file again to go on waiting"
            )
        time.sleep(min(wait, patience))
        wait = min(wait * GROWS, LONGEST_WAIT)
        upload = _upload(server.ask(f"forces/{upload['force']}/uploads/{upload['number']}", {}))
    return upload


def _upload(answer: bytes) -> dict[str, Any]:
    said: dict[str, Any] = texts.loads(answer)["upload"]
    return said
