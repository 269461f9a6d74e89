"""A point on the ground."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A position in decimal degrees, WGS 84."""

    lat: float
    lon: float
