"""What differs between two sides, cell by cell in words, and their figures side by side."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from muster.assessment import (
    Change,
    Comparison,
    Finding,
    Grade,
    because,
    figure,
    meet_words,
    notice,
    number,
)
from muster.reporting import bounds_words, cell_name, opened, unit_names, within_words
from muster.web.comparisons.sides import Side
from muster.web.printouts.papers import Sheet
from muster.web.rulebook import rulebook
from muster.web.shell.words import day_words, instant_words

TONES: dict[Change, str] = {
    "worse": "none",
    "no longer known": "unknown",
    "now known": "unknown",
    "better": "good",
}


@dataclass(frozen=True)
class DifferenceView:
    """A criterion that grades differently: how, and why on each side."""

    statement: str
    change: Change
    tone: str
    first: Grade
    second: Grade
    first_because: str
    second_because: str


@dataclass(frozen=True)
class CellDifferences:
    """A cell in which something differs, its grade on each side, and what differs."""

    name: str
    threat: str
    aspect: str
    first: Grade | None
    second: Grade | None
    differences: tuple[DifferenceView, ...]

    @property
    def said(self) -> str:
        """Return how many of its criteria changed in which way: `3 worse, 1 better`."""
        changes = [each.change for each in self.differences]
        return ", ".join(f"{changes.count(each)} {each}" for each in TONES if each in changes)


@dataclass(frozen=True)
class FigureLine:
    """One measure on both sides: what is required and what counts."""

    statement: str
    measure: str
    first_required: str
    first_held: str
    second_required: str
    second_held: str
    differs: bool


def names_of(first: Side, second: Side) -> tuple[str, str]:
    """Return what tells two sides apart, shortly: their names, or the days of one place."""
    if not same_place(first, second):
        return first.name, second.name
    if first.asked.at != second.asked.at:
        return _days(first.asked.at, second.asked.at)
    one, other = _days(first.asked.known, second.asked.known)
    known = _("as known %(when)s")
    return known % {"when": one}, known % {"when": other}


def same_place(first: Side, second: Side) -> bool:
    """Say whether both sides are one place, at two times or as known at two."""
    return first.place == second.place


def _days(one: datetime | int, other: datetime | int) -> tuple[str, str]:
    """Return two instants as days, with their times where the day is the same."""
    days = day_words(one, "short"), day_words(other, "short")
    if days[0] != days[1]:
        return days
    return instant_words(one, "short"), instant_words(other, "short")


def title_of(first: Side, second: Side) -> str:
    """Return what is compared with what: the second side is held against the first."""
    one, other = names_of(first, second)
    said = _("%(second)s against %(first)s") % {"second": other, "first": one}
    return f"{second.name}: {said}" if same_place(first, second) else said


def lead_words(comparison: Comparison, first: Side, second: Side) -> str:
    """Return a comparison in a sentence that names both sides."""
    worse, better = len(comparison.worsened), len(comparison.improved)
    neither = len(comparison.differences) - worse - better
    every = len(comparison.first.findings)
    if not comparison.differences:
        said = ngettext("The one criterion grades alike.", "All %(n)d criteria grade alike.", every)
        return said % {"n": every}
    one, other = names_of(first, second)
    if not same_place(first, second):
        said = _("%(second)s is worse than %(first)s on %(worse)s and better on %(better)s")
    elif first.asked.at != second.asked.at:
        said = _("On %(second)s it is worse than on %(first)s on %(worse)s, better on %(better)s")
    else:
        said = _("%(second)s, it is worse than %(first)s on %(worse)s and better on %(better)s")
    criteria = ngettext("%(n)d of %(all)d criterion", "%(n)d of %(all)d criteria", every)
    criteria %= {"n": worse, "all": every}
    said = opened(said % {"second": other, "first": one, "worse": criteria, "better": better})
    if neither:
        also = _("%(neither)s not met on one side and not known on the other")
        said += "; " + also % {"neither": neither}
    return f"{said}."


def differences_of(comparison: Comparison) -> list[CellDifferences]:
    """Return what differs, cell by cell, those that are worse first within a cell."""
    order = list(TONES)
    found = []
    for one, other in zip(comparison.first.cells, comparison.second.cells, strict=True):
        own = [
            DifferenceView(
                each.first.criterion.statement,
                each.change,
                TONES[each.change],
                each.first.grade,
                each.second.grade,
                because(each.first),
                because(each.second),
            )
            for each in comparison.differences
            if (each.first.criterion.threat, each.first.criterion.aspect)
            == (one.threat, one.aspect)
        ]
        own.sort(key=lambda each: order.index(each.change))
        if own:
            name = cell_name(one.threat, one.aspect, rulebook())
            found.append(
                CellDifferences(name, one.threat, one.aspect, one.grade, other.grade, tuple(own))
            )
    return found


def cells_of(comparison: Comparison) -> list[tuple[str, Grade | None, Grade | None]]:
    """Return every cell that criteria speak of, with its grade on each side."""
    return [
        (cell_name(one.threat, one.aspect, rulebook()), one.grade, other.grade)
        for one, other in zip(comparison.first.cells, comparison.second.cells, strict=True)
        if one.findings or other.findings
    ]


def figures_of(comparison: Comparison) -> Iterator[FigureLine]:
    """Yield the measures that are figures, side by side; answers of one force are none."""
    for one, other in zip(comparison.first.findings, comparison.second.findings, strict=True):
        if _has_figures(one) or _has_figures(other):
            first, second = _figures(one), _figures(other)
            measure = f"{one.criterion.unit}{notice(one.criterion.within_minutes)}"
            yield FigureLine(
                one.criterion.statement, measure, *first, *second, differs=first != second
            )


def _has_figures(finding: Finding) -> bool:
    if finding.criterion.yes_no:
        return False
    return finding.decided_by is not None or finding.forces is not None


def _figures(finding: Finding) -> tuple[str, str]:
    if finding.forces is not None:
        return _("of each force"), opened(meet_words(finding.forces))
    required = number(finding.required.value) if finding.required else "–"
    held = figure(finding.decided_by.evidence) if finding.decided_by else "–"
    return required, held


def curves_of(first: Side, second: Side) -> list[tuple[str, str, str]]:
    """Return whole units by notice of two forces; nothing where either is not a count."""
    if first.count is None or second.count is None:
        return []
    return [
        (opened(within_words(one[0].within)), bounds_words(one[0]), bounds_words(other[0]))
        for one, other in zip(first.count.curve, second.count.curve, strict=True)
    ]


def curve_caption(side: Side) -> str:
    """Return what the curves count."""
    many = unit_names(rulebook().unit(side.asked.unit))[1]
    return _("Whole %(units)s by notice") % {"units": many}


def comparison_sheets(
    comparison: Comparison, names: tuple[str, str], curves: list[tuple[str, str, str]]
) -> Iterator[Sheet]:
    """Yield the tables of a comparison: what differs, every cell, and the figures."""
    cells = differences_of(comparison)
    yield Sheet(
        "differences",
        ("cell", "statement", "second_is", *names, "because_first", "because_second"),
        [
            (
                cell.name,
                each.statement,
                each.change,
                each.first.value,
                each.second.value,
                each.first_because,
                each.second_because,
            )
            for cell in cells
            for each in cell.differences
        ],
    )
    yield Sheet(
        "cells",
        ("cell", *names),
        [
            (name, one.value if one else "", other.value if other else "")
            for name, one, other in cells_of(comparison)
        ],
    )
    yield Sheet(
        "figures",
        ("statement", "measure", "first_required", "first_held", "second_required", "second_held"),
        [
            (
                each.statement,
                each.measure,
                each.first_required,
                each.first_held,
                each.second_required,
                each.second_held,
            )
            for each in figures_of(comparison)
        ],
    )
    yield Sheet("units", ("notice", *names), curves)
