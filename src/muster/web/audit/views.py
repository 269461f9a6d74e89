"""Pages of the audit: search it, read an entry, verify the chain, take a checkpoint."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from muster.errors import MusterError
from muster.web.accounts.models import Reach
from muster.web.accounts.rights import Right, needs, places_of, viewer_of
from muster.web.audit.actions import record_entry, verify_and_record
from muster.web.audit.checkpoints import has_key, head, sign
from muster.web.audit.exporting import lines_of, rows_of
from muster.web.audit.forms import SearchForm, VerifyForm
from muster.web.audit.queries import entries_asked, last_verification, visible
from muster.web.audit.words import action_words
from muster.web.spreadsheet import csv_answer

PAGE = 50
AT_ONCE = 2000
SEEN = needs(Right.SEE_AUDIT)


@require_GET
@SEEN
def log(request: HttpRequest) -> HttpResponseBase:
    """Show what was done and read, as asked; also as CSV and as lines of JSON."""
    viewer = viewer_of(request)
    form = SearchForm(request.GET, viewer=viewer)
    found = entries_asked(viewer, form.asked)
    if form.errors:  # what makes no sense is said beside its field, and finds nothing
        found = found.none()
    if request.GET.get("format") == "csv":
        return csv_answer("audit", rows_of(found.iterator(chunk_size=AT_ONCE)))
    if request.GET.get("format") == "jsonl":
        lines = lines_of(found.iterator(chunk_size=AT_ONCE))
        answer = StreamingHttpResponse(lines, content_type="application/jsonl")
        answer["Content-Disposition"] = 'attachment; filename="audit.jsonl"'
        return answer
    held = places_of(viewer, Right.SEE_AUDIT)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    given = {
        "form": form,
        "page": page,
        "rows": [(each, action_words(each.action)) for each in page],
        "verified": last_verification(),
        "whole": _sees_all(request),
        "own_force": next((each.slug for each in held if each.reach == Reach.FORCE), ""),
    }
    return render(request, "audit/log.html", given, status=400 if form.errors else 200)


@require_GET
@SEEN
def entry(request: HttpRequest, sequence: int) -> HttpResponse:
    """Show one entry whole, with its digest and those beside it."""
    seen = visible(viewer_of(request))
    found = seen.filter(sequence=sequence).first()
    if found is None:
        raise Http404(_("There is no such entry among those you may see"))
    given = {
        "entry": found,
        "action": action_words(found.action),
        "details": sorted(found.detail.items()),
        "before": seen.filter(sequence__lt=sequence).order_by("-sequence").first(),
        "after": seen.filter(sequence__gt=sequence).order_by("sequence").first(),
    }
    return render(request, "audit/entry.html", given)


@require_http_methods(["GET", "POST"])
@SEEN
def verify(request: HttpRequest) -> HttpResponse:
    """Walk the whole chain when asked to, and say what was found."""
    given: dict[str, Any] = {
        "form": VerifyForm(request.POST or None, request.FILES or None),
        "has_key": has_key(),
        "last": last_verification(),
        "whole": _sees_all(request),
    }
    if request.method == "POST":
        given["form"] = form = VerifyForm(request.POST, request.FILES)
        if form.is_valid():
            checkpoint = form.cleaned_data["checkpoint"]
            given["found"] = verify_and_record(viewer_of(request), checkpoint)
    return render(request, "audit/verify.html", given)


@require_POST
@SEEN
def checkpoint(request: HttpRequest) -> HttpResponse:
    """Give the head of the chain as a signed file, to be kept elsewhere."""
    at = head()
    try:
        signed = sign(at)
    except MusterError as fault:
        form = VerifyForm()
        given = {"form": form, "refused": str(fault), "last": last_verification()}
        return render(request, "audit/verify.html", given, status=409)
    record_entry(
        actor=viewer_of(request),
        action="audit.checkpoint",
        subject=f"entry {at.sequence}",
        detail={"digest": at.digest},
    )
    answer = HttpResponse(signed, content_type="application/json")
    name = f"muster-audit-checkpoint-{at.sequence}.json"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _sees_all(request: HttpRequest) -> bool:
    held = viewer_of(request).held
    return any(each.place.reach == Reach.NATION for each in held)
