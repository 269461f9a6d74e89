"""The ledger of mutual aid as a document."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from muster.doctrine import BalancePeriod, Secondment
from muster.mobilisation import (
    COUNTED,
    AggregateEntry,
    AidBalance,
    AidEntry,
    AidGroup,
    AidHeading,
    AidLine,
    AidTally,
    CostStatement,
    Deployment,
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
from muster.reporting.charts import bars_chart
from muster.reporting.document import (
    Block,
    Cell,
    Document,
    Figure,
    Fold,
    Heading,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Table,
    Tone,
    table,
)
from muster.reporting.ledger_costs import cost_blocks
from muster.reporting.words import counted, force_name, joined, opened, unit_names

UNSTATED = "not stated"
TONES: Mapping[str, Tone] = {"a net provider": "good", "a net recipient": "short"}


@dataclass(frozen=True, slots=True)
class _Told:
    """A balance with the words it is told in."""

    name: str
    balance: AidBalance
    background: Background

    @property
    def names(self) -> tuple[str, str]:
        """Return what one unit and several are called."""
        return unit_names(self.background.doctrine.unit(self.balance.asked.unit))

    def units(self, count: int) -> str:
        """Return a number of units in words."""
        return counted(count, *self.names)

    def force(self, slug: str) -> str:
        """Return a force's name."""
        return force_name(slug, self.background.doctrine) if slug else UNSTATED

    @property
    def several(self) -> bool:
        """Say whether it is of more than one force."""
        return len(self.balance.asked.forces) > 1


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
    told = _Told(name, balance, background)
    blocks: list[Block] = [
        Paragraph(_lead(told), "lead"),
        Paragraph(_period(told), "note"),
        *warnings(background),
        *_long(told),
        KeyFigures(tuple(_key(told))),
        *_charts(told),
        *_by_force(told, each),
        *_partners(told),
        *_group_table(told, "operation", "By operation", "Operation"),
        *_kinds(told),
        *_stretches(told),
        *(cost_blocks(cost, background, several=told.several) if cost else ()),
        *_entries(told),
    ]
    notes = remarks(background, *balance.notes)
    blocks += [Heading("What to bear in mind"), *notes] if notes else []
    blocks.append(_relied_on(told))
    title = f"{opened(name)}: mutual aid given and received"
    return Document(title, tuple(blocks), background.synthetic, background.origins)


def _lead(told: _Told) -> str:
    balance, given = told.balance, told.balance.given.units
    received = told.units(balance.received.units)
    others = " from and to others" if told.several else ""
    said = f"{opened(told.name)} received {received} and gave {given:,}{others}: "
    said += f"{balance.standing}, by {abs(balance.net):,}" if balance.net else "the balance is even"
    if told.several:
        said += f"; {balance.between.units:,} went from one of its forces to another"
    return f"{said}."


def _period(told: _Told) -> str:
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


def _long(told: _Told) -> Iterator[Block]:
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


def _secondment(told: _Told) -> Secondment:
    on = clock.instant_of(told.balance.asked.start).date()
    return told.background.doctrine.secondment(on)


def _stretches(told: _Told) -> Iterator[Block]:
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


def _key(told: _Told) -> Iterator[KeyFigure]:
    balance, (_, many) = told.balance, told.names
    yield KeyFigure(f"{balance.given.units:,}", f"{many} given")
    yield KeyFigure(f"{balance.received.units:,}", f"{many} received")
    yield KeyFigure(
        f"{balance.net:+,}".replace("-", "−") if balance.net else "0",
        f"net: {balance.standing}",
        TONES.get(balance.standing, ""),
    )
    if told.several:
        yield KeyFigure(f"{balance.between.units:,}", f"{many} between these forces")
    if balance.per_thousand:
        share = balance.per_thousand
        yield KeyFigure(
            f"{share.net:+.2f}".replace("-", "−"),
            f"net to a thousand of {share.officers:,.0f} officers "
            f"({share.given:.2f} given, {share.received:.2f} received)",
        )


def _charts(told: _Told) -> Iterator[Block]:
    """Yield what was given and received by year as bars, with days and hours in the table."""
    years = told.balance.groups["year"]
    if not years:
        return
    sides = ("given", "received", "between")[: 2 + told.several]
    bars = [(f"{year.key}, {side}", getattr(year, side).units) for year in years for side in sides]
    title = "Given and received by year"
    said = "; ".join(f"{label} {units:,}" for label, units in bars)
    numbers = _numbers(title, "Year", [(year.key, year) for year in years], told)
    yield Figure(title, said, bars_chart(title, said, bars), numbers)


def _numbers(
    caption: str, heading: str, groups: Iterable[tuple[str, AidGroup]], told: _Told
) -> Table:
    """Return groups as a table: units each way, and the days and hours of all of them."""
    columns = [heading, "Given#", "Received#", *(["Between#"] if told.several else []), "Net#"]
    rows: list[tuple[Cell, ...]] = []
    for name, group in groups:
        sides = [group.given, group.received, *([group.between] if told.several else [])]
        every = group.given + group.received + group.between
        rows.append(
            (
                Cell(name),
                *(Cell(f"{side.units:,}") for side in sides),
                Cell(_signed(group.net)),
                _known(f"{every.unit_days:,}", every),
                _known(f"{every.officer_hours:,.0f}", every),
            )
        )
    return table(caption, (*columns, "Unit-days#", "Officer-hours#"), rows)


def _known(said: str, tally: AidTally) -> Cell:
    """Return days or hours, or a dash where nothing but a total is known."""
    return Cell("–", "soft") if tally.in_totals and not tally.unit_days else Cell(said)


def _signed(net: int) -> str:
    return f"{net:+,}".replace("-", "−") if net else "0"


def _by_force(told: _Told, each: Mapping[str, AidBalance]) -> Iterator[Block]:
    """Yield each force's own balance, the greatest recipient first, where there are several."""
    if not told.several:
        return
    ranked = sorted(each.items(), key=lambda item: (item[1].net, item[0]))
    rows = [
        (
            told.force(slug),
            own.given.units,
            own.received.units,
            Cell(_signed(own.net)),
            Cell(_share(own)),
            Cell(own.standing.removeprefix("a "), TONES.get(own.standing, "")),
        )
        for slug, own in ranked
    ]
    yield Heading("Force by force")
    yield table(
        "Aid between these forces is counted on both sides; net recipients first",
        ("Force", "Given#", "Received#", "Net#", "Net to 1,000 officers#", "Balance"),
        rows,
    )


def _share(balance: AidBalance) -> str:
    share = balance.per_thousand
    return f"{share.net:+.2f}".replace("-", "−") if share else "–"


def _partners(told: _Told) -> Iterator[Block]:
    """Yield what was given to whom and received from whom, for one force."""
    if told.several:
        return
    found: dict[str, AidGroup] = {}
    for group in told.balance.groups["host"]:
        found[group.key] = AidGroup(group.key, given=group.given)
    for group in told.balance.groups["donor"]:
        held = found.get(group.key, AidGroup(group.key))
        found[group.key] = AidGroup(group.key, held.given, group.received)
    mine = told.balance.asked.forces[0]
    partners = [group for key, group in sorted(found.items()) if key != mine]
    if [group.key for group in partners] not in ([], [""]):
        rows = [(told.force(group.key), group) for group in partners]
        yield _numbers("By partner: given to, and received from", "Force", rows, told)


def _group_table(told: _Told, heading: AidHeading, caption: str, column: str) -> Iterator[Block]:
    groups = told.balance.groups[heading]
    if [group.key for group in groups] not in ([], [""]):
        rows = [(group.key or UNSTATED, group) for group in groups]
        yield _numbers(caption, column, rows, told)


def _kinds(told: _Told) -> Iterator[Block]:
    """Yield every kind of unit, where there is more than the one that is counted."""
    groups = told.balance.groups["kind"]
    if len(groups) > 1:
        doctrine = told.background.doctrine
        rows = [(doctrine.unit(group.key).name, group) for group in groups]
        yield _numbers("By kind of unit; kinds are not added together", "Kind", rows, told)


def _entries(told: _Told) -> Iterator[Block]:
    lines = told.balance.lines
    if not lines:
        yield Paragraph("The ledger holds no entry of this kind in this period.")
        return
    aside = len(told.balance.set_aside)
    said = f"{counted(len(lines), 'entry')}, {aside:,} listed and not counted"
    columns = ("Entry", "Way", "Units#", "When", "People#", "Adds#", "How it is counted", "Source")
    shown = table("Every entry, oldest first", columns, [_row(line, told) for line in lines])
    summary = "Every deployment and total, what it adds, and why any is not counted."
    yield Fold("Entries", Cell(said), summary, (shown,), "entries")


def _row(line: AidLine, told: _Told) -> Sequence[str | int | Cell]:
    entry = line.entry
    people = f"{entry.officers:,}" if isinstance(entry, Deployment) else "–"
    tone: Tone = "" if line.counting in COUNTED else "soft"
    reference = entry.reference if isinstance(entry, Deployment) else ""
    return (
        Cell(_what(entry, told), tone),
        line.direction,
        entry.units,
        span_words(entry.start, entry.end),
        Cell(people),
        line.tally.units,
        Cell(line.counting.value, tone),
        "; ".join(part for part in (reference, entry.source) if part),
    )


def _what(entry: AidEntry, told: _Told) -> str:
    """Return what an entry is: an operation and who helped whom, or whose total."""
    if isinstance(entry, Deployment):
        parties = f"{told.force(entry.donor)} to {told.force(entry.host)}"
        return f"{entry.operation or UNSTATED}: {parties}"
    way = "to" if entry.side == "given" else "from"
    partner = f" {way} {told.force(entry.partner)}" if entry.partner else ""
    of = f" for {entry.operation}" if entry.operation else ""
    return f"Total {entry.side} by {told.force(entry.force)}{partner}{of}"


def _relied_on(told: _Told) -> Table:
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
