"""`muster serve`: the pages, the event stream and the interface for programs, on one port."""

from typing import Annotated

import typer

import muster.web as web
from muster.cli.guard import tell

MOST_WORKERS = 64


def serve(
    host: Annotated[str, typer.Option("--host", help="The address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=1, max=65535)] = 8000,
    workers: Annotated[
        int, typer.Option("--workers", min=1, max=MOST_WORKERS, help="Processes that answer.")
    ] = 1,
    worker: Annotated[
        bool,
        typer.Option("--worker/--no-worker", help="Do the work that is due in a process beside."),
    ] = True,
) -> None:
    """Serve the web until told to stop (Ctrl-C, or SIGTERM).

    It does not start where `muster check` finds an error, or where the database is not up to
    date. Settings come from the environment alone: docs/operating.md lists them.

        muster migrate && muster serve

        muster serve --host 0.0.0.0 --port 8000 --workers 2
    """
    asked = web.Serving(host=host, port=port, workers=workers, worker=worker)
    web.serve_site(asked, told=lambda words: tell(words, style="green"))
