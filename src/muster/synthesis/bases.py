"""Where a force's people start from: headquarters, and bases spread around it."""

import numpy as np

from muster.strength import Bases
from muster.synthesis.setting import Setting
from muster.synthesis.stream import Floats

SMOOTHING = 3  # draws averaged, so that most bases are nearer than the edge
PLACES = 4  # decimals of a degree: about ten metres


def make_bases(setting: Setting) -> Bases:
    """Return the bases, headquarters first, then by falling size.

    They spread around the place doctrine gives; some may fall in the sea.
    """
    figures = setting.calibration.bases
    count = min(max(setting.size // figures.officers_each, figures.at_least), figures.at_most)
    spread = setting.own.spread_km or figures.spread_km
    north, east = (
        setting.stream(topic).uniform(count * SMOOTHING).reshape(SMOOTHING, count)
        for topic in ("bases north", "bases east")
    )
    lat = setting.force.place.lat + _kilometres(north, spread) / figures.km_per_degree_lat
    lon = setting.force.place.lon + _kilometres(east, spread) / figures.km_per_degree_lon
    return Bases(
        name=("Headquarters", *(f"Base {number}" for number in range(1, count))),
        lat=np.round(lat, PLACES),
        lon=np.round(lon, PLACES),
    )


def _kilometres(draws: Floats, spread: float) -> Floats:
    """Return distances from -spread to spread, 0 for headquarters, mostly near the middle."""
    mean = (draws[0] + draws[1] + draws[2]) / SMOOTHING
    distance = np.asarray((mean * 2 - 1) * spread)
    distance[0] = 0.0
    return distance
