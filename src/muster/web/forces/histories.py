"""How a cell stood at each return that is known, and how it will stand as tickets lapse."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from muster.assessment import Cell, Grade, Matrix
from muster.policing import clock
from muster.reporting import because_words, opened
from muster.web.documents.models import Document
from muster.web.documents.queries import UnableToReadDocument
from muster.web.forces.queries import outlived, returns_of
from muster.web.judgements.models import Judgement
from muster.web.picture.asked import Asked
from muster.web.picture.matrices import matrix_of
from muster.web.shell.parts import Step

MOST_RETURNS = 12
MONTHS_AHEAD = (1, 3, 6)
TONES: Mapping[Grade | None, str] = {
    Grade.MET: "good",
    Grade.PARTLY_MET: "short",
    Grade.NOT_MET: "none",
}


@dataclass(frozen=True)
class Stood:
    """How a cell stood, or will stand, at an instant, by which return, and because of what."""

    at: int
    grade: Grade | None
    met: int
    every: int
    because: str
    document: Document
    change: str = ""
    ahead: bool = False


def history_of(force: str, cell: Cell, asked: Asked) -> list[Stood]:
    """Return how a cell stood at each return known, the latest first."""
    found: list[Stood] = []
    for document in reversed(returns_of(force, asked, MOST_RETURNS)):
        try:
            stood = _stood(document, cell, asked.moved_to(_made(document)))
        except UnableToReadDocument:
            continue  # erased under the retention rule: its row stays on the page of returns
        if stood is not None:
            found.append(stood if not found else _changed(found[-1], stood))
    return found[::-1]


def outlook_of(document: Document, cell: Cell, now: Matrix, asked: Asked) -> list[Stood]:
    """Return how a cell will stand on the firsts of months to come, if nothing is done.

    Only where it differs from the instant before; none past the period of the return.
    """
    before = now.cell(cell.threat, cell.aspect)
    last = before.grade, before.tally[Grade.MET]
    found: list[Stood] = []
    for months in MONTHS_AHEAD:
        later = asked.moved_to(_first_of_month(asked.at, months))
        if outlived(document, later):
            break
        stood = _stood(document, cell, later)
        if stood is not None and (stood.grade, stood.met) != last:
            last = stood.grade, stood.met
            found.append(replace(stood, ahead=True))
    return found


def _stood(document: Document, cell: Cell, asked: Asked) -> Stood | None:
    matrix = matrix_of(document, asked)
    then = matrix.cell(cell.threat, cell.aspect)
    if not then.findings:
        return None
    return Stood(
        asked.at, then.grade, then.tally[Grade.MET], len(then.findings), because_words(then),
        document,
    )  # fmt: skip


def _changed(before: Stood, after: Stood) -> Stood:
    if before.grade is after.grade:
        return after
    was = before.grade.value if before.grade else "not asked"
    return replace(after, change=was)


def steps_of(ahead: list[Stood], past: list[Stood], judged: Sequence[Judgement]) -> list[Step]:
    """Return what is ahead of a cell, how it stood, and who judged it, the latest first."""
    steps = [_step(each) for each in (*ahead, *past)] + [_judged(each) for each in judged]
    return sorted(steps, key=lambda each: _when(each.when), reverse=True)


def _when(when: object) -> int:
    return when if isinstance(when, int) else clock.minute_of(when)  # type: ignore[arg-type]


def _step(stood: Stood) -> Step:
    grade = stood.grade.value if stood.grade else _("not asked")
    told = {"grade": opened(grade), "met": stood.met, "every": stood.every, "was": stood.change}
    title = _("%(grade)s, %(met)s of %(every)s met") % told
    if stood.ahead:
        title = _("To come if nothing is done: %(title)s") % {"title": title}
    elif stood.change:
        title = _("%(title)s; before it was %(was)s") % {"title": title, "was": stood.change}
    return Step(stood.at, title, stood.because, tone=TONES.get(stood.grade, ""))


def _judged(row: Judgement) -> Step:
    if row.withdrawn:
        title = _("%(who)s withdrew a judgement") % {"who": row.by_name}
    else:
        grade = row.get_grade_display()
        title = _("%(who)s judged: %(grade)s") % {"who": row.by_name, "grade": grade}
    return Step(row.at, title, row.reasons)


def _made(document: Document) -> int:
    return clock.minute_of(document.prepared_at or document.received_at)


def _first_of_month(at: int, months: int) -> int:
    """Return noon of the first of a month so many months on from an instant's own."""
    day = clock.instant_of(at).date()
    ahead = day.month - 1 + months
    first = date(day.year + ahead // 12, ahead % 12 + 1, 1)
    return clock.parse_instant(f"{first.isoformat()}T12:00")
