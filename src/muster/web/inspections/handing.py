"""Hand a file given as evidence to whoever may read the answer: to save, and never to show."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from muster.web.accounts.rights import Right, force_of, needs, viewer_of
from muster.web.documents.queries import UnableToReadDocument
from muster.web.inspections.actions import tell_taken
from muster.web.inspections.files import attached_body
from muster.web.inspections.queries import file_of
from muster.web.inspections.scope import sees_drafts
from muster.web.inspections.views import asked_of_number, seen_of


@require_GET
@needs(Right.SEE_REQUESTS, force_of)
def evidence_file(
    request: HttpRequest, number: int, force: str, question: int, document: int
) -> HttpResponse:
    """Give a file as it was attached; that it was taken is recorded."""
    seen = seen_of(request, number, force)
    asked = asked_of_number(request, seen, force, question).question
    viewer = viewer_of(request)
    found = file_of(asked, document, drafts=sees_drafts(viewer, force))
    if found is None:
        raise Http404(_("No answer here has such a file"))
    try:
        body = attached_body(found)
    except UnableToReadDocument as gone:
        messages.error(request, str(gone))
        return redirect("inspections:question", number=number, force=force, question=question)
    tell_taken(asked, found, by=viewer)
    response = HttpResponse(body, content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(True, found.title) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    return response
