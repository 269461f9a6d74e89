"""Reads of judgements, each as known at an instant."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from threading import local
from types import MappingProxyType

from django.db.models import Exists, OuterRef, QuerySet

from muster.assessment import Grade, Matrix
from muster.assessment import Judgement as Judged
from muster.policing import clock
from muster.reporting import cell_name
from muster.web.judgements.models import GradeJudged, Judgement
from muster.web.judgements.subjects import address_of, cell_of
from muster.web.picture.asked import QUARTER, Asked
from muster.web.picture.since import Since
from muster.web.requests import request_id
from muster.web.rulebook import rulebook

GRADES = {
    GradeJudged.MET: Grade.MET,
    GradeJudged.PARTLY_MET: Grade.PARTLY_MET,
    GradeJudged.NOT_MET: Grade.NOT_MET,
    GradeJudged.NOT_EVIDENCED: Grade.NOT_EVIDENCED,
}
_asking = local()


def rows_known(known: datetime) -> QuerySet[Judgement]:
    """Return every row made by an instant."""
    return Judgement.objects.filter(at__lte=known)


def standing(known: datetime) -> QuerySet[Judgement]:
    """Return the judgements that stood at an instant: not withdrawn or replaced by then."""
    later = Judgement.objects.filter(replaces=OuterRef("pk"), at__lte=known)
    return rows_known(known).exclude(grade="").filter(~Exists(later))


def standing_of(force: str, subjects: Sequence[str], known: datetime) -> list[Judgement]:
    """Return the judgements of some subjects of a force that stood at an instant."""
    return list(standing(known).filter(force=force, subject__in=subjects).select_related("by"))


def history_of(force: str, known: datetime, subjects: Sequence[str] = ()) -> list[Judgement]:
    """Return every row about a force, or some subjects of it, the latest first."""
    found = rows_known(known).filter(force=force).select_related("replaces")
    if subjects:
        found = found.filter(subject__in=subjects)
    return list(found.order_by("-at", "-id"))


def judged_since(force: str, asked: Asked) -> Since:
    """Return the judgements beside a force's findings, as known when it is asked.

    A page about the present stands at the quarter of an hour before it: what was judged within
    that quarter is dated back to it there, and keeps its own instant in its row.
    """
    judged = _all_judged(asked).get(force, ())
    if 0 <= clock.minute_of(asked.known) - asked.at < QUARTER:
        judged = tuple(replace(each, at=min(each.at, asked.at)) for each in judged)
    return Since(judgements=judged)


def _all_judged(asked: Asked) -> dict[str, tuple[Judged, ...]]:
    """Return the judgements of all forces by force, read once in a request."""
    key = (request_id(), asked.known)
    if not key[0] or getattr(_asking, "key", None) != key:
        found: dict[str, tuple[Judged, ...]] = {}
        for each in standing(asked.known):
            found[each.force] = (*found.get(each.force, ()), value_of(each))
        _asking.key, _asking.found = key, found
    return _asking.found  # type: ignore[no-any-return]


def forget() -> None:
    """Forget what this thread has read, so that what is recorded next is seen."""
    _asking.key = None


def value_of(row: Judgement) -> Judged:
    """Return a judgement as assessment knows it."""
    return Judged(
        subject=row.subject,
        grade=GRADES[GradeJudged(row.grade)],
        reasons=row.reasons,
        by=row.by_name,
        at=clock.minute_of(row.at),
    )


@dataclass(frozen=True, slots=True)
class Told:
    """A judgement with what it is about in words, whether it stands, and what is found now."""

    row: Judgement
    what: str
    cell: str
    url: str
    stands: bool
    found: Grade | None = None


@dataclass(frozen=True, slots=True)
class Stated:
    """A judgement that a return itself states, with what it is about and what is found now."""

    said: Judged
    what: str
    cell: str
    url: str
    found: Grade | None

    @property
    def at(self) -> datetime:
        """Return when it was made."""
        return clock.instant_of(self.said.at)


def told_of(
    rows: Sequence[Judgement], grades: Mapping[str, Grade] = MappingProxyType({})
) -> list[Told]:
    """Return rows, the latest first, with what each is about; one replaced no longer stands.

    `grades` are what is found now, by subject.
    """
    replaced = {each.replaces_id for each in rows}
    found = []
    for row in rows:
        stands = not row.withdrawn and row.pk not in replaced
        grade = grades.get(row.subject) if stands else None
        found.append(Told(row, *_about(row.force, row.subject), stands, grade))
    return found


def stated_in(
    matrix: Matrix, rows: Sequence[Judgement], grades: Mapping[str, Grade]
) -> list[Stated]:
    """Return the judgements that stand in a return and were not recorded here, the latest first."""
    made = {(each.subject, each.by_name, each.reasons) for each in rows}
    said = [
        each
        for judgements in matrix.judgements.values()
        for each in judgements
        if (each.subject, each.by, each.reasons) not in made
    ]
    said.sort(key=lambda each: each.at, reverse=True)
    return [
        Stated(each, *_about(matrix.subject, each.subject), grades.get(each.subject))
        for each in said
    ]


def grades_of(matrix: Matrix) -> dict[str, Grade]:
    """Return what is found of each criterion and each cell, by subject."""
    found = {each.criterion.slug: each.grade for each in matrix.findings}
    return found | {each.subject: each.grade for each in matrix.cells if each.grade}


def _about(force: str, subject: str) -> tuple[str, str, str]:
    """Return what a subject is in words, its cell, and where that is shown."""
    statements = {each.slug: each.statement for each in rulebook().criteria}
    cell = cell_name(*cell_of(subject), rulebook())
    return statements.get(subject, cell), cell, address_of(force, subject)
