"""What an inspector does: open a request, ask, and take a question back."""

from datetime import timedelta
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from muster.errors import MusterError
from muster.web import clock
from muster.web.accounts.rights import Held, Place, Right, covers, force_of, needs, viewer_of
from muster.web.inspections.actions import ask_forces, open_request, withdraw_question
from muster.web.inspections.forms import QuestionForm, RequestForm, WithdrawForm
from muster.web.inspections.models import DataRequest
from muster.web.inspections.scope import Seen, askings, may_ask
from muster.web.inspections.views import asked_of_number, seen_of, shared
from muster.web.picture.asked import edition_on
from muster.web.rulebook import rulebook

ASKED = needs(Right.ASK)
ASKED_OF_FORCE = needs(Right.ASK, force_of)
WEEKS = timedelta(weeks=4)


@ASKED
def open_page(request: HttpRequest) -> HttpResponse:
    """Take a new request, under a reference that an appointment of the inspector names."""
    viewer = viewer_of(request)
    mine = [each for each in askings(viewer) if not _is_open(each.request)]
    form = RequestForm(
        request.POST or None,
        references=list(dict.fromkeys(each.request for each in mine)),
        offered=_forces_of(mine),
        initial={"opens_at": clock.now(), "closes_at": clock.now() + WEEKS},
    )
    if request.method == "POST" and form.is_valid():
        asked = form.requested()
        if not all(_within(mine, asked.reference, force) for force in asked.forces):
            form.add_error("forces", _("Your appointment for this request does not cover them all"))
        else:
            made = open_request(asked, by=viewer)
            messages.success(request, _("The request is open."))
            return redirect("inspections:request", number=made.pk)
    status = 400 if form.errors else 200
    return render(request, "inspections/open.html", {"form": form, "mine": mine}, status=status)


def _is_open(reference: str) -> bool:
    return DataRequest.objects.filter(reference=reference).exists()


def _forces_of(mine: list[Held]) -> list[tuple[str, str]]:
    places = [each.place for each in mine]
    return [
        (force.slug, force.name)
        for force in rulebook().forces
        if any(covers(place, Place.force(force.slug)) for place in places)
    ]


def _within(mine: list[Held], reference: str, force: str) -> bool:
    place = Place.force(force)
    return any(each.request == reference and covers(each.place, place) for each in mine)


@ASKED_OF_FORCE
def ask(request: HttpRequest, number: int, force: str) -> HttpResponse:
    """Take a question to one force, or to every force of the request."""
    seen = seen_of(request, number, force)
    _hold_to_request(request, seen, force)
    form = QuestionForm(
        request.POST or None,
        known=rulebook(),
        edition=edition_on(clock.now().date()),
        initial={"token": uuid4().hex, "criterion": request.GET.get("criterion", "")},
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        forces = seen.forces if given["everybody"] else (force,)
        try:
            ask_forces(
                seen.data_request,
                forces,
                given["criterion"],
                given["text"],
                by=viewer_of(request),
                token=given["token"],
            )
        except MusterError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Asked."))
            return redirect("inspections:force", number=number, force=force)
    context = {**shared(request, seen, force), "form": form}
    return render(request, "inspections/ask.html", context, status=400 if form.errors else 200)


@ASKED_OF_FORCE
@require_POST
def withdraw(request: HttpRequest, number: int, force: str, question: int) -> HttpResponse:
    """Take a question back, with the reason."""
    seen = seen_of(request, number, force)
    _hold_to_request(request, seen, force)
    found = asked_of_number(request, seen, force, question)
    form = WithdrawForm(request.POST)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        withdraw_question(found.question, reason, by=viewer_of(request))
        messages.success(request, _("The question is taken back; it stays in the record."))
    else:
        messages.error(request, _("Say why the question is taken back."))
    return redirect("inspections:question", number=number, force=force, question=question)


def _hold_to_request(request: HttpRequest, seen: Seen, force: str) -> None:
    if not may_ask(viewer_of(request), seen.data_request, force):
        raise PermissionDenied(Right.ASK.value)
