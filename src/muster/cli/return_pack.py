"""`muster return pack`: one checked, columnar file."""

from pathlib import Path
from typing import Annotated

import typer

from muster.cli import options
from muster.cli.guard import tell
from muster.cli.holdings import doctrine_of
from muster.cli.places import refuse_source, refuse_suffix
from muster.cli.return_template import refuse_to_overwrite
from muster.cli.working import working
from muster.intake import pack_return, read_return

SUFFIXES = (".muster",)


def pack(
    path: options.ReturnPath,
    out: Annotated[
        Path | None,
        typer.Argument(metavar="FILE.muster", help="Where to write it: <force>.muster by default."),
    ] = None,
    skip_faulty: options.SkipFaulty = False,
    force: Annotated[
        bool, typer.Option("--force", help="Write over a file that is there already.")
    ] = False,
    doctrine: options.DoctrineDirs = [],  # noqa: B006
) -> None:
    """Check a return and keep it as one small file that every command takes.

    It carries the digest of what it was made from, the doctrine's, and the rows skipped.
    Telephone numbers and addresses have no place in it.

        muster return pack return.xlsx barsetshire.muster
    """
    with working(f"Reading {path}") as progress:
        found = read_return(
            path, doctrine=doctrine_of(doctrine), skip_faulty=skip_faulty, progress=progress
        )
    place = out or Path(f"{found.force}.muster")
    refuse_suffix(place, SUFFIXES)
    refuse_source(place, path)
    refuse_to_overwrite(place, force)
    written = pack_return(found, place)
    skipped = sum(found.rows_skipped.values())
    said = f"; {skipped:,} faulty rows were left out" if skipped else ""
    tell(f"Written to {written}{said}", style="yellow" if skipped else "green")
