"""The pages of the demonstration, opened after what the terminal shows."""

import sys

from rich.console import Console
from rich.table import Table

import muster.web as web
from muster.cli.guard import tell
from muster.cli.working import working

HOST = "127.0.0.1"


def open_demonstration(port: int, *, fresh: bool) -> None:
    """Serve the demonstration on this machine alone, and print a sign-in for each role."""
    folder = web.folder_of_demonstration()
    with working("Making the demonstration's pages") as progress:
        found = web.prepare_demonstration(folder, progress, fresh=fresh)
    console = Console(highlight=False)
    console.print(_signs(found))
    console.print(
        f"The pages are kept in {folder}; --fresh makes them anew. Nobody in them is real.\n"
        f"Open http://{HOST}:{port} and sign in. Ctrl-C stops it."
    )
    sys.stdout.flush()
    asked = web.Serving(host=HOST, port=port)
    web.serve_site(asked, told=lambda words: tell(words, style="green"))


def _signs(found: "tuple[web.SignIn, ...]") -> Table:
    table = Table(title="Sign in as", title_justify="left", box=None, pad_edge=False)
    for name in ("Role", "Over", "Email", "Password"):
        table.add_column(name)
    for each in found:
        table.add_row(each.role, each.place, each.email, each.password)
    return table
