"""A cell of a region or the nation: figures summed, grades counted, and no force named unasked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from muster.assessment import (
    WORST_FIRST,
    Cell,
    Finding,
    Grade,
    Matrix,
    Shown,
    Standing,
    Truth,
    number,
)
from muster.web.forces.cells import CriterionView, criterion_view, required_words
from muster.web.printouts.papers import Sheet
from muster.web.shell.parts import TruthView


@dataclass(frozen=True)
class SumView:
    """One criterion summed: as a criterion is shown, and how many forces have each grade."""

    criterion: CriterionView
    spread: tuple[tuple[Grade, int], ...]
    forces: int


def sums_of(cell: Cell, members: Sequence[Matrix]) -> list[SumView]:
    """Return the criteria of a summed cell, the worst first, with the forces it is summed over."""
    ranked = sorted(cell.findings, key=lambda each: WORST_FIRST.index(each.grade))
    return [_sum(each, list(_alike(each, members))) for each in ranked]


def _alike(finding: Finding, members: Sequence[Matrix]) -> Iterator[Finding]:
    """Yield how each force stands on a criterion."""
    criterion = finding.criterion
    for matrix in members:
        cell = matrix.cell(criterion.threat, criterion.aspect)
        yield from (each for each in cell.findings if each.criterion.slug == criterion.slug)


def _sum(finding: Finding, own: Sequence[Finding]) -> SumView:
    grades = [each.grade for each in own]
    view = replace(
        criterion_view(finding),
        required=_required(finding, len(own)),
        truths=tuple(truth_summed(own, truth) for truth in Truth),
    )
    spread = tuple((grade, grades.count(grade)) for grade in Grade)
    return SumView(view, spread, len(own))


def _required(finding: Finding, forces: int) -> str:
    """Return what is required of several forces together."""
    if finding.criterion.yes_no:
        return _("Yes, of all %(forces)s forces") % {"forces": forces}
    return required_words(finding)


def truth_summed(findings: Sequence[Finding], truth: Truth) -> TruthView | None:
    """Return one truth over several forces: the sum, over how many, and how old the oldest is."""
    shown = [each.shown[truth] for each in findings if truth in each.shown]
    if not shown:
        return None
    oldest = min(each.evidence.as_at for each in shown)
    counting = sum(each.standing is Standing.COUNTS for each in shown)
    told = {"held": len(shown), "every": len(findings), "counting": counting}
    facts = _("From %(held)s of %(every)s forces, %(counting)s of which count.") % told
    if len(shown) > 1:
        facts = _("%(facts)s The age is that of the oldest.") % {"facts": facts}
    if findings[0].criterion.yes_no:
        return TruthView(value=_answers(shown), facts=facts, when=oldest)
    return TruthView(value=_bounds(shown), facts=facts, when=oldest)


def _answers(shown: Sequence[Shown]) -> str:
    said = {1.0: _("yes"), 0.0: _("no")}
    answers = [said.get(each.evidence.low, _("partly")) for each in shown]
    counts = [(answers.count(each), each) for each in (_("yes"), _("partly"), _("no"))]
    return ", ".join(f"{count} {each}" for count, each in counts if count)


def _bounds(shown: Sequence[Shown]) -> str:
    low = sum(each.evidence.low for each in shown)
    highs = [each.evidence.value for each in shown]
    known = [each for each in highs if each is not None]
    if len(known) < len(highs):
        return _("%(low)s or more") % {"low": number(low)}
    high = sum(known)
    if low == high:
        return number(low)
    return _("%(low)s to %(high)s") % {"low": number(low), "high": number(high)}


def sum_sheets(views: Sequence[SumView]) -> Iterator[Sheet]:
    """Yield the table of a summed cell: the sums, and how many forces have each grade."""
    named = ("id", "statement", "grade", "required", "declared", "recorded", "demonstrated")
    spread = (f"forces_{grade.value.replace(' ', '_')}" for grade in Grade)
    columns = (*named, *spread, "because")
    rows = [
        (
            each.criterion.slug,
            each.criterion.statement,
            each.criterion.grade.value,
            each.criterion.required,
            *(truth.value if truth else "" for truth in each.criterion.truths),
            *(count for _, count in each.spread),
            each.criterion.because,
        )
        for each in views
    ]
    yield Sheet("criteria", columns, rows)
