"""How time grows with size, drawn."""

from dataclasses import dataclass
from math import log10

from bench.measure import spoken

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 760, 420, 80, 190, 20, 50


@dataclass(frozen=True)
class Line:
    """A line of a drawing: its name, its colour, and pairs of size and seconds."""

    name: str
    colour: str
    points: list[tuple[float, float]]


def draw_lines(
    lines: list[Line],
    marks: list[tuple[float, str]],
    decades: tuple[int, int],
    title: str,
    along: str,
) -> str:
    """Return lines of seconds against sizes as an SVG drawing, both axes logarithmic.

    `marks` are sizes and what is written under them, `decades` the powers of ten from the
    least to the most seconds.
    """
    low, high = log10(marks[0][0]), log10(marks[-1][0])

    def across(size: float) -> float:
        return LEFT + (log10(size) - low) / (high - low) * (WIDTH - LEFT - RIGHT)

    def down(seconds: float) -> float:
        share = (log10(seconds) - decades[0]) / (decades[1] - decades[0])
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        'font-family="sans-serif" font-size="13">',
        f"<title>{title}</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
    ]
    for decade in range(decades[0], decades[1] + 1):
        y = down(10**decade)
        parts.append(f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#d8d8d8"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">'
                     f"{spoken(10**decade)}</text>")  # fmt: skip
    for size, written in marks:
        parts.append(f'<text x="{across(size):.1f}" y="{HEIGHT - BOTTOM + 20}" '
                     f'text-anchor="middle">{written}</text>')  # fmt: skip
    labels = _spread({line.name: down(line.points[-1][1]) for line in lines})
    for line in lines:
        points = [(across(size), down(seconds)) for size, seconds in line.points]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        parts.append(
            f'<polyline points="{path}" fill="none" stroke="{line.colour}" stroke-width="2.5"/>'
        )
        parts.extend(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{line.colour}"/>'
                     for x, y in points)  # fmt: skip
        parts.append(
            f'<text x="{points[-1][0] + 10:.1f}" y="{labels[line.name] + 4:.1f}" '
            f'fill="{line.colour}">{line.name}</text>'
        )
    parts.append(f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 8}" '
                 f'text-anchor="middle">{along}</text></svg>')  # fmt: skip
    return "\n".join(parts) + "\n"


def _spread(heights: dict[str, float], apart: float = 16) -> dict[str, float]:
    """Return heights in the same order, no two closer than `apart`."""
    spread: dict[str, float] = {}
    for key in sorted(heights, key=heights.__getitem__):
        above = max(spread.values(), default=-apart)
        spread[key] = max(heights[key], above + apart)
    return spread
