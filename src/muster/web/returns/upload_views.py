"""Pages of one upload: how far its check is, what is wrong, what would change, what becomes."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from muster.web.accounts.rights import Right, force_of, needs
from muster.web.jobs.models import Job
from muster.web.returns import actions, faults
from muster.web.returns.comparing import compare_again
from muster.web.returns.exports import difference_csv, faults_csv, faults_json, saved_csv
from muster.web.returns.forms import AcceptForm, PartlyForm, ReasonForm
from muster.web.returns.models import Candidate, MarkedWorkbook, State, Upload
from muster.web.returns.places import At, at, upload_of
from muster.web.returns.showing import shown
from muster.web.returns.who import Part, changes_of
from muster.web.shell.context import said_of

TO_MEND = "To mend the return"
TO_ACCEPT = "To see who changed before the return is accepted"
WHO_ON_A_PAGE = 50
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@needs(Right.SEE_RETURNS, force_of)
def upload(request: HttpRequest, force: str, pk: int) -> HttpResponse:
    """Show an upload where it stands."""
    here, found = at(request, force), upload_of(force, pk)
    if found.state == State.ACCEPTED and found.made:
        return redirect("returns:return", force=force, pk=found.made.pk)
    if found.state == State.FAULTY:
        return redirect("returns:faults", force=force, pk=pk)
    if found.state == State.READY:
        return redirect("returns:changes", force=force, pk=pk)
    given = {**_made_up(found), "here": here, "upload": found, "steps": found.steps.all()}
    given["stuck"] = stuck(found)
    return render(request, "returns/upload.html", given)


@require_GET
@needs(Right.SEE_RETURNS, force_of)
def progress(request: HttpRequest, force: str, pk: int) -> HttpResponse:
    """Return how far a check is, for the page that shows it; once it has ended, where to go."""
    here, found = at(request, force), upload_of(force, pk)
    response = render(
        request, "returns/progress.html", {"here": here, "upload": found, "stuck": stuck(found)}
    )
    if not found.being_checked:
        response["HX-Refresh"] = "true"
    return response


def stuck(found: Upload) -> bool:
    """Say whether the check of an upload was given up."""
    key = f"{actions.CHECK}.{found.pk}.{found.checks}"
    return found.being_checked and Job.objects.filter(key=key).exclude(dead_at=None).exists()


@require_GET
@needs(Right.SEE_RETURNS, force_of)
def upload_faults(request: HttpRequest, force: str, pk: int) -> HttpResponse:
    """Show every fault beside its cell, table by table; counts alone to whoever sees no people."""
    here, found = at(request, force), upload_of(force, pk)
    if found.being_checked or found.state == State.DISCARDED:
        return redirect("returns:upload", force=force, pk=pk)
    chosen = _chosen(request, found)
    wanted = request.GET.get("format", "")
    if wanted in ("csv", "json"):
        return _export(here, found, chosen, wanted)
    given = _page(here, found) | {
        "tables": faults.tables_with_faults(found, chosen.code),
        "kinds": faults.kinds_of_fault(found, chosen.table),
        "chosen": chosen,
    }
    if here.sees_people and found.found.get("faults"):
        number = request.GET.get("page", "1")
        actions.read_faults(found, by=here.viewer, reason=TO_MEND, what=f"faults, page {number}")
        given |= {
            "sheet": faults.sheet_of(found, chosen, number, sees_sickness=here.sees_sickness),
            "whole": faults.without_line(found, chosen),
            "marked": MarkedWorkbook.objects.filter(upload=found).defer("content").first(),
        }
    return render(request, "returns/faults.html", given)


def _chosen(request: HttpRequest, found: Upload) -> faults.Chosen:
    """Return which faults are asked for; without a table, the first that has any."""
    code = request.GET.get("kind", "")
    table = request.GET.get("table", "")
    if not table and "format" not in request.GET:
        first = faults.tables_with_faults(found, code)
        table = first[0].key if first else ""
    return faults.Chosen(table, code)


def _export(here: At, found: Upload, chosen: faults.Chosen, wanted: str) -> HttpResponse:
    here.refuse_without_people()
    actions.read_faults(found, by=here.viewer, reason=TO_MEND, what=f"faults as {wanted}")
    return faults_csv(found, chosen) if wanted == "csv" else faults_json(found, chosen)


def _page(here: At, found: Upload) -> dict[str, Any]:
    """Return what the pages of a checked upload share."""
    acceptable = Candidate.objects.filter(upload=found).exists()
    return {
        **_made_up(found),
        "here": here,
        "upload": found,
        "acceptable": acceptable,
        "is_open": found.open,
        "source_digest": found.sha256,
    }


def _made_up(found: Upload) -> dict[str, bool]:
    """Return what has a page say that an upload, or what it is compared with, is synthetic."""
    return said_of(found.against, also=found.found.get("synthetic", False))


@require_GET
@needs(Right.SEE_RETURNS, force_of)
def changes(request: HttpRequest, force: str, pk: int) -> HttpResponse:
    """Show what would change if an upload were accepted: counts, and the cells that would move."""
    here, found = at(request, force), upload_of(force, pk)
    if found.state not in (State.FAULTY, State.READY):
        return redirect("returns:upload", force=force, pk=pk)
    given = _page(here, found)
    if given["acceptable"]:
        compare_again(found)
    if found.difference and request.GET.get("format") == "csv":
        return difference_csv(found)
    kind = PartlyForm if found.state == State.FAULTY else AcceptForm
    form = kind(initial={"against": found.against_id})
    return render(request, "returns/changes.html", given | _differing(found) | {"form": form})


def _differing(found: Upload) -> dict[str, Any]:
    rows, left_out = found.found.get("rows", {}), found.found.get("left_out", {})
    return {
        "difference": shown(found.difference),
        "said": found.difference,
        "left_out": [(table, rows.get(table, 0), count) for table, count in left_out.items()],
    }


@require_GET
@needs(Right.SEND_RETURN, force_of)
def who(request: HttpRequest, force: str, pk: int) -> HttpResponse:
    """Show by collar number who joined and left, and whose tickets were gained or lapsed."""
    here, found = at(request, force), upload_of(force, pk)
    here.refuse_without_people()
    if not Candidate.objects.filter(upload=found).exists():
        return redirect("returns:upload", force=force, pk=pk)
    compare_again(found)
    part = request.GET.get("part", "")
    every = changes_of(found)
    chosen = [each for each in every if part in ("", each.part)]
    actions.read_faults(found, by=here.viewer, reason=TO_ACCEPT, what=f"who changed: {part}")
    if request.GET.get("format") == "csv":
        rows = ((each.part, each.officer, each.what) for each in chosen)
        return saved_csv(f"who-{force}-{pk}", [("what", "officer", "rank_or_skill"), *rows])
    counts = Counter(each.part for each in every)
    given = _page(here, found) | {
        "part": part,
        "parts": [(value, label, counts[value]) for value, label in Part.choices],
        "page": Paginator(chosen, WHO_ON_A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "returns/who.html", given)


@require_POST
@needs(Right.SEND_RETURN, force_of)
def accept(request: HttpRequest, force: str, pk: int) -> HttpResponse:
    """Accept an upload: whole, or without its faulty rows and with a reason."""
    here, found = at(request, force), upload_of(force, pk)
    kind = PartlyForm if found.state == State.FAULTY else AcceptForm
    form = kind(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            made = actions.accept(
                found,
                by=here.viewer,
                against=given["against"],
                reason=given.get("reason", ""),
            )
        except actions.UnableToMoveOn as refused:
            messages.error(request, str(refused))
            return redirect("returns:upload", force=force, pk=pk)
        messages.success(request, _("Accepted: this is the return in use from now on."))
        return redirect("returns:return", force=force, pk=made.pk)
    given = _page(here, found) | _differing(found) | {"form": form}
    return render(request, "returns/changes.html", given, status=422)


@require_http_methods(["GET", "POST"])
@needs(Right.SEND_RETURN, force_of)
def discard(request: HttpRequest, force: str, pk: int) -> HttpResponse:
    """Ask why, and put an upload away unused."""
    here, found = at(request, force), upload_of(force, pk)
    if not found.open:
        return redirect("returns:upload", force=force, pk=pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            actions.discard(found, by=here.viewer, reason=form.cleaned_data["reason"])
        except actions.UnableToMoveOn as refused:
            messages.error(request, str(refused))
            return redirect("returns:upload", force=force, pk=pk)
        messages.success(request, _("%(name)s was put away.") % {"name": found.name})
        return redirect("returns:list", force=force)
    given = {**_made_up(found), "here": here, "upload": found, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "returns/discard.html", given, status=status)


@require_POST
@needs(Right.SEND_RETURN, force_of)
def check_again(request: HttpRequest, force: str, pk: int) -> HttpResponse:
    """Check an upload once more."""
    here, found = at(request, force), upload_of(force, pk)
    try:
        actions.check_again(found, by=here.viewer)
    except actions.UnableToMoveOn as refused:
        messages.error(request, str(refused))
    return redirect("returns:upload", force=force, pk=pk)


@require_http_methods(["GET", "POST"])
@needs(Right.SEND_RETURN, force_of)
def marked(request: HttpRequest, force: str, pk: int) -> HttpResponse:
    """Have the workbook made in which the faults are marked, and give it once it is there."""
    here, found = at(request, force), upload_of(force, pk)
    here.refuse_without_people()
    if request.method == "POST":
        try:
            actions.ask_for_workbook(found, by=here.viewer)
        except actions.UnableToMoveOn as refused:
            messages.error(request, str(refused))
        return redirect("returns:faults", force=force, pk=pk)
    made = MarkedWorkbook.objects.filter(upload=found).exclude(made_at=None).first()
    if made is None:
        raise Http404(_("The workbook is not made yet; look again in a moment"))
    actions.read_faults(found, by=here.viewer, reason=TO_MEND, what="the workbook, faults marked")
    response = HttpResponse(bytes(made.content), content_type=WORKBOOK)
    response["Content-Disposition"] = f'attachment; filename="to-mend-{force}-{pk}.xlsx"'
    return response
