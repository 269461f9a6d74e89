"""`muster return convert`: the same return in another format."""

from pathlib import Path
from typing import Annotated

import typer

from muster.cli import options
from muster.cli.guard import tell
from muster.cli.holdings import open_holdings
from muster.cli.return_template import refuse_to_overwrite
from muster.cli.working import working
from muster.errors import MusterError
from muster.intake import pack_return, write_return


class UnableToConvert(MusterError):
    """What was given is not one force's return."""


def convert(
    holding: options.OneForce,
    out: Annotated[
        Path,
        typer.Argument(
            metavar="OUT", help="A folder for CSVs, or a file: .xlsx, .json or .muster."
        ),
    ],
    skip_faulty: options.SkipFaulty = False,
    force: Annotated[
        bool, typer.Option("--force", help="Write over a file that is there already.")
    ] = False,
    doctrine: options.DoctrineDirs = [],  # noqa: B006
) -> None:
    """Write a return in another format: CSVs, a workbook, JSON or packed.

    Cells that a spreadsheet would take for formulas are neutralised on the way out.

        muster return convert west-midlands-2013 west-midlands.xlsx
    """
    refuse_to_overwrite(out, force)
    with working(f"Reading {holding}") as progress:
        held = open_holdings(holding, folders=doctrine, skip_faulty=skip_faulty, progress=progress)
    if held.network:
        raise UnableToConvert(f"{holding} is a network; convert one of its returns at a time")
    write = pack_return if out.suffix.lower() == ".muster" else write_return
    tell(f"Written to {write(held.returns[0], out)}", style="green")
