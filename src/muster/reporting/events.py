"""Events as a document: what each is to have, where they clash, and how it was worked out."""

from collections.abc import Sequence

from muster.doctrine import Doctrine
from muster.mobilisation import Clash, EventAssessment, EventOutlook
from muster.policing import clock
from muster.reporting.background import (
    Background,
    instant_words,
    remarks,
    source_words,
    standing_cell,
    warnings,
)
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
from muster.reporting.event_clashes import clashes, commanders, span_words
from muster.reporting.event_working import in_order, units_words, working
from muster.reporting.timeline import Lane, Span, timeline_chart
from muster.reporting.words import counted, duration_words, force_name, opened, unit_names

LANES, MARKS = 60, 8
APART = (
    "Units times how sure each event is. It tells how much is likely to be wanted over many "
    "events, and is no number of units to send to any of them."
)
NEVER = "in no hour are they known to want more than can be raised"
FIGURES = "Every figure of the method is an example until you lay your own over it."


def events_report(outlook: EventOutlook, background: Background, network: str | None) -> Document:
    """Return the events of a period as a document; `network` is what was counted, if anything."""
    doctrine = background.doctrine
    blocks: list[Block] = [
        Paragraph(_lead(outlook, network), "lead"),
        Paragraph(f"From {instant_words(outlook.start)} to {instant_words(outlook.end)}.", "note"),
        *warnings(background),
    ]
    if outlook.assessed:
        blocks += [KeyFigures(_key(outlook, network)), _timeline(outlook, doctrine)]
        blocks += [*clashes(outlook, doctrine, network), *commanders(outlook)]
        blocks += [Heading("How sure it is"), Paragraph(APART), _by_confidence(outlook, doctrine)]
        blocks += [Heading("How each was worked out"), Paragraph(FIGURES, "note")]
        blocks += [working(each, doctrine) for each in outlook.assessed]
        blocks.append(_figures(outlook, doctrine))
    notes = remarks(background, *_near(outlook, doctrine))
    blocks += [Heading("What to bear in mind"), *notes] if notes else []
    return Document("Events", tuple(blocks), background.synthetic, background.origins)


def _lead(outlook: EventOutlook, network: str | None) -> str:
    if not outlook.assessed:
        return "No event of the file falls in the period."
    events, shared = counted(len(outlook.assessed), "event"), len(outlook.shared)
    named = f"{counted(shared, 'commander') if shared else 'no commander'} "
    named += f"{'is' if shared < 2 else 'are'} named twice on a day"
    if network is None:
        return f"{events}; what can be raised was not asked. {opened(named)}."
    if not any(stretch.found for stretch in outlook.stretches):
        return f"{events}; what can be raised then is not known. {opened(named)}."
    count = len(outlook.clashes)
    times = f"{counted(count, 'time')} they want more than can be raised"
    return f"{events}; {times if count else NEVER}, and {named}."


def _key(outlook: EventOutlook, network: str | None) -> tuple[KeyFigure, ...]:
    gaps = sum(len(each.gaps) for each in outlook.assessed)
    count = len(outlook.clashes)
    figures = [KeyFigure(f"{len(outlook.assessed):,}", "events")]
    if network is not None:
        label = "clashes with what can be raised"
        figures.append(KeyFigure(f"{count:,}", label, "none" if count else ""))
    return (
        *figures,
        KeyFigure(f"{len(outlook.shared):,}", "commanders named twice on a day"),
        KeyFigure(f"{gaps:,}", "things nobody has answered or named"),
    )


def _timeline(outlook: EventOutlook, doctrine: Doctrine) -> Figure:
    shown = outlook.assessed[:LANES]
    span = (min(each.deployed for each in shown), max(each.released for each in shown))
    lanes = [
        Lane(
            f"{each.event.id} {each.event.name}",
            (each.event.start, each.event.end),
            (each.deployed, each.released),
            _marked(each, outlook.clashes),
        )
        for each in shown
    ]
    title = "Events along the hours"
    left_out = len(outlook.assessed) - len(shown)
    said = f"{counted(len(shown), 'event')} from {instant_words(span[0])}"
    said += f"; {left_out:,} later ones are in the table alone." if left_out else "."
    key = ("the event", "units in place", "more wanted than can be raised")
    drawn = timeline_chart(title, said, lanes, span=span, marks=_marks(span), key=key)
    return Figure(title, said, drawn, _events(outlook, doctrine))


def _marked(each: EventAssessment, found: Sequence[Clash]) -> tuple[Span, ...]:
    return tuple((one.start, one.end) for one in found if each.event.id in one.worst.events)


def _marks(span: Span) -> list[tuple[int, str]]:
    """Return points of local time, hours or days apart, even and few, with what to call them."""
    start, end = span
    hours = (1, 2, 3, 6, 12, 24, 48)
    wide = (end - start) // MARKS
    step = next((each * clock.HOUR for each in hours if each * clock.HOUR >= wide), 0)
    step = step or -(-wide // clock.DAY) * clock.DAY
    offset = clock.instant_of(start).utcoffset()
    local = start + (int(offset.total_seconds()) // 60 if offset else 0)
    first = start + -local % step
    return [(at, _mark_words(at, first, step)) for at in range(first, end, step)]


def _mark_words(at: int, first: int, step: int) -> str:
    """Return what stands beneath a mark: the day where it changes, else the hour."""
    when = clock.instant_of(at)
    if step >= clock.DAY or (when.hour == 0 and when.minute == 0):
        return when.strftime("%-d %b")
    return when.strftime("%-d %b %H:%M" if at == first else "%H:%M")


def _events(outlook: EventOutlook, doctrine: Doctrine) -> Table:
    method = doctrine.event_method(clock.instant_of(outlook.start).date())
    rows = [
        (
            f"{each.event.id} {each.event.name}",
            method.kinds[each.event.kind].name,
            force_name(each.event.force, doctrine),
            span_words(each.event.start, each.event.end),
            "not stated" if each.event.attendance is None else f"{each.event.attendance:,}",
            method.confidences[each.event.confidence].name,
            units_words(each.wanted, doctrine) or "none",
        )
        for each in outlook.assessed
    ]
    columns = ("Event", "Kind", "Host", "When", "Expected#", "How sure", "Units proposed")
    return table("The events, and the units proposed for each", columns, rows)


def _by_confidence(outlook: EventOutlook, doctrine: Doctrine) -> Table:
    rows: list[Sequence[str | int | Cell]] = []
    total: dict[str, float] = {}
    for confidence in doctrine.event_confidences:
        own = [each for each in outlook.assessed if each.event.confidence == confidence.slug]
        wanted: dict[str, int] = {}
        for unit, count in (pair for each in own for pair in each.wanted.items()):
            wanted[unit] = wanted.get(unit, 0) + count
            total[unit] = total.get(unit, 0) + count * confidence.weight
        rows.append(
            (
                confidence.name,
                len(own),
                units_words(wanted, doctrine) or "none",
                Cell(f"{confidence.weight:g}"),
                standing_cell(confidence.source),
            )
        )
    weighted = ", ".join(
        f"{unit_names(doctrine.unit(unit))[0]} {count:.1f}"
        for unit, count in in_order(total, doctrine)
    )
    rows.append(("All, weighted", len(outlook.assessed), weighted, Cell("–", "soft"), ""))
    columns = ("How sure", "Events#", "Units proposed", "Weight#", "Standing")
    return table("Units by how sure the events are", columns, rows, strong=(len(rows) - 1,))


def _figures(outlook: EventOutlook, doctrine: Doctrine) -> Table:
    """Return the figures besides the rules: when units are in place, and the notice asked at."""
    on = clock.instant_of(outlook.start).date()
    method, notice = doctrine.event_method(on), doctrine.notice("events", on)
    kinds = [method.kinds[each.event.kind] for each in outlook.assessed]
    figures = [
        (
            f"{kind.name}: in place {duration_words(kind.before_minutes)} before, "
            f"until {duration_words(kind.after_minutes)} after",
            kind.source,
        )
        for kind in dict.fromkeys(kinds)
    ]
    figures.append((f"Raised at {duration_words(notice.minutes[0])} notice", notice.source))
    rows = [
        (said, standing_cell(source), source_words(source, doctrine)) for said, source in figures
    ]
    return table("Figures relied on besides the rules", ("Figure", "Standing", "Source"), rows)


def _near(outlook: EventOutlook, doctrine: Doctrine) -> list[str]:
    return [
        f"{each.event.id} names no force; {force_name(each.event.force, doctrine)} is taken, by "
        "the map of police areas, or else by headquarters. Name the host where that is wrong."
        for each in outlook.assessed
        if each.event.near
    ]
