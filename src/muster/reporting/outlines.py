"""The land of a map as paths on the page: made once for each frame, for it never changes."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from muster.doctrine import AreaMap, Outline, read_area_map
from muster.reporting.projection import View, project
from muster.reporting.svg import Point

WIDTH = 720
WEST, EAST, SOUTH, NORTH = -325.0, 260.0, 88.0, 770.0  # kilometres, as `project` counts them
SCALE = WIDTH / (EAST - WEST)
LONDON = ("metropolitan", "city-of-london")
INSET = (506.0, 8.0, 206.0, 172.0)  # left, top, width, height, on the page
INSET_WEST, INSET_NORTH, INSET_SCALE = 99.6, 310.5, 3.1
MARGIN, TALLEST = 0.06, 0.95  # about a closer view: a share of its width, and height to width
LEAST = 1.0  # square pixels: a smaller piece of land, or hole in it, is not drawn


def country(top: float) -> View:
    """Return the frame that shows England and Wales, so far from the top of the page."""
    return View(0, top, WIDTH, (NORTH - SOUTH) * SCALE, WEST, NORTH, SCALE)


def london(top: float) -> View:
    """Return the frame that shows London larger."""
    left, down, width, height = INSET
    return View(left, top + down, width, height, INSET_WEST, INSET_NORTH, INSET_SCALE)


@lru_cache(maxsize=32)
def closer(forces: tuple[str, ...], top: float) -> View:
    """Return the frame that shows some forces' areas as large as the page lets it."""
    held = read_area_map(drawn=True)
    places = [
        project(held.place(corner))
        for each in held.areas
        if each.name in forces
        for ring in held.rings(each)
        for corner in ring
    ]
    (west, east), (south, north) = ((min(axis), max(axis)) for axis in zip(*places, strict=True))
    margin = MARGIN * max(east - west, north - south)
    wide, tall = east - west + 2 * margin, north - south + 2 * margin
    scale = min(WIDTH / wide, WIDTH * TALLEST / tall)
    spare = (WIDTH / scale - wide) / 2
    return View(0, top, WIDTH, tall * scale, west - margin - spare, north + margin, scale)


def area_paths(view: View) -> dict[str, str]:
    """Return the 43 areas as path data, by slug of force."""
    return _paths(view, around=False)


def land_about(view: View) -> str:
    """Return all other land that is in sight as path data."""
    return "".join(_paths(view, around=True).values())


@lru_cache(maxsize=8)
def london_paths(view: View) -> dict[str, str]:
    """Return the two areas of London as path data, from the finer map."""
    held = read_area_map()
    return {each.name: _path(_seen(held, each, view)) for each in held.areas if each.name in LONDON}


@lru_cache(maxsize=32)
def _paths(view: View, *, around: bool) -> dict[str, str]:
    held = read_area_map(drawn=True)
    outlines = held.around if around else held.areas
    return {each.name: _path(_seen(held, each, view)) for each in outlines}


def _seen(held: AreaMap, outline: Outline, view: View) -> Iterator[list[Point]]:
    """Yield the rings of an outline that are in sight and large enough to be."""
    for ring in held.rings(outline):
        points = [view.at(held.place(corner)) for corner in ring]
        if any(view.shows(point) for point in points) and abs(_size(points)) >= LEAST:
            yield points


def _size(ring: list[Point]) -> float:
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring)) / 2


def _path(rings: Iterable[list[Point]]) -> str:
    """Return rings as steps in tenths of a pixel, which is shorter than places."""
    return "".join(_ring([(round(10 * x), round(10 * y)) for x, y in ring]) for ring in rings)


def _ring(corners: list[tuple[int, int]]) -> str:
    (x, y), *rest = corners
    said = [f"M{_tenths(x)} {_tenths(y)}l"]
    for next_x, next_y in rest[:-1]:
        if (next_x, next_y) != (x, y):
            said.append(f"{_tenths(next_x - x)} {_tenths(next_y - y)} ")
        x, y = next_x, next_y
    return "".join(said).replace(" -", "-").rstrip() + "z"


def _tenths(value: int) -> str:
    whole = f"{value / 10:.1f}".removesuffix(".0")
    return whole.replace("0.", ".", 1) if whole.startswith(("0.", "-0.")) else whole
