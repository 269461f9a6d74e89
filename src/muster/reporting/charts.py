"""Charts of counts: steps by notice, bars, and a year. Each is drawn twice, wide and narrow.

The page shows the one that fits its window, so that the letters of neither become too small
to read; both say the same.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from muster.reporting.svg import Point, drawing, line, path, round_top, tag, words

TOP, BOTTOM = 34, 44
BAR, GAP, BAR_LABEL = 22, 12, 70
LETTER, LONGEST_NAME, LONGEST_PARTS = 8, 350, 430
SQUEEZED = 1.2  # a name over this many times as long as there is room is drawn to fit
MARKER = 10
MARKS_APART = 40  # the width a mark beneath a line needs
UNIT_HEIGHT = 16  # where the words above a plot stand
FLOOR_SAMPLE = 28  # the length of the dashes before the words that name them


@dataclass(frozen=True, slots=True)
class Size:
    """How large a chart is drawn, in units of its letters, and where its plot begins and ends.

    Where names are `above` their bars, a line of height is left for them.
    """

    name: str
    width: int
    height: int
    left: int
    right: int
    above: int = 0


WIDE = Size("wide", 720, 300, 48, 16)
NARROW = Size("narrow", 360, 260, 32, 10, above=20)


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
    size: Size

    def y(self, value: float) -> float:
        """Return the height of a value."""
        return self.base - (self.base - TOP) * value / self.top

    def x(self, share: float) -> float:
        """Return the place of a share of the way along."""
        return self.size.left + (self.end - self.size.left) * share

    @property
    def base(self) -> int:
        """Return the height of nought."""
        return self.size.height - BOTTOM

    @property
    def end(self) -> int:
        """Return where the plot ends."""
        return self.size.width - self.size.right

    def axis(self, unit: str) -> list[str]:
        """Return the marks and rules of the upright axis, and what it counts."""
        marks = [words(self.size.left, UNIT_HEIGHT, unit, "label")]
        for value in range(0, self.top + 1, self.step):
            height = self.y(value)
            marks.append(line((self.size.left, height), (self.end, height), "rule"))
            marks.append(words(self.size.left - 8, height + 4, f"{value:,}", "label", "end"))
        return marks


def both_sizes(title: str, description: str, draw: Callable[[Size], tuple[int, list[str]]]) -> str:
    """Return a chart at both sizes; `draw` gives its height and marks at one."""
    drawings = []
    for size in (WIDE, NARROW):
        height, marks = draw(size)
        drawings.append(drawing(size.name, (size.width, height), title, description, marks))
    return "\n".join(drawings)


def steps_chart(title: str, description: str, steps: Sequence[Step], unit: str) -> str:
    """Return whole units by notice as steps, with a band where only bounds are known."""
    top = round_top(max([step.high or step.low for step in steps] + [1]) * 1.1)

    def draw(size: Size) -> tuple[int, list[str]]:
        frame = Frame(*top, size)
        marks = frame.axis(unit)
        for at, step in enumerate(steps):
            marks += _step(frame, step, frame.x(at / len(steps)), frame.x((at + 1) / len(steps)))
        return size.height, marks + [path(run, "line") for run in _runs(frame, steps) if run]

    return both_sizes(title, description, draw)


def _step(frame: Frame, step: Step, left: float, right: float) -> list[str]:
    """Return one step's band, its number above and its notice beneath."""
    marks = []
    high = frame.y(frame.top if step.high is None else step.high)
    if step.high is None or step.low < step.high:
        class_ = "open" if step.high is None else "band"
        marks.append(_band(left, right, frame.y(step.low), high, class_))
    middle, said = (left + right) / 2, _said(step, frame.size)
    marks.append(words(middle, high - 8, said, "value", "middle"))
    marks.append(words(middle, frame.base + 20, step.label, "label", "middle"))
    return marks


def _runs(frame: Frame, steps: Sequence[Step]) -> list[list[Point]]:
    """Return the corners of the line along the highs, broken where nothing limits them."""
    runs: list[list[Point]] = [[]]
    for at, step in enumerate(steps):
        if step.high is None:
            runs.append([])
        else:
            places = (at / len(steps), (at + 1) / len(steps))
            runs[-1] += [(frame.x(place), frame.y(step.high)) for place in places]
    return runs


def _band(left: float, right: float, low: float, high: float, class_: str) -> str:
    return path([(left, low), (left, high), (right, high), (right, low)], class_, closed=True)


def _said(step: Step, size: Size) -> str:
    if step.high is None:
        return "unknown" if size.above else "no limit known"
    return f"{step.high:,}" if step.low == step.high else f"{step.low:,} to {step.high:,}"


def bars_chart(title: str, description: str, bars: Sequence[tuple[str, int]]) -> str:
    """Return named counts as bars, one below the other, each with its number."""
    most = max([count for _, count in bars] + [1])
    names = [name for name, _ in bars]

    def draw(size: Size) -> tuple[int, list[str]]:
        rows = _Rows(size, _start(size, names, LONGEST_NAME))
        marks: list[str] = []
        for at, (name, count) in enumerate(bars):
            top = rows.top(at)
            length = (size.width - rows.start - BAR_LABEL) * count / most
            marks.append(rows.name(at, name))
            marks.append(tag("rect", x=rows.start, y=top, width=length, height=BAR, class_="bar"))
            said = words(rows.start + length + 8, top + BAR * 0.7, f"{count:,}", "value")
            marks.append(said)
        return round(rows.top(len(bars))) - size.above, marks

    return both_sizes(title, description, draw)


@dataclass(frozen=True, slots=True)
class _Rows:
    """Bars one below the other, from `start` across, under `before` rows of something else."""

    size: Size
    start: int
    before: float = 0

    def top(self, at: int) -> float:
        """Return where a bar begins downwards."""
        return self.before + GAP + at * (BAR + GAP + self.size.above) + self.size.above

    def name(self, at: int, name: str) -> str:
        """Return the name of a bar: before it, or above it."""
        if self.size.above:
            width = self.size.width if len(name) * LETTER > self.size.width * SQUEEZED else None
            return words(self.start, self.top(at) - 7, name, "label", width=width)
        return words(self.start - 10, self.top(at) + BAR * 0.7, name, "label", "end")


def _start(size: Size, names: Sequence[str], longest: int) -> int:
    """Return where bars begin: past the longest name, unless names stand above."""
    if size.above:
        return 0
    return min(longest, LETTER * max([len(name) for name in names] + [1])) + GAP


def parts_chart(
    title: str,
    description: str,
    bars: Sequence[tuple[str, Sequence[int]]],
    parts: Sequence[tuple[str, str]],
) -> str:
    """Return named bars of equal length in parts, with a key above.

    `parts` gives the name and the class of each part, in the order of each bar's numbers.
    """
    names = [name for name, _ in bars]

    def draw(size: Size) -> tuple[int, list[str]]:
        lines = len(parts) if size.above else 1
        rows = _Rows(size, _start(size, names, LONGEST_PARTS), lines * (BAR + GAP))
        marks = _key(size, parts)
        for at, (name, counts) in enumerate(bars):
            top, left = rows.top(at), float(rows.start)
            marks.append(rows.name(at, name))
            for (_, class_), count in zip(parts, counts, strict=True):
                length = (size.width - rows.start - size.right) * count / max(1, sum(counts))
                if count:
                    marks += _part(left, top, length, class_, f"{count:,}")
                left += length
        return round(rows.top(len(bars))) - size.above, marks

    return both_sizes(title, description, draw)


def _key(size: Size, parts: Sequence[tuple[str, str]]) -> list[str]:
    """Return what each part is: side by side, or one below the other."""
    marks: list[str] = []
    for at, (name, class_) in enumerate(parts):
        left, top = size.right + at * (size.width - size.right) / len(parts), float(GAP)
        if size.above:
            left, top = 0.0, GAP + at * (BAR + GAP / 2)
        marks.append(tag("rect", x=left, y=top, width=BAR, height=BAR, class_=f"part {class_}"))
        marks.append(words(left + BAR + 8, top + BAR * 0.7, name, "label"))
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
    top = round_top(max([*highs, floor or 0, 1]) * 1.1)
    length = max(1, len(values))

    def draw(size: Size) -> tuple[int, list[str]]:
        frame = Frame(*top, size)
        drawn = [*frame.axis(unit), *_beneath(frame, marks, length)]
        lower, upper = (_treads(each, frame) for each in (values, highs))
        drawn.append(path([*upper, *reversed(lower)], "band", closed=True))
        drawn.append(path(lower, "thin"))
        if floor is not None:
            drawn += _floor(frame, floor)
        for event in events:
            drawn.append(_marker(frame, event, length, values[event.at]))
        return size.height, drawn

    return both_sizes(title, description, draw)


def _beneath(frame: Frame, marks: Sequence[tuple[int, str]], length: int) -> list[str]:
    """Return a tick for each mark, and the words of as many as there is room for."""
    drawn = []
    every = -(-len(marks) * MARKS_APART // max(1, frame.end - frame.size.left))
    for place, (at, label) in enumerate(marks):
        x = frame.x(at / length)
        drawn.append(line((x, frame.y(0)), (x, frame.y(0) + 5), "rule"))
        if place % every == 0:
            drawn.append(words(x, frame.base + 20, label, "label", "middle"))
    return drawn


def _floor(frame: Frame, floor: int) -> list[str]:
    """Return the floor's dashes, and its name above the plot, where no line runs through it."""
    height, said = frame.y(floor), f"floor {floor:,}"
    before = frame.end - LETTER * len(said)
    level = UNIT_HEIGHT - 4
    return [
        line((frame.size.left, height), (frame.end, height), "floor"),
        line((before - FLOOR_SAMPLE, level), (before, level), "floor"),
        words(frame.end, UNIT_HEIGHT, said, "value", "end"),
    ]


def _treads(values: Sequence[int], frame: Frame) -> list[Point]:
    """Return the corners of a line that only moves where the value does."""
    found: list[Point] = []
    length = max(1, len(values))
    for at, value in enumerate(values):
        if at == 0 or value != values[at - 1]:
            found += [(frame.x(at / length), found[-1][1])] if found else []
            found.append((frame.x(at / length), frame.y(value)))
    return [*found, (frame.x(1), found[-1][1])] if found else []


def _marker(frame: Frame, event: Event, length: int, value: int) -> str:
    """Return an event's number at its value, clear of the axes and their words."""
    x = max(frame.x(event.at / length), frame.size.left + MARKER * 1.5)
    y, number = min(frame.y(value), frame.base - MARKER * 1.5), event.number
    circle = tag("circle", cx=x, cy=y, r=MARKER, class_="marker")
    return circle + words(x, y + 4, str(number), "marker-number", "middle")
