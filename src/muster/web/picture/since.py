"""What was recorded since a return was made: judgements, and what changes strength for a while."""

from collections.abc import Callable, Collection, Iterable
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


NOTHING = Since()
Source = Callable[[str, Asked], Since]
Among = Callable[[Asked], Collection[str]]
SOURCES: dict[Source, Among | None] = {}


def tells_since(source: Source, among: Among | None = None) -> Source:
    """Register a function of (force, what is asked) that returns what was recorded since.

    An app registers its own when it is ready, so that the picture knows none of them. It keeps
    to what was recorded by `asked.known`. `among` names the forces it has anything to say of,
    so that a nation is not asked force by force.
    """
    SOURCES[source] = among
    return source


def since_return(force: str, asked: Asked) -> Since:
    """Return all that was recorded since a force's return, as known when it is asked."""
    found = Since()
    for source in SOURCES:
        found = found + source(force, asked)
    return found


def since_returns(forces: Iterable[str], asked: Asked) -> dict[str, Since]:
    """Return what was recorded since the return of each of many forces."""
    found = dict.fromkeys(forces, NOTHING)
    for source, among in SOURCES.items():
        told = found.keys() if among is None else found.keys() & set(among(asked))
        for force in sorted(told):
            found[force] = found[force] + source(force, asked)
    return found
