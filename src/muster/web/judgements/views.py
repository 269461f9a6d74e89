"""Pages on which somebody judges, takes a judgement back, and sees what was judged."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from muster.reporting import cell_name, force_name
from muster.web import clock
from muster.web.accounts.rights import Place, Right, force_of, may, needs, viewer_of
from muster.web.documents.queries import latest_return
from muster.web.judgements.actions import Said, record
from muster.web.judgements.forms import JudgementForm, ReplacementForm, WithdrawalForm
from muster.web.judgements.models import Judgement
from muster.web.judgements.queries import Stated, grades_of, history_of, stated_in, told_of
from muster.web.judgements.subjects import (
    UnableToJudge,
    address_of,
    cell_of,
    cells_by_threat,
)
from muster.web.picture.asked import asked_of, edition_on
from muster.web.picture.matrices import matrix_of
from muster.web.printouts.answering import FORMAT, SHEET, csv_response, says_what_is_wrong
from muster.web.printouts.papers import Sheet
from muster.web.rulebook import rulebook
from muster.web.shell.context import said_of

PAGE_LENGTH = 50
STATED = "stated"
COLUMNS = ("at", "by", "subject", "what", "judged", "reasons", "stands")


@needs(Right.SEE_PICTURE, force_of)
@says_what_is_wrong
def judged(request: HttpRequest, force: str) -> HttpResponse:
    """Show everything judged of a force, the latest first, standing or not."""
    name, asked = rulebook().force(force).name, asked_of(request)
    history, document = history_of(force, asked.known), latest_return(force, asked.known)
    matrix = matrix_of(document, asked) if document else None
    grades = grades_of(matrix) if matrix else {}
    found = told_of(history, grades)
    stated = stated_in(matrix, history, grades) if matrix else []
    if request.GET.get(FORMAT) == "csv" and request.GET.get(SHEET) == STATED:
        return csv_response(_stated_sheet(stated), f"{force}-{STATED}.csv")
    if request.GET.get(FORMAT) == "csv":
        rows = [
            (
                each.row.at.isoformat(),
                each.row.by_name,
                each.row.subject,
                each.what,
                each.row.grade or "withdrawn",
                each.row.reasons,
                "yes" if each.stands else "no",
            )
            for each in found
        ]
        return csv_response(Sheet("judgements", COLUMNS, rows), f"{force}-judgements.csv")
    page = Paginator(found, PAGE_LENGTH).get_page(request.GET.get("page"))
    place, present = Place.force(force), asked.as_known is None
    context = {
        **_made_up(force),
        "force": force,
        "name": name,
        "page": page,
        "told": page.object_list,
        "stated": stated,
        "may_judge": present and may(viewer_of(request), Right.JUDGE, place),
    }
    return render(request, "judgements/list.html", context)


def _stated_sheet(stated: list[Stated]) -> Sheet:
    rows = [
        (
            each.at.isoformat(),
            each.said.by,
            each.said.subject,
            each.what,
            str(each.said.grade),
            each.said.reasons,
        )
        for each in stated
    ]
    return Sheet(STATED, COLUMNS[:-1], rows)


@needs(Right.JUDGE, force_of)
@says_what_is_wrong
def new(request: HttpRequest, force: str) -> HttpResponse:
    """Record a judgement of a cell or one of its criteria."""
    subject = request.POST.get("subject") or request.GET.get("subject", "")
    if not subject:
        return _choose(request, force)
    threat, aspect = cell_of(subject)
    form = JudgementForm(
        request.POST or None, threat=threat, aspect=aspect, initial={"subject": subject}
    )
    if request.method == "POST" and form.is_valid() and _recorded(request, force, form):
        return redirect(address_of(force, form.cleaned_data["subject"]))
    return _page(request, "judgements/judge.html", force, subject, form)


def _choose(request: HttpRequest, force: str) -> HttpResponse:
    """Offer the cells of the requirement to whoever has not said what they judge."""
    context = {
        **_made_up(force),
        "force": force,
        "name": force_name(force, rulebook()),
        "offered": cells_by_threat(edition_on(clock.now().date())),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "judgements/choose.html", context, status=status)


def _made_up(force: str) -> dict[str, bool]:
    return said_of(latest_return(force, clock.now()))


@needs(Right.JUDGE, force_of)
@says_what_is_wrong
def replace(request: HttpRequest, force: str, pk: int) -> HttpResponse:
    """Record another judgement in the place of one that was made."""
    row = get_object_or_404(Judgement, pk=pk, force=force)
    threat, aspect = cell_of(row.subject)
    form = ReplacementForm(
        request.POST or None,
        threat=threat,
        aspect=aspect,
        subject=row.subject,
        initial={"grade": row.grade, "reasons": row.reasons},
    )
    if request.method == "POST" and form.is_valid() and _recorded(request, force, form, row):
        return redirect(address_of(force, row.subject))
    return _page(request, "judgements/judge.html", force, row.subject, form, row)


@needs(Right.JUDGE, force_of)
@says_what_is_wrong
def withdraw(request: HttpRequest, force: str, pk: int) -> HttpResponse:
    """Take a judgement back, with the reasons."""
    row = get_object_or_404(Judgement, pk=pk, force=force)
    form = WithdrawalForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _recorded(request, force, form, row):
        return redirect(address_of(force, row.subject))
    return _page(request, "judgements/withdraw.html", force, row.subject, form, row)


def _recorded(
    request: HttpRequest, force: str, form: forms.Form, replaces: Judgement | None = None
) -> bool:
    """Say whether what a form says is recorded; else the form says why not."""
    given = form.cleaned_data
    said = Said(
        force=force,
        subject=replaces.subject if replaces else given["subject"],
        grade=given.get("grade", ""),
        reasons=given["reasons"],
        token=given["token"],
        replaces=replaces,
    )
    try:
        row = record(said, by=viewer_of(request))
    except UnableToJudge as refused:
        form.add_error(None, str(refused))
        return False
    done = _("The judgement is withdrawn.") if row.withdrawn else _("Your judgement is recorded.")
    messages.success(request, done)
    return True


def _page(
    request: HttpRequest,
    template: str,
    force: str,
    subject: str,
    form: forms.Form,
    row: Judgement | None = None,
) -> HttpResponse:
    threat, aspect = cell_of(subject)
    context: dict[str, Any] = {
        **_made_up(force),
        "force": force,
        "name": force_name(force, rulebook()),
        "cell": cell_name(threat, aspect, rulebook()),
        "back": address_of(force, subject),
        "subject": subject,
        "form": form,
        "row": row,
    }
    status = 422 if form.is_bound else 200
    return render(request, template, context, status=status)
