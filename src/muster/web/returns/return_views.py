"""Pages of one return: what it says of itself, what it was made from, and whether it stands."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from muster.web.accounts.rights import Right, Viewer, force_of, needs
from muster.web.documents.models import Document
from muster.web.documents.queries import UnableToReadDocument, body_of
from muster.web.returns import actions, queries
from muster.web.returns.exports import rows_csv
from muster.web.returns.forms import DownloadForm, ReasonForm
from muster.web.returns.models import Upload
from muster.web.returns.places import at, return_at
from muster.web.returns.showing import shown
from muster.web.shell.asking import known_or_now
from muster.web.shell.context import said_of

Restand = Callable[..., None]


@require_GET
@needs(Right.SEE_RETURNS, force_of)
def return_page(request: HttpRequest, force: str, pk: int) -> HttpResponse:
    """Show one return: its facts, what it was made from, and how it stands."""
    here, document = at(request, force), return_at(force, pk)
    held = queries.history_of(force, known_or_now(request))
    stands = next((each for each in held if each.document.pk == pk), None)
    rows = queries.rows_of(document.facts)
    if request.GET.get("format") == "csv":
        return rows_csv(document, rows)
    made_by = Upload.objects.filter(made=document).first()
    return render(
        request,
        "returns/return.html",
        {
            **said_of(document),
            "here": here,
            "document": document,
            "held": stands,
            "upload": made_by,
            "steps": made_by.steps.all() if made_by else [],
            "standings": document.standings.select_related("by"),
            "rows": rows,
            "difference": shown(made_by.difference) if made_by else None,
            "said": made_by.difference if made_by else {},
            "original": document.made_from,
            "source_digest": document.sha256,
        },
    )


@require_http_methods(["GET", "POST"])
@needs(Right.SEND_RETURN, force_of)
def withdraw(request: HttpRequest, force: str, pk: int) -> HttpResponse:
    """Ask why, and take a return out of use."""
    return _restand(request, force, pk, "returns/withdraw.html", actions.withdraw)


@require_http_methods(["GET", "POST"])
@needs(Right.SEND_RETURN, force_of)
def restore(request: HttpRequest, force: str, pk: int) -> HttpResponse:
    """Ask why, and put a withdrawn return back."""
    return _restand(request, force, pk, "returns/restore.html", actions.restore)


def _restand(request: HttpRequest, force: str, pk: int, page: str, change: Restand) -> HttpResponse:
    here, document = at(request, force), return_at(force, pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            change(document, by=here.viewer, reason=form.cleaned_data["reason"])
        except actions.UnableToMoveOn as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("Done, and the matrix is computed anew."))
        return redirect("returns:return", force=force, pk=pk)
    given = {
        **said_of(document),
        "here": here,
        "document": document,
        "form": form,
        "after": queries.in_use_without(document),
    }
    return render(request, page, given, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@needs(Right.SEND_RETURN, force_of)
def download(request: HttpRequest, force: str, pk: int) -> HttpResponse:
    """Ask why, and give the return packed, or the file as it was sent."""
    here, document = at(request, force), return_at(force, pk)
    here.refuse_without_people()
    form = DownloadForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        wanted = document.made_from if given["what"] == "original" else document
        try:
            if wanted is None:
                raise UnableToReadDocument(_("The file as it was sent is not kept"))
            return _file(wanted, document, here.viewer, given["reason"])
        except UnableToReadDocument as gone:
            form.add_error("what", str(gone))
    given = {**said_of(document), "here": here, "document": document, "form": form}
    return render(request, "returns/download.html", given, status=422 if form.is_bound else 200)


def _file(wanted: Document, document: Document, by: Viewer, reason: str) -> HttpResponse:
    body = body_of(wanted)
    original = wanted.pk != document.pk
    what = "the file as it was sent" if original else "the return, packed"
    actions.read_return_whole(document, by=by, reason=reason, what=what)
    day = f"{document.prepared_at:%Y-%m-%d}" if document.prepared_at else str(document.pk)
    name = wanted.title if original else f"{document.subject}-{day}.muster"
    response = HttpResponse(body, content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response
