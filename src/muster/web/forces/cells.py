"""A cell of one force as it is read: criteria, three truths, what would move it, its history."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from muster.assessment import (
    WORST_FIRST,
    Cell,
    Finding,
    Grade,
    Matrix,
    Shown,
    Standing,
    Truth,
    because,
    beside,
    disagreements,
    figure,
    moves,
    notice,
    number,
    unit_name,
)
from muster.doctrine import LEVELS
from muster.policing import clock
from muster.reporting import opened, partly_words, source_words, titled
from muster.web.judgements.models import Judgement
from muster.web.judgements.queries import value_of
from muster.web.printouts.papers import Sheet
from muster.web.rulebook import rulebook
from muster.web.shell.parts import TruthView

SOFT = ("recalled", "local", "assumed")
BASES = {
    "computed": gettext_lazy("computed from people, tickets, vehicles or the ledger"),
    "register": gettext_lazy("from a register the force keeps"),
    "statement": gettext_lazy("from what a person states"),
}


@dataclass(frozen=True)
class JudgedView:
    """A judgement beside a finding: the row where it was recorded here, and how it differs."""

    grade: Grade
    reasons: str
    by: str
    at: datetime
    differs: str
    row: Judgement | None = None


@dataclass(frozen=True)
class CriterionView:
    """One criterion as a page shows it."""

    slug: str
    statement: str
    grade: Grade
    basis: str
    asks: str
    required: str
    required_source: str
    standing: str
    partly: str
    because: str
    moves: str
    disagree: tuple[str, ...]
    truths: tuple[TruthView | None, ...]
    also: tuple[str, ...]
    source: str
    judged: tuple[JudgedView, ...]

    @property
    def soft(self) -> bool:
        """Say whether the criterion rests on a figure that is not published."""
        return self.standing in SOFT

    @property
    def met(self) -> bool:
        """Say whether it is met and nothing about it disagrees."""
        return self.grade is Grade.MET and not self.disagree and not self.judged


def criteria_of(cell: Cell, matrix: Matrix, rows: Sequence[Judgement]) -> list[CriterionView]:
    """Return the criteria of a cell, the worst first; `rows` are judgements recorded here."""
    ranked = sorted(cell.findings, key=lambda each: WORST_FIRST.index(each.grade))
    return [
        criterion_view(each, judged_of(each.criterion.slug, each, matrix, rows)) for each in ranked
    ]


def criterion_view(finding: Finding, judged: tuple[JudgedView, ...] = ()) -> CriterionView:
    """Return one criterion with everything that stands beside it."""
    criterion = finding.criterion
    apart = tuple(disagreements(finding))
    return CriterionView(
        slug=criterion.slug,
        statement=criterion.statement,
        grade=finding.grade,
        basis=str(BASES[criterion.basis]),
        asks=asks_words(finding),
        required=required_words(finding),
        required_source=_required_source(finding),
        standing=criterion.source.standing,
        partly=partly_words(criterion).removeprefix("; "),
        because=because(finding),
        moves=moves(finding),
        disagree=apart,
        truths=tuple(_truth(finding.shown.get(truth), bool(apart)) for truth in Truth),
        also=tuple(_also(finding)),
        source=titled(criterion.source.describe(), rulebook()),
        judged=judged,
    )


def asks_words(finding: Finding) -> str:
    """Return what counts as evidence of a criterion: its level, and for how many days."""
    criterion = finding.criterion
    days = criterion.shelf_life_days
    told = {"days": days, "level": criterion.level}
    if criterion.level == LEVELS[0]:
        return ngettext("Counts for %(days)s day", "Counts for %(days)s days", days) % told
    said = ngettext(
        "Shown at least %(level)s, counts for %(days)s day",
        "Shown at least %(level)s, counts for %(days)s days",
        days,
    )
    return said % told


def required_words(finding: Finding) -> str:
    """Return what is required, as a figure with its unit and notice, or as an answer."""
    criterion = finding.criterion
    if criterion.yes_no:
        return _("Yes")
    if finding.required is None:
        return _("No figure is stated")
    within = notice(criterion.within_minutes)
    value = finding.required.value
    return f"{number(value)} {unit_name(criterion.unit, value)}{within}"


def _required_source(finding: Finding) -> str:
    if finding.forces is not None:
        return _("what is asked of each force by itself")
    if finding.required is None:
        return _("neither the force nor doctrine")
    return source_words(finding.required.source, rulebook())


def _truth(shown: Shown | None, disagreeing: bool) -> TruthView | None:
    if shown is None:
        return None
    piece = shown.evidence
    facts = [part for part in (notice(piece.within).strip(), piece.level) if part]
    if shown.standing is not Standing.COUNTS:
        facts.append(_("does not count: %(why)s") % {"why": shown.standing.value})
    said = opened("; ".join(facts))
    if piece.statement:
        said = f"{said}. {piece.statement}" if said else piece.statement
    counts = shown.standing is Standing.COUNTS
    return TruthView(
        value=opened(figure(piece)),
        facts=said,
        source=source_words(piece.source, rulebook()),
        when=piece.as_at,
        apart=disagreeing and (counts or piece.truth is Truth.DECLARED),
    )


def _also(finding: Finding) -> Iterator[str]:
    """Yield every piece that is held and is not one of the three side by side."""
    for piece in finding.pieces:
        if piece not in finding.shown.values():
            held = piece.evidence
            how = opened(held.truth.value) + (f" ({held.level})" if held.level else "")
            on = clock.instant_of(held.as_at).strftime("%-d %B %Y")
            counted = "" if piece.standing is Standing.COUNTS else f"; {piece.standing.value}"
            source = source_words(held.source, rulebook())
            yield f"{how}, {on}: {figure(held)}{counted}. {held.statement} [{source}]"


def judged_of(
    subject: str, finding: Finding | None, matrix: Matrix, rows: Sequence[Judgement]
) -> tuple[JudgedView, ...]:
    """Return what was judged of a criterion or a cell: here, and in the return itself."""
    here = [each for each in rows if each.subject == subject]
    made = {(each.by_name, each.reasons) for each in here}
    views = [
        JudgedView(
            value_of(each).grade,
            each.reasons,
            each.by_name,
            each.at,
            beside(finding, value_of(each)),
            each,
        )
        for each in here
    ]
    views += [
        JudgedView(
            each.grade,
            each.reasons,
            each.by,
            clock.instant_of(each.at),
            beside(finding, each),
        )
        for each in matrix.judgements.get(subject, ())
        if (each.by, each.reasons) not in made
    ]
    return tuple(views)


def cell_sheets(cell: Cell) -> Iterator[Sheet]:
    """Yield the tables of a cell: its criteria, and every piece of evidence held."""
    yield Sheet(
        "criteria",
        ("id", "statement", "grade", "required", "required_source", "declared", "recorded",
         "demonstrated", "because", "moves", "disagreements", "source"),
        [
            (
                each.criterion.slug,
                each.criterion.statement,
                each.grade.value,
                required_words(each),
                _required_source(each),
                *(
                    figure(each.shown[truth].evidence) if truth in each.shown else ""
                    for truth in Truth
                ),
                because(each),
                moves(each),
                " ".join(disagreements(each)),
                each.criterion.source.describe(),
            )
            for each in cell.findings
        ],
    )  # fmt: skip
    yield Sheet(
        "evidence",
        ("id", "truth", "value", "within_minutes", "as_at", "age_days", "level", "standing",
         "statement", "source"),
        [
            (
                finding.criterion.slug,
                piece.evidence.truth.value,
                figure(piece.evidence),
                piece.evidence.within,
                clock.describe_instant(piece.evidence.as_at),
                piece.age,
                piece.evidence.level or "",
                piece.standing.value,
                piece.evidence.statement,
                piece.evidence.source,
            )
            for finding in cell.findings
            for piece in finding.pieces
        ],
    )  # fmt: skip
