"""Charts of chances: how much is in time, what is in place when, and what money buys."""

from collections.abc import Sequence
from dataclasses import dataclass

from muster.rehearsal import Estimate
from muster.reporting.charts import Frame, Size, both_sizes
from muster.reporting.dots_charts import Scale, share_scale
from muster.reporting.hours import hour_axis, hour_marks
from muster.reporting.svg import Point, line, path, round_top, tag, words

KEY_ROW, KEY_LINE, KEY_GAP = 24, 34, 10
RING, LETTER_DROP, RING_APART = 9, 4, 26
DASHES = 4  # looks of lines that are told apart without colour
HELD = 0.995  # a line at least so high is not worth the room it takes
TEN = 10
PER_CENT = 100
QUARTER = 25
SMALLEST_STEP = 20
MOST_MARKS = 6
STEP_DOT = 4.5


@dataclass(frozen=True, slots=True)
class Curve:
    """One policy's line: its letter, its name, and the chance at 0 to 100 per cent."""

    letter: str
    name: str
    values: Sequence[float]


def curve_chart(title: str, description: str, curves: Sequence[Curve], asked: int) -> str:
    """Return the chance that so many per cent or more are in time, a line for each policy.

    The lines are told apart by their dashes and a letter on each; the per cent asked for is
    an upright line. What is left of the first fall is not drawn.
    """
    first = curve_start(curves, asked)

    def draw(size: Size) -> tuple[int, list[str]]:
        frame = Frame(PER_CENT, QUARTER, size)
        drawn = [*frame.axis("chance, %"), *_per_cent_axis(frame, first)]
        drawn += _asked(frame, (asked - first) / (PER_CENT - first), asked)
        lines = [_points(each, frame, first) for each in curves]
        drawn += [path(points, _look(at)) for at, points in enumerate(lines)]
        drawn += _letters(curves, lines)
        drawn += _key(frame, curves) if len(curves) > 1 else []
        more = len(curves) if len(curves) > 1 else 0
        return size.height + KEY_GAP + KEY_ROW * more, drawn

    return both_sizes(title, description, draw)


def curve_start(curves: Sequence[Curve], asked: int) -> int:
    """Return where the axis of per cent begins: a ten, before which every line is all but 1."""
    falls = [
        next((x for x, value in enumerate(each.values) if value < HELD), PER_CENT)
        for each in curves
    ]
    return max(0, min([*falls, asked, PER_CENT - SMALLEST_STEP]) // TEN * TEN - TEN)


def _per_cent_axis(frame: Frame, first: int) -> list[str]:
    step = TEN if (PER_CENT - first) // TEN <= MOST_MARKS else SMALLEST_STEP
    drawn = []
    for value in range(PER_CENT, first - 1, -step):
        x = frame.x((value - first) / (PER_CENT - first))
        drawn.append(line((x, frame.base), (x, frame.base + 5), "rule"))
        drawn.append(
            words(x, frame.base + 19, f"{value}", "label", "end" if value == PER_CENT else "middle")
        )
    middle = (frame.size.left + frame.end) / 2
    said = "per cent of units in time, or more"
    return [*drawn, words(middle, frame.base + 37, said, "label", "middle")]


def _asked(frame: Frame, share: float, asked: int) -> list[str]:
    x = frame.x(share)
    at, anchor = (x + 6, "start") if share < 1 / 2 else (x - 6, "end")  # clear of the axis' name
    return [
        line((x, frame.y(frame.top) - 20), (x, frame.base), "asked"),
        words(at, frame.y(frame.top) - 9, f"asked: {asked}%", "value", anchor),
    ]


def _look(at: int) -> str:
    return f"curve look-{at % DASHES}"


def _points(curve: Curve, frame: Frame, first: int) -> list[Point]:
    return [
        (frame.x((x - first) / (PER_CENT - first)), frame.y(value * PER_CENT))
        for x, value in enumerate(curve.values)
        if x >= first
    ]


def _letters(curves: Sequence[Curve], lines: Sequence[Sequence[Point]]) -> list[str]:
    """Return a ringed letter on each line, where it is farthest from the others."""
    if len(curves) < 2:
        return []
    drawn: list[str] = []
    taken: list[Point] = []
    for at, own in enumerate(lines):
        others = [each for place, each in enumerate(lines) if place != at]
        point = max(own[2:-2], key=lambda here: _room(here, own, others, taken))
        taken.append(point)
        drawn += _ring(point, curves[at].letter, at)
    return drawn


def _room(
    here: Point, own: Sequence[Point], others: Sequence[Sequence[Point]], taken: Sequence[Point]
) -> float:
    """Return how far a point of a line is from the other lines and from letters there already."""
    place = own.index(here)
    apart = min(abs(each[place][1] - here[1]) for each in others)
    near = [max(abs(x - here[0]), abs(y - here[1])) for x, y in taken]
    crowded = any(each < RING_APART for each in near)
    return apart - (PER_CENT * TEN if crowded else 0)


def _ring(point: Point, said: str, at: int) -> list[str]:
    x, y = point
    ring = tag("circle", cx=x, cy=y, r=RING, class_=f"ring ring-{at % DASHES}")
    return [ring, words(x, y + LETTER_DROP, said, "ring-letter", "middle")]


def _key(frame: Frame, curves: Sequence[Curve]) -> list[str]:
    """Return each line's letter and name beside a piece of it, one below the other."""
    drawn = []
    for at, each in enumerate(curves):
        left, y = frame.size.left, frame.size.height + KEY_GAP + KEY_ROW * at
        drawn.append(line((left, y), (left + KEY_LINE, y), _look(at)))
        said = f"{each.letter}: {each.name}"
        drawn.append(words(left + KEY_LINE + 10, y + LETTER_DROP, said, "label"))
    return drawn


FAN_KEY = (
    ("outer", "nine replications in ten"),
    ("inner", "half of them"),
    ("median", "as often above as below"),
)


def fan_chart(
    title: str,
    description: str,
    fan: Sequence[Sequence[int]],
    *,
    starts: int,
    step: int,
    unit: str,
) -> str:
    """Return units in place over time: nine in ten, half of them, and the middle.

    `fan` has the 5th, 25th, 50th, 75th and 95th of 100 at every step from `starts`.
    """
    top = round_top(max([row[-1] for row in fan] + [1]) * 1.05)
    length = max(1, len(fan))

    def draw(size: Size) -> tuple[int, list[str]]:
        frame = Frame(*top, size)
        marks = hour_marks(starts, step * length, frame.end - size.left)
        drawn = [*frame.axis(unit), *hour_axis(marks, size.left, frame.end, frame.base)]
        lows = [[(frame.x(at / length), frame.y(row[p])) for at, row in _held(fan)] for p in PLACES]
        for low, high, class_ in ((0, -1, "outer"), (1, -2, "inner")):
            drawn.append(path([*lows[high], *reversed(lows[low])], f"fan {class_}", closed=True))
        drawn.append(path(lows[2], "line"))
        return size.height + KEY_ROW * len(FAN_KEY), drawn + _fan_key(frame)

    return both_sizes(title, description, draw)


PLACES = range(5)


def _held(fan: Sequence[Sequence[int]]) -> list[tuple[int, Sequence[int]]]:
    """Return each step's row at its start, and the last again at the end."""
    return [*enumerate(fan), *((len(fan), row) for row in fan[-1:])]


def _fan_key(frame: Frame) -> list[str]:
    drawn = []
    for at, (class_, said) in enumerate(FAN_KEY):
        left, y = frame.size.left, frame.size.height + KEY_ROW * at
        if class_ == "median":
            drawn.append(line((left, y), (left + KEY_LINE, y), "line"))
        else:
            drawn.append(_swatch(left, y, class_))
        drawn.append(words(left + KEY_LINE + 10, y + LETTER_DROP, said, "label"))
    return drawn


def _swatch(left: float, y: float, class_: str) -> str:
    return "".join(
        tag("rect", x=left, y=y - 7, width=KEY_LINE, height=14, class_=f"fan {each}")
        for each in (("outer", "inner") if class_ == "inner" else (class_,))
    )


def frontier_chart(
    title: str, description: str, points: Sequence[tuple[float, Estimate]], unit: str
) -> str:
    """Return the chance against what it costs, step by step, each step by its number."""
    most = round_top(max([cost for cost, _ in points] + [1]))
    scale = share_scale([end for _, met in points for end in (met.low, met.high)])

    def draw(size: Size) -> tuple[int, list[str]]:
        frame = Frame(1, 1, size)
        drawn = [*_chance_axis(frame, scale), *_cost_axis(frame, *most, unit)]
        at = [(frame.x(cost / most[0]), frame.y(scale.share(met.value))) for cost, met in points]
        drawn.append(path(at, "thin"))
        for number, (x, y) in enumerate(at):
            met = points[number][1]
            low, high = (frame.y(scale.share(end)) for end in (met.low, met.high))
            drawn.append(line((x, low), (x, high), "whisker"))
            drawn.append(tag("circle", cx=x, cy=y, r=STEP_DOT, class_="dot"))
            drawn.append(words(x + STEP_DOT, high - 6, str(number), "value", "middle"))
        return size.height, drawn

    return both_sizes(title, description, draw)


def _chance_axis(frame: Frame, scale: Scale) -> list[str]:
    drawn = [words(frame.size.left, 16, "chance, %", "label")]
    for value, label in scale.marks:
        y = frame.y(scale.share(value))
        drawn.append(line((frame.size.left, y), (frame.end, y), "rule"))
        drawn.append(words(frame.size.left - 6, y + 4, label.rstrip("%"), "label", "end"))
    return drawn


def _cost_axis(frame: Frame, top: int, step: int, unit: str) -> list[str]:
    drawn = []
    for value in range(0, top + 1, step):
        x = frame.x(value / top)
        drawn.append(line((x, frame.base), (x, frame.base + 5), "rule"))
        anchor = "end" if value == top else "middle"
        drawn.append(words(x, frame.base + 19, f"{value:,}", "label", anchor))
    middle = (frame.size.left + frame.end) / 2
    return [*drawn, words(middle, frame.base + 37, unit, "label", "middle")]
