"""Aid under its headings as tables: by year, force, partner, operation and kind."""

from collections.abc import Iterable, Iterator, Mapping

from muster.mobilisation import AidBalance, AidGroup, AidHeading, AidTally
from muster.reporting.charts import bars_chart
from muster.reporting.document import Block, Cell, Figure, Heading, Table, Tone, table
from muster.reporting.ledger_told import UNSTATED, Told, signed

TONES: Mapping[str, Tone] = {"a net provider": "good", "a net recipient": "short"}


def by_year(told: Told) -> Iterator[Block]:
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
    caption: str, heading: str, groups: Iterable[tuple[str, AidGroup]], told: Told
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
                Cell(signed(group.net)),
                _known(f"{every.unit_days:,}", every),
                _known(f"{every.officer_hours:,.0f}", every),
            )
        )
    return table(caption, (*columns, "Unit-days#", "Officer-hours#"), rows)


def _known(said: str, tally: AidTally) -> Cell:
    """Return days or hours, or a dash where nothing but a total is known."""
    return Cell("–", "soft") if tally.in_totals and not tally.unit_days else Cell(said)


def force_by_force(told: Told, each: Mapping[str, AidBalance]) -> Iterator[Block]:
    """Yield each force's own balance, the greatest recipient first, where there are several."""
    if not told.several:
        return
    ranked = sorted(each.items(), key=lambda item: (item[1].net, item[0]))
    rows = [
        (
            told.force(slug),
            own.given.units,
            own.received.units,
            Cell(signed(own.net)),
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
    return signed(share.net, 2) if share else "–"


def partners(told: Told) -> Iterator[Block]:
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


def group_table(told: Told, heading: AidHeading, caption: str, column: str) -> Iterator[Block]:
    """Yield the sums under one heading, where any of them has a name."""
    groups = told.balance.groups[heading]
    if [group.key for group in groups] not in ([], [""]):
        rows = [(group.key or UNSTATED, group) for group in groups]
        yield _numbers(caption, column, rows, told)


def kinds(told: Told) -> Iterator[Block]:
    """Yield every kind of unit, where there is more than the one that is counted."""
    groups = told.balance.groups["kind"]
    if len(groups) > 1:
        doctrine = told.background.doctrine
        rows = [(doctrine.unit(group.key).name, group) for group in groups]
        yield _numbers("By kind of unit; kinds are not added together", "Kind", rows, told)
