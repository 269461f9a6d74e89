"""Travel times from the straight line alone: no server, no map, and it says so."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from muster.doctrine import TravelSpeeds
from muster.mobilisation.travel_times import (
    Minutes,
    UnableToAskTravelTimes,
    describe_place,
    round_up,
)
from muster.policing import Place

EARTH_KM = 6371.0088

Kilometres = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class GreatCircleTravel:
    """The great-circle distance by doctrine's factor and speeds.

    Each stretch of a journey is driven at the speed of its band, so that a longer road never
    takes less time. Traffic, sea and mountains are not known to it.
    """

    speeds: TravelSpeeds

    @property
    def name(self) -> str:
        """Return the method, its factor and how firm its figures are."""
        standing = self.speeds.source.standing
        return f"great circle × {self.speeds.factor:g} with speed bands ({standing} figures)"

    def minutes(self, origins: Sequence[Place], destinations: Sequence[Place]) -> Minutes:
        """Return whole minutes, rounded up, int64 (origins, destinations).

        Raises UnableToAskTravelTimes for a place that is not on the globe.
        """
        road = great_circle_km(origins, destinations) * self.speeds.factor
        taken = np.zeros_like(road)
        edges = [*(band.over_km for band in self.speeds.bands), np.inf]
        for band, (start, stop) in zip(self.speeds.bands, pairwise(edges), strict=True):
            taken += np.clip(road - start, 0, stop - start) / band.kmh
        return round_up(taken * 60)


def great_circle_km(origins: Sequence[Place], destinations: Sequence[Place]) -> Kilometres:
    """Return great-circle distances in kilometres, (origins, destinations), by haversines.

    Raises UnableToAskTravelTimes for a place that is not on the globe.
    """
    lat_from, lon_from = (each[:, None] for each in _radians(origins))
    lat_to, lon_to = (each[None, :] for each in _radians(destinations))
    across = np.cos(lat_from) * np.cos(lat_to) * np.sin((lon_to - lon_from) / 2) ** 2
    haversine = np.sin((lat_to - lat_from) / 2) ** 2 + across
    distances: Kilometres = 2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(haversine, 0, 1)))
    return distances


def _radians(places: Sequence[Place]) -> tuple[Kilometres, Kilometres]:
    for place in places:
        if not (abs(place.lat) <= 90 and abs(place.lon) <= 180):
            raise UnableToAskTravelTimes(
                f"{describe_place(place)} is no place; give latitude and longitude in degrees"
            )
    lat = np.array([place.lat for place in places], dtype=np.float64)
    lon = np.array([place.lon for place in places], dtype=np.float64)
    return np.radians(lat), np.radians(lon)
