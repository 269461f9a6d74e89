"""A force's people: who holds what until when, and one person's record; each read recorded."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import parse_qsl

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from muster.reporting import opened, within_words
from muster.web.accounts.rights import Place, Right, force_of, may, needs, viewer_of
from muster.web.documents.models import Document
from muster.web.documents.queries import latest_return
from muster.web.people.filters import SORTS, PeopleFilter, chosen_rows, ordered
from muster.web.people.forms import ReasonForm
from muster.web.people.lifts import Lifted, lifted_by
from muster.web.people.reading import tell_read
from muster.web.people.reasons import Reason, forget_reason, keep_reason, reason_given
from muster.web.people.records import Records, records_of
from muster.web.people.sheets import Sheets
from muster.web.picture.asked import Asked, UnableToAsk, asked_of
from muster.web.rulebook import rulebook
from muster.web.shell.asking import sort_asked
from muster.web.shell.context import said_of
from muster.web.spreadsheet import csv_answer

PAGE = 25  # people on a page: a few thumbs' lengths on a phone
SEEN = needs(Right.SEE_PEOPLE, force_of)
View = Callable[..., HttpResponseBase]


def with_reason(view: View) -> View:
    """Ask why before a page of people's records is shown, unless it was said a while ago."""

    @wraps(view)
    def asking(request: HttpRequest, force: str, *args: Any, **given: Any) -> HttpResponseBase:
        reason = reason_given(request, force)
        if reason is None:
            return _ask_reason(
                request, force, ReasonForm(initial={"next": request.get_full_path()})
            )
        try:
            return view(request, force, reason, *args, **given)
        except UnableToAsk as wrong:
            return render(request, "400.html", {"error": wrong}, status=400)

    return asking


@SEEN
@with_reason
def people_list(request: HttpRequest, force: str, why: Reason) -> HttpResponseBase:
    """Show the people of a force, narrowed and in order; also as CSV."""
    asked = asked_of(request)
    document, records = _records(force, asked)
    given = _given(force, why, asked, document)
    if document is None or records is None:
        return render(request, "people/none.html", given)
    form = PeopleFilter(request.GET, records=records)
    chosen = form.narrowed if form.is_valid() else {}
    lift = lifted_by(request.GET.get("lift", ""), document, asked, request.GET.get("to", ""))
    rows = chosen_rows(records, chosen, lift.officers if lift else None)
    by, downwards = sort_asked(request, SORTS, "officer")
    rows = ordered(records, rows, by, downwards=downwards)
    sheets = _sheets(request, force, records)
    if request.GET.get("format") == "csv":
        tell_read(request, "people.exported", force, why, document, chosen, rows=len(rows))
        return csv_answer(_file_name(force, lift), sheets.sheet_rows(rows, lift))
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    tell_read(
        request, "people.listed", force, why, document, chosen, rows=len(rows), page=page.number
    )
    return render(
        request,
        "people/list.html",
        {
            **given,
            "form": form,
            "lift": lift,
            "page": page,
            "people": [sheets.line(row, _renewals(lift, records, row)) for row in page.object_list],
            "sort": ("-" if downwards else "") + by,
            "narrowed": bool(chosen) or lift is not None,
            "source_digest": document.sha256,
            **said_of(document),
        },
    )


@SEEN
@with_reason
def person(request: HttpRequest, force: str, why: Reason, officer: str) -> HttpResponse:
    """Show one person's tickets, duties and abstractions, and record that they were read."""
    asked = asked_of(request)
    document, records = _records(force, asked)
    row = records.row_of(officer) if records else None
    if document is None or records is None or row is None:
        raise Http404(_("The return holds nobody of that collar number"))
    sheets = _sheets(request, force, records)
    tell_read(
        request, "person.read", force, why, document, sickness=sheets.sees_sickness, officer=officer
    )
    officers = records.roster.officers
    return render(
        request,
        "people/person.html",
        {
            **_given(force, why, asked, document),
            **said_of(document),
            "line": sheets.line(row),
            "tickets": sheets.tickets(row),
            "abstractions": sheets.abstractions(row),
            "duties": sheets.duties(row),
            "recall": int(officers.recall_minutes[row]),
            "on_call": int(officers.on_call[row]) >= 0,
            "sees_sickness": sheets.sees_sickness,
            "source_digest": document.sha256,
            **said_of(document),
        },
    )


@SEEN
def give_reason(request: HttpRequest, force: str) -> HttpResponse:
    """Take a reason and go on to what was asked for; `?again` asks for another."""
    if request.method != "POST":
        forget_reason(request)
        return _ask_reason(
            request, force, ReasonForm(initial={"next": request.GET.get("next", "")})
        )
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _ask_reason(request, force, form, status=400)
    keep_reason(request, force, form.reason)
    return redirect(_onward(form.cleaned_data["next"], force))


def _onward(address: str, force: str) -> str:
    """Return where to go on to: only ever a page of this force's people."""
    home = reverse("people:list", kwargs={"force": force})
    ours = url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if ours and address.startswith(home) else home


def _ask_reason(
    request: HttpRequest, force: str, form: ReasonForm, status: int = 200
) -> HttpResponse:
    given = {"force": rulebook().force(force), "form": form}
    return render(request, "people/reason.html", given, status=status)


def _records(force: str, asked: Asked) -> tuple[Document | None, Records | None]:
    document = latest_return(force, asked.known)
    return document, records_of(document, asked) if document else None


def _given(force: str, why: Reason, asked: Asked, document: Document | None) -> dict[str, Any]:
    kept = parse_qsl(asked.query().removeprefix("?"))
    return {
        "force": rulebook().force(force),
        "why": why,
        "kept": [(name, value) for name, value in kept if name in ("at", "known", "within")],
        "document": document,
        "within_label": opened(within_words(asked.within)),
    }


def _sheets(request: HttpRequest, force: str, records: Records) -> Sheets:
    sees = may(viewer_of(request), Right.SEE_SICKNESS, Place.force(force))
    return Sheets(records, sees_sickness=sees)


def _file_name(force: str, lift: Lifted | None) -> str:
    """Return what a sheet of people is called: for a lift, after the units it gives."""
    if lift is None or lift.lift is None:
        return f"people-{force}"
    return f"people-{force}-{lift.unit}-to-{lift.lift.restored}"


def _renewals(lift: Lifted | None, records: Records, row: int) -> tuple[str, ...]:
    return lift.skills.get(str(records.names[row]), ()) if lift else ()
