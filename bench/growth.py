"""How time grows with the number of officers, and a drawing of it."""

from dataclasses import dataclass
from itertools import count

from bench.data import FIRST, WITHIN, doctrine, nation
from bench.drawing import Line, draw_lines
from bench.jobs import EVENING
from bench.measure import least_of
from muster.policing import clock
from muster.strength import index_nation

SIZES = (15_000, 37_500, 75_000, 150_000, 300_000, 600_000)
LINES = {
    "instant": ("an instant", "#1d70b8"),
    "tickets": ("365 days of tickets", "#d4351c"),
    "units": ("PSUs of 43 forces", "#00703c"),
    "year": ("the year hour by hour", "#4c2c92"),
    "index": ("building the index", "#505a5f"),
}
DECADES = (-5, 1)


@dataclass(frozen=True)
class Size:
    """Least seconds at one number of officers, and moments of change: all, and a class's."""

    officers: int
    changes: int
    each_class: float
    seconds: dict[str, float]


def measure(officers: int) -> Size:
    """Measure every job on a nation of about so many officers."""
    rosters, known = nation(officers), doctrine()
    psu = known.composition("psu", clock.date_of(EVENING // clock.DAY))
    holding = [index_nation(rosters, doctrine=known, start=FIRST, within=WITHIN)]

    def build() -> None:
        holding.clear()
        holding.append(index_nation(rosters, doctrine=known, start=FIRST, within=WITHIN))

    built = least_of(build, 2)
    index = holding[0]
    hours = count(1)
    index.count_at(EVENING)
    seconds = {
        "instant": least_of(lambda: index.count_at(EVENING + 60 * next(hours)), 100),
        "tickets": least_of(lambda: index.count_tickets(365), 30),
        "units": least_of(lambda: index.count_units(EVENING, [psu]), 50),
        "year": least_of(index.count_hours, 4),
        "index": built,
    }
    changes = sum(len(stream.time) for stream in index.streams)
    each_class = len(index.streams.classes.time) / len(index.codes)
    return Size(sum(len(roster) for roster in rosters), changes, each_class, seconds)


def draw(sizes: list[Size]) -> str:
    """Return growth as an SVG drawing, both axes logarithmic."""
    lines = [
        Line(name, colour, [(float(size.officers), size.seconds[key]) for size in sizes])
        for key, (name, colour) in LINES.items()
    ]
    marks = [(float(size.officers), f"{size.officers // 1000}k") for size in sizes]
    title = "Time against number of officers, 15,000 to 600,000"
    return draw_lines(lines, marks, DECADES, title, "officers")
