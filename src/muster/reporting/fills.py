"""How areas of a map are filled, and the key that says what a fill means."""

from collections.abc import Sequence
from typing import Literal

from muster.reporting.labels import text_width
from muster.reporting.svg import tag, words

Fill = Literal["", "good", "short", "none", "unknown", "soft", "least", "less", "more", "most"]
# Tones told apart without colour; the four steps are told by their depth, good by being plain.
HATCHED: dict[str, str] = {
    "short": "M-2 2L2-2M0 8L8 0M6 10L10 6",
    "none": "M0 0L8 8M0 8L8 0",
    "unknown": "M2 2h.01M6 6h.01",
}
KEY = 16
KEY_ROW, KEY_GAP, KEY_SIZE = 36, 16, 25  # room for the larger type of narrow screens


def filled(fill: Fill, slug: str) -> dict[str, str]:
    """Return the attributes of something filled; a hatching is named, a colour is the page's."""
    if fill in HATCHED:
        return {"class_": "area", "fill": f"url(#{slug}-{fill})"}
    return {"class_": f"area tone {fill}".strip()}


def patterns(fills: set[Fill], slug: str) -> str:
    """Return the hatchings that are used, by which tones are told apart without colour."""
    drawn = [
        tag(
            "pattern",
            tag("rect", width=8, height=8, class_=f"tone {fill}")
            + tag("path", d=HATCHED[fill], class_=f"hatch {fill}"),
            id=f"{slug}-{fill}",
            width=8,
            height=8,
            patternUnits="userSpaceOnUse",
        )
        for fill in HATCHED
        if fill in fills
    ]
    return tag("defs", "".join(drawn)) if drawn else ""


def key_rows(
    legend: Sequence[tuple[Fill, str]], slug: str, width: float
) -> tuple[list[str], float]:
    """Return the key in rows above a map of a width, and how high they are together."""
    marks: list[str] = []
    left, row = 0.0, 0
    for fill, said in legend:
        wide = KEY + 7 + text_width(said, KEY_SIZE)
        if left and left + wide > width:
            left, row = 0.0, row + 1
        top = row * KEY_ROW + 4.0
        swatch = tag("rect", x=left + 1, y=top, width=KEY, height=KEY, rx=3, **filled(fill, slug))
        marks += [swatch, words(left + KEY + 8, top + KEY - 2, said, "key-words")]
        left += wide + KEY_GAP
    return marks, (row + 1) * KEY_ROW + 4.0 if legend else 0.0
