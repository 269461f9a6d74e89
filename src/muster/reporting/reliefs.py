"""The relief of a plan as a document: when the forces run out, then who relieves whom."""

from collections.abc import Sequence

from muster.mobilisation import Relief, ReliefTour, ReliefTrip, unit_words
from muster.policing import clock
from muster.reporting.background import Background, instant_words, remarks
from muster.reporting.charts import parts_chart
from muster.reporting.document import (
    Block,
    Cell,
    Document,
    Figure,
    Heading,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Table,
    table,
)
from muster.reporting.words import counted, force_name


def relief_report(relief: Relief, background: Background) -> Document:
    """Return the relief of a plan as a document."""
    blocks: tuple[Block, ...] = (
        Paragraph(_headline(relief), "lead"),
        _figures(relief),
        Heading("Tour by tour"),
        _chart(relief, background),
        Heading("Who goes when, and comes home"),
        _trips(relief.trips, background),
        Heading("Hours worked"),
        _hours(relief, background),
        Heading("What it rests on"),
        *remarks(background, *relief.notes, f"Travel times: {relief.plan.travel_times}."),
    )
    return Document("Relief", blocks, background.synthetic, background.origins)


def _headline(relief: Relief) -> str:
    length = counted((relief.horizon - relief.plan.request.at) // clock.HOUR, "hour")
    if relief.runs_out is None:
        return f"Every tour can be filled for {length}{_without(relief)}."
    short = sum(tour.short for tour in relief.tours)
    proof = (
        "no arrangement of the forces asked does better"
        if relief.proved
        else "it is not proved that nothing does better"
    )
    return (
        f"The forces asked run out on {instant_words(relief.runs_out)}: from then on tours go "
        f"short, of {counted(short, 'unit')} within {length}; {proof}{_without(relief)}."
    )


def _without(relief: Relief) -> str:
    """Return what the plan lacks, which first tours do not count as short."""
    lacking = sum(each.count for each in relief.plan.short)
    if not lacking:
        return ""
    return f", beside the {counted(lacking, 'unit')} that the plan is short of from the start"


def _figures(relief: Relief) -> Block:
    short = sum(tour.short for tour in relief.tours)
    wanted = sum(tour.wanted for tour in relief.tours)
    whole = (relief.horizon - relief.plan.request.at) // clock.HOUR
    lasts = relief.runs_out is None
    out = f"{whole} h +" if lasts else _time(relief.runs_out or 0)
    hours = sum(hours for _, hours in relief.officer_hours)
    return KeyFigures(
        (
            KeyFigure(
                out,
                "the forces asked last" if lasts else "the forces asked run out",
                "good" if lasts else "short",
            ),
            KeyFigure(f"{wanted - short:,} of {wanted:,}", "unit-tours filled"),
            KeyFigure(f"{hours:,}", "officer-hours worked"),
        )
    )


def _time(minute: int) -> str:
    return clock.instant_of(minute).strftime("%a %-d %b %H:%M")


def _chart(relief: Relief, background: Background) -> Figure:
    title = "Units on each tour, by when it starts"
    by_start: dict[tuple[int, str], list[ReliefTour]] = {}
    for tour in relief.tours:
        by_start.setdefault((tour.start, tour.unit), []).append(tour)
    rows = []
    for (start, unit), own in by_start.items():
        short = sum(each.short for each in own)
        filled = sum(each.wanted for each in own) - short
        kind = background.doctrine.unit(unit).plural
        rows.append((f"{_time(start)}, {kind}", (filled, short)))
    described = f"{len(relief.tours)} tours; {sum(t.short for t in relief.tours)} units are short."
    svg = parts_chart(title, described, rows, (("filled", "met"), ("short", "unmet")))
    return Figure(title, described, svg, _tours(relief.tours, background))


def _tours(tours: Sequence[ReliefTour], background: Background) -> Table:
    rows = [
        (
            each.demand,
            each.number + 1,
            _time(each.start),
            _time(each.end),
            unit_words(each.wanted, each.unit, background.doctrine),
            Cell(f"{each.short:,} short", "short") if each.short else Cell("filled", "good"),
        )
        for each in tours
    ]
    columns = ("Demand", "Tour#", "From", "Until", "Wanted", "Filled")
    return table("Every tour", columns, rows)


def _trips(trips: Sequence[ReliefTrip], background: Background) -> Table:
    rows = [
        (
            force_name(each.force, background.doctrine),
            unit_words(each.count, each.unit, background.doctrine),
            each.demand,
            ", ".join(str(number + 1) for number in each.tours),
            _time(each.depart),
            _time(each.home),
        )
        for each in trips
    ]
    columns = ("Force", "Units", "Demand", "Tours", "Leave", "Home")
    return table("Who goes when, and comes home", columns, rows)


def _hours(relief: Relief, background: Background) -> Table:
    rows = [
        (force_name(force, background.doctrine), hours) for force, hours in relief.officer_hours
    ]
    return table("Officer-hours worked on tours", ("Force", "Officer-hours#"), rows)
