"""A case in which head-count and whole units differ, told side by side."""

from collections.abc import Sequence

from muster.policing import clock
from muster.reporting.background import Background
from muster.reporting.document import Block, Cell, Items, Paragraph, table
from muster.reporting.words import (
    bounds_words,
    force_name,
    headline,
    needs_words,
    opened,
    unit_names,
    within_words,
)
from muster.strength import CountSet, KindCount, UnitCount


def comparison(
    counts: CountSet, answers: Sequence[UnitCount], said: dict[int, str], background: Background
) -> list[Block]:
    """Return whole units at several notices beside what head-count gives and what was said.

    `said` maps a notice to what the force said of it. The last answer is the headline.
    """
    last = answers[-1]
    kind = last.kinds[0]
    one, _ = unit_names(background.doctrine.unit(kind.unit))
    people = _people(kind.unit, last.at, background)
    heads = _heads(counts, last.within, background)
    rows = [_row(answer.kinds[0], counts, people, said, background) for answer in answers]
    force = force_name(counts.force, background.doctrine)
    return [
        Paragraph(
            f"Head-count says {heads // people:,}: {heads:,} trained people "
            f"{within_words(last.within)}, and {people} to a {one}."
        ),
        *(
            Paragraph(headline(force, each.kinds[0], background.doctrine, each.options), "lead")
            for each in reversed(answers)
        ),
        table(
            "The same evidence, counted three ways",
            ("Notice", "Said", f"Head-count ÷ {people}", "Whole units", "The next one needs"),
            rows,
        ),
        Paragraph("The evidence, as the report words it:"),
        Items(tuple(dict.fromkeys(_evidence(row.source) for row in counts.counts))),
    ]


def _row(
    kind: KindCount, counts: CountSet, people: int, said: dict[int, str], background: Background
) -> tuple[Cell, ...]:
    heads = _heads(counts, kind.within, background)
    enough = heads >= people
    return (
        Cell(opened(within_words(kind.within))),
        Cell(said.get(kind.within, "not said"), "" if kind.within in said else "soft"),
        Cell(f"{heads // people:,}" if enough else "not known", "" if enough else "unknown"),
        Cell(bounds_words(kind), "unknown"),
        Cell(needs_words(kind.next_unit_needs, background.doctrine)),
    )


def _people(unit: str, at: int, background: Background) -> int:
    return background.doctrine.composition(unit, clock.instant_of(at).date()).people


def _heads(counts: CountSet, within: int, background: Background) -> int:
    """Return the people counted at exactly a notice, ranks added up."""
    ranks = {rank.slug for rank in background.doctrine.ranks}
    return sum(
        row.count
        for row in counts.counts
        if row.within_minutes == within and set(row.subjects) <= ranks
    )


def _evidence(source: str) -> str:
    """Return a source without the document's name, which the heading gives."""
    return opened(source.partition(", ")[2] or source)
