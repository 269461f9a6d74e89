"""Which events somebody may hear of.

An event of a force is heard by those who may see that force's picture, or whatever its topic
asks for. Where it moves the sums of a region or the nation, everybody who sees those hears
that something moved, and not in which force.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from muster.web.accounts.rights import Place, Right, Viewer, may

SESSIONS = "sessions"  # somebody's access changed: heard by the streams alone, never by a screen
AS_TOLD, AS_SUMS = True, False


@dataclass(frozen=True, slots=True)
class Topic:
    """The right that an event of a force asks for, and whether it moves sums."""

    right: Right = Right.SEE_PICTURE
    sums: bool = False


TOPICS: Mapping[str, Topic] = {
    "returns": Topic(sums=True),
    "documents": Topic(sums=True),
    "judgements": Topic(sums=True),
    "uploads": Topic(Right.SEE_RETURNS),
    "late": Topic(Right.SEE_RETURNS),
    "requests": Topic(Right.SEE_REQUESTS),
}
PICTURE = Topic()


@dataclass(frozen=True, slots=True)
class Happening:
    """One event, as it was announced or as somebody may hear of it."""

    number: int
    at: str
    topic: str
    force: str
    detail: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Permit:
    """Who follows what, told until `upto`: no topics are all of them, no forces every one.

    `until` is when the session or a right of its viewer ends by itself, as far as is known.
    """

    viewer: Viewer
    topics: frozenset[str] = frozenset()
    forces: frozenset[str] = frozenset()
    upto: int = 0
    until: datetime | None = None

    def shown(self, event: Happening) -> Happening | None:
        """Return an event as its viewer may hear of it; None where not at all."""
        if event.topic == SESSIONS or (self.topics and event.topic not in self.topics):
            return None
        topic = TOPICS.get(event.topic, PICTURE)
        if not event.force or may(self.viewer, topic.right, Place.force(event.force)):
            wanted = not (self.forces and event.force) or event.force in self.forces
            return event if wanted else None
        if topic.sums and not self.forces and may(self.viewer, Right.SEE_SUMS, Place.nation()):
            return replace(event, force="", detail={})
        return None
