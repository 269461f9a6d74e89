"""A key for contacts, and what a control room declares."""

from base64 import b64encode
from dataclasses import dataclass

import pytest
from tests.web.cast import FORCE

from muster.policing import clock as minutes
from muster.web import clock
from muster.web.tours.actions import Declared, Figure, Nominated, Stood, declare_tour
from muster.web.tours.models import Declaration
from muster.web.tours.queries import tour_of

KEY, NEW_KEY = (b64encode(bytes([byte]) * 32).decode() for byte in (7, 8))
NUMBER = "07700 900123"


@pytest.fixture(autouse=True)
def locked(settings):
    """Give the server a key."""
    settings.CONTACTS_KEYS = [KEY]


@dataclass
class Room:
    """A control room that declares."""

    cast: object
    count: int = 0

    def declare(self, *, at=None, force=FORCE, token="", seen=None, **changed) -> Declaration:
        """Return a declaration of the tour at a minute, now where none is given."""
        self.count += 1
        given = {
            "on_call_officer": "Supt A. Hale",
            "contact": NUMBER,
            "commanders": (Nominated("1419", "Inspector", "Base 1"),),
            "vehicles": (
                Stood("PC1", "carrier", "Base 1", True),
                Stood("PC2", "carrier", "Yard", False),
            ),
            "figures": (Figure("psu", 60, 5),),
        } | changed
        now = clock.now()
        tour = tour_of(force, minutes.minute_of(now) if at is None else at, now)
        by = self.cast.viewer("control_room")
        return declare_tour(
            force, tour, Declared(**given), by=by, token=token or f"form-{self.count}", seen=seen
        )


@pytest.fixture
def room(cast, held_clock) -> Room:
    """Return a control room, the clock held at noon."""
    return Room(cast)
