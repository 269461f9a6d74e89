"""The first page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from muster.web.accounts.rights import viewer_of
from muster.web.picture.asked import UnableToAsk, asked_of
from muster.web.shell.context import said_of
from muster.web.shell.views import bad_request
from muster.web.today.queries import first_tour, parts_of


@require_GET
def todays_page(request: HttpRequest) -> HttpResponse:
    """Return what somebody of each role held needs to know; a kind word for whoever holds none."""
    viewer = viewer_of(request)
    try:
        asked = asked_of(request)
    except UnableToAsk as wrong:
        return bad_request(request, wrong)
    parts = parts_of(viewer, asked)
    own = [document for each in parts if (document := getattr(each.board, "document", None))]
    wide = [document for each in parts for document in getattr(each.board, "documents", ())]
    context = {
        "asked": asked,
        "parts": parts,
        **said_of(*own, *wide),
        "tour_shown": first_tour(viewer),
        "source_digest": f"sha256:{own[0].sha256}" if own else "",
    }
    return render(request, "today/today.html", context)
