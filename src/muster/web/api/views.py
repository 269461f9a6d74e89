"""The page on which somebody makes and revokes tokens of their own."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from muster.web import clock
from muster.web.accounts.models import User
from muster.web.accounts.rights import Right, needs, viewer_of
from muster.web.api.actions import make_token, revoke_token, tokens_of
from muster.web.api.forms import WORDS, TokenForm
from muster.web.api.models import Token

SHOWN_ONCE = "token_shown_once"


@needs(Right.USE_INTERFACE)
def tokens(request: HttpRequest) -> HttpResponse:
    """Show one's tokens, and make one."""
    viewer = viewer_of(request)
    form = TokenForm(viewer, request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        rights = [Right(each) for each in said["rights"]]
        _token, secret = make_token(viewer, name=said["name"], rights=rights, days=said["days"])
        request.session[SHOWN_ONCE] = secret
        return redirect("tokens:list")
    words = {right.value: text for right, text in WORDS.items()}
    rows = [
        (each, [words.get(right, right) for right in each.rights], _state(each))
        for each in tokens_of(User.objects.get(pk=viewer.user_id))
    ]
    given = {"form": form, "rows": rows, "secret": request.session.pop(SHOWN_ONCE, "")}
    status = 400 if form.errors else 200
    return render(request, "api/tokens.html", given, status=status)


def _state(token: Token) -> str:
    if token.revoked_at:
        return "revoked"
    return "ended" if token.expires_at <= clock.now() else "live"


@require_POST
@needs(Right.USE_INTERFACE)
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """End one of one's tokens."""
    viewer = viewer_of(request)
    token = get_object_or_404(Token, pk=pk, owner_id=viewer.user_id)
    revoke_token(token, by=viewer)
    messages.success(request, _("%(name)s can ask nothing any more.") % {"name": token.name})
    return redirect("tokens:list")
