"""The 43 police areas on the map: their outlines, and in which of them a place lies.

The maps are TopoJSON built by `tools/build_map.py`: a border is kept once, as an arc, and both
its areas name it, so that neighbours meet exactly and a place is never in two areas.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import accumulate, pairwise
from typing import Any

from muster.policing import Place

Corner = tuple[int, int]
FINE, DRAWN = "police-areas.json", "police-areas-drawn.json"


@dataclass(frozen=True, slots=True)
class Arc:
    """A piece of border from one fork to the next, and the box it lies in.

    `corners` are lines of the map's lattice, easting first.
    """

    corners: tuple[Corner, ...]
    west: int
    east: int
    south: int
    north: int

    def crossings(self, x: float, y: float) -> int:
        """Return how often a line due east from a point crosses this border, by odd or even."""
        if not self.south <= y <= self.north or x >= self.east:
            return 0
        if x < self.west:
            return (self.corners[0][1] > y) != (self.corners[-1][1] > y)
        return sum(
            (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1)
            for (x1, y1), (x2, y2) in pairwise(self.corners)
        )


@dataclass(frozen=True, slots=True)
class Outline:
    """A piece of land: an area of the 43, by its force, or other land about them, by name.

    `polygons` hold rings (the outer one, then its holes) as numbers of arcs; `~n` is arc n
    walked backwards. `middle` is that of the widest circle within, None for land about.
    """

    name: str
    polygons: tuple[tuple[tuple[int, ...], ...], ...]
    middle: Place | None

    @property
    def arcs(self) -> Iterator[int]:
        """Yield the number of every arc of its border."""
        for polygon in self.polygons:
            for ring in polygon:
                for number in ring:
                    yield number if number >= 0 else ~number


@dataclass(frozen=True, slots=True)
class AreaMap:
    """A map of the 43 areas (`areas`, by slug of force) and of land about them (`around`).

    `credit` must stand beside every picture made from it. Corners are counted in steps of
    `scale` degrees of longitude and latitude from `origin`.
    """

    areas: tuple[Outline, ...]
    around: tuple[Outline, ...]
    arcs: tuple[Arc, ...]
    scale: tuple[float, float]
    origin: tuple[float, float]
    credit: str

    def area(self, force: str) -> Outline | None:
        """Return a force's area; None for a force that has none."""
        return next((each for each in self.areas if each.name == force), None)

    def area_at(self, place: Place) -> str | None:
        """Return the force in whose area a place lies; None at sea and beyond the 43."""
        x = (place.lon - self.origin[0]) / self.scale[0]
        y = (place.lat - self.origin[1]) / self.scale[1]
        odd = [arc.crossings(x, y) % 2 for arc in self.arcs]
        return next((each.name for each in self.areas if _odd(odd[at] for at in each.arcs)), None)

    def rings(self, outline: Outline) -> Iterator[tuple[Corner, ...]]:
        """Yield the corners of each ring of an outline, the first again at the end."""
        for polygon in outline.polygons:
            for ring in polygon:
                yield self._ring(ring)

    def place(self, corner: Corner) -> Place:
        """Return where a corner is."""
        return _place(corner, self.scale, self.origin)

    def _ring(self, numbers: tuple[int, ...]) -> tuple[Corner, ...]:
        corners: list[Corner] = []
        for number in numbers:
            line = self.arcs[number].corners if number >= 0 else self.arcs[~number].corners[::-1]
            corners += line[1:] if corners else line
        return tuple(corners)


def police_area_at(place: Place) -> str | None:
    """Return the slug of the force in whose area a place lies; None at sea and beyond the 43.

    Areas are those of postcodes in November 2025: beside a border, as right as docs/map.md says.
    """
    return read_area_map().area_at(place)


@lru_cache(maxsize=2)
def read_area_map(*, drawn: bool = False) -> AreaMap:
    """Return the map of the police areas, read once; `drawn` is the coarser one for pictures."""
    file = resources.files("muster.doctrine") / "data" / (DRAWN if drawn else FINE)
    held = json.loads(file.read_text("utf-8"))
    scale, origin = (tuple(held["transform"][each]) for each in ("scale", "translate"))
    said = held["metadata"]
    areas, around = (
        tuple(_outline(each, scale, origin) for each in held["objects"][name]["geometries"])
        for name in ("areas", "around")
    )
    arcs = tuple(_arc(deltas) for deltas in held["arcs"])
    return AreaMap(areas, around, arcs, scale, origin, f"{said['credit']}. {said['coast_credit']}.")


def _arc(deltas: list[list[int]]) -> Arc:
    across, up = ([*accumulate(steps)] for steps in zip(*deltas, strict=True))
    corners = tuple(zip(across, up, strict=True))
    return Arc(corners, min(across), max(across), min(up), max(up))


def _outline(given: Any, scale: tuple[float, ...], origin: tuple[float, ...]) -> Outline:
    polygons = tuple(tuple(tuple(ring) for ring in polygon) for polygon in given["arcs"])
    middle = given.get("properties", {}).get("middle")
    return Outline(given["id"], polygons, _place(middle, scale, origin) if middle else None)


def _place(corner: Iterable[int], scale: tuple[float, ...], origin: tuple[float, ...]) -> Place:
    x, y = corner
    return Place(lat=origin[1] + y * scale[1], lon=origin[0] + x * scale[0])


def _odd(numbers: Iterable[int]) -> bool:
    return sum(numbers) % 2 == 1
