"""Errors told in words with an exit code of their own, never as a traceback."""

import os
import sys
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import typer
from rich.console import Console
from rich.text import Text

from muster.cli.places import refuse_places
from muster.errors import MusterError

P = ParamSpec("P")

FAULTS, UNABLE, SHORT, INTERRUPTED, PIPE_CLOSED = 1, 2, 3, 130, 141
TOO_MUCH = {
    OverflowError: "A figure given is too large to work with; give a smaller one",
    MemoryError: "There is not enough memory for this; ask about less at a time",
    RecursionError: "What was given is nested too deeply to read; write it more plainly",
}


def guarded(command: Callable[P, None]) -> Callable[P, None]:
    """Return a command that ends with a message and an exit code where it cannot be done."""

    @wraps(command)
    def run(*given: P.args, **named: P.kwargs) -> None:
        try:
            refuse_places(named)
            command(*given, **named)
            sys.stdout.flush()
        except KeyboardInterrupt:
            tell("Interrupted; nothing more was done", style="yellow")
            raise typer.Exit(INTERRUPTED) from None
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(PIPE_CLOSED) from None
        except MusterError as wrong:
            tell(str(wrong))
            raise typer.Exit(FAULTS if getattr(wrong, "faults", ()) else UNABLE) from None
        except tuple(TOO_MUCH) as wrong:
            tell(next(said for kind, said in TOO_MUCH.items() if isinstance(wrong, kind)))
            raise typer.Exit(UNABLE) from None
        except OSError as wrong:
            place = f"{wrong.filename}: " if wrong.filename else "The answer could not be written: "
            tell(f"{place}{wrong.strerror or wrong}; check the place, and that you may use it")
            raise typer.Exit(UNABLE) from None

    return run


def tell(message: str, style: str = "red") -> None:
    """Write a message to stderr, its first line coloured."""
    first, _, rest = message.partition("\n")
    console = Console(stderr=True, highlight=False)
    console.print(Text(first, style=style), soft_wrap=True)
    if rest:
        console.print(Text(rest), soft_wrap=True)
