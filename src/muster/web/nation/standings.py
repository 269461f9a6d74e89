"""How fresh what is held of each force is: how old, whether late, and how far it reaches."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from muster.policing import clock
from muster.web.documents.models import Document
from muster.web.picture.asked import Asked
from muster.web.picture.freshness import shelf_life
from muster.web.picture.holding import Holding
from muster.web.picture.reach import not_known_words, reach_of
from muster.web.rulebook import rulebook


@dataclass(frozen=True, slots=True)
class Standing:
    """What is held of a force as known at an instant; `age` is the return's, in days."""

    force: str
    document: Document | None
    age: int = 0
    late: bool = False
    begins: int = 0
    ends: int = 0

    def reaches(self, at: int) -> bool:
        """Say whether the return speaks of a UTC minute: nothing is guessed beyond its period."""
        return self.document is not None and self.begins <= at < self.ends

    def why_not_known(self, at: int) -> str:
        """Return why nothing is known of a UTC minute, empty where the return reaches it."""
        return not_known_words(self.document, at) if self.document else ""


def prepared(document: Document) -> datetime:
    """Return when a return was prepared, or came in where it does not say."""
    return document.prepared_at or document.received_at


def standings_of(holding: Holding, asked: Asked, forces: Iterable[str]) -> Mapping[str, Standing]:
    """Return how what is held of each force stands when it is asked."""
    return {slug: standing_of(slug, holding.documents.get(slug), asked) for slug in forces}


def standing_of(force: str, document: Document | None, asked: Asked) -> Standing:
    """Return how one force's return stands when it is asked."""
    if document is None:
        return Standing(force, None)
    old = asked.known - prepared(document)
    begins, ends = reach_of(document)
    return Standing(
        force,
        document,
        age=max(0, (_day(asked.known) - _day(prepared(document))).days),
        late=old > shelf_life(),
        begins=begins,
        ends=ends,
    )


def _day(instant: datetime) -> date:
    """Return the day of an instant in the United Kingdom, so that today's is no day old."""
    return instant.astimezone(clock.UK).date()


def counted_forces(region: str = "") -> tuple[str, ...]:
    """Return the territorial forces of the nation or of a region, in doctrine's order."""
    return tuple(
        each.slug
        for each in rulebook().forces
        if each.territorial and (not region or each.region == region)
    )
