"""The working of one event: every line of it, and what nobody has answered."""

from collections.abc import Mapping
from fractions import Fraction
from typing import TypeVar

from muster.doctrine import Doctrine
from muster.mobilisation import EventAssessment, Proposed, Step
from muster.reporting.background import standing_cell
from muster.reporting.document import Block, Cell, Fold, Items, table
from muster.reporting.words import counted, joined, opened, unit_names

AmountT = TypeVar("AmountT")


def units_words(units: Mapping[str, int], doctrine: Doctrine) -> str:
    """Return numbers of units as words: `2 PSUs and 1 serial`; nothing for none."""
    return joined(
        counted(count, *unit_names(doctrine.unit(unit)))
        for unit, count in in_order(units, doctrine)
        if count
    )


def in_order(units: Mapping[str, AmountT], doctrine: Doctrine) -> list[tuple[str, AmountT]]:
    """Return units and their amounts in the order of doctrine."""
    return [(kind.slug, units[kind.slug]) for kind in doctrine.units if kind.slug in units]


def working(assessed: EventAssessment, doctrine: Doctrine) -> Fold:
    """Return an event's working, which adds up to the units proposed for it."""
    rows = [
        (
            opened(unit_names(doctrine.unit(step.unit))[0]),
            step.rule.replace("_", " "),
            Cell(change_words(step.change)),
            opened(step.because),
            standing_cell(step.source) if step.source else Cell("–", "soft"),
        )
        for proposed in _sorted(assessed, doctrine)
        for step in proposed.steps
    ]
    blocks: list[Block] = []
    if rows:
        columns = ("Unit", "Rule", "Change#", "Because", "Standing")
        blocks.append(table(f"Working of {assessed.event.id}", columns, rows))
    blocks += [Items(assessed.gaps)] if assessed.gaps else []
    said = units_words(assessed.wanted, doctrine) or "no units"
    return Fold(
        f"{assessed.event.id} {assessed.event.name}",
        Cell(said, "unknown" if assessed.gaps else ""),
        _summary(assessed, doctrine),
        tuple(blocks),
    )


def change_words(change: Fraction) -> str:
    """Return a change as it is added: `+2`, `+0.5`."""
    return f"+{round(float(change), 2):g}"


def _summary(assessed: EventAssessment, doctrine: Doctrine) -> str:
    sums = [
        f"{unit_names(doctrine.unit(each.unit))[0]} {each.count} = "
        + " + ".join(f"{round(float(step.change), 2):g} {_rule(step)}" for step in each.steps)
        for each in _sorted(assessed, doctrine)
    ]
    gaps = counted(len(assessed.gaps), "thing") + " nobody has answered or named"
    return "; ".join([*sums, gaps] if assessed.gaps else sums)


def _sorted(assessed: EventAssessment, doctrine: Doctrine) -> list[Proposed]:
    by_unit = {each.unit: each for each in assessed.units}
    return [each for _, each in in_order(by_unit, doctrine)]


def _rule(step: Step) -> str:
    return step.rule.replace("_", " ")
