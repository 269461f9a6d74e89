"""How time grows with the number of officers, and a drawing of it."""

from dataclasses import dataclass
from itertools import count
from math import log10

from bench.data import FIRST, WITHIN, doctrine, nation
from bench.jobs import EVENING
from bench.measure import least_of, spoken
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
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 760, 420, 80, 190, 20, 50
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
    low, high = log10(sizes[0].officers), log10(sizes[-1].officers)

    def across(officers: int) -> float:
        return LEFT + (log10(officers) - low) / (high - low) * (WIDTH - LEFT - RIGHT)

    def down(seconds: float) -> float:
        share = (log10(seconds) - DECADES[0]) / (DECADES[1] - DECADES[0])
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        'font-family="sans-serif" font-size="13">',
        "<title>Time against number of officers, 15,000 to 600,000</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
    ]
    for decade in range(DECADES[0], DECADES[1] + 1):
        y = down(10**decade)
        parts.append(f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#d8d8d8"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">'
                     f"{spoken(10**decade)}</text>")  # fmt: skip
    for size in sizes:
        parts.append(f'<text x="{across(size.officers):.1f}" y="{HEIGHT - BOTTOM + 20}" '
                     f'text-anchor="middle">{size.officers // 1000}k</text>')  # fmt: skip
    labels = _spread({key: down(sizes[-1].seconds[key]) for key in LINES})
    for key, (name, colour) in LINES.items():
        points = [(across(size.officers), down(size.seconds[key])) for size in sizes]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        parts.append(
            f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2.5"/>'
        )
        parts.extend(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>'
                     for x, y in points)  # fmt: skip
        parts.append(
            f'<text x="{points[-1][0] + 10:.1f}" y="{labels[key] + 4:.1f}" '
            f'fill="{colour}">{name}</text>'
        )
    parts.append(f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 8}" '
                 'text-anchor="middle">officers</text></svg>')  # fmt: skip
    return "\n".join(parts) + "\n"


def _spread(heights: dict[str, float], apart: float = 16) -> dict[str, float]:
    """Return heights in the same order, no two closer than `apart`."""
    spread: dict[str, float] = {}
    for key in sorted(heights, key=heights.__getitem__):
        above = max(spread.values(), default=-apart)
        spread[key] = max(heights[key], above + apart)
    return spread
