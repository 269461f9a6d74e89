"""Pictures of a plan: who goes where on the map, and when."""

from collections.abc import Sequence

from muster.mobilisation import Assignment, Plan, unit_words
from muster.policing import clock
from muster.reporting.background import Background
from muster.reporting.document import Figure, Table, table
from muster.reporting.svg import drawing, line, tag, words
from muster.reporting.words import duration_words, force_name

WIDTH, ROW, TOP, START, RIGHT, FOOT = 720, 26, 40, 230, 24, 12
BAR = 12
LONGEST = 34  # letters of a convoy's name that fit before its row
MARKS = 6
HOURS = (1, 2, 3, 4, 6, 12, 24, 48)


def plan_timeline(plan: Plan, background: Background) -> Figure:
    """Return every convoy from the order to its arrival: waiting, on the road, and when needed."""
    title = "When units leave and arrive"
    convoys = plan.assignments
    if not convoys:
        empty = table(title, ("Force", "Leaves", "Arrives"), [])
        return Figure(
            title, "Nothing is sent.", drawing(WIDTH, TOP, title, "Nothing is sent.", []), empty
        )
    first = plan.request.at
    last = max(each.arrive for each in convoys)
    described = (
        f"{len(convoys)} convoys: the first leaves at {_time(min(a.depart for a in convoys))}, "
        f"the last arrives at {_time(last)}."
    )
    span = max(last - first, clock.HOUR)
    marks = _axis(first, span, len(convoys))
    for row, each in enumerate(convoys):
        marks += _convoy(each, row, first, span, plan, background)
    svg = drawing(WIDTH, TOP + len(convoys) * ROW + FOOT, title, described, marks)
    return Figure(title, described, svg, _table(title, convoys, background))


def _axis(first: int, span: int, rows: int) -> list[str]:
    """Return a mark at every so many whole hours from the order."""
    step = next((h for h in HOURS if span / (h * clock.HOUR) <= MARKS), HOURS[-1]) * clock.HOUR
    marks = []
    for minute in range(0, span + 1, step):
        x = _x(minute, span)
        marks.append(line((x, TOP - 8), (x, TOP + rows * ROW), "rule"))
        label = "order" if minute == 0 else f"+{minute // clock.HOUR} h"
        marks.append(words(x, TOP - 16, label, "label", "middle"))
    return marks


def _x(minute: float, span: int) -> float:
    return START + (WIDTH - START - RIGHT) * minute / span


def _convoy(
    each: Assignment, row: int, first: int, span: int, plan: Plan, background: Background
) -> list[str]:
    """Return one row: its name, a thin line while it waits, a bar on the road, a dot on arrival."""
    y = TOP + row * ROW + ROW / 2
    leaves, arrives = _x(max(each.depart - first, 0), span), _x(each.arrive - first, span)
    kind = "bar late" if each.late else "bar"
    name = f"{force_name(each.force, background.doctrine)} → {each.demand}"
    shown = name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"
    needed = next(d.needed_by for d in plan.request.demands if d.slug == each.demand)
    marks = [
        words(START - 10, y + 4, shown, "label", "end"),
        line((_x(0, span), y), (leaves, y), "rule"),
        tag(
            "rect", x=leaves, y=y - BAR / 2, width=max(arrives - leaves, 1), height=BAR, class_=kind
        ),
        words(min(arrives + 6, WIDTH - 8), y + 4, f"{each.count:,}", "value"),
    ]
    if 0 <= needed - first <= span:
        x = _x(needed - first, span)
        marks.append(line((x, y - ROW / 2 + 3), (x, y + ROW / 2 - 3), "needed"))
    return marks


def _table(title: str, convoys: Sequence[Assignment], background: Background) -> Table:
    rows = [
        (
            force_name(each.force, background.doctrine),
            each.demand,
            unit_words(each.count, each.unit, background.doctrine),
            _time(each.ready),
            _time(each.depart),
            _time(each.arrive),
            duration_words(each.travel),
        )
        for each in convoys
    ]
    columns = ("Force", "Demand", "Units", "Ready", "Leaves", "Arrives", "Travel")
    return table(title, columns, rows)


def _time(minute: int) -> str:
    return clock.instant_of(minute).strftime("%a %-d %b %H:%M")
