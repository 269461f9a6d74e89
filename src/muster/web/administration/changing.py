"""Pages that make, invite, reset, close and open accounts, and the page of an invitation."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from muster.errors import MusterError
from muster.web.accounts.forms import ChosenPasswordForm
from muster.web.accounts.rights import Right, needs, viewer_of
from muster.web.administration import actions
from muster.web.administration.appointing import known_or_404
from muster.web.administration.forms import ConfirmedForm, ReasonForm, UserForm
from muster.web.administration.invitations import UnableToAcceptInvitation, invited_by
from muster.web.administration.inviting import give_invitation
from muster.web.administration.queries import is_last_of_its_kind
from muster.web.administration.telling import mail_reset

FORMS = require_http_methods(["GET", "POST"])
ADMINISTER = needs(Right.ADMINISTER)
RESETTING = "reset-second-step"


@dataclass(frozen=True)
class Change:
    """One change of an account: what is done, in words before and after."""

    act: Callable[..., Any]
    title: Promise
    lead: Promise
    button: Promise
    done: Promise
    closes: bool = False


CHANGES: Mapping[str, Change] = {
    "invite": Change(
        actions.invite,
        gettext_lazy("Make a new link?"),
        gettext_lazy(
            "By it they set a password. Links made before stop working; the password they "
            "have, if any, stays until they set another."
        ),
        gettext_lazy("Make the link"),
        gettext_lazy("The link is made."),
    ),
    RESETTING: Change(
        actions.reset_second_factor,
        gettext_lazy("Reset the second step?"),
        gettext_lazy(
            "Their passkeys, authenticator app and recovery codes stop working, and they "
            "are signed out everywhere. Be sure it is they who ask: see them, or call a "
            "number you know. They are told, by letter where there is mail, and each time they "
            "sign in for a week. Another administrator makes a new link, should they need one."
        ),
        gettext_lazy("Reset it"),
        gettext_lazy("The second step is reset, and they are signed out."),
    ),
    "close": Change(
        actions.deactivate,
        gettext_lazy("Close this account?"),
        gettext_lazy(
            "They are signed out everywhere and cannot sign in. What they did stays in the "
            "audit, and the account can be opened again."
        ),
        gettext_lazy("Close it"),
        gettext_lazy("The account is closed, and they are signed out."),
        closes=True,
    ),
    "open": Change(
        actions.reactivate,
        gettext_lazy("Open this account again?"),
        gettext_lazy("They can sign in as before, and hold the appointments that are not over."),
        gettext_lazy("Open it"),
        gettext_lazy("The account is open again."),
    ),
}


@FORMS
@ADMINISTER
def new_user(request: HttpRequest) -> HttpResponse:
    """Make an account, and give the link by which its owner sets a password."""
    viewer = viewer_of(request)
    form = UserForm(request.POST or None, viewer=viewer)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            made = actions.make_user(
                email=said["email"],
                name=said["name"],
                force=said["force"],
                by=viewer,
                reason=said["reason"],
            )
        except MusterError as fault:
            form.add_error("email", str(fault))
        else:
            given = {"given": give_invitation(request, made), "new": True}
            return render(request, "administration/invited.html", given)
    return render(request, "administration/new_user.html", {"form": form})


@FORMS
@ADMINISTER
def change(request: HttpRequest, number: int, change: str) -> HttpResponse:
    """Change an account, with the reason."""
    if change not in CHANGES:
        raise Http404(_("There is no such change of an account"))
    viewer = viewer_of(request)
    known = known_or_404(viewer, number)
    asked = CHANGES[change]
    last = asked.closes and any(is_last_of_its_kind(each) for each in known.appointments)
    form = (ConfirmedForm if last else ReasonForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            asked.act(known.user, by=viewer, reason=form.cleaned_data["reason"])
        except MusterError as fault:
            form.add_error(None, str(fault))
        else:
            if change == RESETTING:
                mail_reset(known.user, viewer)
            return _done(request, known.user.pk, change)
    given = {"who": known, "change": asked, "form": form, "last": last}
    return render(request, "administration/change.html", given)


def _done(request: HttpRequest, number: int, change: str) -> HttpResponse:
    if change == "invite":
        user = known_or_404(viewer_of(request), number).user
        given = {"given": give_invitation(request, user)}
        return render(request, "administration/invited.html", given)
    messages.success(request, str(CHANGES[change].done))
    return redirect("administration:user", number=number)


@FORMS
@login_not_required
@sensitive_post_parameters()
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Let whoever was invited set a password; a link that is no good says why."""
    try:
        user = invited_by(token)
    except UnableToAcceptInvitation as fault:
        given = {"fault": str(fault)}
        return render(request, "administration/invitation.html", given, status=410)
    form = ChosenPasswordForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        logout(request)
        actions.accept_invitation(user, form.cleaned_data["password1"])
        messages.success(request, _("Your password is set. Sign in with it now."))
        return redirect("account_login")
    return render(request, "administration/invitation.html", {"form": form, "invited": user})
