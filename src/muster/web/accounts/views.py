"""Pages of one's own account."""

from typing import Any, cast

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn.views import RemoveWebAuthnView
from allauth.usersessions.views import ListUserSessionsView
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from muster.web.accounts.actions import speak
from muster.web.accounts.adapters import keep_language
from muster.web.accounts.forms import LanguageForm
from muster.web.accounts.models import User
from muster.web.accounts.queries import factors_of, lasting_appointments, seats_of
from muster.web.accounts.sessions import has_two_steps
from muster.web.accounts.signals import signed_out_elsewhere


def _user(request: HttpRequest) -> User:
    return cast(User, request.user)


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Show somebody their account: what they hold, how they sign in, where they are signed in."""
    user = _user(request)
    return render(
        request,
        "account/home.html",
        {
            "appointments": lasting_appointments(user),
            "factors": factors_of(user),
            "seats": seats_of(user, request.session.session_key),
            "language": _language_form(),
            "has_password": user.has_usable_password(),
        },
    )


def _language_form() -> LanguageForm | None:
    """Return the form to choose a language by; None where there is no choice."""
    if len(settings.LANGUAGES) < 2:
        return None
    return LanguageForm(initial={"language": translation.get_language()})


@require_GET
def enrol(request: HttpRequest) -> HttpResponse:
    """Ask for a second step to be set up; nothing else opens before."""
    if has_two_steps(request):
        return redirect("/")
    return render(request, "account/enrol.html")


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Remember which language somebody reads, here and wherever they sign in."""
    form = LanguageForm(request.POST)
    where = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(where, {request.get_host()}, request.is_secure())
    response = redirect(where if safe else "accounts:home")
    if form.is_valid():
        speak(_user(request), form.cleaned_data["language"])
        keep_language(response, form.cleaned_data["language"])
        messages.success(request, _("The language is changed."))
    else:
        messages.error(request, _("Choose one of the languages."))
    return response


class RemovePasskey(RemoveWebAuthnView):
    """Take a passkey away, unless it is the last second step where one is demanded."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Remove it, or say why not."""
        if not get_adapter().can_delete_authenticator(self.get_object()):
            messages.error(
                self.request,
                _("This is your only second step. Set up another before you remove it."),
            )
            return redirect("mfa_index")
        return cast(HttpResponse, super().form_valid(form))


remove_passkey = RemovePasskey.as_view()


class Sessions(ListUserSessionsView):
    """Where somebody is signed in, and a way to sign out everywhere else."""

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        """Return what the page shows."""
        seats = seats_of(_user(self.request), self.request.session.session_key)
        return {**super().get_context_data(**given), "seats": seats}

    def form_valid(self, form: Any) -> HttpResponse:
        """End the other sessions, and say so to whoever listens."""
        answer = cast(HttpResponse, super().form_valid(form))
        signed_out_elsewhere.send(sender=Sessions, user=_user(self.request))
        return answer


sessions = Sessions.as_view()
