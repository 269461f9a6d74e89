"""Pages of a force's returns: what is in use, what waits, what is sent."""

import tempfile
from pathlib import Path

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from muster.intake import read_tables, write_template
from muster.web import clock
from muster.web.accounts.rights import Right, force_of, forces_of, needs, viewer_of
from muster.web.returns import queries
from muster.web.returns.actions import receive
from muster.web.returns.archives import UnableToReceive
from muster.web.returns.exports import forces_csv, history_csv
from muster.web.returns.forms import TemplateForm, UploadForm
from muster.web.returns.models import State, Through, Upload
from muster.web.returns.places import at
from muster.web.returns.sent import Sent
from muster.web.rulebook import rulebook
from muster.web.shell.asking import known_or_now
from muster.web.shell.context import said_of

MOST_PUT_AWAY = 20
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@needs(Right.SEE_RETURNS)
def every_force(request: HttpRequest) -> HttpResponse:
    """Show the return in use of each force whose returns the viewer may see."""
    viewer = viewer_of(request)
    slugs = forces_of(viewer, Right.SEE_RETURNS, [each.slug for each in rulebook().forces])
    if len(slugs) == 1:
        return redirect("returns:list", force=slugs[0])
    known = known_or_now(request)
    rows = queries.in_use(slugs, known)
    if request.GET.get("format") == "csv":
        return forces_csv(rows)
    given = {**said_of(*(each.document for each in rows)), "rows": rows}
    return render(request, "returns/forces.html", given)


@require_GET
@needs(Right.SEE_RETURNS, force_of)
def history(request: HttpRequest, force: str) -> HttpResponse:
    """Show the returns of a force: the one in use, what waits, and all there were."""
    here, known = at(request, force), known_or_now(request)
    held = queries.history_of(force, known)
    if request.GET.get("format") == "csv":
        return history_csv(force, held)
    put_away = Upload.objects.filter(force=force, state=State.DISCARDED, received_at__lte=known)
    current = next((each for each in held if each.stands == "in use"), None)
    return render(
        request,
        "returns/list.html",
        {
            **said_of(
                current.document if current else None,
                also=any(each.document.synthetic for each in held),
            ),
            "here": here,
            "current": current,
            "waiting": queries.uploads_open(force, known),
            "history": held,
            "put_away": put_away.order_by("-received_at")[:MOST_PUT_AWAY],
            "source_digest": current.document.sha256 if current else "",
        },
    )


@require_http_methods(["GET", "POST"])
@needs(Right.SEND_RETURN, force_of)
def send(request: HttpRequest, force: str) -> HttpResponse:
    """Take in the file of a return, by picker or by drag; its check starts by itself."""
    here = at(request, force)
    posted = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if posted else UploadForm()
    if form.is_valid():
        began = clock.now()
        try:
            sent = [Sent(each.name or "", each) for each in form.cleaned_data["sent"]]
            upload = receive(force, sent, by=here.viewer, through=Through.PAGE)
        except UnableToReceive as refused:
            form.add_error("sent", str(refused))
        else:
            if upload.received_at < began:
                messages.info(request, _("This very file was sent before; here is how it stands."))
            return redirect("returns:upload", force=force, pk=upload.pk)
    status = 422 if form.is_bound else 200
    return render(request, "returns/send.html", {"here": here, "form": form}, status=status)


@require_GET
@needs(Right.SEE_RETURNS, force_of)
def template(request: HttpRequest, force: str) -> HttpResponse:
    """Show what a return holds, and give the workbook to fill in."""
    here = at(request, force)
    form = TemplateForm(request.GET if "unit" in request.GET else None)
    if form.is_bound and form.is_valid():
        return _template_file(form.cleaned_data["unit"])
    tables = [each for each in read_tables().values() if each.columns]
    return render(request, "returns/template.html", {"here": here, "form": form, "tables": tables})


def _template_file(unit: str) -> HttpResponse:
    name = f"return-{unit}.xlsx" if unit else "return.xlsx"
    with tempfile.TemporaryDirectory() as folder:
        place = write_template(Path(folder) / name, doctrine=rulebook(), unit=unit or None)
        response = HttpResponse(place.read_bytes(), content_type=WORKBOOK)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
