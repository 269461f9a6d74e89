"""What aid costs by a rate card, as part of a document."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from muster.mobilisation import CardGap, CostGroup, CostStatement
from muster.reporting.background import Background, date_words
from muster.reporting.document import Block, Cell, Heading, Items, Paragraph, Table, table
from muster.reporting.words import counted, force_name

UNSTATED = "not stated"


def cost_blocks(
    statement: CostStatement, background: Background, *, several: bool
) -> Iterator[Block]:
    """Yield the cost-recovery statement: what is due by host, donor and operation, and gaps.

    `several` adds what is due between the forces asked about.
    """
    total, card = statement.total, statement.card
    yield Heading("Cost recovery")
    yield Paragraph(
        f"By the rate card {card.name}: {pounds(total.given)} for aid given, due from hosts, and "
        f"{pounds(total.received)} for aid received, due to donors."
        + (f" {pounds(total.between)} between these forces." if several else "")
    )
    if statement.gaps:
        yield Paragraph(
            f"The card has nothing for {counted(len(statement.gaps), 'stretch', 'stretches')} of "
            "days, named below; what falls on them is not priced, and sums with it are part sums.",
            "warning",
        )

    def force(slug: str) -> str:
        return force_name(slug, background.doctrine) if slug else UNSTATED

    hosts = ((force(each.key), each) for each in statement.by_host)
    donors = ((force(each.key), each) for each in statement.by_donor)
    operations = ((each.key or UNSTATED, each) for each in statement.by_operation)
    yield _table("Cost by host", "Host", hosts, several=several)
    yield _table("Cost by donor", "Donor", donors, several=several)
    yield _table("Cost by operation", "Operation", operations, several=several)
    if statement.gaps:
        rows = [(gap.slug.replace("_", " "), _days(gap)) for gap in statement.gaps]
        yield table("Days the card does not cover", ("Unit or rank", "Days"), rows)
    yield Items((*statement.notes, *(f"The card's figures: {said}" for said in card.sources)))


def pounds(amount: Decimal) -> str:
    """Return an amount in pounds and pence."""
    return f"£{amount:,.2f}"


def _days(gap: CardGap) -> str:
    days = date_words(gap.first)
    return days if gap.first == gap.last else f"{days} to {date_words(gap.last)}"


def _table(
    caption: str, heading: str, groups: Iterable[tuple[str, CostGroup]], *, several: bool
) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for name, each in groups:
        due = [each.given, each.received, *([each.between] if several else [])]
        whole = Cell("yes", "good") if each.covered else Cell("in part", "short")
        rows.append((Cell(name), *(Cell(pounds(part)) for part in due), whole))
    columns = ("Due from hosts#", "Due to donors#", *(["Between#"] if several else []))
    return table(caption, (heading, *columns, "Covered"), rows)
