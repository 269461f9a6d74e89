"""Requests as both sides see them: what is asked, how it stands, and what was answered."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from muster.policing import clock as minutes
from muster.reporting import cell_name, force_name
from muster.web import clock
from muster.web.accounts.rights import Right, force_of, needs, viewer_of
from muster.web.documents.models import Document, Kind
from muster.web.documents.queries import returns_known
from muster.web.inspections.actions import tell_looked
from muster.web.inspections.models import DataRequest, Evidence, EvidenceKind, Question
from muster.web.inspections.queries import (
    Asked,
    Tally,
    lookers,
    question_to,
    questions_to,
    request_seen,
    requests_seen,
    tallies,
)
from muster.web.inspections.scope import (
    Seen,
    askings,
    is_inspector,
    may_answer,
    may_ask,
    sees_drafts,
)
from muster.web.printouts.answering import FORMAT, SHEET
from muster.web.rulebook import rulebook
from muster.web.shell.context import said_of
from muster.web.spreadsheet import csv_answer

LOOKERS, LOOKER_COLUMNS = "lookers", ("name", "request", "scope", "until")
READ = needs(Right.SEE_REQUESTS)
READ_FORCE = needs(Right.SEE_REQUESTS, force_of)


@READ
def request_list(request: HttpRequest) -> HttpResponseBase:
    """Show the requests somebody may read, those that close first above; also as CSV."""
    viewer = viewer_of(request)
    rows = [(seen, _tallies(seen)) for seen in requests_seen(viewer)]
    looking = [] if is_inspector(viewer) else lookers(viewer, clock.now())
    if request.GET.get(FORMAT) == "csv" and request.GET.get(SHEET) == LOOKERS:
        cells = ([getattr(each, name) for name in LOOKER_COLUMNS] for each in looking)
        return csv_answer(LOOKERS, (LOOKER_COLUMNS, *cells))
    if request.GET.get(FORMAT) == "csv":
        return csv_answer("requests", _list_rows(rows))
    opened = {seen.data_request.reference for seen, _each in rows}
    unopened = [each.request for each in askings(viewer) if each.request not in opened]
    given = {
        **_made_up(*(force for seen, _each in rows for force in seen.forces)),
        "rows": [(seen, _sum(each)) for seen, each in rows],
        "now": clock.now(),
        "unopened": unopened,
        "may_open": bool(askings(viewer)),
        "lookers": looking,
    }
    return render(request, "inspections/list.html", given)


@READ
def request_page(request: HttpRequest, number: int) -> HttpResponse:
    """Show one request: its forces, and how the questions to each stand."""
    seen = _seen(request, number)
    given = {**_made_up(*seen.forces), "seen": seen, "tallies": _tallies(seen), "now": clock.now()}
    return render(request, "inspections/request.html", given)


@READ_FORCE
def force_page(request: HttpRequest, number: int, force: str) -> HttpResponseBase:
    """Show the questions to one force with the answers given; also as CSV."""
    seen = seen_of(request, number, force)
    viewer = viewer_of(request)
    asked = questions_to(seen.data_request, [force], clock.now(), drafts=sees_drafts(viewer, force))
    if not sees_drafts(viewer, force):
        tell_looked(seen.data_request, force, by=viewer)
    if request.GET.get("format") == "csv":
        return csv_answer(f"request-{number}-{force}", _question_rows(seen.data_request, asked))
    given = {**shared(request, seen, force), "asked": asked, "tally": tallies(asked, [force])[0]}
    return render(request, "inspections/force.html", given)


@READ_FORCE
def question_page(request: HttpRequest, number: int, force: str, question: int) -> HttpResponse:
    """Show one question, its answers and what they rest on."""
    seen = seen_of(request, number, force)
    found = asked_of_number(request, seen, force, question)
    viewer = viewer_of(request)
    if not sees_drafts(viewer, force):
        tell_looked(seen.data_request, force, by=viewer)
    given = {**shared(request, seen, force), "each": found, "cell_words": cell_words(found)}
    given["answers"] = [
        (each, [evidence_link(one, found.question) for one in each.evidence.all()])
        for each in reversed(found.answers)
    ]
    return render(request, "inspections/question.html", given)


def seen_of(request: HttpRequest, number: int, force: str) -> Seen:
    """Return a request as somebody may read it of one force. Raises PermissionDenied, Http404."""
    seen = _seen(request, number)
    if force not in seen.forces:
        raise PermissionDenied(Right.SEE_REQUESTS.value)
    return seen


def asked_of_number(request: HttpRequest, seen: Seen, force: str, number: int) -> Asked:
    """Return the question of a number to a force. Raises Http404."""
    drafts = sees_drafts(viewer_of(request), force)
    asked = questions_to(seen.data_request, [force], clock.now(), drafts=drafts)
    found = question_to(asked, number)
    if found is None:
        raise Http404(_("There is no question of that number"))
    return found


def shared(request: HttpRequest, seen: Seen, force: str) -> dict[str, Any]:
    """Return what every page about one force of a request is given."""
    viewer = viewer_of(request)
    over = clock.now() >= seen.data_request.closes_at
    return {
        **_made_up(force),
        "seen": seen,
        "data_request": seen.data_request,
        "force": force,
        "force_name": force_name(force, rulebook()),
        "now": clock.now(),
        "may_ask": not over and may_ask(viewer, seen.data_request, force),
        "may_withdraw": may_ask(viewer, seen.data_request, force),
        "may_answer": may_answer(viewer, force),
    }


def _made_up(*forces: str) -> dict[str, bool]:
    """Return what has a page say that what it tells of forces is synthetic, where a return is."""
    held = returns_known(clock.now())
    return said_of(*(held.get(each) for each in forces))


def cell_words(asked: Asked) -> str:
    """Return the cell a question is about, in words; nothing where doctrine dropped it."""
    if asked.criterion is None:
        return ""
    return cell_name(asked.criterion.threat, asked.criterion.aspect, rulebook())


def evidence_link(evidence: Evidence, question: Question) -> tuple[str, str, str]:
    """Return a piece of evidence as its words, its address if it has one, and its digest."""
    force = question.force
    if evidence.kind == EvidenceKind.FILE and evidence.document is not None:
        return _file_link(evidence.document, question)
    if evidence.document is not None:
        shown = evidence.document
        return shown.title, _page_of(shown, force), shown.sha256[:12]
    if evidence.cell:
        threat, _dot, aspect = evidence.cell.partition(".")
        named = cell_name(threat, aspect, rulebook())
        return named, _address("forces:cell", force, threat, aspect), ""
    return evidence.words, "", ""


def _file_link(shown: Document, question: Question) -> tuple[str, str, str]:
    """Return a file attached: its name and size, where it is taken from, and its digest."""
    about = {"name": shown.title, "size": filesizeformat(shown.size)}
    if shown.erased_at is not None:
        return _("%(name)s, erased under the retention rule") % about, "", shown.sha256[:12]
    place = (question.data_request_id, question.force, question.number, shown.pk)
    return _("%(name)s, %(size)s") % about, _address("inspections:file", *place), shown.sha256[:12]


def _page_of(shown: Document, force: str) -> str:
    """Return where a document is shown."""
    if shown.kind in (Kind.PRINT, Kind.MATRIX):
        return _address("printouts:copy", shown.pk)
    return _address("returns:return", force, shown.pk)


def _address(name: str, *args: object) -> str:
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def _seen(request: HttpRequest, number: int) -> Seen:
    seen = request_seen(viewer_of(request), number)
    if seen is None:
        raise Http404(_("There is no such request, or it is not put to you"))
    return seen


def _tallies(seen: Seen) -> list[Tally]:
    return tallies(questions_to(seen.data_request, seen.forces, clock.now()), seen.forces)


def _sum(each: Sequence[Tally]) -> Tally:
    sums = (sum(getattr(one, name) for one in each) for name in ("open", "answered", "overdue"))
    return Tally("", "", *sums)


def _iso(value: Any) -> str:
    return minutes.describe_instant(minutes.minute_of(value))


def _list_rows(rows: Sequence[tuple[Seen, list[Tally]]]) -> Iterator[list[Any]]:
    yield ["reference", "title", "opens", "closes", "force", "open", "answered", "overdue"]
    for seen, each in rows:
        data = seen.data_request
        for one in each:
            about = [data.reference, data.title, _iso(data.opens_at), _iso(data.closes_at)]
            yield [*about, one.force, one.open, one.answered, one.overdue]


def _question_rows(data: DataRequest, asked: Sequence[Asked]) -> Iterator[list[Any]]:
    yield [
        *("reference", "force", "number", "criterion", "question", "asked_by", "asked_at"),
        *("standing", "answer", "answered_by", "answered_at", "evidence"),
    ]
    for each in asked:
        question, answer = each.question, each.given
        shown = "; ".join(str(one) for one in answer.evidence.all()) if answer else ""
        yield [
            *(data.reference, question.force, question.number, question.criterion, question.text),
            *(question.asked_by_name, _iso(question.asked_at), each.standing),
            *((answer.text, answer.by_name, _iso(answer.at)) if answer else ("", "", "")),
            shown,
        ]
