"""A request that is open, put to a force and its neighbour by an inspector of the region."""

from datetime import timedelta

import pytest
from tests.web.cast import FORCE, NEXT_FORCE, REGION, REQUEST, Part

from muster.web import clock
from muster.web.accounts.models import Reach, Role
from muster.web.accounts.rights import viewer_for
from muster.web.inspections.actions import Requested, ask_forces, open_request

CRITERION = "public-order.capacity.local-need"


class Inspection:
    """An inspector over a region, a request, and what they ask."""

    def __init__(self, cast):
        self.cast = cast
        self.inspector = cast.user("unappointed")
        cast.appoint(self.inspector, Part(Role.INSPECTOR, Reach.REGION, REGION))
        now = clock.now()
        requested = Requested(
            REQUEST,
            "Public order",
            "How much, by when.",
            now,
            now + timedelta(days=14),
            (FORCE, NEXT_FORCE),
        )
        self.request = open_request(requested, by=self.viewer)
        self.asked = 0

    @property
    def viewer(self):
        """Return the inspector as rights see them now."""
        return viewer_for(self.inspector)

    @property
    def client(self):
        """Return the inspector's browser."""
        return self.cast.client("unappointed")

    def ask(self, *forces, text="How many?", token=""):
        """Return a question put to forces; to the force alone where none is named."""
        self.asked += 1
        return ask_forces(
            self.request,
            forces or (FORCE,),
            CRITERION,
            text,
            by=self.viewer,
            token=token or f"question-{self.asked}",
        )


@pytest.fixture
def inspection(cast, held_clock):
    """Return a request that has just been opened."""
    return Inspection(cast)
