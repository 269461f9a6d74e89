"""The ledger of mutual aid as a document."""

from collections.abc import Iterator, Mapping

from muster.doctrine import BalancePeriod, Secondment
from muster.mobilisation import (
    COUNTED,
    AggregateEntry,
    AidBalance,
    CostStatement,
    span_words,
)
from muster.policing import clock
from muster.reporting.background import (
    Background,
    remarks,
    source_words,
    standing_cell,
    warnings,
)
from muster.reporting.document import (
    Block,
    Document,
    Heading,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Table,
    table,
)
from muster.reporting.ledger_costs import cost_blocks
from muster.reporting.ledger_entries import entry_list
from muster.reporting.ledger_tables import (
    TONES,
    by_year,
    force_by_force,
    group_table,
    kinds,
    partners,
)
from muster.reporting.ledger_told import UNSTATED, Told, signed
from muster.reporting.words import joined, opened


def ledger_report(
    name: str,
    balance: AidBalance,
    background: Background,
    *,
    each: Mapping[str, AidBalance],
    cost: CostStatement | None = None,
) -> Document:
    """Return what was given and received, by year, partner and operation, and every entry.

    `each` are the balances of its forces alone, where it is of several.
    """
    told = Told(name, balance, background)
    blocks: list[Block] = [
        Paragraph(_lead(told), "lead"),
        Paragraph(_period(told), "note"),
        *warnings(background),
        *_long(told),
        KeyFigures(tuple(_key(told))),
        *by_year(told),
        *force_by_force(told, each),
        *partners(told),
        *group_table(told, "operation", "By operation", "Operation"),
        *kinds(told),
        *_stretches(told),
        *(cost_blocks(cost, background, several=told.several) if cost else ()),
        *entry_list(told),
    ]
    notes = remarks(background, *balance.notes)
    blocks += [Heading("What to bear in mind"), *notes] if notes else []
    blocks.append(_relied_on(told))
    title = f"{opened(name)}: mutual aid given and received"
    return Document(title, tuple(blocks), background.synthetic, background.origins)


def _lead(told: Told) -> str:
    balance, given = told.balance, told.balance.given.units
    received = told.units(balance.received.units)
    others = " from and to others" if told.several else ""
    said = f"{opened(told.name)} received {received} and gave {given:,}{others}: "
    said += f"{balance.standing}, by {abs(balance.net):,}" if balance.net else "the balance is even"
    if told.several:
        said += f"; {balance.between.units:,} went from one of its forces to another"
    return f"{said}."


def _period(told: Told) -> str:
    asked, names = told.balance.asked, told.balance.names
    said = f"From {span_words(asked.start, asked.end)}"
    if asked.only:
        said += f", {names[asked.only]} alone"
    if asked.without:
        said += f", without {joined(names[slug] for slug in asked.without)}"
    shown = [each.entry for each in told.balance.lines if each.counting in COUNTED]
    totals = [each for each in shown if isinstance(each, AggregateEntry)]
    gone = dict.fromkeys(name for each in totals for name in each.leaves_out)
    return f"{said}. Totals already leave out {joined(gone)}." if gone else f"{said}."


def _long(told: Told) -> Iterator[Block]:
    """Yield a warning where aid lasted so long that it would normally be a secondment."""
    stretches = told.balance.long
    if not stretches:
        return
    rule = _secondment(told)
    first, more = stretches[0], len(stretches) - 1
    others = f", and {more:,} more" if more else ""
    yield Paragraph(
        f"Over {rule.days} days of aid without a break is normally a secondment "
        f"({rule.source.standing}): {told.force(first.donor)} helped {told.force(first.host)} for "
        f"{first.days:,} days{others}. They are listed below; people may have changed over.",
        "warning",
    )


def _secondment(told: Told) -> Secondment:
    on = clock.instant_of(told.balance.asked.start).date()
    return told.background.doctrine.secondment(on)


def _stretches(told: Told) -> Iterator[Block]:
    """Yield every stretch of aid that would normally be a secondment."""
    rows = [
        (
            f"{told.force(each.donor)} to {told.force(each.host)}",
            each.operation or UNSTATED,
            span_words(each.start, each.end),
            each.days,
            each.deployments,
        )
        for each in told.balance.long
    ]
    if rows:
        caption = f"Aid without a break for over {_secondment(told).days} days"
        yield table(caption, ("Who", "Operation", "When", "Days#", "Deployments#"), rows)


def _key(told: Told) -> Iterator[KeyFigure]:
    balance, (_, many) = told.balance, told.names
    yield KeyFigure(f"{balance.given.units:,}", f"{many} given")
    yield KeyFigure(f"{balance.received.units:,}", f"{many} received")
    yield KeyFigure(
        signed(balance.net),
        f"net: {balance.standing}",
        TONES.get(balance.standing, ""),
    )
    if told.several:
        yield KeyFigure(f"{balance.between.units:,}", f"{many} between these forces")
    if balance.per_thousand:
        share = balance.per_thousand
        yield KeyFigure(
            signed(share.net, 2),
            f"net to a thousand of {share.officers:,.0f} officers "
            f"({share.given:.2f} given, {share.received:.2f} received)",
        )


def _relied_on(told: Told) -> Table:
    """Return the figures of doctrine a balance rests on, and how firm each is."""
    doctrine, asked = told.background.doctrine, told.balance.asked
    on = clock.instant_of(asked.start).date()
    rule, years = _secondment(told), doctrine.balance_period(on)
    composition = doctrine.composition(asked.unit, on)
    strength = told.balance.per_thousand
    figures = [
        (
            f"{composition.people} people to a {doctrine.unit(asked.unit).name.lower()}, where "
            "nobody counted them",
            doctrine.composition_source(composition),
        ),
        (f"Over {rule.days} days of continuous aid is normally a secondment", rule.source),
        (f"A year starts on {_opening(years)}", years.source),
    ]
    if strength:
        source = doctrine.origins["force", asked.forces[0]].source
        figures.append((f"{strength.officers:,.0f} officers, full-time equivalents", source))
    rows = [
        (said, standing_cell(source), source_words(source, doctrine)) for said, source in figures
    ]
    return table("Figures relied on, and how firm they are", ("Figure", "Standing", "Source"), rows)


def _opening(rule: BalancePeriod) -> str:
    return rule.starts.replace(month=rule.month, day=rule.day).strftime("%-d %B")
