"""Drawing in SVG: few marks, escaped words, colours left to the page's style sheet."""

import math
import re
from collections.abc import Iterable, Sequence
from html import escape

Point = tuple[float, float]


def tag(name: str, content: str = "", **attributes: object) -> str:
    """Return an element; underscores in attribute names become hyphens, `class_` is `class`."""
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_number(value))}"'
        for key, value in attributes.items()
    )
    return f"<{name}{given}>{content}</{name}>" if content else f"<{name}{given}/>"


def words(
    x: float, y: float, text: str, class_: str, anchor: str = "start", width: int | None = None
) -> str:
    """Return escaped text at a point, its letters as narrow as `width` asks."""
    fit = {} if width is None else {"textLength": width, "lengthAdjust": "spacingAndGlyphs"}
    return tag("text", escape(text), x=x, y=y, class_=class_, text_anchor=anchor, **fit)


def line(start: Point, end: Point, class_: str) -> str:
    """Return a straight line."""
    return tag("line", x1=start[0], y1=start[1], x2=end[0], y2=end[1], class_=class_)


def path(points: Iterable[Point], class_: str, *, closed: bool = False) -> str:
    """Return a line through points, closed as an area when asked."""
    steps = " L".join(f"{_number(x)} {_number(y)}" for x, y in points)
    return tag("path", d=f"M{steps}{' Z' if closed else ''}", class_=class_)


def drawing_id(title: str, kind: str) -> str:
    """Return the id of a drawing of this title and kind, with which the ids in it begin."""
    return f"chart-{kind}-" + re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")


def drawing(
    kind: str,
    size: tuple[int, int],
    title: str,
    description: str,
    marks: Sequence[str],
    *,
    role: str = "img",
) -> str:
    """Return a whole drawing that says in words what it shows, and scales with the page.

    `kind` tells drawings of one title apart, and the page by its class which to show. One
    with links in it is a `group`: what is in an image cannot be reached.
    """
    slug = drawing_id(title, kind)
    head = tag("title", escape(title), id=f"{slug}-title") + tag(
        "desc", escape(description), id=f"{slug}-desc"
    )
    return tag(
        "svg",
        head + "".join(marks),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {size[0]} {size[1]}",
        role=role,
        aria_labelledby=f"{slug}-title",
        aria_describedby=f"{slug}-desc",
        class_=f"chart {kind}",
    )


def _number(value: object) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def round_top(highest: float, marks: int = 5) -> tuple[int, int]:
    """Return a round upper end of an axis, and the step between its marks."""
    steps = (size * 10**power for power in range(6) for size in (1, 2, 5))
    step = next((size for size in steps if size * marks >= highest), 10**6)
    return max(step, math.ceil(highest / step) * step), step
