"""A chart of things that last, one below the other, along one line of time."""

from collections.abc import Sequence
from dataclasses import dataclass

from muster.reporting.svg import drawing, line, tag, words

WIDTH, RIGHT, TOP, BOTTOM = 720, 16, 46, 30
LANE, BAR, WIDE = 30, 10, 20
LETTER, LONGEST_NAME, GAP = 8, 250, 12

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Lane:
    """One thing: its name, when it is, the wider span about it, and the spans that are marked."""

    name: str
    span: Span
    around: Span
    marked: tuple[Span, ...] = ()


def timeline_chart(
    title: str,
    description: str,
    lanes: Sequence[Lane],
    *,
    span: Span,
    marks: Sequence[tuple[int, str]],
    key: tuple[str, str, str],
) -> str:
    """Return lanes as bars in wider bands, with a broken line under what is marked.

    `marks` are points of time and what to write beneath them; `key` names the bar, the band
    and the broken line.
    """
    longest = max([len(lane.name) for lane in lanes] + [1])
    left = min(LONGEST_NAME, LETTER * longest) + GAP
    height = TOP + LANE * len(lanes) + BOTTOM
    start, end = span

    def across(at: int) -> float:
        inside = min(max(at, start), end) - start
        return left + (WIDTH - RIGHT - left) * inside / max(1, end - start)

    def box(part: Span, top: float, tall: int, class_: str) -> str:
        width = max(2.0, across(part[1]) - across(part[0]))
        return tag("rect", x=across(part[0]), y=top, width=width, height=tall, class_=class_)

    drawn = _key(key)
    for at, label in marks:
        drawn.append(line((across(at), TOP - 6), (across(at), height - BOTTOM), "rule"))
        drawn.append(words(across(at), height - BOTTOM + 18, label, "label", "middle"))
    for number, lane in enumerate(lanes):
        top = TOP + LANE * number
        name = lane.name if len(lane.name) * LETTER <= LONGEST_NAME else _cut(lane.name)
        drawn.append(words(left - 10, top + LANE / 2 + 2, name, "label", "end"))
        drawn.append(box(lane.around, top + 3, WIDE, "band"))
        drawn.append(box(lane.span, top + 3 + (WIDE - BAR) / 2, BAR, "bar"))
        for first, last in lane.marked:
            foot = float(top + WIDE + 6)
            drawn.append(line((across(first), foot), (across(last), foot), "floor"))
    return drawing("timeline", (WIDTH, height), title, description, drawn)


def _cut(name: str) -> str:
    return name[: LONGEST_NAME // LETTER - 1] + "…"


def _key(key: tuple[str, str, str]) -> list[str]:
    """Return what the bar, the band and the broken line stand for."""
    bar, band, broken = key
    second, third = WIDTH * 0.25, WIDTH * 0.5
    return [
        tag("rect", x=RIGHT, y=10, width=WIDE, height=BAR, class_="bar"),
        words(RIGHT + WIDE + 8, 20, bar, "label"),
        tag("rect", x=second, y=5, width=WIDE, height=WIDE, class_="band"),
        words(second + WIDE + 8, 20, band, "label"),
        line((third, 15.0), (third + WIDE, 15.0), "floor"),
        words(third + WIDE + 8, 20, broken, "label"),
    ]
