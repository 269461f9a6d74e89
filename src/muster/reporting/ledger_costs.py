"""What aid costs by a rate card, as part of a document."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from muster.mobilisation import CardGap, CostGroup, CostStatement
from muster.reporting.background import Background, date_words
from muster.reporting.document import Block, Cell, Heading, Items, Paragraph, Table, table
from muster.reporting.words import force_name

UNSTATED = "not stated"


def cost_blocks(statement: CostStatement, background: Background) -> Iterator[Block]:
    """Yield the cost-recovery statement: what is due by host, donor and operation, and gaps."""
    total, card = statement.total, statement.card
    yield Heading("Cost recovery")
    yield Paragraph(
        f"By the rate card {card.name}: {pounds(total.given)} for aid given, due from hosts, and "
        f"{pounds(total.received)} for aid received, due to donors."
        + (f" {pounds(total.between)} between these forces." if total.between else "")
    )
    for gap in statement.gaps:
        yield Paragraph(_gap(gap), "warning")

    def force(slug: str) -> str:
        return force_name(slug, background.doctrine) if slug else UNSTATED

    yield _table("By host", "Host", ((force(each.key), each) for each in statement.by_host))
    yield _table("By donor", "Donor", ((force(each.key), each) for each in statement.by_donor))
    operations = ((each.key or UNSTATED, each) for each in statement.by_operation)
    yield _table("Cost by operation", "Operation", operations)
    yield Items((*statement.notes, *(f"The card's figures: {said}" for said in card.sources)))


def pounds(amount: Decimal) -> str:
    """Return an amount in pounds and pence."""
    return f"£{amount:,.2f}"


def _gap(gap: CardGap) -> str:
    days = date_words(gap.first)
    days += "" if gap.first == gap.last else f" to {date_words(gap.last)}"
    what = gap.slug.replace("_", " ")
    return f"The card has nothing for the {gap.of} {what} on {days}: what falls then is not priced."


def _table(caption: str, heading: str, groups: Iterable[tuple[str, CostGroup]]) -> Table:
    rows = [
        (Cell(name), *(Cell(pounds(part)) for part in (each.given, each.received, each.between)))
        for name, each in groups
    ]
    return table(caption, (heading, "Due from hosts#", "Due to donors#", "Between#"), rows)
