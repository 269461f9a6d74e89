"""Pages of kept copies."""

from datetime import datetime
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from muster.policing import clock
from muster.web.accounts.rights import Right, needs, viewer_of
from muster.web.documents.models import Document, Kind
from muster.web.documents.queries import body_of
from muster.web.printouts.answering import csv_response, says_what_is_wrong
from muster.web.printouts.papers import Sheet
from muster.web.printouts.queries import copies_seen, may_see_copy
from muster.web.printouts.reading import told
from muster.web.shell.asking import known_or_now

PAGE_LENGTH = 50
COLUMNS = ("kept_at", "kept_by", "title", "schema", "sha256")


@needs(Right.SEE_SUMS)
def copies(request: HttpRequest) -> HttpResponse:
    """Show the copies kept of what the viewer may see."""
    found = list(copies_seen(viewer_of(request), known_or_now(request)))
    if request.GET.get("format") == "csv":
        rows = [
            (each.received_at.isoformat(), each.received_from, each.title, each.schema, each.sha256)
            for each in found
        ]
        return csv_response(Sheet("copies", COLUMNS, rows), "copies.csv")
    page = Paginator(found, PAGE_LENGTH).get_page(request.GET.get("page"))
    return render(request, "printouts/copies.html", {"page": page, "copies": page.object_list})


@needs(Right.SEE_SUMS)
@says_what_is_wrong
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a kept copy, or a matrix that was kept, with its digest; or its bytes as JSON."""
    document = get_object_or_404(Document, pk=pk, kind__in=(Kind.PRINT, Kind.MATRIX))
    if not may_see_copy(viewer_of(request), document):
        raise PermissionDenied(Right.SEE_PICTURE.value)
    body = body_of(document)
    if request.GET.get("format") == "json":
        return HttpResponse(body, content_type="application/json")
    columns, rows = told(body)
    if request.GET.get("format") == "csv":
        return csv_response(Sheet("copy", columns, rows), f"copy-{document.pk}.csv")
    context = {
        "document": document,
        **_asked_of(document),
        "columns": columns,
        "rows": [list(zip(columns, row, strict=True)) for row in rows],
        "whole": sha256(body).hexdigest() == document.sha256,
        "source_digest": document.sha256,
        "synthetic": document.synthetic,
    }
    return render(request, "printouts/copy.html", context)


def _asked_of(document: Document) -> dict[str, Any]:
    """Return as at and as known at when a copy stands, and the address of its page as it was."""
    if document.kind == Kind.MATRIX:  # made of the present, when it was kept
        known = document.received_at
        then = f"{known.astimezone(clock.UK):%Y-%m-%dT%H:%M}"
        page = reverse("forces:force", args=[document.subject])
        address = f"{page}?{urlencode({'at': then, 'known': then})}"
        return {"at": clock.minute_of(known), "known_at": known, "address": address}
    facts = document.facts
    return {
        "at": clock.parse_instant(facts["at"]),
        "known_at": datetime.fromisoformat(facts["known"]),
        "address": facts["address"],
    }
