"""Where words go on a picture so that few of them stand on one another."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from muster.reporting.svg import Point

LETTER = 0.6  # of the size of type: the mean width of a letter
SIDES = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (-1, -1), (1, 1), (-1, 1))


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle that something takes up on the page."""

    left: float
    top: float
    right: float
    foot: float

    def over(self, other: "Box") -> float:
        """Return how much of the page two boxes share, in square units."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.foot, other.foot) - max(self.top, other.top)
        return max(0.0, across) * max(0.0, down)

    @property
    def middle(self) -> Point:
        """Return its middle."""
        return (self.left + self.right) / 2, (self.top + self.foot) / 2


def box_about(point: Point, width: float, height: float) -> Box:
    """Return the box of a size with its middle at a point."""
    x, y = point
    return Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def text_width(text: str, size: float) -> float:
    """Return about how wide a text is set in a size of type."""
    return max(1, len(text)) * size * LETTER


def beside(point: Point, width: float, height: float, gap: float) -> Iterator[Box]:
    """Yield the boxes on the eight sides of a point, right first, a gap away from it."""
    for across, down in SIDES:
        middle = (
            point[0] + across * (gap + width / 2),
            point[1] + down * (gap + height / 2),
        )
        yield box_about(middle, width, height)


@dataclass(slots=True)
class Page:
    """What is already taken of a picture, within an edge that nothing may cross."""

    edge: Box
    taken: list[Box] = field(default_factory=list)

    def take(self, box: Box) -> Box:
        """Take a box, whatever is there."""
        self.taken.append(box)
        return box

    def place(self, offered: Iterable[Box]) -> Box:
        """Take and return the first of several boxes that is free, else the least covered."""
        best, *others = offered
        least = self._covered(best)
        for box in others:
            if least == 0:
                break
            covered = self._covered(box)
            if covered < least:
                least, best = covered, box
        return self.take(best)

    def _covered(self, box: Box) -> float:
        area = (box.right - box.left) * (box.foot - box.top)
        outside = area - box.over(self.edge)
        return outside * 4 + sum(box.over(other) for other in self.taken)
