"""A cell of a region or the nation: counts summed, grades counted, and no force named unasked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from muster.assessment import (
    WORST_FIRST,
    Cell,
    Evidence,
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
    """One criterion of several forces, as it is shown, and how many forces have each grade."""

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
    """Return what is required of several forces together: a sum, or something of each."""
    if finding.criterion.adds_up:
        return required_words(finding)
    if finding.criterion.yes_no:
        said = ngettext("Yes, of the one force", "Yes, of all %(n)d forces", forces)
    else:
        said = ngettext("What the one force has set", "Of each of %(n)d forces what it set", forces)
    return said % {"n": forces}


def truth_summed(findings: Sequence[Finding], truth: Truth) -> TruthView | None:
    """Return one truth over several forces: their sum, where they have one, and how old it is.

    Answers are counted by what they say, and shares and balances are told from the least to
    the most.
    """
    shown = [each.shown[truth] for each in findings if truth in each.shown]
    if not shown:
        return None
    oldest = min(each.evidence.as_at for each in shown)
    counting = sum(each.standing is Standing.COUNTS for each in shown)
    told = {"held": len(shown), "every": len(findings), "counting": counting}
    facts = ngettext(
        "From %(held)s of %(every)s force, %(counting)s of which count.",
        "From %(held)s of %(every)s forces, %(counting)s of which count.",
        len(findings),
    )
    facts %= told
    if len(shown) > 1:
        facts = _("%(facts)s The age is that of the oldest.") % {"facts": facts}
    if findings[0].criterion.yes_no:
        return TruthView(value=_answers(shown), facts=facts, when=oldest)
    value = _bounds(shown) if findings[0].criterion.adds_up else _between(shown)
    return TruthView(value=value, facts=facts, when=oldest)


def _answers(shown: Sequence[Shown]) -> str:
    said = {1.0: _("yes"), 0.0: _("no")}
    answers = [said.get(each.evidence.low, _("partly")) for each in shown]
    counts = [(answers.count(each), each) for each in (_("yes"), _("partly"), _("no"))]
    return ", ".join(f"{count} {each}" for count, each in counts if count)


def _between(shown: Sequence[Shown]) -> str:
    """Return figures that have no sum as the least and the most of any force."""
    low = min(each.evidence.low for each in shown)
    high = max(most_of(each.evidence) for each in shown)
    if low == high:
        return number(low)
    told = {"low": number(low), "high": number(high)}
    return _("%(low)s to %(high)s, force by force") % told


def most_of(piece: Evidence) -> float:
    """Return the most a piece of evidence says, or the least where nothing limits it."""
    return piece.low if piece.value is None else piece.value


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
