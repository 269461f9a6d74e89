"""Open a request, ask, answer and take back: one transaction, an audit entry for each force."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from muster.errors import MusterError
from muster.web import clock
from muster.web.accounts.rights import Viewer
from muster.web.audit.actions import record_entry
from muster.web.documents.models import Document
from muster.web.inspections.files import Attached, keep_attached
from muster.web.inspections.models import (
    Answer,
    DataRequest,
    Evidence,
    EvidenceKind,
    Question,
    RequestedForce,
    Withdrawal,
)
from muster.web.live.actions import announce

TOPIC = "requests"


class UnableToAskForce(MusterError):
    """A request or a question cannot be put as it was sent."""


class UnableToAnswer(MusterError):
    """A question cannot be answered any more."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One piece of evidence: a document, a cell, or words on where it is held."""

    kind: EvidenceKind
    document: Document | None = None
    cell: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Requested:
    """What a request says."""

    reference: str
    title: str
    about: str
    opens_at: datetime
    closes_at: datetime
    forces: tuple[str, ...]


def open_request(requested: Requested, *, by: Viewer) -> DataRequest:
    """Return a new request put to its forces; the one there already, for a form sent twice.

    Raises UnableToAskForce where somebody else opened one of that reference.
    """
    with transaction.atomic():
        there = DataRequest.objects.filter(reference=requested.reference).first()
        if there is not None and there.made_by_id == by.user_id:
            return there
        if there is not None:
            raise UnableToAskForce(f"{there.reference} was opened by {there.made_by_name} already")
        made = DataRequest.objects.create(
            reference=requested.reference,
            title=requested.title,
            about=requested.about,
            opens_at=requested.opens_at,
            closes_at=requested.closes_at,
            made_at=clock.now(),
            made_by_id=by.user_id or None,
            made_by_name=by.name,
        )
        RequestedForce.objects.bulk_create(
            [RequestedForce(data_request=made, force=each) for each in requested.forces]
        )
        for force in requested.forces:
            record_entry(
                actor=by,
                action="request.opened",
                subject=made.reference,
                force=force,
                detail={"request": made.pk, "closes": made.closes_at.isoformat()},
            )
            announce(TOPIC, force, {"request": made.pk})
    return made


def ask_forces(
    data_request: DataRequest,
    forces: Sequence[str],
    criterion: str,
    text: str,
    *,
    by: Viewer,
    token: str,
) -> list[Question]:
    """Return one question put to each of some forces, numbered within each.

    A form that was sent twice asks once. Raises UnableToAskForce where the request has closed.
    """
    now = clock.now()
    if now >= data_request.closes_at:
        raise UnableToAskForce(f"{data_request.reference} has closed; open another request")
    with transaction.atomic():
        DataRequest.objects.select_for_update().get(pk=data_request.pk)  # one numbering at a time
        sent = list(Question.objects.filter(token=token, data_request=data_request))
        if sent:
            return sent
        asked = []
        for force in forces:
            numbers = Question.objects.filter(data_request=data_request, force=force)
            last = numbers.aggregate(last=Max("number"))["last"] or 0
            asked.append(
                Question.objects.create(
                    data_request=data_request,
                    force=force,
                    number=last + 1,
                    criterion=criterion,
                    text=text,
                    asked_at=now,
                    asked_by_id=by.user_id or None,
                    asked_by_name=by.name,
                    token=token,
                )
            )
            record_entry(
                actor=by,
                action="question.asked",
                subject=data_request.reference,
                force=force,
                detail={"criterion": criterion, "question": last + 1},
            )
            announce(TOPIC, force, {"request": data_request.pk})
    return asked


def answer_question(
    question: Question,
    text: str,
    evidence: Sequence[Shown],
    *,
    given: bool,
    by: Viewer,
    token: str,
    attached: Sequence[Attached] = (),
) -> Answer:
    """Return an answer that is given, or kept as a draft; the one there for a form sent twice.

    The files `attached` to it are kept whole, each a document of its own.
    Raises UnableToAnswer where the question was taken back.
    """
    with transaction.atomic():
        sent = Answer.objects.filter(question=question, token=token).first()
        if sent is not None:
            return sent
        if Withdrawal.objects.filter(question=question).exists():
            raise UnableToAnswer("The question was taken back; nothing more is asked of you")
        made = Answer.objects.create(
            question=question,
            text=text,
            given=given,
            at=clock.now(),
            by_id=by.user_id or None,
            by_name=by.name,
            token=token,
        )
        files = [keep_attached(each, question, by=by) for each in attached]
        rests_on = [*evidence, *(Shown(EvidenceKind.FILE, document=each) for each in files)]
        Evidence.objects.bulk_create(
            [
                Evidence(
                    answer=made,
                    kind=each.kind,
                    document=each.document,
                    cell=each.cell,
                    words=each.words,
                )
                for each in rests_on
            ]
        )
        record_entry(
            actor=by,
            action="answer.given" if given else "answer.drafted",
            subject=f"{question.data_request.reference}, {question}",
            force=question.force,
            detail={"answer": made.pk, "evidence": len(rests_on)},
        )
        if given:
            announce(TOPIC, question.force, {"request": question.data_request_id})
    return made


def withdraw_question(question: Question, reason: str, *, by: Viewer) -> Withdrawal:
    """Return a question's withdrawal; the one there already where it was taken back before."""
    with transaction.atomic():
        there = Withdrawal.objects.filter(question=question).first()
        if there is not None:
            return there
        made = Withdrawal.objects.create(
            question=question,
            at=clock.now(),
            by_id=by.user_id or None,
            by_name=by.name,
            reason=reason,
        )
        record_entry(
            actor=by,
            action="question.withdrawn",
            subject=f"{question.data_request.reference}, {question}",
            force=question.force,
            reason=reason,
        )
        announce(TOPIC, question.force, {"request": question.data_request_id})
    return made


def tell_looked(data_request: DataRequest, force: str, *, by: Viewer) -> None:
    """Record that somebody from outside read what a force answered."""
    record_entry(
        actor=by,
        action="request.read",
        subject=data_request.reference,
        force=force,
        reason=data_request.reference,
    )


def tell_taken(question: Question, document: Document, *, by: Viewer) -> None:
    """Record that a file given as evidence was taken away, and by whom."""
    record_entry(
        actor=by,
        action="evidence.downloaded",
        subject=f"{question.data_request.reference}, {question}",
        force=question.force,
        reason=question.data_request.reference,
        detail={"document": document.pk, "sha256": document.sha256},
    )
