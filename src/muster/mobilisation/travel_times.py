"""How long journeys take: what every source of travel times promises."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from muster.errors import MusterError
from muster.policing import Place

Minutes = NDArray[np.int64]
FUZZ_DIGITS = 6


class UnableToAskTravelTimes(MusterError):
    """No travel time could be had for every pair; the message says which, and what to do."""


class TravelTimes(Protocol):
    """A source of travel times. Its `name` stands in every answer that rests on it."""

    @property
    def name(self) -> str:
        """Return which source spoke, as a reader is told it."""
        ...

    def minutes(self, origins: Sequence[Place], destinations: Sequence[Place]) -> Minutes:
        """Return whole minutes, rounded up, int64 (origins, destinations).

        Raises UnableToAskTravelTimes unless every pair has a time.
        """
        ...


def round_up(minutes: NDArray[np.float64]) -> Minutes:
    """Return minutes as whole ones, rounded up; a ten-thousandth of a second is no minute."""
    return np.ceil(np.round(minutes, FUZZ_DIGITS)).astype(np.int64)


def describe_place(place: Place) -> str:
    """Return a place as latitude and longitude."""
    return f"({place.lat:.4f}, {place.lon:.4f})"
