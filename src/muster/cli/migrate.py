"""`muster migrate` and `muster backup`: the database up to date, and kept safe."""

import sys
from pathlib import Path
from typing import Annotated

import typer

import muster.web as web
from muster.cli.guard import tell


def migrate(
    copy: Annotated[
        bool,
        typer.Option("--copy/--no-copy", help="Copy a database that is a file first."),
    ] = True,
) -> None:
    """Make the server's database, or bring it up to date; what is in it stays.

    What was applied is printed, a line each. A database that is a file is copied beside itself
    first; back PostgreSQL up by its own means before (pg_dump).

        muster migrate
    """
    done = web.migrate_database(copy=copy)
    if done.copy is not None:
        tell(f"Copied to {done.copy} first; remove it once all is well", style="green")
    sys.stdout.write("".join(f"{each}\n" for each in done.applied))
    tell(f"{len(done.applied)} applied" if done.applied else "Up to date already", style="green")


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to.")],
) -> None:
    """Copy the server's database, also while it runs, where that is a file.

    For PostgreSQL it says what to run instead.

        muster backup muster-monday.sqlite3
    """
    tell(f"Copied to {web.back_up(file)}", style="green")
