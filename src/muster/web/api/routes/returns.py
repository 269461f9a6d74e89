"""Returns of a force: sent in, looked at by their facts, accepted, put away, taken out of use."""

from datetime import datetime
from typing import IO, Any, cast

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Status

from muster.exchange import FaultsAnswer, faults_answer
from muster.web import clock
from muster.web.accounts.rights import Right, force_of
from muster.web.api.contracts.base import InAddress, Paged, Paging, page_of
from muster.web.api.contracts.returns import (
    Accepting,
    HeldReturn,
    Reasoning,
    ReturnAnswer,
    ReturnsAnswer,
    StepPart,
    UploadAnswer,
    UploadPart,
    UploadsAnswer,
)
from muster.web.api.routes.asking import KnownAsked, known_of
from muster.web.api.security import allowed, viewer_asking
from muster.web.documents.models import Document, Kind
from muster.web.returns import actions
from muster.web.returns.comparing import compare_again
from muster.web.returns.faults import as_faults, to_mend
from muster.web.returns.models import Candidate, State, Through, Upload
from muster.web.returns.queries import Held, history_of
from muster.web.returns.sent import Sent
from muster.web.rulebook import rulebook

router = Router(tags=["returns"])
ANY_FILE = {
    "requestBody": {
        "required": True,
        "description": "The file as it is: .xlsx, .ods, .json, .muster, .csv, or a .zip of CSV",
        "content": {"application/octet-stream": {"schema": {"type": "string"}}},
    }
}
TO_MEND = "To mend the return"


@router.get(
    "/forces/{force}/returns", response=ReturnsAnswer, by_alias=True, summary="Returns of a force"
)
@allowed(Right.SEE_RETURNS, force_of)
def history(
    request: HttpRequest, force: str, paging: Paging = Paged, known: str = KnownAsked
) -> ReturnsAnswer:
    """Return the returns of a force by their facts, the latest first, as they stood then."""
    slug = rulebook().force(force).slug
    rows, said = page_of(history_of(slug, known_of(request)), paging)
    return ReturnsAnswer(items=[_held(each) for each in rows], **said)


@router.post(
    "/forces/{force}/returns",
    response={202: UploadAnswer},
    by_alias=True,
    summary="Send a return",
    openapi_extra=ANY_FILE,
)
@allowed(Right.SEND_RETURN, force_of)
def send_return(
    request: HttpRequest,
    force: str,
    filename: str = Query(..., min_length=1, max_length=160),  # type: ignore[type-arg]
) -> Status[UploadAnswer]:
    """Take in a file, which is kept at once and then checked; the same bytes again are the same.

    It comes into use when it is accepted, and not before.
    """
    sent = [Sent(filename, cast("IO[bytes]", request))]
    made = actions.receive(force, sent, by=viewer_asking(request), through=Through.INTERFACE)
    return Status(202, UploadAnswer(upload=_upload(made)))


@router.get(
    "/forces/{force}/returns/{number}", response=ReturnAnswer, by_alias=True, summary="A return"
)
@allowed(Right.SEE_RETURNS, force_of)
def one_return(
    request: HttpRequest, force: str, number: InAddress, known: str = KnownAsked
) -> ReturnAnswer:
    """Return the facts of a return; its body holds people's records and is given to no program."""
    return _held_at(force, number, known_of(request))


@router.post(
    "/forces/{force}/returns/{number}/withdraw",
    response=ReturnAnswer,
    by_alias=True,
    summary="Take a return out of use",
)
@allowed(Right.SEND_RETURN, force_of)
def withdraw_return(
    request: HttpRequest, force: str, number: InAddress, given: Reasoning
) -> ReturnAnswer:
    """Take a return out of use; the one before it is in use again."""
    document = _document(force, number)
    actions.withdraw(document, by=viewer_asking(request), reason=given.reason)
    return _held_at(force, number, clock.now())


@router.post(
    "/forces/{force}/returns/{number}/restore",
    response=ReturnAnswer,
    by_alias=True,
    summary="Put a return back into use",
)
@allowed(Right.SEND_RETURN, force_of)
def restore_return(
    request: HttpRequest, force: str, number: InAddress, given: Reasoning
) -> ReturnAnswer:
    """Put a withdrawn return back into use."""
    document = _document(force, number)
    actions.restore(document, by=viewer_asking(request), reason=given.reason)
    return _held_at(force, number, clock.now())


@router.get("/forces/{force}/uploads", response=UploadsAnswer, by_alias=True, summary="Uploads")
@allowed(Right.SEE_RETURNS, force_of)
def uploads(request: HttpRequest, force: str, paging: Paging = Paged) -> UploadsAnswer:
    """Return what was sent for a force, by page, folder or program, the latest first."""
    slug = rulebook().force(force).slug
    found = Upload.objects.filter(force=slug).order_by("-received_at", "-id")
    rows, said = page_of(found.prefetch_related("steps"), paging)
    return UploadsAnswer(items=[_upload(each) for each in rows], **said)


@router.get(
    "/forces/{force}/uploads/{number}", response=UploadAnswer, by_alias=True, summary="An upload"
)
@allowed(Right.SEE_RETURNS, force_of)
def one_upload(request: HttpRequest, force: str, number: InAddress) -> UploadAnswer:
    """Return an upload where it stands, and what it was compared with once it is checked."""
    found = _upload_at(force, number)
    if found.state in (State.FAULTY, State.READY) and _acceptable(found):
        compare_again(found)
    return UploadAnswer(upload=_upload(found))


@router.get(
    "/forces/{force}/uploads/{number}/faults",
    response=FaultsAnswer,
    by_alias=True,
    summary="What is wrong with an upload",
)
@allowed(Right.SEND_RETURN, force_of)
def upload_faults(request: HttpRequest, force: str, number: InAddress) -> FaultsAnswer:
    """Return every fault, for whoever sends returns of the force, to mend what they sent.

    A fault quotes the cell it stands in: each reading is an entry of the audit.
    """
    found = _upload_at(force, number)
    said = found.found
    actions.read_faults(found, by=viewer_asking(request), reason=TO_MEND, what="faults as json")
    return faults_answer(
        as_faults(to_mend(found)),
        rows=said.get("rows", {}),
        extras=said.get("extras", {}),
        more=said.get("more", 0),
        notes=said.get("notes", []),
        synthetic=said.get("synthetic", False),
    )


@router.post(
    "/forces/{force}/uploads/{number}/accept",
    response=ReturnAnswer,
    by_alias=True,
    summary="Accept an upload",
)
@allowed(Right.SEND_RETURN, force_of)
def accept_upload(
    request: HttpRequest, force: str, number: InAddress, given: Accepting
) -> ReturnAnswer:
    """Let an upload become the return in use; one with faults needs a reason for leaving them.

    Nothing is done where another return came into use since it was compared (409).
    """
    found = _upload_at(force, number)
    made = actions.accept(
        found, by=viewer_asking(request), against=given.against, reason=given.reason
    )
    return _held_at(force, made.pk, clock.now())


@router.post(
    "/forces/{force}/uploads/{number}/discard",
    response=UploadAnswer,
    by_alias=True,
    summary="Put an upload away",
)
@allowed(Right.SEND_RETURN, force_of)
def discard_upload(
    request: HttpRequest, force: str, number: InAddress, given: Reasoning
) -> UploadAnswer:
    """Put an upload away unused; its faults and their cells are erased."""
    found = _upload_at(force, number)
    actions.discard(found, by=viewer_asking(request), reason=given.reason)
    return UploadAnswer(upload=_upload(_upload_at(force, number)))


def _held_at(force: str, number: int, known: datetime) -> ReturnAnswer:
    slug = rulebook().force(force).slug
    for each in history_of(slug, known):
        if each.document.pk == number:
            return ReturnAnswer(held=_held(each))
    raise Http404(f"There is no such return of {slug}, or it was not known then")


def _document(force: str, number: int) -> Document:
    slug = rulebook().force(force).slug
    return get_object_or_404(Document, pk=number, subject=slug, kind=Kind.RETURN)


def _upload_at(force: str, number: int) -> Upload:
    slug = rulebook().force(force).slug
    return get_object_or_404(Upload, pk=number, force=slug)


def _acceptable(upload: Upload) -> bool:
    return Candidate.objects.filter(upload=upload).exists()


def _held(held: Held) -> HeldReturn:
    document, facts = held.document, held.document.facts
    return HeldReturn(
        number=document.pk,
        force=document.subject,
        title=document.title,
        stands=held.stands,
        superseded_by=held.by.pk if held.by else None,
        **{name: getattr(document, name) for name in DATES},
        received_from=document.received_from,
        sha256=document.sha256,
        size=document.size,
        rows=facts.get("rows", {}),
        left_out=facts.get("skipped", {}),
        notes=facts.get("notes", []),
        reason=held.said.reason if held.said else "",
        synthetic=document.synthetic,
    )


DATES = ("prepared_at", "period_from", "period_until", "received_at", "erased_at")
SAME = ("force", "name", "through", "received_at", "received_from", "checked_at", "sha256", "size")


def _upload(upload: Upload) -> UploadPart:
    same: dict[str, Any] = {name: getattr(upload, name) for name in SAME}
    return UploadPart(
        **same,
        number=upload.pk,
        state=upload.state,
        acceptable=_acceptable(upload),
        doing=upload.doing,
        percent=upload.done,
        faults=upload.fault_total,
        rows=upload.found.get("rows", {}),
        left_out=upload.found.get("left_out", {}),
        against=upload.against_id,
        became=upload.made_id,
        steps=[
            StepPart(state=each.state, at=each.at, by=each.by_name, reason=each.reason)
            for each in upload.steps.all()
        ],
    )
