"""What other apps have to tell somebody today: each registers its own, and this page knows none.

An app registers from the `ready` of its `apps.py`:

    @tells_today(Slot.DECIDE)
    def judgements_asked(viewer: Viewer, place: Place, asked: Asked) -> Iterable[Item]: ...

`place` is what the viewer is appointed over. A source keeps to what the viewer may see there and
to what was recorded by `asked.known`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from muster.web.accounts.rights import Place, Viewer
from muster.web.picture.asked import Asked


class Slot(StrEnum):
    """Where on the page something is told."""

    DECIDE = "decide"  # judgements asked, signatures, requests: a chief officer's
    RETURN = "return"  # faults outstanding, returns half done: a planning lead's
    TOUR = "tour"  # the declaration of this tour: a control room's
    REQUEST = "request"  # data requests and their answers: an inspector's
    HEALTH = "health"  # what an administrator should know


@dataclass(frozen=True)
class Item:
    """One thing to tell: a title, a few words, where it leads, by when, and how well it stands.

    Tones: good, short, none, unknown; `action` is what the link is called.
    """

    title: str
    words: str = ""
    url: str = ""
    action: str = ""
    due: datetime | None = None
    tone: str = ""


Source = Callable[[Viewer, Place, Asked], Iterable[Item]]
SOURCES: dict[Slot, list[Source]] = {slot: [] for slot in Slot}


def tells_today(slot: Slot) -> Callable[[Source], Source]:
    """Register what tells things for a slot; twice is once."""

    def keep(source: Source) -> Source:
        if source not in SOURCES[slot]:
            SOURCES[slot].append(source)
        return source

    return keep


def told(slot: Slot, viewer: Viewer, place: Place, asked: Asked) -> list[Item]:
    """Return everything that is told for a slot: what is due first, then the rest as it comes."""
    found = [each for source in SOURCES[slot] for each in source(viewer, place, asked)]
    return sorted(
        found, key=lambda each: (each.due is None, each.due.timestamp() if each.due else 0)
    )


def heard(slot: Slot) -> bool:
    """Say whether any app tells things for a slot."""
    return bool(SOURCES[slot])
