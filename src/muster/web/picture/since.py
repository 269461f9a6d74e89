"""What was recorded since a return was made: judgements, and what changes strength for a while."""

from collections.abc import Callable
from dataclasses import dataclass

from muster.assessment import Judgement
from muster.strength import Overlay
from muster.web.picture.asked import Asked


@dataclass(frozen=True)
class Since:
    """Judgements and overlays recorded beside a return."""

    judgements: tuple[Judgement, ...] = ()
    overlays: tuple[Overlay, ...] = ()

    def __add__(self, other: "Since") -> "Since":
        """Return both together."""
        return Since(self.judgements + other.judgements, self.overlays + other.overlays)


Source = Callable[[str, Asked], Since]
SOURCES: list[Source] = []


def tells_since(source: Source) -> Source:
    """Register a function of (force, what is asked) that returns what was recorded since.

    An app registers its own from `apps.py`, so that the picture knows none of them. It keeps
    to what was recorded by `asked.known`.
    """
    if source not in SOURCES:
        SOURCES.append(source)
    return source


def since_return(force: str, asked: Asked) -> Since:
    """Return all that was recorded since a force's return, as known when it is asked."""
    found = Since()
    for source in SOURCES:
        found = found + source(force, asked)
    return found
