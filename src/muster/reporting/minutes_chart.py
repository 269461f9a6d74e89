"""A chart of whole units by the minute: what records allow, what was stated, what arrived."""

from collections.abc import Sequence
from dataclasses import dataclass

from muster.reporting.charts import BOTTOM, HEIGHT, LEFT, RIGHT, WIDTH, Frame
from muster.reporting.svg import Point, drawing, line, path, round_top, words

KEY_STEP, KEY_LINE = 230, 28


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
        across = LEFT + (WIDTH - LEFT - RIGHT) * minute / max(1, self.last)
        return across, self.frame.y(min(value, self.frame.top))


def minutes_chart(
    title: str, description: str, lines: Sequence[Line], *, marks: Sequence[int], unit: str
) -> str:
    """Return lines of steps over the minutes to the last mark, with a key above."""
    values = [most or least for each in lines for _, least, most in each.steps]
    scale = _Scale(Frame(*round_top(max([*values, 1]) * 1.1)), max(marks))
    drawn = [*scale.frame.axis()]
    for mark in marks:
        foot, top = scale.at(mark, 0), scale.at(mark, scale.frame.top)
        drawn.append(line(foot, top, "rule"))
        drawn.append(words(foot[0], HEIGHT - BOTTOM + 20, f"{mark:,}", "label", _anchor(mark)))
    drawn.append(
        words(WIDTH / 2, HEIGHT - 6, f"minutes after the start; {unit}", "label", "middle")
    )
    for each in lines:
        drawn += _drawn(each, scale)
    for place, each in enumerate(lines):
        left = LEFT + place * KEY_STEP
        drawn.append(line((left, 14), (left + KEY_LINE, 14), each.class_))
        drawn.append(words(left + KEY_LINE + 8, 18, each.name, "label"))
    return drawing("minutes", (WIDTH, HEIGHT), title, description, drawn)


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
