"""Charts of counts: steps by notice, and bars."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from muster.reporting.svg import Point, drawing, line, path, round_top, tag, words

WIDTH, HEIGHT = 720, 300
LEFT, RIGHT, TOP, BOTTOM = 48, 16, 34, 44
BAR, GAP, BAR_LABEL = 22, 12, 70
LETTER, LONGEST_NAME, LONGEST_PARTS = 8, 350, 430


@dataclass(frozen=True, slots=True)
class Step:
    """What is known at one notice; `high` is None where nothing limits it."""

    label: str
    low: int
    high: int | None


@dataclass(frozen=True, slots=True)
class Frame:
    """The plot's area, and the value at its top."""

    top: int
    step: int

    def y(self, value: float) -> float:
        """Return the height of a value."""
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / self.top

    def axis(self) -> list[str]:
        """Return the marks and rules of the upright axis."""
        marks: list[str] = []
        for value in range(0, self.top + 1, self.step):
            height = self.y(value)
            marks.append(line((LEFT, height), (WIDTH - RIGHT, height), "rule"))
            marks.append(words(LEFT - 8, height + 4, f"{value:,}", "label", "end"))
        return marks


def steps_chart(title: str, description: str, steps: Sequence[Step], unit: str) -> str:
    """Return whole units by notice as steps, with a band where only bounds are known."""
    frame = Frame(*round_top(max([step.high or step.low for step in steps] + [1]) * 1.1))
    width = (WIDTH - LEFT - RIGHT) / len(steps)
    marks = [*frame.axis(), words(LEFT, 16, unit, "label")]
    runs: list[list[Point]] = [[]]
    for at, step in enumerate(steps):
        left, right = LEFT + at * width, LEFT + (at + 1) * width
        high = frame.y(frame.top if step.high is None else step.high)
        if step.high is None or step.low < step.high:
            class_ = "open" if step.high is None else "band"
            marks.append(_band(left, right, frame.y(step.low), high, class_))
        if step.high is None:
            runs.append([])
        else:
            runs[-1] += [(left, high), (right, high)]
        middle = (left + right) / 2
        marks.append(words(middle, high - 8, _said(step), "value", "middle"))
        marks.append(words(middle, HEIGHT - BOTTOM + 20, step.label, "label", "middle"))
    marks += [path(run, "line") for run in runs if run]
    return drawing(WIDTH, HEIGHT, title, description, marks)


def _band(left: float, right: float, low: float, high: float, class_: str) -> str:
    return path([(left, low), (left, high), (right, high), (right, low)], class_, closed=True)


def _said(step: Step) -> str:
    if step.high is None:
        return "no limit known"
    return f"{step.high:,}" if step.low == step.high else f"{step.low:,} to {step.high:,}"


def bars_chart(title: str, description: str, bars: Sequence[tuple[str, int]]) -> str:
    """Return named counts as bars, one below the other, each with its number."""
    most = max([count for _, count in bars] + [1])
    start = min(LONGEST_NAME, LETTER * max([len(name) for name, _ in bars] + [1])) + GAP
    height = len(bars) * (BAR + GAP) + GAP
    marks: list[str] = []
    for at, (name, count) in enumerate(bars):
        top = GAP + at * (BAR + GAP)
        length = (WIDTH - start - BAR_LABEL) * count / most
        marks.append(words(start - 10, top + BAR * 0.7, name, "label", "end"))
        marks.append(tag("rect", x=start, y=top, width=length, height=BAR, class_="bar"))
        marks.append(words(start + length + 8, top + BAR * 0.7, f"{count:,}", "value"))
    return drawing(WIDTH, height, title, description, marks)


def parts_chart(
    title: str,
    description: str,
    bars: Sequence[tuple[str, Sequence[int]]],
    parts: Sequence[tuple[str, str]],
) -> str:
    """Return named bars of equal length in parts, with a key above.

    `parts` gives the name and the class of each part, in the order of each bar's numbers.
    """
    start = min(LONGEST_PARTS, LETTER * max([len(name) for name, _ in bars] + [1])) + GAP
    height = (len(bars) + 1) * (BAR + GAP) + GAP
    marks = _key(parts)
    for at, (name, counts) in enumerate(bars, 1):
        top, left = GAP + at * (BAR + GAP), float(start)
        marks.append(words(start - 10, top + BAR * 0.7, name, "label", "end"))
        for (_, class_), count in zip(parts, counts, strict=True):
            length = (WIDTH - start - RIGHT) * count / max(1, sum(counts))
            if count:
                marks += _part(left, top, length, class_, f"{count:,}")
            left += length
    return drawing(WIDTH, height, title, description, marks)


def _key(parts: Sequence[tuple[str, str]]) -> list[str]:
    marks: list[str] = []
    for at, (name, class_) in enumerate(parts):
        left = RIGHT + at * (WIDTH - RIGHT) / len(parts)
        marks.append(tag("rect", x=left, y=GAP, width=BAR, height=BAR, class_=f"part {class_}"))
        marks.append(words(left + BAR + 8, GAP + BAR * 0.7, name, "label"))
    return marks


def _part(left: float, top: float, length: float, class_: str, said: str) -> list[str]:
    area = tag("rect", x=left, y=top, width=length, height=BAR, class_=f"part {class_}")
    return [area, words(left + length / 2, top + BAR * 0.7, said, "value", "middle")]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens at a point of a line, shown by its number."""

    at: int
    number: int


def line_chart(
    title: str,
    description: str,
    values: Sequence[int],
    *,
    highs: Sequence[int],
    marks: Sequence[tuple[int, str]],
    floor: int | None,
    events: Sequence[Event],
    unit: str,
) -> str:
    """Return a value over time, drawn as steps, with a floor and numbered events.

    The shade reaches from `values` to `highs`. `marks` are positions along `values` and
    what to write beneath them.
    """
    frame = Frame(*round_top(max([*highs, floor or 0, 1]) * 1.1))

    def across(at: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * at / max(1, len(values))

    drawn = [*frame.axis(), words(LEFT, 16, unit, "label")]
    for at, label in marks:
        drawn.append(line((across(at), frame.y(0)), (across(at), frame.y(0) + 5), "rule"))
        drawn.append(words(across(at), HEIGHT - BOTTOM + 20, label, "label", "middle"))
    lower, upper = (_treads(each, across, frame) for each in (values, highs))
    drawn.append(path([*upper, *reversed(lower)], "band", closed=True))
    drawn.append(path(lower, "thin"))
    if floor is not None:
        drawn.append(line((LEFT, frame.y(floor)), (WIDTH - RIGHT, frame.y(floor)), "floor"))
        drawn.append(words(WIDTH - RIGHT, frame.y(floor) - 6, f"floor {floor:,}", "value", "end"))
    drawn += [
        _marker(across(event.at), frame.y(values[event.at]), event.number) for event in events
    ]
    return drawing(WIDTH, HEIGHT, title, description, drawn)


def _treads(values: Sequence[int], across: Callable[[float], float], frame: Frame) -> list[Point]:
    """Return the corners of a line that only moves where the value does."""
    found: list[Point] = []
    for at, value in enumerate(values):
        if at == 0 or value != values[at - 1]:
            found += [(across(at), found[-1][1])] if found else []
            found.append((across(at), frame.y(value)))
    return [*found, (across(len(values)), found[-1][1])] if found else []


def _marker(x: float, y: float, number: int) -> str:
    circle = tag("circle", cx=x, cy=y, r=10, class_="marker")
    return circle + words(x, y + 4, str(number), "marker-number", "middle")
