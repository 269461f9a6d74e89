"""Data requests: opened and asked by an inspector, answered by the force."""

from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from ninja import Router, Status

from muster.web import clock
from muster.web.accounts.rights import Place, Right, Viewer, covers, force_of
from muster.web.api.contracts.base import InAddress, Paged, Paging, page_of
from muster.web.api.contracts.inspections import (
    Answering,
    Asking,
    EvidencePart,
    GivenAnswer,
    Opening,
    QuestionAnswer,
    QuestionPart,
    QuestionsAnswer,
    RequestAnswer,
    RequestPart,
    RequestsAnswer,
    Tally,
)
from muster.web.api.contracts.returns import Reasoning
from muster.web.api.routes.sending import Once, token_of
from muster.web.api.security import allowed, viewer_asking
from muster.web.inspections import actions
from muster.web.inspections.models import Answer, Evidence, EvidenceKind
from muster.web.inspections.queries import (
    Asked,
    documents_to_show,
    files_of,
    question_to,
    questions_to,
    request_seen,
    requests_seen,
    tallies,
)
from muster.web.inspections.scope import Seen, askings, may_ask, sees_drafts
from muster.web.rulebook import rulebook

router = Router(tags=["requests"])
QUESTIONS = "/requests/{number}/forces/{force}/questions"


@router.get("/requests", response=RequestsAnswer, by_alias=True, summary="Data requests")
@allowed(Right.SEE_REQUESTS)
def request_list(request: HttpRequest, paging: Paging = Paged) -> RequestsAnswer:
    """Return the requests this token may read, with how the questions to each force stand."""
    rows, said = page_of(requests_seen(viewer_asking(request)), paging)
    return RequestsAnswer(items=[_request(each) for each in rows], **said)


@router.post(
    "/requests", response={201: RequestAnswer}, by_alias=True, summary="Open a data request"
)
@allowed(Right.ASK)
def open_request(request: HttpRequest, given: Opening) -> Status[RequestAnswer]:
    """Open a request under a reference that an appointment names, to forces that it covers.

    Sent again it is the same request: its reference is its name.
    """
    viewer = viewer_asking(request)
    forces = tuple(dict.fromkeys(rulebook().force(each).slug for each in given.forces))
    if given.closes_at <= given.opens_at:
        raise actions.UnableToAskForce("It has to close after it opens")
    if not all(_covered(viewer, given.reference, each) for each in forces):
        raise PermissionDenied(Right.ASK.value)
    made = actions.open_request(
        actions.Requested(
            given.reference, given.title, given.about, given.opens_at, given.closes_at, forces
        ),
        by=viewer,
    )
    return Status(201, RequestAnswer(request=_request(_seen(viewer, made.pk))))


def _covered(viewer: Viewer, reference: str, force: str) -> bool:
    place = Place.force(force)
    return any(each.request == reference and covers(each.place, place) for each in askings(viewer))


@router.get("/requests/{number}", response=RequestAnswer, by_alias=True, summary="A data request")
@allowed(Right.SEE_REQUESTS)
def one_request(request: HttpRequest, number: InAddress) -> RequestAnswer:
    """Return one request, its forces, and how the questions to each stand."""
    return RequestAnswer(request=_request(_seen(viewer_asking(request), number)))


@router.get(QUESTIONS, response=QuestionsAnswer, by_alias=True, summary="Questions to a force")
@allowed(Right.SEE_REQUESTS, force_of)
def question_list(
    request: HttpRequest, number: InAddress, force: str, paging: Paging = Paged
) -> QuestionsAnswer:
    """Return the questions to a force and their answers; drafts to the force alone.

    Read from outside the force, it is an entry of the audit.
    """
    seen, slug = put_to(request, number, force)
    viewer = viewer_asking(request)
    if not sees_drafts(viewer, slug):
        actions.tell_looked(seen.data_request, slug, by=viewer)
    rows, said = page_of(_asked(viewer, seen, slug), paging)
    return QuestionsAnswer(items=[question_part(each) for each in rows], **said)


@router.post(QUESTIONS, response={201: QuestionsAnswer}, by_alias=True, summary="Ask a question")
@allowed(Right.ASK, force_of)
def ask_question(
    request: HttpRequest, number: InAddress, force: str, given: Asking, once: str = Once
) -> Status[QuestionsAnswer]:
    """Ask a force, or every force of the request, about a criterion."""
    seen, slug = put_to(request, number, force)
    viewer = viewer_asking(request)
    if not may_ask(viewer, seen.data_request, slug):
        raise PermissionDenied(Right.ASK.value)
    if given.criterion not in {each.slug for each in rulebook().criteria}:
        raise actions.UnableToAskForce(
            f"{given.criterion!r} is no criterion; ask /criteria for what there is"
        )
    made = actions.ask_forces(
        seen.data_request,
        seen.forces if given.everybody else (slug,),
        given.criterion,
        given.text,
        by=viewer,
        token=token_of(request, once) or uuid4().hex,
    )
    numbers = {(each.force, each.number) for each in made}
    asked = questions_to(seen.data_request, seen.forces, clock.now())
    rows = [each for each in asked if (each.question.force, each.question.number) in numbers]
    items = [question_part(each) for each in rows]
    return Status(201, QuestionsAnswer(items=items, count=len(items), limit=len(items), offset=0))


@router.post(
    QUESTIONS + "/{question}/answers",
    response={201: QuestionAnswer},
    by_alias=True,
    summary="Answer a question",
)
@allowed(Right.ANSWER, force_of)
def answer_question(
    request: HttpRequest,
    number: InAddress,
    force: str,
    question: InAddress,
    given: Answering,
    once: str = Once,
) -> Status[QuestionAnswer]:
    """Answer a question with what the answer rests on, or keep a draft (`given` false)."""
    seen, slug = put_to(request, number, force)
    viewer = viewer_asking(request)
    found = asked_of(viewer, seen, slug, question)
    actions.answer_question(
        found.question,
        given.text,
        _evidence(slug, found, given),
        given=given.given,
        by=viewer,
        token=token_of(request, once) or uuid4().hex,
    )
    return Status(
        201, QuestionAnswer(question=question_part(asked_of(viewer, seen, slug, question)))
    )


@router.post(
    QUESTIONS + "/{question}/withdraw",
    response=QuestionAnswer,
    by_alias=True,
    summary="Take a question back",
)
@allowed(Right.ASK, force_of)
def withdraw_question(
    request: HttpRequest, number: InAddress, force: str, question: InAddress, given: Reasoning
) -> QuestionAnswer:
    """Take a question back; it stays in the record."""
    seen, slug = put_to(request, number, force)
    viewer = viewer_asking(request)
    if not may_ask(viewer, seen.data_request, slug):
        raise PermissionDenied(Right.ASK.value)
    found = asked_of(viewer, seen, slug, question)
    actions.withdraw_question(found.question, given.reason, by=viewer)
    return QuestionAnswer(question=question_part(asked_of(viewer, seen, slug, question)))


def _evidence(force: str, asked: Asked, given: Answering) -> list[actions.Shown]:
    held = {each.pk: each for each in documents_to_show(force, clock.now())}
    if lacking := [each for each in given.documents if each not in held]:
        raise actions.UnableToAnswer(
            f"Document {lacking[0]} is none of the latest of {force}; an answer rests on those"
        )
    shown = [actions.Shown(EvidenceKind.DOCUMENT, document=held[each]) for each in given.documents]
    if given.cell and asked.cell:
        shown.append(actions.Shown(EvidenceKind.CELL, cell=asked.cell))
    kept = {each.pk: each for each in files_of(asked)}
    if lacking := [each for each in given.files if each not in kept]:
        raise actions.UnableToAnswer(
            f"File {lacking[0]} is not of the draft or the answer before; attach it first"
        )
    shown += [actions.Shown(EvidenceKind.FILE, document=kept[each]) for each in given.files]
    return shown + [actions.Shown(EvidenceKind.NOTE, words=each) for each in given.notes]


def _seen(viewer: Viewer, number: int) -> Seen:
    found = request_seen(viewer, number)
    if found is None:
        raise Http404("There is no such request, or it is not put to you")
    return found


def put_to(request: HttpRequest, number: int, force: str) -> tuple[Seen, str]:
    """Return a request that is put to a force, and the force. Raises Http404."""
    slug = rulebook().force(force).slug
    seen = _seen(viewer_asking(request), number)
    if slug not in seen.forces:
        raise Http404(f"The request is not put to {slug}")
    return seen, slug


def _asked(viewer: Viewer, seen: Seen, force: str) -> list[Asked]:
    drafts = sees_drafts(viewer, force)
    return questions_to(seen.data_request, [force], clock.now(), drafts=drafts)


def asked_of(viewer: Viewer, seen: Seen, force: str, number: int) -> Asked:
    """Return a question put to a force, by its number there. Raises Http404."""
    found = question_to(_asked(viewer, seen, force), number)
    if found is None:
        raise Http404("There is no question of that number")
    return found


def _request(seen: Seen) -> RequestPart:
    data = seen.data_request
    asked = questions_to(data, seen.forces, clock.now())
    return RequestPart(
        number=data.pk,
        reference=data.reference,
        title=data.title,
        about=data.about,
        opens_at=data.opens_at,
        closes_at=data.closes_at,
        made_by=data.made_by_name,
        forces=[Tally.model_validate(each) for each in _counts(asked, seen)],
    )


def _counts(asked: list[Asked], seen: Seen) -> list[dict[str, object]]:
    return [
        {
            "force": each.force,
            "open": each.open,
            "answered": each.answered,
            "overdue": each.overdue,
        }
        for each in tallies(asked, seen.forces)
    ]


def question_part(asked: Asked) -> QuestionPart:
    """Return a question with its answers, under its contract."""
    question = asked.question
    return QuestionPart(
        number=question.number,
        force=question.force,
        criterion=question.criterion,
        text=question.text,
        asked_by=question.asked_by_name,
        asked_at=question.asked_at,
        standing=asked.standing,
        answers=[_answer(each) for each in asked.answers],
        draft=_answer(asked.draft) if asked.draft else None,
    )


def _answer(answer: Answer) -> GivenAnswer:
    return GivenAnswer(
        number=answer.pk,
        text=answer.text,
        given=answer.given,
        by=answer.by_name,
        at=answer.at,
        evidence=[_shown(each) for each in answer.evidence.all()],
    )


def _shown(evidence: Evidence) -> EvidencePart:
    document = evidence.document
    return EvidencePart(
        kind=evidence.kind,
        document=document.pk if document else None,
        sha256=document.sha256 if document else "",
        cell=evidence.cell,
        words=document.title if document and evidence.kind == EvidenceKind.FILE else evidence.words,
    )
