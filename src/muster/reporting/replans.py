"""A plan made again as a document: what changed first, then the plan as it is now."""

from collections.abc import Sequence

from muster.mobilisation import Because, Difference, DonorEffect, Plan, name_of, unit_words
from muster.reporting.background import Background, warnings
from muster.reporting.document import Block, Cell, Document, Heading, Paragraph, table
from muster.reporting.plan_charts import map_credit
from muster.reporting.plans import headline, plan_body
from muster.reporting.words import counted


def replan_report(
    plan: Plan,
    because: Because,
    differences: Sequence[Difference],
    donors: Sequence[DonorEffect],
    background: Background,
    *,
    price: int,
    edited: bool,
) -> Document:
    """Return a plan after changes, or after edits by hand, as a document."""
    blocks = (
        *warnings(background),
        Paragraph(headline(plan), "lead"),
        Heading("What is different"),
        *_differences(differences, background, price=price, edited=edited),
        *plan_body(plan, because, donors, (), background),
    )
    title = "Plan edited by hand" if edited else "Plan made again"
    origins = (*background.origins, *map_credit(plan))
    return Document(title, blocks, background.synthetic, origins)


def _differences(
    differences: Sequence[Difference], background: Background, *, price: int, edited: bool
) -> tuple[Block, ...]:
    how = (
        "The levels below set the edited plan beside the best there is."
        if edited
        else f"Sending a unit elsewhere, or home, had to save {counted(price, 'minute')} late; "
        "each that is so sent counts as that many in the level below."
    )
    if not differences:
        return (
            Paragraph("Nothing is different: every unit goes where it was going."),
            Paragraph(how),
        )
    rows = [
        (
            each.demand,
            name_of(each.force, background.doctrine),
            unit_words(each.before, each.unit, background.doctrine),
            unit_words(each.after, each.unit, background.doctrine),
            _change(each.after - each.before),
        )
        for each in differences
    ]
    columns = ("Demand", "Force", "Before", "Now", "Change")
    return (table("Units that are not as before", columns, rows), Paragraph(how))


def _change(count: int) -> Cell:
    return Cell(f"{count:+,}", "good" if count > 0 else "short")
