"""The command line as a whole: what there is, and how it ends."""

import sys
from collections.abc import Sequence
from importlib import metadata
from typing import Annotated, Any, cast

import typer
from typer import rich_utils
from typer.main import get_command

from muster.cli.compiled import find_room
from muster.cli.guard import PIPE_CLOSED
from muster.cli.lazy import ROOT, SETTINGS, LazyGroup

EPILOG = """
**Try** `muster demo`, then `muster strength west-midlands-2013`, then `muster strength nation`.

**Exit codes**: 0 done; 1 faults were found in a return or in doctrine; 2 it could not be done,
or was not understood; 3 the answer is below the `--floor` given; 130 interrupted;
141 the reader of a pipe went away.
"""

app = typer.Typer(
    name=ROOT,
    cls=LazyGroup,
    no_args_is_help=True,
    rich_markup_mode="markdown",
    epilog=EPILOG,
    context_settings=SETTINGS,
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"muster {metadata.version('muster-spr')}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version.")
    ] = False,
) -> None:
    """How many whole units can a police force raise, by when, and what stops the next one?"""


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command line (the process's own by default) and return its exit code."""
    try:
        code = get_command(app).main(args=arguments, prog_name=ROOT, standalone_mode=False)
    except typer.TyperException as wrong:
        rich_utils.rich_format_error(cast(Any, wrong))
        return wrong.exit_code
    except SystemExit as ended:  # how Rich and Typer end when nobody reads on
        if isinstance(ended.__context__, BrokenPipeError):
            return PIPE_CLOSED
        raise
    return code if isinstance(code, int) else 0


def main() -> None:
    """Run the process's command line and end with its exit code."""
    find_room()
    sys.exit(run())
