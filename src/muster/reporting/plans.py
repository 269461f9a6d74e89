"""A plan as a document: what is sent, what is short and why, what it asks of each donor."""

import csv
import io
from collections.abc import Iterator, Sequence

from muster.mobilisation import (
    Because,
    DonorEffect,
    Plan,
    TierResult,
    cure_words,
    donor_words,
    name_of,
    unit_words,
    worth_words,
)
from muster.policing import clock
from muster.reporting.background import Background, instant_words, remarks, warnings
from muster.reporting.document import (
    Block,
    Cell,
    Document,
    Fold,
    Heading,
    Items,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Table,
    table,
)
from muster.reporting.plan_charts import demand_name, map_credit, plan_map, plan_timeline
from muster.reporting.rows import plain
from muster.reporting.words import counted, duration_words, opened

SYNTHETIC_NOTE = "Plans of synthetic forces say nothing of any real force."
BY_HAND = "set when asked"
MOST_SHOWN = 10
TIER_NAMES = {"own": "Own force", "region": "Region", "nation": "Nation"}


def plan_report(
    plan: Plan,
    because: Because,
    donors: Sequence[DonorEffect],
    tiers: Sequence[TierResult],
    background: Background,
) -> Document:
    """Return a plan as a document: the answer first, then who, where, when, and why."""
    blocks = (
        *warnings(background),
        Paragraph(headline(plan), "lead"),
        _figures(plan),
        *plan_body(plan, because, donors, tiers, background),
    )
    title = f"Mobilisation plan: {_what(plan)}"
    origins = (*background.origins, *map_credit(plan))
    return Document(title, blocks, background.synthetic, origins)


def plan_body(
    plan: Plan,
    because: Because,
    donors: Sequence[DonorEffect],
    tiers: Sequence[TierResult],
    background: Background,
) -> tuple[Block, ...]:
    """Return everything of a plan below its first lines."""
    return (
        *_shortfalls(plan, because, background),
        Heading("Who sends what, where and when"),
        *plan_map(plan, background),
        plan_timeline(plan, background),
        Heading("How good the plan is"),
        _objective(plan),
        *_tiers(tiers),
        Heading("What is asked of each donor"),
        Paragraph("The plan proposes. Each donor's authorising officer decides."),
        _donors(donors, background),
        *_donor_reasons(plan, because, background),
        *_worth(because, background),
        Heading("What it rests on"),
        *remarks(background, *_basis(plan, background), *plan.notes, *because.notes),
    )


def _what(plan: Plan) -> str:
    operations = dict.fromkeys(d.operation for d in plan.request.demands if d.operation)
    if operations:
        return ", ".join(operations)
    return counted(len(plan.request.demands), "demand")


def headline(plan: Plan) -> str:
    """Return the answer in a sentence or two."""
    sent = sum(each.count for each in plan.assignments)
    asked = sum(demand.count for demand in plan.request.demands)
    forces = len({each.force for each in plan.assignments})
    raised = "All" if sent == asked else f"{sent:,} of" if sent else "None of"
    said = f"{raised} {asked:,} units asked for can be raised, from {counted(forces, 'force')}"
    late = sum(each.count for each in plan.assignments if each.late)
    when = f"; {counted(late, 'unit')} late" if late else ", every one in time"
    if not sent:
        return f"None of the {asked:,} units asked for can be raised."
    proof = (
        "No plan is better: it is proved at every level."
        if plan.proved
        else "It is not proved to be the best; the table says how far it may be off."
    )
    if plan.policy == "nearest":
        proof = (
            "This is what ringing the nearest force first does; the best plan's levels are beside."
        )
    return f"{said}{when}. {proof}"


def _figures(plan: Plan) -> Block:
    sent = sum(each.count for each in plan.assignments)
    asked = sum(demand.count for demand in plan.request.demands)
    late = sum(each.count * each.late for each in plan.assignments)
    last = max((each.arrive for each in plan.assignments), default=None)
    return KeyFigures(
        (
            KeyFigure(
                f"{sent:,} of {asked:,}", "units raised", "good" if sent == asked else "short"
            ),
            KeyFigure(f"{late:,}", "unit-minutes late", "short" if late else "good"),
            _last_arrival(last),
            KeyFigure("proved" if plan.proved else "not proved", "the best plan there is"),
        )
    )


def _last_arrival(last: int | None) -> KeyFigure:
    if last is None:
        return KeyFigure("–", "last arrival")
    moment = clock.instant_of(last)
    return KeyFigure(moment.strftime("%H:%M"), moment.strftime("last arrival, %A %-d %B"))


def _shortfalls(plan: Plan, because: Because, background: Background) -> Iterator[Block]:
    if not plan.short:
        return
    yield Heading("What is short, and what would cure it")
    names = {each.slug: demand_name(each, background) for each in plan.request.demands}
    reasons = {each.demand: each for each in because.short}
    for short in plan.short:
        reason = reasons.get(short.demand)
        units = unit_words(short.count, short.unit, background.doctrine)
        said = f"{names[short.demand]}, is short of {units}."
        cures = reason.cures if reason else ()
        none = "" if cures else " No single thing that was tried cures it."
        yield Paragraph(said + none, "warning")
        if cures and reason:
            yield Items(tuple(cure_words(each, reason, background.doctrine) for each in cures))


def _donor_reasons(plan: Plan, because: Because, background: Background) -> Iterator[Block]:
    """Yield why each donor serves each demand, by demand."""
    if because.donors:
        yield Heading("Why these donors")
    for demand in plan.request.demands:
        own = [each for each in because.donors if each.demand == demand.slug]
        said = tuple(donor_words(each, plan, background.doctrine) for each in own)
        if not own:
            continue
        if len(because.donors) > MOST_SHOWN:
            name = demand_name(demand, background)
            yield Fold(name, Cell(""), counted(len(own), "donor"), (Items(said),))
        else:
            yield Items(said)


def _objective(plan: Plan) -> Block:
    rows = []
    for level in plan.objective:
        value = f"{level.value:.0%}" if "share" in level.level else f"{level.value:,.0f}"
        bound = "–" if level.bound is None else f"{level.bound:,.0f}"
        bound = (
            f"{level.bound:.0%}" if level.bound is not None and "share" in level.level else bound
        )
        proof = Cell("proved", "good") if level.proved else Cell("not the best", "short")
        if level.bound is None:
            proof = Cell("not compared", "unknown")
        rows.append((opened(level.level), value, bound, proof))
    return table(
        "Level by level, the most important first: less is better",
        ("Level", "This plan#", "No plan has less than#", "Proof"),
        rows,
    )


def _tiers(tiers: Sequence[TierResult]) -> Iterator[Block]:
    if not tiers:
        return
    rows = [
        (
            TIER_NAMES[each.tier],
            each.raised,
            each.short,
            each.late,
            "proved" if each.proved else "not proved",
        )
        for each in tiers
    ]
    columns = ("Help sought from", "Raised#", "Short#", "Unit-minutes late#", "Proof")
    yield table("What each wider tier adds", columns, rows)


def _donors(donors: Sequence[DonorEffect], background: Background) -> Table:
    doctrine = background.doctrine
    rows = [
        (
            name_of(each.force, doctrine),
            unit_words(each.sent, each.unit, doctrine),
            each.offered,
            f"{each.share:.0%}",
            each.left,
            each.floor,
            each.recalled,
            each.rest_days,
            ", ".join(each.demands),
        )
        for each in donors
    ]
    columns = (
        *("Force", "Asked for", "Offers#", "Share#", "Left#", "Floor#"),
        *("Called in#", "Rest days lost#", "For"),
    )
    return table("What is asked of each donor, for its authorising officer", columns, rows)


def _worth(because: Because, background: Background) -> Iterator[Block]:
    gains = [each for each in because.worth if each.level]
    if not because.worth:
        return
    yield Heading("What one more unit would have been worth")
    if not gains:
        yield Paragraph("One more unit at any force would have bettered nothing that is weighed.")
        return
    first = gains[:MOST_SHOWN]
    yield Items(tuple(worth_words(each, background.doctrine) for each in first))
    if len(gains) > MOST_SHOWN:
        rest = tuple(worth_words(each, background.doctrine) for each in gains[MOST_SHOWN:])
        yield Fold("Elsewhere", Cell(""), f"{len(rest):,} more", (Items(rest),))


def _basis(plan: Plan, background: Background) -> list[str]:
    request = plan.request
    said = [
        f"The order is given on {instant_words(request.at)}.",
        f"Travel times: {plan.travel_times}.",
        f"To assemble and leave, units take {duration_words(request.assembly)} after their notice.",
    ]
    return [*said, *_floors(plan, background)]


def _floors(plan: Plan, background: Background) -> Iterator[str]:
    """Yield what forces keep: those set by hand each by name, the others with one as example."""
    kept = [floor for floor in plan.request.floors if floor.count]
    by_hand = [floor for floor in kept if not floor.because or floor.because == BY_HAND]
    for floor in by_hand:
        units = unit_words(floor.count, floor.unit, background.doctrine)
        yield f"{name_of(floor.force, background.doctrine)} keeps {units}, {BY_HAND}."
    others = [floor for floor in kept if floor not in by_hand]
    if others:
        first = others[0]
        units = unit_words(first.count, first.unit, background.doctrine)
        more = " keeps a floor" if len(others) == 1 else " keep a floor each"
        yield (
            f"{counted(len(others), 'force')}{more}: {name_of(first.force, background.doctrine)} "
            f"keeps {units}, {first.because}."
        )


def plan_rows(plan: Plan) -> str:
    """Return a plan's assignments as CSV; no cell is one that a spreadsheet would run."""
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow(
        ("demand", "force", "unit", "count", "depart", "arrive", "travel_minutes", "late_minutes")
    )
    for each in plan.assignments:
        row = (
            *(each.demand, each.force, each.unit, each.count),
            *(clock.describe_instant(each.depart), clock.describe_instant(each.arrive)),
            *(each.travel, each.late),
        )
        writer.writerow([plain(str(value)) for value in row])
    return made.getvalue()
