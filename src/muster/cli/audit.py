"""`muster audit`: was the record of who did and read what tampered with?"""

from pathlib import Path
from typing import Annotated

import typer

import muster.web as web
from muster.cli import options
from muster.cli.guard import FAULTS, tell
from muster.cli.show import Output, show
from muster.exchange import audit_answer
from muster.policing import clock
from muster.reporting import audit_report


def verify(
    checkpoint: Annotated[
        Path | None,
        typer.Option("--checkpoint", metavar="FILE", help="A checkpoint kept elsewhere."),
    ] = None,
    key: Annotated[
        str, typer.Option("--key", help="The public key of the checkpoint, if not this server's.")
    ] = "",
    json: options.Json = False,
    markdown: options.Markdown = False,
) -> None:
    """Walk the chain of the audit, and say where it was changed, cut or put in another order.

    Ends with 1 when it was. Without a checkpoint an end that was cut off cannot be seen.

        muster audit verify --checkpoint audit.jsonl.checkpoint.json
    """
    found = web.verify_audit(checkpoint, key=key)
    show(audit_report(found), audit_answer(found), Output(json, None, markdown))
    if not found.intact:
        raise typer.Exit(FAULTS)


def export(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to write it (.jsonl).")],
    since: Annotated[
        str, typer.Option("--since", metavar="INSTANT", help="Only entries from then on.")
    ] = "",
) -> None:
    """Write the audit as lines of JSON, and a signed checkpoint of its end beside it.

    Keep both where those who hold the database cannot write. A checkpoint is signed where
    MUSTER_AUDIT_KEY is set.

        muster audit export audit.jsonl --since 2026-03-01T00:00
    """
    at = clock.instant_of(clock.parse_instant(since)) if since else None
    done = web.export_audit(file, at)
    tell(f"{done.entries:,} entries written to {done.path}", style="green")
    if done.checkpoint is None:
        tell("No checkpoint was signed: MUSTER_AUDIT_KEY is not set", style="yellow")
    else:
        tell(f"Checkpoint of entry {done.head.sequence:,} written to {done.checkpoint}", "green")
