"""Errors told in words with an exit code of their own, never as a traceback."""

import os
import sys
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import typer
from rich.console import Console
from rich.text import Text

from muster.errors import MusterError

P = ParamSpec("P")

FAULTS, UNABLE, SHORT, INTERRUPTED, PIPE_CLOSED = 1, 2, 3, 130, 141


def guarded(command: Callable[P, None]) -> Callable[P, None]:
    """Return a command that ends with a message and an exit code where it cannot be done."""

    @wraps(command)
    def run(*given: P.args, **named: P.kwargs) -> None:
        try:
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
