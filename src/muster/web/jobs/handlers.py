"""Which function does which kind of work, and which kinds come round by the clock.

An app registers its own in a module called `handlers`, which is imported where work is done.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils.module_loading import autodiscover_modules

from muster.errors import MusterError
from muster.web.jobs.models import Job

Handler = Callable[[dict[str, Any], Job], None]
MODULE = "handlers"


class UnableToRegister(MusterError):
    """A kind of work has two handlers, or comes round at no time."""


@dataclass(frozen=True)
class Round:
    """A kind of work that comes round: every so often, so long after midnight UTC."""

    kind: str
    period: timedelta
    after: timedelta


HANDLERS: dict[str, Handler] = {}
ROUNDS: dict[str, Round] = {}


def handles(kind: str) -> Callable[[Handler], Handler]:
    """Let a function `(payload, job)` do the work of a kind.

    It may be called more than once for one job, and its effect must be as of once: it either
    does its effect and `finish(job)` in one transaction, or does what can be done again.
    Raises UnableToRegister where the kind has a handler already.
    """

    def register(handler: Handler) -> Handler:
        if HANDLERS.setdefault(kind, handler) is not handler:
            raise UnableToRegister(f"{kind} has a handler already; give the work another name")
        return handler

    return register


def every(*, minutes: int, after: int = 0) -> Callable[[Handler], Handler]:
    """Let the work of a handler come round every so many minutes; write it above `@handles`.

    Slots are counted from midnight UTC, `after` minutes later; each is worked once, by whichever
    worker comes first, and those missed while nobody worked are made up for once.
    Raises UnableToRegister for what is no handler or does not come round.
    """

    def register(handler: Handler) -> Handler:
        kind = next((kind for kind, each in HANDLERS.items() if each is handler), None)
        if kind is None or minutes < 1 or not 0 <= after < minutes:
            raise UnableToRegister(
                "write @every(minutes=…) above @handles(…), with a minute or more between rounds"
            )
        ROUNDS[kind] = Round(kind, timedelta(minutes=minutes), timedelta(minutes=after))
        return handler

    return register


def discover() -> Mapping[str, Handler]:
    """Import the handlers of every app, and return them by kind."""
    autodiscover_modules(MODULE)
    return HANDLERS
