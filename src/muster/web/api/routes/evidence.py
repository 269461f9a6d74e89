"""Files given as evidence: attached to the draft of an answer, and taken by who may read it."""

from io import BytesIO
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from ninja import Query, Router, Status

from muster.web.accounts.rights import Right, force_of
from muster.web.api.contracts.base import InAddress
from muster.web.api.contracts.inspections import QuestionAnswer
from muster.web.api.routes.inspections import QUESTIONS, asked_of, put_to, question_part
from muster.web.api.routes.sending import Once, token_of
from muster.web.api.security import allowed, viewer_asking
from muster.web.documents.queries import UnableToReadDocument
from muster.web.inspections import actions
from muster.web.inspections.files import MOST_BYTES, attached_body, read_attached
from muster.web.inspections.models import EvidenceKind
from muster.web.inspections.queries import file_of
from muster.web.inspections.scope import sees_drafts

router = Router(tags=["requests"])
BYTES = {"schema": {"type": "string", "format": "binary"}}
ANY_FILE = {
    "requestBody": {
        "required": True,
        "description": "The file as it is: .pdf, .png, .jpg, .csv, .xlsx or .docx",
        "content": {"application/octet-stream": {"schema": {"type": "string"}}},
    }
}
A_FILE = {
    "responses": {
        200: {"description": "The file", "content": {"application/octet-stream": BYTES}},
    }
}


@router.post(
    QUESTIONS + "/{question}/files",
    response={201: QuestionAnswer},
    by_alias=True,
    summary="Attach a file to the draft of an answer",
    openapi_extra=ANY_FILE,
)
@allowed(Right.ANSWER, force_of)
def attach_file(
    request: HttpRequest,
    number: InAddress,
    force: str,
    question: InAddress,
    filename: str = Query(..., min_length=1, max_length=160),  # type: ignore[type-arg]
    once: str = Once,
) -> Status[QuestionAnswer]:
    """Keep a file whole, in a draft that goes on from the draft there is or the answer given.

    The answer that is given later names it in `files`.
    """
    seen, slug = put_to(request, number, force)
    viewer = viewer_asking(request)
    found = asked_of(viewer, seen, slug, question)
    attached = read_attached(filename, BytesIO(request.read(MOST_BYTES + 1)))
    start = found.draft or found.given
    actions.answer_question(
        found.question,
        start.text if start else "",
        [
            actions.Shown(
                EvidenceKind(each.kind), document=each.document, cell=each.cell, words=each.words
            )
            for each in (start.evidence.all() if start else ())
        ],
        given=False,
        by=viewer,
        token=token_of(request, once) or uuid4().hex,
        attached=[attached],
    )
    return Status(
        201, QuestionAnswer(question=question_part(asked_of(viewer, seen, slug, question)))
    )


@router.get(
    QUESTIONS + "/{question}/files/{document}",
    response={200: None},
    summary="A file given as evidence",
    openapi_extra=A_FILE,
)
@allowed(Right.SEE_REQUESTS, force_of)
def evidence_file(
    request: HttpRequest, number: InAddress, force: str, question: InAddress, document: InAddress
) -> HttpResponse:
    """Return a file as it was attached, to save; each reading is an entry of the audit."""
    seen, slug = put_to(request, number, force)
    viewer = viewer_asking(request)
    asked = asked_of(viewer, seen, slug, question).question
    found = file_of(asked, document, drafts=sees_drafts(viewer, slug))
    if found is None:
        raise Http404("No answer here has such a file")
    try:
        body = attached_body(found)
    except UnableToReadDocument as gone:
        raise Http404(str(gone)) from gone
    actions.tell_taken(asked, found, by=viewer)
    answer = HttpResponse(body, content_type="application/octet-stream")
    answer["Content-Disposition"] = content_disposition_header(True, found.title) or "attachment"
    answer["ETag"] = f'"{found.sha256}"'
    return answer
