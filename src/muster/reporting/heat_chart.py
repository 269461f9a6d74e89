"""Where and when something is short: a row for each place, darker where more is."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from muster.reporting.charts import Size, both_sizes
from muster.reporting.hours import hour_axis, hour_marks
from muster.reporting.shades import Depths, depths_of, shade_key
from muster.reporting.svg import tag, words

ROW, BAND, ABOVE, FOOT = 30, 20, 22, 34
LETTER, LONGEST, GAP, SAID = 7.4, 220, 12, 52


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A place, its value at each step, and what is said of the most of them."""

    name: str
    values: Sequence[float]
    said: str


def heat_chart(
    title: str, description: str, rows: Sequence[HeatRow], *, starts: int, step: int, unit: str
) -> str:
    """Return rows of shade over time from `starts`, with a key above and the most at the end."""
    depths = depths_of(max((value for row in rows for value in row.values), default=0))
    length = max([len(row.values) for row in rows] + [1])
    names = [row.name for row in rows]

    def draw(size: Size) -> tuple[int, list[str]]:
        drawn, top = shade_key(size, depths.legend(unit))
        left = 0.0
        if not size.above:
            left = min(LONGEST, LETTER * max([len(name) for name in names] + [1])) + GAP
        right = size.width - SAID
        tall = ROW + (ABOVE if size.above else 0)
        for at, row in enumerate(rows):
            y = top + at * tall + (ABOVE if size.above else 0)
            anchor = ("start", left, y - 6) if size.above else ("end", left - GAP, y + 14)
            drawn.append(words(anchor[1], anchor[2], row.name, "label", anchor[0]))
            drawn += _band(row, depths, (left, right), y, length)
            drawn.append(words(right + 8, y + 15, row.said, "value"))
        foot = top + len(rows) * tall
        marks = hour_marks(starts, step * length, right - left)
        return round(foot + FOOT), [*drawn, *hour_axis(marks, left, right, foot)]

    return both_sizes(title, description, draw)


def _band(
    row: HeatRow, depths: Depths, ends: tuple[float, float], top: float, length: int
) -> list[str]:
    """Return a row's steps, neighbours of one depth drawn as one."""
    wide = (ends[1] - ends[0]) / length
    drawn, at = [], 0
    for fill, run in groupby(row.values, key=depths.fill):
        count = len(list(run))
        drawn.append(
            tag(
                "rect",
                x=ends[0] + at * wide,
                y=top,
                width=count * wide,
                height=BAND,
                class_=f"cell {fill}".strip(),
            )
        )
        at += count
    return drawn
