"""`muster doctrine check`: is a folder of local figures sound?"""

from pathlib import Path
from typing import Annotated

import typer

from muster.cli.guard import tell
from muster.doctrine import read_doctrine


def check(
    folders: Annotated[
        list[Path], typer.Argument(metavar="DIR...", help="Folders of TOML files, in order.")
    ],
) -> None:
    """Check your own doctrine, laid over the shipped one; every figure needs a source.

    Ends with 1 when there are faults.

        muster doctrine check our-doctrine/
    """
    doctrine = read_doctrine(*folders)
    soft = sum(each.source.standing != "published" for each in doctrine.origins.values())
    tell(
        f"Sound: {len(doctrine.origins):,} dated and sourced figures, {soft:,} of them "
        "recalled, local or assumed",
        style="green",
    )
