"""Scenarios as documents: what is shipped, and one in words."""

from collections.abc import Sequence

from muster.doctrine import Doctrine
from muster.rehearsal import Scenario
from muster.reporting.campaign_basis import basis_blocks
from muster.reporting.document import Block, Document, Paragraph, Table, table
from muster.reporting.words import counted, force_name


def scenario_list(scenarios: Sequence[Scenario]) -> Document:
    """Return what scenarios there are, and what each asks."""
    rows = [(each.slug, each.name, each.hours, each.question) for each in scenarios]
    return Document(
        "Scenarios",
        (
            Paragraph("Played by muster rehearse SCENARIO; edited after muster scenario new."),
            table("Shipped scenarios", ("Name to give", "Name", "Hours", "Question"), rows),
            Paragraph("Beside them, muster rehearse every-hour tests every hour of a year."),
        ),
    )


def scenario_report(scenario: Scenario, doctrine: Doctrine) -> Document:
    """Return a scenario in words, with how firm each of its figures is."""
    blocks: list[Block] = [
        Paragraph(scenario.question or "What would happen?", "lead"),
        _incidents(scenario, doctrine),
        *basis_blocks(scenario, scenario.policies),
    ]
    return Document(scenario.name, tuple(blocks))


def _incidents(scenario: Scenario, doctrine: Doctrine) -> Table:
    rows = []
    for source in scenario.sources:
        first = source.spots[0]
        where = f"{first.name} ({force_name(first.host, doctrine)})"
        if len(source.spots) > 1:
            where = f"one of {counted(len(source.spots), 'place')}"
        rows.append((source.name, where, source.unit, _when(scenario, source.slug)))
    return table("Where incidents come from", ("Incident", "Where", "Unit", "When"), rows)


def _when(scenario: Scenario, slug: str) -> str:
    source = next(each for each in scenario.sources if each.slug == slug)
    if source.rate:
        return f"{source.rate.per_day:g} a day on average"
    if source.at is None:
        return "where others spread to it"
    hours, minutes = divmod(source.at, 60)
    return f"known after {hours} h {minutes:02} min, needed {source.within:,} min later"
