"""The coming year as a document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from muster.policing import Composition, clock
from muster.reporting.background import (
    Background,
    date_words,
    figures_used,
    instant_words,
    remarks,
    warnings,
)
from muster.reporting.charts import Event, line_chart
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
from muster.reporting.words import (
    counted,
    force_name,
    opened,
    pluralise,
    post_name,
    unit_names,
    within_words,
)

if TYPE_CHECKING:
    from muster.strength import Cause, Fall, Forecast

Column = NDArray[Any]

CAUSES = {
    "lapsed": "Tickets lapsed",
    "abstracted": "Away: leave, sickness, course, court or aid",
    "deployed": "Deployed already",
    "not_employed": "Left, or not yet joined",
    "unrostered": "Unrostered: no pattern or duty covers them then",
    "off_road": "Vehicles off the road",
}
BECAUSE = {
    "lapsed": "tickets have lapsed",
    "abstracted": "people are away",
    "deployed": "people are deployed",
    "not_employed": "people have left",
    "unrostered": "the return does not say who is on duty then",
    "off_road": "vehicles are off the road",
}
RENEWALS_SHOWN = 60
MARKS = 12
SETTLED_DAYS = 28  # those from which a floor is taken that is not given


def forecast_report(seen: Forecast, background: Background) -> Document:
    """Return each kind's year: its fewest by day, its first fall, and whose tickets mend it."""
    force = force_name(seen.force, background.doctrine)
    falls = {fall.unit: fall for fall in seen.falls}
    blocks: list[Block] = []
    for at, unit in enumerate(seen.units):
        fall = falls.get(unit.unit)
        blocks.append(Paragraph(fall_words(force, seen, at, fall, background), "lead"))
    days = counted(len(seen.whole_units) * clock.HOUR // clock.DAY, "day")
    notice = within_words(seen.within)
    blocks.append(
        Paragraph(
            f"{opened(days)} from {instant_words(seen.start)}, hour by hour, {notice}.", "note"
        )
    )
    blocks += [*warnings(background), *_cautions(seen)]
    for at, unit in enumerate(seen.units):
        blocks += _unit(seen, at, falls.get(unit.unit), background)
    notes = remarks(background)
    blocks += [Heading("What to bear in mind"), *notes] if notes else []
    blocks.append(figures_used(seen.units, background, people=True))
    title = f"{force}: the coming year"
    return Document(title, tuple(blocks), background.synthetic, background.origins)


def year_ahead(seen: Forecast, background: Background) -> Iterator[Block]:
    """Yield the year of each kind as a sentence and a chart, for a page about something else."""
    force = force_name(seen.force, background.doctrine)
    falls = {fall.unit: fall for fall in seen.falls}
    yield Heading("The coming year")
    for at, unit in enumerate(seen.units):
        fall = falls.get(unit.unit)
        _, many = unit_names(background.doctrine.unit(unit.unit))
        if seen.floors[at] or seen.unrostered.any():
            yield Paragraph(fall_words(force, seen, at, fall, background))
        else:
            yield Paragraph(_range(force, seen, at, many))
        yield year_figure(seen, at, fall, many)


def _range(force: str, seen: Forecast, at: int, many: str) -> str:
    """Return how far a kind ranges where no floor is set to hold it against."""
    fewest, most = _by_day(seen, at)
    return (
        f"{force} can raise between {fewest.min():,} and {most.max():,} whole {many} "
        f"{within_words(seen.within)}; nothing is required of it at that notice."
    )


def fall_words(
    force: str, seen: Forecast, at: int, fall: Fall | None, background: Background
) -> str:
    """Return when the unit at a place of a forecast first falls below its floor, and why."""
    one, many = unit_names(background.doctrine.unit(seen.units[at].unit))
    floor = counted(seen.floors[at], f"whole {one}", f"whole {many}")
    if fall is None:
        return _kept(force, seen, at, floor)
    tickets = counted(len(fall.officers), "officer")
    mend = f" Renewing the tickets of {tickets} brings back {fall.restored:,}."
    already = " in the first hour asked about," if fall.at == seen.start else ""
    return (
        f"{force} first falls below its floor of {floor}{already} on {instant_words(fall.at)}, "
        f"to {fall.whole_units:,}{_why(fall)}.{mend if fall.renewals else ''}"
    )


def _kept(force: str, seen: Forecast, at: int, floor: str) -> str:
    """Return that a floor is kept, or why a floor of nought says nothing."""
    nobody = int(seen.unrostered[:SETTLED_DAYS].max())
    if seen.floors[at] or not nobody:
        return f"{force} never falls below its floor of {floor}."
    return (
        f"{force} has a floor of {floor}, below which nothing can fall: in the first four weeks "
        f"up to {counted(nobody, 'officer')} {'is' if nobody == 1 else 'are'} unrostered, and "
        "nobody is guessed to be there. Give the floor that is wanted."
    )


def _why(fall: Fall) -> str:
    """Return what brought a fall: a cause only where units come back were it alone undone."""
    first = fall.causes[0] if fall.causes else None
    if first and first.whole_units >= fall.floor:
        return f", mostly because {BECAUSE[first.kind]}"
    if first and first.whole_units > fall.whole_units:
        return f", in part because {BECAUSE[first.kind]}"
    grown = max(fall.causes, key=lambda cause: cause.away - cause.before, default=None)
    if grown and grown.away > grown.before:
        return (
            f"; no single cause explains it, and what grew most is that {BECAUSE[grown.kind]} "
            f"({grown.away:,}, from {grown.before:,})"
        )
    return "; it has no single cause"


def _cautions(seen: Forecast) -> Iterator[Block]:
    first = int(seen.unrostered[0])
    if first and seen.unrostered_from != seen.start:
        be = "is" if first == 1 else "are"
        yield Paragraph(
            f"On the first day {counted(first, 'officer')} {be} unrostered: no pattern or duty "
            "of the return covers them, and nobody is guessed to be there.",
            "warning",
        )
    if seen.unrostered_from is not None:
        since = instant_words(seen.unrostered_from)
        yield Paragraph(
            f"The return says nothing of who is on duty from {since}. "
            "From then on people count as unrostered: nobody is guessed to be there.",
            "warning",
        )


def _unit(seen: Forecast, at: int, fall: Fall | None, background: Background) -> list[Block]:
    unit = seen.units[at]
    _, many = unit_names(background.doctrine.unit(unit.unit))
    fewest, most = _by_day(seen, at)
    blocks: list[Block] = [
        Heading(opened(many)),
        KeyFigures(
            (
                KeyFigure(f"{seen.floors[at]:,}", "the floor"),
                KeyFigure(f"{fewest.min():,}", f"fewest whole {many} at any hour"),
                KeyFigure(f"{most.max():,}", "most at any hour"),
                KeyFigure(
                    f"{np.mean(seen.whole_units[:, at] < seen.floors[at]):.1%}",
                    "of hours below the floor",
                    "short" if fall else "good",
                ),
            )
        ),
        year_figure(seen, at, fall, many),
    ]
    blocks += _fall(fall, background) if fall else []
    blocks.append(people_table(seen, unit, background))
    return blocks


def _by_day(seen: Forecast, at: int) -> tuple[Column, Column]:
    """Return the fewest and the most whole units on each local day."""
    firsts = np.flatnonzero(np.diff(clock.local_day(seen.hours), prepend=seen.first_day - 1))
    levels = seen.whole_units[:, at]
    return np.minimum.reduceat(levels, firsts), np.maximum.reduceat(levels, firsts)


def _months(seen: Forecast) -> list[tuple[int, str, int, int]]:
    """Return each month: its first day counted from the forecast's, its name, first and end."""
    days = [clock.date_of(seen.first_day + each) for each in range(len(seen.trained))]
    starts = [each for each, day in enumerate(days) if each == 0 or day.day == 1]
    ends = [*starts[1:], len(days)]
    return [
        (start, days[start].strftime("%B %Y"), start, end)
        for start, end in zip(starts, ends, strict=True)
    ]


def year_figure(seen: Forecast, at: int, fall: Fall | None, many: str) -> Figure:
    """Return the fewest and most of a unit on each day, drawn and as a table by month."""
    fewest, most = _by_day(seen, at)
    title = f"Fewest and most whole {many} on each day"
    months = _months(seen)
    marks = [(start, name[:3]) for start, name, _, _ in months if start or len(months) <= MARKS]
    events = []
    if fall:
        day = int(clock.local_day(np.array([fall.at]))[0]) - seen.first_day
        events.append(Event(day, 1))
    said = "; ".join(f"{name} {fewest[a:b].min():,}" for _, name, a, b in months)
    key = " 1 marks the first fall below the floor." if events else ""
    description = (
        f"Fewest in each month: {said}. The line is the fewest of each day, the shade above it "
        f"reaches to the most, and the dashed line is the floor.{key}"
    )
    svg = line_chart(
        title,
        description,
        [int(value) for value in fewest],
        highs=[int(value) for value in most],
        marks=marks,
        floor=seen.floors[at],
        events=events,
        unit=many,
    )
    rows = [
        (name, int(fewest[a:b].min()), int(most[a:b].max()), _below(fewest[a:b], seen.floors[at]))
        for _, name, a, b in months
    ]
    columns = ("Month", "Fewest#", "Most#", "Days below the floor#")
    return Figure(title, description, svg, table(title + ", by month", columns, rows))


def _below(fewest: Column, floor: int) -> Cell:
    days = int(np.count_nonzero(fewest < floor))
    return Cell(f"{days:,}", "short" if days else "")


def _fall(fall: Fall, background: Background) -> Iterator[Block]:
    yield Heading("1: the first fall, and what brings it", 3)
    if fall.causes:
        yield causes_table(fall.causes, fall)
    else:
        yield Paragraph("It has no single cause: the roster has fewer people at that hour.")
    if not fall.renewals:
        yield Paragraph("No ticket, renewed, would bring units back at that hour.")
        return
    shown = fall.renewals[:RENEWALS_SHOWN]
    rows = [
        (
            each.officer_id,
            opened(post_name(each.post, background.doctrine)),
            each.skill,
            date_words(each.last_valid_day),
        )
        for each in shown
    ]
    more = len(fall.renewals) - len(shown)
    rest = f" ({more:,} more in the JSON)" if more else ""
    yield table(
        f"Tickets to renew: the fewest officers that bring back {fall.restored:,}{rest}",
        ("Officer", "Post", "Ticket", "Last valid day"),
        rows,
    )


def causes_table(causes: tuple[Cause, ...], fall: Fall) -> Table:
    """Return what kept people away, beside an earlier hour where there is one."""
    earlier = fall.compared_with != fall.at
    rows = [
        (
            CAUSES.get(cause.kind, cause.kind),
            cause.away,
            *((cause.before,) if earlier else ()),
            Cell(f"{cause.whole_units:,}", "good" if cause.whole_units >= fall.floor else ""),
        )
        for cause in causes
    ]
    before = f", and at the same hour of the first week ({instant_words(fall.compared_with)})"
    return table(
        f"Kept away then{before * earlier}",
        ("Cause", "Away#", *(("Before#",) if earlier else ()), "Units were it undone#"),
        rows,
    )


def people_table(seen: Forecast, unit: Composition, background: Background) -> Table:
    """Return the people in date for each post of a unit over the time asked about."""
    rows = []
    for at, (owner, post) in enumerate(seen.posts):
        if owner == unit.unit:
            trained, fewest = seen.trained[:, at], seen.fewest[:, at]
            lowest = int(np.argmin(trained))
            rows.append(
                (
                    opened(pluralise(post_name(post, background.doctrine))),
                    int(trained[0]),
                    int(trained[-1]),
                    int(trained[lowest]),
                    date_words(seen.first_day + lowest),
                    int(fewest.min()),
                )
            )
    return table(
        "People in date by post",
        ("Post", "First day#", "Last day#", "Lowest#", "On", "Fewest available#"),
        rows,
    )
