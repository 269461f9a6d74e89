"""The first page."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from muster.web.accounts.rights import viewer_of
from muster.web.picture.asked import UnableToAsk, asked_of
from muster.web.printouts.answering import FORMAT, SHEET, csv_response
from muster.web.printouts.papers import Sheet
from muster.web.shell.context import said_of
from muster.web.shell.views import bad_request
from muster.web.today.queries import Part, first_tour, parts_of


@require_GET
def todays_page(request: HttpRequest) -> HttpResponse:
    """Return what somebody of each role held needs to know; a kind word for whoever holds none."""
    viewer = viewer_of(request)
    try:
        asked = asked_of(request)
    except UnableToAsk as wrong:
        return bad_request(request, wrong)
    parts = parts_of(viewer, asked)
    if request.GET.get(FORMAT) == "csv":
        return _csv(parts, request.GET.get(SHEET, ""))
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


LAPSES, MOVED = ("skill", "held", "soon", "later"), ("name", "before", "after")
HEADS = {
    "lapses": ("force", "ticket", "in_date", "lapse_in_30_days", "lapse_in_90_days"),
    "moved": ("force", "cell", "before", "now"),
}


def _csv(parts: list[Part], table: str) -> HttpResponse:
    """Return one of the page's tables, of every force that the page tells of."""
    if table not in HEADS:
        raise Http404(_("This page has no table called %(name)s") % {"name": table})
    names = LAPSES if table == "lapses" else MOVED
    rows = dict.fromkeys(
        (part.board.name, *(getattr(each, name) for name in names))
        for part in parts
        for each in (_lapses(part.board) if table == "lapses" else _moved(part.board))
    )
    return csv_response(Sheet(table, HEADS[table], list(rows)), f"today-{table}.csv")


def _lapses(board: Any) -> Any:
    ahead = getattr(board, "ahead", None)
    return getattr(board, "lapses", ()) or (ahead.lapses if ahead else ())


def _moved(board: Any) -> Any:
    return getattr(getattr(board, "changes", None), "cells", ())
