"""Documents that are kept: their facts, and the body of those that hold counts alone."""

from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Router

from muster.web.accounts.rights import Place, Right, Viewer, forces_of, may
from muster.web.api.contracts.base import InAddress, Paged, Paging, page_of
from muster.web.api.contracts.records import DocumentAnswer, DocumentPart, DocumentsAnswer
from muster.web.api.routes.asking import KnownAsked, known_of
from muster.web.api.security import allowed, viewer_asking
from muster.web.audit.actions import record_entry
from muster.web.documents.models import Document, Kind
from muster.web.documents.queries import UnableToReadDocument, body_of, documents_known
from muster.web.printouts.queries import may_see_copy
from muster.web.rulebook import force_slugs, rulebook

router = Router(tags=["documents"])
COUNTED = (Kind.MATRIX, Kind.FORECAST)
READABLE = (*COUNTED, Kind.PRINT)
JSON_FILE = {
    "responses": {
        200: {
            "description": "The body as it was kept, byte for byte",
            "content": {"application/json": {"schema": {"type": "object"}}},
        }
    }
}


@router.get("/documents", response=DocumentsAnswer, by_alias=True, summary="Documents")
@allowed(Right.SEE_PICTURE)
def document_list(
    request: HttpRequest, subject: str = "", paging: Paging = Paged, known: str = KnownAsked
) -> DocumentsAnswer:
    """Return the returns, matrices and copies this token may see by their facts, latest first."""
    seen = [
        each
        for kind in (Kind.RETURN, *READABLE)
        for each in documents_known(kind, known_of(request)).select_related("made_from")
        if subject in ("", each.subject)
    ]
    shown = list(_shown(viewer_asking(request), seen))
    shown.sort(key=lambda each: (each.received_at, each.pk), reverse=True)
    rows, said = page_of(shown, paging)
    return DocumentsAnswer(items=[_part(each) for each in rows], **said)


@router.get("/documents/{number}", response=DocumentAnswer, by_alias=True, summary="A document")
@allowed(Right.SEE_PICTURE)
def one_document(request: HttpRequest, number: InAddress) -> DocumentAnswer:
    """Return the facts of one document."""
    return DocumentAnswer(document=_part(_at(request, number)))


@router.get(
    "/documents/{number}/body",
    response={200: None},
    summary="The body of a matrix or a copy",
    openapi_extra=JSON_FILE,
)
@allowed(Right.SEE_PICTURE)
def document_body(request: HttpRequest, number: InAddress) -> HttpResponse:
    """Return the body of a matrix, a forecast or a kept copy; a return's is never given.

    Each reading is an entry of the audit.
    """
    found = _at(request, number)
    if found.kind not in READABLE:
        raise Http404("A return holds people's records, and its body is given to no program")
    try:
        body = body_of(found)
    except UnableToReadDocument as gone:
        raise Http404(str(gone)) from gone
    record_entry(
        actor=viewer_asking(request),
        action="exported",
        subject=f"document {found.pk}",
        force=found.subject if found.subject in force_slugs() else "",
        detail={"sha256": found.sha256, "through": "interface"},
    )
    answer = HttpResponse(body, content_type="application/json")
    answer["ETag"] = f'"{found.sha256}"'
    return answer


def _at(request: HttpRequest, number: int) -> Document:
    found = Document.objects.filter(pk=number).select_related("made_from").first()
    if found is None or not list(_shown(viewer_asking(request), [found])):
        raise Http404("There is no such document among those this token may see")
    return found


def _shown(viewer: Viewer, documents: list[Document]) -> Iterator[Document]:
    """Yield those of some documents that a viewer may see, each by the right of its kind."""
    forces = force_slugs()
    returns = set(forces_of(viewer, Right.SEE_RETURNS, forces))
    pictures = set(forces_of(viewer, Right.SEE_PICTURE, forces))
    for each in documents:
        if each.kind == Kind.RETURN:
            seen = each.subject in returns
        elif each.kind in COUNTED:
            seen = each.subject in pictures or _summed(viewer, each)
        else:
            seen = each.kind == Kind.PRINT and may_see_copy(viewer, each)
        if seen:
            yield each


def _summed(viewer: Viewer, document: Document) -> bool:
    if document.subject == "nation":
        return may(viewer, Right.SEE_SUMS, Place.nation())
    if document.subject in force_slugs():
        return False
    if document.subject not in {each.slug for each in rulebook().regions}:
        return False
    return may(viewer, Right.SEE_SUMS, Place.region(document.subject))


SAME = (
    "kind", "subject", "title", "sha256", "size", "received_at", "received_from", "prepared_at",
    "period_from", "period_until", "erased_at", "synthetic",
)  # fmt: skip


def _part(document: Document) -> DocumentPart:
    return DocumentPart(
        **{name: getattr(document, name) for name in SAME},
        number=document.pk,
        schema_=document.schema,
        made_from=document.made_from_id,
        readable=document.kind in READABLE and document.erased_at is None,
    )
