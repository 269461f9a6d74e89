"""Pictures of a plan: who goes where on the map, and when."""

from collections.abc import Iterator, Sequence

from muster.doctrine import read_area_map
from muster.mobilisation import Assignment, Demand, Plan, name_of, unit_words
from muster.policing import Place, clock
from muster.reporting.background import Background
from muster.reporting.document import Cell, Figure, Table, table
from muster.reporting.fills import Fill
from muster.reporting.maps import MapArea, MapArrow, MapPoint, map_svg
from muster.reporting.svg import drawing, line, tag, words
from muster.reporting.words import counted, duration_words

WIDTH, ROW, TOP, START, RIGHT, FOOT = 720, 26, 40, 230, 24, 12
BAR = 12
LONGEST = 31  # letters of a convoy's name that fit before its row
MARKS = 6
HOURS = (1, 2, 3, 4, 6, 12, 24, 48)


def plan_map(plan: Plan, background: Background) -> Iterator[Figure]:
    """Yield a map of who sends how many where; nothing where a force has no area to be drawn."""
    drawn = {area.name for area in read_area_map(drawn=True).areas}
    if not _is_drawn(plan):
        return
    title = "Who sends units where"
    demands = {demand.slug: demand for demand in plan.request.demands}
    flows: dict[tuple[str, str], int] = {}
    for each in plan.assignments:
        key = each.force, each.demand
        flows[key] = flows.get(key, 0) + each.count
    lent = [(f, d, n) for (f, d), n in flows.items() if demands[d].host != f]
    donors, away = len({force for force, _, _ in lent}), sum(count for _, _, count in lent)
    home = sum(flows.values()) - away
    described = f"{counted(donors, 'force')} lend {away:,} units; {home:,} are raised at home."
    places = {offer.force: offer.place for offer in plan.request.offers}
    svg = map_svg(
        title,
        described,
        areas=[MapArea(force, *_fill(force, plan)) for force in sorted(drawn & places.keys())],
        points=[MapPoint(d.rendezvous or d.slug, d.place) for d in _placed(plan)],
        arrows=[
            MapArrow(force, demands[slug].place, count, None if force in drawn else places[force])
            for force, slug, count in lent
        ],
        legend=(("more", "sends units"), ("short", "has a demand"), ("", "sends none")),
    )
    rows = [
        (
            name_of(force, background.doctrine),
            slug,
            unit_words(count, demands[slug].unit, background.doctrine),
        )
        for (force, slug), count in flows.items()
    ]
    yield Figure(title, described, svg, table(title, ("Force", "Demand", "Units"), rows))


def map_credit(plan: Plan) -> tuple[tuple[str, str], ...]:
    """Return whose map is drawn, for the end of the page; nothing where none is."""
    return (("Map", read_area_map(drawn=True).credit),) if _is_drawn(plan) else ()


def _is_drawn(plan: Plan) -> bool:
    """Say whether any force that sends units has an area on the map."""
    drawn = {area.name for area in read_area_map(drawn=True).areas}
    return any(each.force in drawn for each in plan.assignments)


def demand_name(demand: Demand, background: Background) -> str:
    """Return a demand's id and where it is."""
    place = demand.rendezvous or name_of(demand.host, background.doctrine)
    return f"{demand.slug}, {place}"


def _placed(plan: Plan) -> list[Demand]:
    """Return one demand for each place, the first."""
    found: dict[Place, Demand] = {}
    for demand in plan.request.demands:
        found.setdefault(demand.place, demand)
    return list(found.values())


def _fill(force: str, plan: Plan) -> tuple[Fill, str, str]:
    """Return how a force is filled, its label, and words for a pointer."""
    sent = sum(each.count for each in plan.assignments if each.force == force)
    if any(demand.host == force for demand in plan.request.demands):
        return "short", "", f"has a demand, and sends {sent:,}"
    return ("more", "", f"sends {sent:,}") if sent else ("", "", "sends none")


def plan_timeline(plan: Plan, background: Background) -> Figure:
    """Return every convoy from the order to its arrival: waiting, on the road, and when needed."""
    title = "When units leave and arrive"
    convoys = plan.assignments
    if not convoys:
        empty, said = table(title, ("Force", "Leaves", "Arrives"), []), "Nothing is sent."
        return Figure(title, said, drawing("timeline", (WIDTH, TOP), title, said, []), empty)
    first = plan.request.at
    last = max(each.arrive for each in convoys)
    described = (
        f"{len(convoys)} convoys: the first leaves at {_time(min(a.depart for a in convoys))}, "
        f"the last arrives at {_time(last)}. A bar is the road, brown where units come late; "
        "the upright mark is when they are needed."
    )
    span = max(last - first, clock.HOUR)
    marks = _axis(first, span, len(convoys))
    for row, each in enumerate(convoys):
        marks += _convoy(each, row, first, span, plan, background)
    svg = drawing("timeline", (WIDTH, TOP + len(convoys) * ROW + FOOT), title, described, marks)
    return Figure(title, described, svg, _table(title, convoys, plan, background))


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
    name = f"{each.demand} from {_short_name(each.force, background)}"
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


def _short_name(force: str, background: Background) -> str:
    found = (each.short_name for each in background.doctrine.forces if each.slug == force)
    return next(found, force)


def _table(title: str, convoys: Sequence[Assignment], plan: Plan, background: Background) -> Table:
    names = {demand.slug: demand_name(demand, background) for demand in plan.request.demands}
    rows = [
        (
            names[each.demand],
            name_of(each.force, background.doctrine),
            unit_words(each.count, each.unit, background.doctrine),
            _time(each.depart),
            _time(each.arrive),
            duration_words(each.travel),
            Cell(f"{each.late:,} min late", "short") if each.late else Cell("in time", "good"),
        )
        for each in convoys
    ]
    columns = ("Demand", "From", "Units", "Leaves", "Arrives", "Travel", "Timely")
    return table(title, columns, rows)


def _time(minute: int) -> str:
    return clock.instant_of(minute).strftime("%-d\u00a0%b\u00a0%H:%M")
