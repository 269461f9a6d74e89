"""A chart of whole units by the minute: what records allow, what was stated, what arrived."""

from collections.abc import Sequence
from dataclasses import dataclass

from muster.reporting.charts import Frame, Size, both_sizes
from muster.reporting.svg import Point, line, path, round_top, words

KEY_ROW, KEY_LINE = 20, 28


@dataclass(frozen=True, slots=True)
class Line:
    """One thing by the minute, as steps: (minute, least, most), most None for no known limit.

    `shade` fills from the least to the most; without it the least is drawn alone. Nothing is
    drawn after the minute `until`, where there is one.
    """

    name: str
    class_: str
    steps: Sequence[tuple[int, int, int | None]]
    shade: bool = False
    until: int | None = None


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where a minute and a value stand."""

    frame: Frame
    last: int

    def at(self, minute: float, value: float) -> Point:
        """Return a point; a value past the top stands at it."""
        share = minute / max(1, self.last)
        return self.frame.x(share), self.frame.y(min(value, self.frame.top))


def minutes_chart(
    title: str, description: str, lines: Sequence[Line], *, marks: Sequence[int], unit: str
) -> str:
    """Return lines of steps over the minutes to the last mark, with a key beneath."""
    values = [most or least for each in lines for _, least, most in each.steps]
    top = round_top(max([*values, 1]) * 1.1)

    def draw(size: Size) -> tuple[int, list[str]]:
        scale = _Scale(Frame(*top, size), max(marks))
        drawn = [*scale.frame.axis(unit), *_marks(scale, marks)]
        for each in lines:
            drawn += _drawn(each, scale)
        return size.height + KEY_ROW * len(lines), drawn + _key(lines, scale.frame)

    return both_sizes(title, description, draw)


def _marks(scale: _Scale, marks: Sequence[int]) -> list[str]:
    """Return a rule and a number at every mark, and what they count."""
    frame, drawn = scale.frame, []
    for mark in marks:
        foot, head = scale.at(mark, 0), scale.at(mark, frame.top)
        drawn.append(line(foot, head, "rule"))
        drawn.append(words(foot[0], frame.base + 18, f"{mark:,}", "label", _anchor(mark)))
    middle = (frame.size.left + frame.end) / 2
    return [*drawn, words(middle, frame.base + 36, "minutes after the start", "label", "middle")]


def _key(lines: Sequence[Line], frame: Frame) -> list[str]:
    """Return each line's name beside a piece of it, one below the other."""
    drawn = []
    for place, each in enumerate(lines):
        height = frame.size.height + KEY_ROW * place + 6
        left = frame.size.left
        drawn.append(line((left, height), (left + KEY_LINE, height), each.class_))
        drawn.append(words(left + KEY_LINE + 8, height + 4, each.name, "label"))
    return drawn


def _anchor(mark: int) -> str:
    return "middle" if mark else "start"


def _drawn(each: Line, scale: _Scale) -> list[str]:
    """Return a line's least as steps, and where it is shaded the room up to its most."""
    until = scale.last if each.until is None else min(each.until, scale.last)
    least = _treads([(minute, low) for minute, low, _ in each.steps], scale, until)
    if not each.shade:
        return [path(least, each.class_)] if least else []
    top = scale.frame.top
    most = _treads(
        [(minute, top if high is None else high) for minute, _, high in each.steps], scale, until
    )
    return [path([*most, *reversed(least)], "band", closed=True), path(most, each.class_)]


def _treads(steps: Sequence[tuple[int, int]], scale: _Scale, until: int) -> list[Point]:
    """Return the corners of a line that keeps its value until the next step, or the end."""
    found: list[Point] = []
    for minute, value in steps:
        point = scale.at(minute, value)
        if found:
            found.append((point[0], found[-1][1]))
        found.append(point)
    if found and steps[-1][0] < until:
        found.append((scale.at(until, 0)[0], found[-1][1]))
    return found
