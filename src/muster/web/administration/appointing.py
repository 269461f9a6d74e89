"""Pages that make and end appointments."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from muster.errors import MusterError
from muster.web import clock
from muster.web.accounts.models import Appointment
from muster.web.accounts.rights import Right, Viewer, needs, viewer_of
from muster.web.administration.actions import appoint, end_appointment
from muster.web.administration.forms import AppointForm, ConfirmedForm, ReasonForm
from muster.web.administration.queries import Known, is_last_of_its_kind, user_known

FORMS = require_http_methods(["GET", "POST"])
ADMINISTER = needs(Right.ADMINISTER)


def known_or_404(viewer: Viewer, number: int) -> Known:
    """Return a user whom a viewer looks after. Raises Http404."""
    known = user_known(viewer, number)
    if known is None:
        raise Http404(_("There is no such user among those you look after"))
    return known


@FORMS
@ADMINISTER
def appoint_user(request: HttpRequest, number: int) -> HttpResponse:
    """Appoint a user to a role, over a place, with the reason."""
    viewer = viewer_of(request)
    known = known_or_404(viewer, number)
    form = AppointForm(request.POST or None, viewer=viewer)
    if request.method == "POST" and form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            appoint(known.user, form.held, starts_at=clock.now(), by=viewer, reason=reason)
        except MusterError as fault:
            form.add_error(None, str(fault))
        else:
            messages.success(request, _("The appointment is made, and holds from now."))
            return redirect("administration:user", number=number)
    own = known.user.pk == viewer.user_id
    given = {"who": known, "form": form, "own": own}
    return render(request, "administration/appoint.html", given)


@FORMS
@ADMINISTER
def end(request: HttpRequest, number: int, appointment: int) -> HttpResponse:
    """End an appointment now, with the reason."""
    viewer = viewer_of(request)
    known = known_or_404(viewer, number)
    held = next((each for each in known.appointments if each.pk == appointment), None)
    if held is None:
        raise Http404(_("There is no such appointment, or it is over"))
    last = is_last_of_its_kind(held)
    form = _form(last)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _end(request, held, viewer, form.cleaned_data["reason"])
        return redirect("administration:user", number=number)
    given = {"who": known, "held": held, "form": form, "last": last}
    return render(request, "administration/end.html", given)


def _form(last: bool) -> type[ReasonForm]:
    return ConfirmedForm if last else ReasonForm


def _end(request: HttpRequest, held: Appointment, viewer: Viewer, reason: str) -> None:
    try:
        end_appointment(held, by=viewer, reason=reason)
    except MusterError as fault:
        messages.error(request, str(fault))
    else:
        messages.success(request, _("The appointment is ended."))
