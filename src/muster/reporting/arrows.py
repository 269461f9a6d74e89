"""Arrows on a map: bent, as wide as what they carry, with the number where they start."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from math import hypot, sqrt

from muster.reporting.labels import Box, beside, box_about, text_width
from muster.reporting.svg import Point, tag

BEND = 0.13  # of an arrow's length: how far its middle stands off the straight line
NARROW, WIDE = 1.1, 5.0  # pixels of the least and the greatest arrow
SHORT = 9.0  # pixels before the place at which the point of an arrow stops
HEAD = 5.5  # pixels of the head of the narrowest
EDGE = 1.8  # pixels of paper seen on the two sides of an arrow, where it crosses another
NUMBER, PILL = 11, 15  # pixels of the number at the start, and of the plate it stands on


@dataclass(frozen=True, slots=True)
class Curve:
    """A bent line: its ends, and the point that pulls it aside."""

    start: Point
    pull: Point
    end: Point

    def at(self, share: float) -> Point:
        """Return the point a share of the way along."""
        weights = ((1 - share) ** 2, 2 * share * (1 - share), share**2)
        pairs = tuple(zip(weights, (self.start, self.pull, self.end), strict=True))
        return sum(w * p[0] for w, p in pairs), sum(w * p[1] for w, p in pairs)

    @property
    def length(self) -> float:
        """Return the straight distance between the ends."""
        return hypot(self.end[0] - self.start[0], self.end[1] - self.start[1])


def bent(start: Point, end: Point) -> Curve:
    """Return the curve from one point to another, always bent to the same side."""
    across, down = end[0] - start[0], end[1] - start[1]
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    return Curve(start, (middle[0] - down * BEND * 2, middle[1] + across * BEND * 2), end)


def width_of(count: float, most: float) -> float:
    """Return how wide an arrow is: its area to the eye grows with the count."""
    return NARROW + (WIDE - NARROW) * sqrt(count / most) if most > 1 else NARROW


def arrow_mark(curve: Curve, width: float) -> str:
    """Return an arrow that stops just short of its end; empty where there is no room for one."""
    size = HEAD + width
    if curve.length < SHORT + size:
        return ""
    tip_share = 1 - SHORT / curve.length
    neck_share = 1 - (SHORT + size) / curve.length
    tip, neck = curve.at(tip_share), curve.at(neck_share)
    shaft = _first_part(curve, neck_share)
    line = f"M{_said(shaft.start)}Q{_said(shaft.pull)} {_said(shaft.end)}"
    edge = tag("path", d=line, class_="arrow-edge", stroke_width=width + EDGE)
    return edge + tag("path", d=line, class_="arrow", stroke_width=width) + _head(neck, tip, size)


def _first_part(curve: Curve, share: float) -> Curve:
    """Return a curve as far as a share of the way along."""
    pull = tuple(s + (p - s) * share for s, p in zip(curve.start, curve.pull, strict=True))
    return Curve(curve.start, (pull[0], pull[1]), curve.at(share))


def _head(neck: Point, tip: Point, size: float) -> str:
    across, down = tip[0] - neck[0], tip[1] - neck[1]
    half = size / 2 / (hypot(across, down) or 1.0)
    aside = (-down * half, across * half)
    corners = (tip, _moved(neck, aside, 1), _moved(neck, aside, -1))
    return tag("path", d=f"M{'L'.join(_said(each) for each in corners)}z", class_="arrow-head")


def _moved(point: Point, by: Point, times: float) -> Point:
    return point[0] + by[0] * times, point[1] + by[1] * times


def boxes_along(curve: Curve) -> Iterator[Box]:
    """Yield small boxes along an arrow, for words to keep clear of."""
    for step in range(1, 16):
        yield box_about(curve.at(step / 16), 7, 7)


def number_boxes(curve: Curve, text: str) -> Iterator[Box]:
    """Yield where an arrow's number may stand: at its start, then further along, then beside."""
    width = max(PILL, text_width(text, NUMBER) + 8)
    for share in (0.0, 0.12, 0.2, 0.28, 0.36, 0.44, 0.52, 0.6):
        yield box_about(curve.at(share), width, PILL)
    yield from beside(curve.end, width, PILL, SHORT)


def number_mark(box: Box, text: str) -> str:
    """Return an arrow's number on its plate."""
    x, y = box.middle
    plate = tag(
        "rect",
        x=box.left,
        y=box.top,
        width=box.right - box.left,
        height=box.foot - box.top,
        rx=PILL / 2,
        class_="plate",
    )
    said = tag("text", escape(text), x=x, y=y + NUMBER * 0.36, class_="count", text_anchor="middle")
    return tag("g", plate + said, class_="number")


def _said(point: Point) -> str:
    return f"{point[0]:.1f} {point[1]:.1f}"
