"""How a page with a paper behind it answers: as a page, as JSON, as CSV, or by keeping a copy."""

import csv
import io
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from muster.errors import MusterError
from muster.reporting import plain
from muster.web.accounts.rights import viewer_of
from muster.web.printouts.actions import keep_copy
from muster.web.printouts.papers import Paper, Sheet
from muster.web.shell.context import said_of

FORMAT, SHEET, KEEP = "format", "table", "keep"
View = Callable[..., HttpResponse]


def answer_with(
    request: HttpRequest, paper: Paper, template: str, context: dict[str, Any]
) -> HttpResponse:
    """Return a paper in the format the address asks for; a POST of `keep` keeps a copy.

    Raises Http404 for a table the page does not have.
    """
    if request.method == "POST" and KEEP in request.POST:
        return _kept(request, paper)
    wanted = request.GET.get(FORMAT, "")
    if wanted == "json":
        return HttpResponse(paper.json, content_type="application/json")
    if wanted == "csv":
        return _csv(paper, request.GET.get(SHEET, ""))
    given = {
        **context,
        **said_of(*paper.documents),
        "paper": paper,
        "page_digest": paper.digest,
        "asked": paper.asked,
        "synthetic": paper.synthetic or None,
        "printing": wanted == "print",
    }
    return render(request, template, {key: each for key, each in given.items() if each is not None})


def _kept(request: HttpRequest, paper: Paper) -> HttpResponse:
    document = keep_copy(paper, path=request.path, by=viewer_of(request))
    messages.success(request, _("A copy is kept, as it stands now."))
    return redirect("printouts:copy", pk=document.pk)


def _csv(paper: Paper, name: str) -> HttpResponse:
    sheet = paper.sheet(name)
    if sheet is None:
        raise Http404(_("This page has no table called %(name)s") % {"name": name})
    made_up = "-synthetic" if paper.synthetic else ""
    return csv_response(sheet, f"{paper.subject}-{sheet.name}{made_up}.csv")


def csv_response(sheet: Sheet, file_name: str) -> HttpResponse:
    """Return a table as a CSV file in which no cell is one that a spreadsheet would run."""
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow([plain(str(each)) for each in sheet.columns])
    for row in sheet.rows:
        writer.writerow(["" if each is None else plain(str(each)) for each in row])
    response = HttpResponse(made.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return response


def says_what_is_wrong(view: View) -> View:
    """Have what an address asks wrongly said in words, and never as a fault of the server."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **given: Any) -> HttpResponse:
        try:
            return view(request, *args, **given)
        except MusterError as refused:
            return render(request, "400.html", {"reason": str(refused)}, status=400)

    return answered
