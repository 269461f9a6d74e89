"""Where events clash: with what can be raised, and over who commands."""

from collections.abc import Iterator, Sequence

from muster.doctrine import ROLES, Doctrine
from muster.mobilisation import Clash, EventAssessment, EventDay, EventOutlook, total_needed
from muster.policing import clock
from muster.reporting.background import date_words
from muster.reporting.document import Block, Cell, Fold, Heading, Paragraph, Table, table
from muster.reporting.event_working import in_order
from muster.reporting.words import (
    counted,
    force_name,
    joined,
    opened,
    pluralise,
    post_name,
    unit_names,
)
from muster.strength import JointNeed

NOT_ASKED = "Whether this can be raised was not asked: give --network with a return."
READING = (
    "More is wanted than can be raised after minimum cover is kept. What is lacking is the fewest "
    "people and vehicles that would make all of it possible together, at the worst of the hours: "
    "kinds that could each be had by themselves may want the same people."
)


def clashes(outlook: EventOutlook, doctrine: Doctrine, network: str | None) -> Iterator[Block]:
    """Yield the hours in which more is wanted than can be raised, and the days."""
    yield Heading("Against what can be raised")
    if network is None:
        yield Paragraph(NOT_ASKED, "note")
        return
    unknown = sum(day.unknown for day in outlook.days)
    if outlook.clashes:
        yield Paragraph(READING, "note")
        yield from (_clash(clash, doctrine) for clash in outlook.clashes)
    elif not unknown:
        yield Paragraph("In no hour is more wanted than can be raised after minimum cover.")
    if unknown:
        yield Paragraph(
            f"Of {_hours(unknown)} hours nothing is sure: there is no return of the force, it does "
            "not reach so far, or it gives totals that leave the answer open.",
            "warning",
        )
    yield _days(outlook, doctrine)


def commanders(outlook: EventOutlook) -> Iterator[Block]:
    """Yield who commands each event, and the posts that are named twice on a day."""
    yield Heading("Command")
    if outlook.shared:
        shared: list[Sequence[str | Cell]] = [
            (
                each.post,
                date_words(each.day),
                f"{each.events[0]} ({each.roles[0]}), {each.events[1]} ({each.roles[1]})",
                Cell("at once", "none") if each.overlap else Cell("one after the other", "short"),
            )
            for each in outlook.shared
        ]
        columns = ("Post", "Day", "Events", "Do they overlap")
        yield table("Posts named in two events on one day", columns, shared)
    named: list[Sequence[str | Cell]] = [
        (f"{each.event.id} {each.event.name}", *(_named(each, role) for role in ROLES))
        for each in outlook.assessed
    ]
    yield table("Who commands", ("Event", *map(opened, ROLES)), named)


def span_words(start: int, end: int) -> str:
    """Return a span of time in few words: `Sat 7 March 15:00 to 17:00`."""
    first, last = clock.instant_of(start), clock.instant_of(end)
    form = "%H:%M" if first.date() == last.date() else "%a %-d %B %H:%M"
    return f"{first.strftime('%a %-d %B %H:%M')} to {last.strftime(form)}"


def lacking_words(needs: Sequence[JointNeed], doctrine: Doctrine) -> str:
    """Return the people and vehicles that are lacking, and for which units."""
    return "; ".join(
        f"{counted(need.count, name, pluralise(name))} "
        f"({'/'.join(_short(unit, doctrine) for unit in need.units)})"
        for need in needs
        for name in [post_name(need.post, doctrine)]
    )


def _clash(clash: Clash, doctrine: Doctrine) -> Fold:
    found = clash.worst.found
    most, kept = (found.most, found.kept) if found else ({}, {})
    rows: list[Sequence[str | int | Cell]] = [
        (opened(_short(unit, doctrine)), count, _count(most.get(unit)), _count(kept.get(unit)))
        for unit, count in in_order(clash.worst.wanted, doctrine)
    ]
    when = span_words(clash.start, clash.end)
    title = f"{when}, {force_name(clash.force, doctrine)}: {joined(clash.worst.events)}"
    caption = f"At the worst, {span_words(clash.worst.at, clash.worst.until)}"
    columns = ("Unit", "Wanted#", "By itself#", "By itself, after cover#")
    needs = found.needs_kept if found else ()
    lacks = Cell(f"lacks {total_needed(needs):,}", "none" if found and found.needs else "short")
    return Fold(title, lacks, _said(clash, needs, doctrine), (table(caption, columns, rows),))


def _said(clash: Clash, needs: Sequence[JointNeed], doctrine: Doctrine) -> str:
    found = clash.worst.found
    said = f"Lacking: {lacking_words(needs, doctrine)}."
    if found and not found.needs:
        said += " Nothing would be, were minimum cover not kept."
    if not clash.firm:
        said += " The events that are notified would not by themselves be too much."
    return said


def _count(count: int | None) -> Cell:
    return Cell("not known", "unknown") if count is None else Cell(f"{count:,}")


def _short(unit: str, doctrine: Doctrine) -> str:
    return unit_names(doctrine.unit(unit))[0]


def _against(day: EventDay, doctrine: Doctrine) -> str:
    return ", ".join(
        f"{_short(unit, doctrine)} {count:,} against {_count(day.least[unit]).text}"
        for unit, count in in_order(day.peak, doctrine)
    )


def _days(outlook: EventOutlook, doctrine: Doctrine) -> Table:
    rows = [
        (
            date_words(day.day),
            force_name(day.force, doctrine),
            joined(day.events),
            _against(day, doctrine),
            Cell(_hours(day.short), "none" if day.short else "good"),
            _hours(day.unknown),
        )
        for day in sorted(outlook.days, key=lambda each: (each.day, each.force))
    ]
    against = "Most wanted at once, against the fewest of each by itself"
    columns = ("Day", "Force", "Events", against, "Hours short#", "Hours not sure#")
    return table("Day by day", columns, rows)


def _hours(minutes: int) -> str:
    return f"{minutes / clock.HOUR:,.1f}".removesuffix(".0")


def _named(each: EventAssessment, role: str) -> Cell:
    posts = each.event.command.get(role, ())
    if posts:
        return Cell(joined(posts))
    return Cell("nobody named", "none") if role in each.unnamed else Cell("–", "soft")
