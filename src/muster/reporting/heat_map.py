"""A year of hours as a picture: hours of the day downwards, days across, a shade for a level.

Runs of one level are one stroke, and a level is one path, so that a year of hours stays small.
A level is told by its lightness and by hatching as well as by its colour.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from muster.policing import clock
from muster.reporting.svg import drawing, drawing_id, line, tag, words

Cells = NDArray[Any]
HOURS = 24
GAP = -1  # an hour that was not asked about
WIDTH, LEFT, RIGHT, ROW = 720, 66, 12, 8
KEY_ROW, KEY_BOX, KEY_ACROSS, AXIS = 24, 14, 2, 44
HATCHED = {"l0": 4, "l1": 8}  # the apartness of the lines
MARKED_HOURS = (0, 6, 12, 18)


@dataclass(frozen=True, slots=True)
class Level:
    """A shade: its words in the key, and its class (`l0` the worst)."""

    name: str
    class_: str


def hour_cells(levels: Cells, minutes: Cells) -> tuple[Cells, int]:
    """Return levels by local hour of the day and day, (24, days), and the first day's number.

    The hour that is there twice in autumn shows its second; the one missing in spring shows
    the hour before it. Hours not asked about are GAP.
    """
    local = clock.local_from_utc(minutes)
    day, hour = local // clock.DAY, local // clock.HOUR % HOURS
    first = int(day[0])
    cells = np.full((HOURS, int(day[-1]) - first + 1), GAP, dtype=np.int64)
    cells[hour, day - first] = levels
    inside = np.flatnonzero((cells == GAP).sum(axis=0) == 1)
    for column in inside[(inside > 0) & (inside < cells.shape[1] - 1)]:
        missing = int(np.argmin(cells[:, column]))
        cells[missing, column] = cells[missing - 1, column]
    return cells, first


def heat_map(
    title: str, description: str, cells: Cells, first_day: int, levels: Sequence[Level]
) -> str:
    """Return cells of levels, (24, days), as a drawing with a key above and months below."""
    rows = -(-len(levels) // KEY_ACROSS)
    top = rows * KEY_ROW + 8
    slug = drawing_id(title, "heat")
    across = (WIDTH - LEFT - RIGHT) / cells.shape[1]
    drawn = [
        _hatches(slug, across),
        *_key(levels, slug),
        *_hours(top),
        *_months(cells, first_day, top),
    ]
    drawn.append(
        tag(
            "g",
            "".join(_shades(cells, levels, slug)),
            transform=f"translate({LEFT} {top}) scale({across:.4f} {ROW})",
            shape_rendering="crispEdges",
        )
    )
    return drawing("heat", (WIDTH, top + HOURS * ROW + AXIS), title, description, drawn)


def _hatches(slug: str, across: float) -> str:
    """Return the hatchings of the two worst levels, in the units of the page and of cells."""
    made = []
    for class_, size in HATCHED.items():
        steps = f"M0 {size}L{size} 0M-1 1L1 -1M{size - 1} {size + 1}L{size + 1} {size - 1}"
        for name, fit in (("key", "scale(1)"), ("map", f"scale({1 / across:.4f} {1 / ROW})")):
            made.append(
                tag(
                    "pattern",
                    tag("path", d=steps, class_="hatching"),
                    id=f"{slug}-{name}-{class_}",
                    width=size,
                    height=size,
                    patternUnits="userSpaceOnUse",
                    patternTransform=fit,
                )
            )
    return tag("defs", "".join(made))


def _key(levels: Sequence[Level], slug: str) -> Iterator[str]:
    for at, level in enumerate(levels):
        row, column = divmod(at, KEY_ACROSS)
        x, y = LEFT + column * (WIDTH - LEFT) // KEY_ACROSS, row * KEY_ROW + 2
        box: dict[str, Any] = {"x": x, "y": y, "width": KEY_BOX + 8, "height": KEY_BOX}
        yield tag("rect", **box, class_=f"box {level.class_}")
        if level.class_ in HATCHED:
            yield tag("rect", **box, fill=f"url(#{slug}-key-{level.class_})")
        yield words(x + KEY_BOX + 14, y + KEY_BOX - 2, level.name, "label")


def _hours(top: int) -> Iterator[str]:
    for hour in MARKED_HOURS:
        y = top + hour * ROW
        yield line((LEFT - 5, y), (LEFT, y), "rule")
        yield words(LEFT - 8, y + 9, f"{hour:02}:00", "label", "end")


def _months(cells: Cells, first_day: int, top: int) -> Iterator[str]:
    base, days = top + HOURS * ROW, cells.shape[1]
    for day in range(days):
        found = clock.date_of(first_day + day)
        if found.day == 1 or day == 0:
            x = LEFT + (WIDTH - LEFT - RIGHT) * day / days
            yield line((x, base), (x, base + 5), "rule")
            if found.day == 1 or not _soon(found.day):
                yield words(x + 2, base + 18, f"{found:%b}", "label")


def _soon(day: int) -> bool:
    """Say whether a month ends before there is room for its name."""
    return day > HOURS


def _shades(cells: Cells, levels: Sequence[Level], slug: str) -> Iterator[str]:
    """Yield the commonest level as one area, and each other as one path of strokes."""
    known = cells[cells != GAP]
    common = int(np.bincount(known).argmax()) if known.size else 0
    names = {at: level.class_ for at, level in enumerate(levels)} | {GAP: "gap"}
    area: dict[str, Any] = {"width": cells.shape[1], "height": HOURS}
    yield tag("rect", **area, class_=names[common])
    if names[common] in HATCHED:
        yield tag("rect", **area, fill=f"url(#{slug}-map-{names[common]})")
    for at, class_ in names.items():
        if at != common and (cells == at).any():
            yield from _run(_strokes(cells == at), class_, slug)


def _run(steps: str, class_: str, slug: str) -> Iterator[str]:
    """Yield the strokes of a level, and its hatching over the same."""
    if class_ not in HATCHED:
        yield tag("path", d=steps, class_=f"run {class_}")
        return
    yield tag("defs", tag("path", d=steps, id=f"{slug}-run-{class_}"))
    link = {"href": f"#{slug}-run-{class_}"}
    yield tag("use", **link, class_=f"run {class_}")
    yield tag("use", **link, class_="run", stroke=f"url(#{slug}-map-{class_})")


def _strokes(marked: Cells) -> str:
    """Return runs of marked cells, downwards or across, whichever are fewer."""
    down, across = list(_runs(marked.T)), list(_runs(marked))
    if len(down) <= len(across):
        return _path([(x, y, 0, n) for x, y, n in down])
    return _path([(x, y, n, 0) for y, x, n in across])


def _runs(marked: Cells) -> Iterator[tuple[int, int, int]]:
    """Yield runs of marked cells as row, first cell and length."""
    edged = np.pad(marked.astype(np.int8), ((0, 0), (1, 1)))
    turns = np.diff(edged, axis=1)
    rows, begin = np.nonzero(turns == 1)
    _, end = np.nonzero(turns == -1)
    yield from zip(rows.tolist(), begin.tolist(), (end - begin).tolist(), strict=True)


def _path(runs: Sequence[tuple[int, int, int, int]]) -> str:
    """Return strokes one wide through the middles of cells, each from where the last ended."""
    steps, here = [], (0.0, 0.0)
    for x, y, across, down in runs:
        start = (x + (0.5 if down else 0), y + (0.5 if across else 0))
        steps.append(f"m{_pair(start[0] - here[0], start[1] - here[1])}")
        steps.append(f"h{across}" if across else f"v{down}")
        here = (start[0] + across, start[1] + down)
    return "".join(steps)


def _pair(x: float, y: float) -> str:
    """Return two numbers as a path has them, with nothing between that is not needed."""
    first, second = (f"{each:g}".replace("0.", ".") if abs(each) < 1 else f"{each:g}"
                     for each in (x, y))  # fmt: skip
    return first + ("" if second.startswith("-") else " ") + second
