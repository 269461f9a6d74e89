"""`muster return template`: a workbook to fill in."""

from pathlib import Path
from typing import Annotated

import typer

from muster.cli import options
from muster.cli.guard import tell
from muster.cli.holdings import doctrine_of
from muster.intake import write_template


def template(
    path: Annotated[Path, typer.Argument(metavar="FILE.xlsx", help="Where to write it.")],
    unit: Annotated[
        str | None,
        typer.Option("--unit", "-u", help="Say which tickets this kind of unit needs."),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Write over a file that is there already.")
    ] = False,
    doctrine: options.DoctrineDirs = [],  # noqa: B006
) -> None:
    """Write a workbook to fill in, with drop-downs, notes and the tables a return has.

    muster return template return.xlsx --unit psu
    """
    refuse_to_overwrite(path, force)
    written = write_template(path, doctrine=doctrine_of(doctrine), unit=unit)
    tell(f"Written to {written}; fill it in, then: muster return check {written}", style="green")


def refuse_to_overwrite(path: Path, force: bool) -> None:
    """Raise a usage error where a file would be lost and nobody said that it may be."""
    if path.is_file() and not force:
        raise typer.BadParameter(f"{path} is there already; give --force to write over it")
