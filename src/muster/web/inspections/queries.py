"""Reads of requests: what is open, answered and overdue, for whoever may see it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from muster.doctrine import Criterion
from muster.web.accounts.models import Appointment, Role
from muster.web.accounts.rights import Place, Viewer, covers, held_of
from muster.web.documents.models import Document, Kind
from muster.web.documents.queries import documents_known
from muster.web.inspections.models import Answer, DataRequest, Evidence, EvidenceKind, Question
from muster.web.inspections.scope import Seen, forces_seen
from muster.web.printouts.queries import places_told_of
from muster.web.rulebook import rulebook

OPEN, ANSWERED, OVERDUE, WITHDRAWN, EARLY = "open", "answered", "overdue", "withdrawn", "early"
STANDINGS = {
    OPEN: (_("Open"), "unknown"),
    ANSWERED: (_("Answered"), "good"),
    OVERDUE: (_("Overdue"), "none"),
    WITHDRAWN: (_("Withdrawn"), "soft"),
    EARLY: (_("Not open yet"), "soft"),
}
MOST_DOCUMENTS = 12


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its answers as somebody may see them, and how it stands."""

    question: Question
    criterion: Criterion | None
    answers: tuple[Answer, ...]
    draft: Answer | None
    standing: str

    @property
    def given(self) -> Answer | None:
        """Return the answer that stands: the last one given."""
        return self.answers[-1] if self.answers else None

    @property
    def words(self) -> object:
        """Return the standing in words."""
        return STANDINGS[self.standing][0]

    @property
    def tone(self) -> str:
        """Return the tone of the standing."""
        return STANDINGS[self.standing][1]

    @property
    def cell(self) -> str:
        """Return the cell of the matrix that the question is about, `threat.aspect`."""
        return f"{self.criterion.threat}.{self.criterion.aspect}" if self.criterion else ""


@dataclass(frozen=True, slots=True)
class Tally:
    """How the questions to one force stand."""

    force: str
    name: str
    open: int
    answered: int
    overdue: int

    @property
    def questions(self) -> int:
        """Return how many there are."""
        return self.open + self.answered + self.overdue


@dataclass(frozen=True, slots=True)
class Looker:
    """An inspector who may look at a force: who, for which request, until when."""

    name: str
    request: str
    scope: str
    until: datetime | None


def requests_seen(viewer: Viewer) -> list[Seen]:
    """Return the requests a viewer may read, each with the forces they may read about."""
    found = []
    for each in DataRequest.objects.prefetch_related("forces"):
        forces = forces_seen(viewer, each, _in_order(row.force for row in each.forces.all()))
        if forces:
            found.append(Seen(each, forces))
    return found


def request_seen(viewer: Viewer, number: int) -> Seen | None:
    """Return one request as a viewer may read it; None where they may not or it is not there."""
    found = DataRequest.objects.filter(pk=number).prefetch_related("forces").first()
    if found is None:
        return None
    forces = forces_seen(viewer, found, _in_order(row.force for row in found.forces.all()))
    return Seen(found, forces) if forces else None


def _in_order(forces: Iterable[str]) -> list[str]:
    """Return forces in the order of doctrine."""
    asked = set(forces)
    return [each.slug for each in rulebook().forces if each.slug in asked]


def questions_to(
    data_request: DataRequest, forces: Sequence[str], at: datetime, *, drafts: bool = False
) -> list[Asked]:
    """Return the questions to some forces with their answers, by force and number."""
    answers = Answer.objects.prefetch_related("evidence__document")
    rows = (
        Question.objects.filter(data_request=data_request, force__in=forces)
        .select_related("withdrawal")
        .prefetch_related(Prefetch("answers", answers))
    )
    criteria = {each.slug: each for each in rulebook().criteria}
    found = [_asked(each, criteria, data_request, at, drafts=drafts) for each in rows]
    return sorted(found, key=lambda each: (forces.index(each.question.force), each.question.number))


def question_to(asked: Sequence[Asked], number: int) -> Asked | None:
    """Return the question of a number; None where there is none."""
    return next((each for each in asked if each.question.number == number), None)


def _asked(
    question: Question,
    criteria: dict[str, Criterion],
    data_request: DataRequest,
    at: datetime,
    *,
    drafts: bool,
) -> Asked:
    answers = list(question.answers.all())
    given = tuple(each for each in answers if each.given)
    last = answers[-1] if answers else None
    return Asked(
        question=question,
        criterion=criteria.get(question.criterion),
        answers=given,
        draft=last if drafts and last is not None and not last.given else None,
        standing=_standing(question, given, data_request, at),
    )


def _standing(
    question: Question, given: Sequence[Answer], data_request: DataRequest, at: datetime
) -> str:
    if hasattr(question, "withdrawal"):
        return WITHDRAWN
    if given:
        return ANSWERED
    if at < data_request.opens_at:
        return EARLY
    return OVERDUE if at >= data_request.closes_at else OPEN


def tallies(asked: Sequence[Asked], forces: Sequence[str]) -> list[Tally]:
    """Return how the questions to each force stand; what was withdrawn is not counted."""
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for each in asked:
        counts[each.question.force][OPEN if each.standing == EARLY else each.standing] += 1
    names = {each.slug: each.name for each in rulebook().forces}
    return [
        Tally(
            force,
            names.get(force, force),
            *(counts[force][each] for each in (OPEN, ANSWERED, OVERDUE)),
        )
        for force in forces
    ]


def lookers(viewer: Viewer, at: datetime) -> list[Looker]:
    """Return the inspectors who may look at any place a viewer holds, so that it is no secret."""
    places = [each.place for each in viewer.held]
    found = Appointment.objects.filter(role=Role.INSPECTOR).holding(at).select_related("user")
    return [
        Looker(each.user.name, each.request, _scope_name(each), each.ends_at)
        for each in found
        if any(_touches(held_of(each).place, place) for place in places)
    ]


def _touches(one: Place, other: Place) -> bool:
    return covers(one, other) or covers(other, one)


def _scope_name(appointment: Appointment) -> str:
    named = {each.slug: each.name for each in rulebook().forces}
    named |= {each.slug: each.name for each in rulebook().regions}
    return named.get(appointment.scope, appointment.scope)


def documents_to_show(force: str, at: datetime) -> list[Document]:
    """Return the documents of a force that an answer may rest on, the latest first.

    A copy that tells of any other place too, as a comparison does, is none of them.
    """
    found: list[Document] = []
    for kind in (Kind.RETURN, Kind.MATRIX):
        known = documents_known(kind, at).filter(subject=force)
        found += known.order_by("-received_at")[:MOST_DOCUMENTS]
    prints = documents_known(Kind.PRINT, at).filter(subject=force).order_by("-received_at")
    own = (each for each in prints if set(places_told_of(each)) == {Place.force(force)})
    found += islice(own, MOST_DOCUMENTS)
    found.sort(key=lambda each: each.received_at, reverse=True)
    return found[:MOST_DOCUMENTS]


def files_of(asked: Asked) -> list[Document]:
    """Return the files of what an answer starts from: the draft, or the answer that stands."""
    start = asked.draft or asked.given
    shown = start.evidence.all() if start else ()
    return [each.document for each in shown if each.kind == EvidenceKind.FILE and each.document]


def file_of(question: Question, number: int, *, drafts: bool) -> Document | None:
    """Return a file of an answer to a question; of one not given yet to the force alone."""
    files = Evidence.objects.filter(
        answer__question=question, kind=EvidenceKind.FILE, document_id=number
    )
    shown = files if drafts else files.filter(answer__given=True)
    found = shown.select_related("document").first()
    return found.document if found else None
