"""A past operation played again as a document: the lesson first, then each way."""

from collections.abc import Iterator, Sequence

from muster.mobilisation import DemandOutcome, Played, Replay
from muster.policing import clock
from muster.reporting.background import Background, remarks
from muster.reporting.charts import parts_chart
from muster.reporting.document import (
    Block,
    Cell,
    Document,
    Figure,
    Heading,
    Items,
    Paragraph,
    table,
)
from muster.reporting.words import counted, force_name

PARTS = (("in time", "met"), ("late", "partly"), ("never", "unmet"))


def replay_report(replay: Replay, played: Sequence[Played], background: Background) -> Document:
    """Return a past operation played again as a document."""
    blocks: list[Block] = [
        Paragraph(replay.question, "lead"),
        Paragraph(_lesson(replay, played)),
        Heading("Side by side"),
        _side_by_side(replay, played),
    ]
    for each in played:
        blocks += _variant(replay, each, background)
    blocks += [
        Heading("How far it is from what is published"),
        _misfits(played),
        Heading("What is assumed"),
        Items(replay.assumed),
        _basis(replay),
        *remarks(background, f"Travel times: {played[0].plans[0].travel_times}."),
    ]
    return Document(replay.name, tuple(blocks), background.synthetic, background.origins)


def _lesson(replay: Replay, played: Sequence[Played]) -> str:
    """Return what the second way changed, in the demands that are watched and in the others."""
    first, second = played[0], played[-1]
    said = []
    for slug in second.variant.watch:
        before, after = _outcome(first, slug), _outcome(second, slug)
        place = next(d.rendezvous for d in replay.demands if d.slug == slug)
        said.append(f"{place}: {_change(before, after)}")
    rest = [o.demand for o in second.outcomes if o.demand not in second.variant.watch]
    in_time = [sum(_outcome(p, slug).in_time for slug in rest) for p in (first, second)]
    short = [sum(_outcome(p, slug).short for slug in rest) for p in (first, second)]
    price = (
        f"Elsewhere the units in time are {in_time[0]:,} in the first and {in_time[1]:,} in the "
        f"second, and those that never come {short[0]:,} and {short[1]:,}."
    )
    return f"“{first.variant.name}” against “{second.variant.name}”. {'; '.join(said)}. {price}"


def _outcome(played: Played, slug: str) -> DemandOutcome:
    return next(each for each in played.outcomes if each.demand == slug)


def _change(before: DemandOutcome, after: DemandOutcome) -> str:
    said = f"{before.in_time or 'none'} of {before.wanted:,} in time"
    said += " either way" if before.in_time == after.in_time else f", then {after.in_time:,}"
    if before.short != after.short:
        said += f"; {before.short:,} never came, then {after.short:,}"
    if before.last is not None and after.last is not None and before.last != after.last:
        minutes = abs(after.last - before.last)
        way = "earlier" if after.last < before.last else "later"
        said += f"; the last comes {_span(minutes)} {way}"
    return said


def _span(minutes: int) -> str:
    hours, rest = divmod(minutes, clock.HOUR)
    return f"{hours} h {rest:02} min" if hours else f"{rest} minutes"


def _time(minute: int, replay: Replay) -> str:
    return clock.instant_of(minute - replay.shift).strftime("%a %-d %b %Y %H:%M")


def _side_by_side(replay: Replay, played: Sequence[Played]) -> Figure:
    title = "Units in time, late and never, by place"
    bars = []
    rows = []
    for demand in replay.demands:
        for each in played:
            own = _outcome(each, demand.slug)
            day = clock.instant_of(demand.needed_by - replay.shift).strftime("%-d %b")
            name = f"{demand.rendezvous} {day}, {each.variant.slug}"
            bars.append((name, (own.in_time, own.late, own.short)))
            last = _time(own.last, replay) if own.last is not None else "–"
            late = Cell(f"{own.late:,}", "unknown" if own.late else "")
            never = Cell(f"{own.short:,}", "short" if own.short else "")
            rows.append(
                (f"{demand.slug}", each.variant.slug, own.wanted, own.in_time, late, never, last)
            )
    described = "Each place in each way it could have gone; the numbers are in the table."
    columns = ("Demand", "Way", "Wanted#", "In time#", "Late#", "Never#", "Last came")
    svg = parts_chart(title, described, bars, PARTS)
    return Figure(title, described, svg, table(title, columns, rows))


def _variant(replay: Replay, played: Played, background: Background) -> Iterator[Block]:
    yield Heading(played.variant.name)
    rows = []
    for stage, plan in zip(played.variant.stages, played.plans, strict=True):
        own = [each for each in plan.assignments if each.demand in stage.demands]
        forces = len({each.force for each in own})
        sent = sum(each.count for each in own)
        proof = "proved" if plan.proved else "not proved"
        rows.append(
            (_time(stage.at, replay), stage.tier, ", ".join(stage.demands), sent, forces, proof)
        )
    columns = ("Order given", "Asked of", "For", "Units#", "Forces#", "Best plan")
    yield table("Orders", columns, rows)
    exposed = [
        (
            force_name(each.force, background.doctrine),
            each.stage + 1,
            each.lent,
            each.left,
            each.need,
        )
        for each in played.exposed
    ]
    if exposed:
        title = (
            "Lenders left with less than their assessed local need, seen when the order is given"
        )
        yield table(title, ("Force", "After order#", "Lent#", "Left#", "Local need#"), exposed)
    else:
        yield Paragraph("No lender is left with less than its assessed local need.")


def _misfits(played: Sequence[Played]) -> Block:
    rows = []
    for position, misfit in enumerate(played[0].misfits):
        fact = misfit.fact
        own = [each.misfits[position].replayed for each in played]
        rows.append(
            (
                fact.what,
                f"{fact.value:,.0f} {fact.unit}",
                " / ".join(f"{value:,.0f}" for value in own),
                fact.source,
            )
        )
    ways = " / ".join(each.variant.slug for each in played)
    columns = ("Published", "Figure", f"Replay ({ways})", "Source")
    return table("Published figures beside the replay's", columns, rows)


def _basis(replay: Replay) -> Block:
    rows = [
        (
            each.slug,
            each.rendezvous,
            counted(each.count, "unit"),
            _time(each.needed_by, replay),
            dict(replay.basis)[each.slug],
        )
        for each in replay.demands
    ]
    return table("What was wanted", ("Demand", "Place", "Units", "Needed by", "Basis"), rows)
