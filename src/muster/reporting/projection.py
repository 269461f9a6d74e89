"""From places to the page: a transverse Mercator projection, and a frame that it is seen in."""

from dataclasses import dataclass
from math import atan2, atanh, cos, radians, sin, tan

from muster.policing import Place
from muster.reporting.svg import Point

EARTH = 6371.0  # kilometres: the mean radius; shapes are right, distances within half a percent
MERIDIAN, PARALLEL = radians(-2), radians(49)  # those of the National Grid


def project(place: Place) -> Point:
    """Return kilometres east of 2° west and north of 49° north; angles are as on the ground."""
    lat, turned = radians(place.lat), radians(place.lon) - MERIDIAN
    east = atanh(cos(lat) * sin(turned))
    north = atan2(tan(lat), cos(turned)) - PARALLEL
    return EARTH * east, EARTH * north


@dataclass(frozen=True, slots=True)
class View:
    """A frame on the page: its left and top, the kilometres these stand for, pixels to one."""

    left: float
    top: float
    width: float
    height: float
    west: float
    north: float
    scale: float

    def at(self, place: Place) -> Point:
        """Return where on the page a place is."""
        east, north = project(place)
        return self.left + (east - self.west) * self.scale, self.top + (
            self.north - north
        ) * self.scale

    def shows(self, point: Point) -> bool:
        """Say whether a point of the page lies in the frame."""
        x, y = point
        return self.left <= x <= self.left + self.width and self.top <= y <= self.top + self.height

    def within(self, point: Point, margin: float) -> Point:
        """Return a point moved to the nearest place at least a margin inside the frame."""
        x, y = point
        right, foot = self.left + self.width, self.top + self.height
        return (
            min(max(x, self.left + margin), right - margin),
            min(max(y, self.top + margin), foot - margin),
        )
