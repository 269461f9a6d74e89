"""Charts of things side by side: a dot with its interval, and what moves an outcome."""

from collections.abc import Sequence
from dataclasses import dataclass

from muster.reporting.charts import Size, both_sizes
from muster.reporting.svg import line, tag, words

ROW, ABOVE, HEAD, FOOT = 30, 24, 34, 34
DOT, CAP, LETTER, BOLD, LONGEST, GAP = 4.5, 6, 7.4, 8.4, 310, 14
KEY = 136
HALF_BAR = 9
TENTHS, MOST_MARKS = 10, 5


@dataclass(frozen=True, slots=True)
class Dot:
    """A named figure with its interval, and how it is said."""

    name: str
    low: float
    value: float
    high: float
    said: str


@dataclass(frozen=True, slots=True)
class DotGroup:
    """Dots under a heading of their own."""

    title: str
    dots: Sequence[Dot]


@dataclass(frozen=True, slots=True)
class Scale:
    """From which value to which a chart reaches, and the marks beneath it."""

    low: float
    high: float
    marks: Sequence[tuple[float, str]]

    def share(self, value: float) -> float:
        """Return how far along a value is, those outside at the end."""
        along = (value - self.low) / ((self.high - self.low) or 1)
        return min(1.0, max(0.0, along))


def share_scale(shares: Sequence[float]) -> Scale:
    """Return a scale of shares in whole tens of per cent about the least and the most."""
    low = min(TENTHS - 1, max(0, int(min(shares) * TENTHS)))
    high = min(TENTHS, max(-int(-max(shares) * TENTHS // 1), low + 1))
    step = 1 if high - low <= MOST_MARKS else 2
    if (high - low) % step:
        low, high = (low - 1, high) if low else (low, high + 1)
    marks = tuple((at / TENTHS, f"{at / TENTHS:.0%}") for at in range(low, high + 1, step))
    return Scale(low / TENTHS, high / TENTHS, marks)


@dataclass(frozen=True, slots=True)
class _Field:
    """Where the rows of a chart are drawn at one size."""

    size: Size
    left: float
    right: float
    scale: Scale

    def x(self, value: float) -> float:
        return self.left + (self.right - self.left) * self.scale.share(value)

    @property
    def row(self) -> int:
        return ROW + (ABOVE if self.size.above else 0)

    def named(self, name: str, y: float, said: str) -> list[str]:
        """Return a row's name and what is said of it: beside its field, or above it."""
        if self.size.above:
            above = y - ABOVE / 2 - 5
            right = self.size.width
            return [words(0, above, name, "label over"), words(right, above, said, "value", "end")]
        room = int(LONGEST / LETTER)
        short = name if len(name) <= room else f"{name[: room - 1]}…"
        drawn = [words(self.left - GAP, y + 4, short, "label", "end")]
        return [*drawn, words(self.right + GAP, y + 4, said, "value")] if said else drawn

    def axis(self, top: float, foot: float) -> list[str]:
        drawn = []
        for value, label in self.scale.marks:
            x = self.x(value)
            drawn.append(line((x, top), (x, foot), "rule"))
            anchor = "start" if x - self.left < GAP else "middle"
            anchor = "end" if self.right - x < GAP else anchor
            drawn.append(words(x, foot + 18, label, "label", anchor))
        return drawn


def _field(size: Size, names: Sequence[str], said: Sequence[str], scale: Scale) -> _Field:
    if size.above:
        return _Field(size, DOT, size.width - DOT, scale)  # names and words stand above
    left = min(LONGEST, LETTER * max([len(name) for name in names] + [1])) + GAP
    right = size.width - BOLD * max([len(each) for each in said] + [1]) - GAP
    return _Field(size, left, right, scale)


def dots_chart(
    title: str,
    description: str,
    groups: Sequence[DotGroup],
    scale: Scale,
    *,
    nought: float | None = None,
) -> str:
    """Return figures as dots with their intervals, group by group, on one scale.

    An upright line stands at `nought`, where there is one.
    """
    dots = [dot for group in groups for dot in group.dots]
    names, said = [dot.name for dot in dots], [dot.said for dot in dots]

    def draw(size: Size) -> tuple[int, list[str]]:
        field = _field(size, names, said, scale)
        rows: list[str] = []
        y = 0.0
        for group in groups:
            if group.title:
                rows.append(words(0, y + HEAD / 2 + 2, group.title, "group"))
                y += HEAD
            for dot in group.dots:
                middle = y + field.row - ROW / 2
                rows += [*field.named(dot.name, middle, dot.said), *_dot(dot, field, middle)]
                y += field.row
            y += GAP
        top = HEAD if groups[0].title else 0
        rules = field.axis(top, y)
        if nought is not None:
            rules.append(line((field.x(nought), top), (field.x(nought), y), "nought"))
        return round(y + FOOT), rules + rows

    return both_sizes(title, description, draw)


def _dot(dot: Dot, field: _Field, y: float) -> list[str]:
    """Return a figure's interval with its ends, and the dot on it."""
    low, high, x = field.x(dot.low), field.x(dot.high), field.x(dot.value)
    ends = [line((end, y - CAP), (end, y + CAP), "whisker") for end in (low, high)]
    circle = tag("circle", cx=x, cy=y, r=DOT, class_="dot")
    return [line((low, y), (high, y), "whisker"), *ends, circle]


@dataclass(frozen=True, slots=True)
class Swing:
    """What an outcome is at the low and at the high of one figure, and how that is said."""

    name: str
    low: float
    high: float
    said: str


def tornado_chart(
    title: str, description: str, swings: Sequence[Swing], base: float, scale: Scale
) -> str:
    """Return how far each figure moves an outcome from where it is, which is an upright line.

    The upper bar, outlined, is the figure's low; the lower one, filled, its high.
    """
    names, said = [swing.name for swing in swings], [swing.said for swing in swings]

    def draw(size: Size) -> tuple[int, list[str]]:
        field = _field(size, names, said, scale)
        top = HEAD if not size.above else HEAD * 1.5
        rows = _tornado_key(field)
        y = top
        for swing in swings:
            middle = y + field.row - ROW / 2
            rows += field.named(swing.name, middle, swing.said)
            rows.append(_half(field, base, swing.low, middle - HALF_BAR, "low"))
            rows.append(_half(field, base, swing.high, middle, "high"))
            y += field.row
        y += GAP
        line_at = field.x(base)
        rules = [*field.axis(top, y), line((line_at, top), (line_at, y), "nought")]
        return round(y + FOOT), rules + rows

    return both_sizes(title, description, draw)


def _half(field: _Field, base: float, value: float, top: float, class_: str) -> str:
    start, end = sorted((field.x(base), field.x(value)))
    wide = max(end - start, 1.0)
    return tag("rect", x=start, y=top, width=wide, height=HALF_BAR, class_=f"swing {class_}")


def _tornado_key(field: _Field) -> list[str]:
    """Return what an outlined and a filled bar are."""
    drawn = []
    for at, (class_, said) in enumerate((("low", "at its low"), ("high", "at its high"))):
        left = (0 if field.size.above else field.left) + at * KEY
        drawn.append(tag("rect", x=left, y=6, width=22, height=HALF_BAR, class_=f"swing {class_}"))
        drawn.append(words(left + 30, 15, said, "label"))
    return drawn
