"""Sessions end: after a while untouched, and at the end of a tour whatever happens.

A control room's wall would go dark if it ended for want of a touch, so for whoever holds
that role only the second rule counts.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from muster.web import clock
from muster.web.accounts.adapters import SECOND
from muster.web.accounts.models import Role
from muster.web.accounts.rights import viewer_of

BEGAN, SEEN, TWO_STEPS = "muster_began", "muster_seen", "muster_two_steps"
HOW = "account_authentication_methods"  # where allauth keeps the steps somebody signed in by
CLOSED = "closed_by"
MINUTE, HOUR = 60, 60 * 60  # seconds
NOTICED_EVERY = 60  # seconds between two writes that say somebody is still there
OPEN_BEFORE_SECOND_FACTOR = ("mfa_", "account_reauthenticate", "account_logout", "account_login")
OPEN_NAMES = ("accounts:enrol", "accounts:language", "shell:health", "shell:credits")
SINGLE_SIGN_ON = "socialaccount"
Answer = Callable[[HttpRequest], HttpResponse]


class SessionsThatEnd:
    """End a session that was idle too long, or has lasted a whole tour."""

    def __init__(self, answer: Answer) -> None:
        """Keep what answers."""
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or say that the session is over."""
        if not request.user.is_authenticated:
            return self._answer(request)
        now = int(clock.now().timestamp())
        over = _over(request, now)
        if over:
            setattr(request, CLOSED, over)
            get_adapter().logout(request)
            return _cleared(_said_over(request, over))
        _noticed(request, now)
        response = self._answer(request)
        return response if request.user.is_authenticated else _cleared(response)


def _cleared(response: HttpResponse) -> HttpResponse:
    """Have the browser forget what pages kept in it, now that somebody is signed out."""
    response["Clear-Site-Data"] = '"storage"'
    return response


def session_ends_at(request: HttpRequest) -> datetime:
    """Return when a session ends if nobody touches it again."""
    ends = _ends(request, int(clock.now().timestamp()))
    return datetime.fromtimestamp(min(ends.values()), UTC)


def _over(request: HttpRequest, now: int) -> str:
    return next((why for why, end in _ends(request, now).items() if now >= end), "")


def _ends(request: HttpRequest, now: int) -> dict[str, int]:
    """Return when a session ends, in seconds, by why."""
    began = request.session.setdefault(BEGAN, now)
    seen = request.session.setdefault(SEEN, now)
    ends = {"tour": began + settings.SESSION_HOURS * HOUR}
    if Role.CONTROL_ROOM not in viewer_of(request).roles:
        ends["idle"] = seen + settings.IDLE_MINUTES * MINUTE
    return ends


def _noticed(request: HttpRequest, now: int) -> None:
    if now - request.session[SEEN] >= NOTICED_EVERY and _touched(request):
        request.session[SEEN] = now
        key = request.session.session_key
        UserSession.objects.filter(session_key=key).update(last_seen_at=clock.now())


def _touched(request: HttpRequest) -> bool:
    """Say whether a person did this, and not a page that asks by itself while nobody looks."""
    if request.method not in ("GET", "HEAD"):
        return True
    return request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"


def _said_over(request: HttpRequest, why: str) -> HttpResponse:
    if "text/event-stream" in request.headers.get("Accept", ""):
        return HttpResponse(status=401)
    query = {"ended": why}
    if request.method in ("GET", "HEAD"):
        query["next"] = request.get_full_path()
    where = f"{reverse('account_login')}?{urlencode(query)}"
    if "HX-Request" in request.headers:
        return HttpResponse(headers={"HX-Redirect": where})
    return redirect(where)


class SecondFactorFirst:
    """Where a second factor is demanded, nothing opens before one is set up."""

    def __init__(self, answer: Answer) -> None:
        """Keep what answers."""
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        return self._answer(request)

    def process_view(
        self, request: HttpRequest, _view: object, _args: object, _given: object
    ) -> HttpResponse | None:
        """Return the way to set one up, for whoever has none; None lets the view answer."""
        if not settings.SECOND_FACTOR or not request.user.is_authenticated:
            return None
        if has_two_steps(request) or _open(request):
            return None
        if "text/event-stream" in request.headers.get("Accept", ""):
            return HttpResponse(status=401)
        return redirect("accounts:enrol")


def has_two_steps(request: HttpRequest) -> bool:
    """Say whether somebody signed in by two steps, or has what they will be asked for next time.

    The organisation's own sign-on is trusted to have asked for its second step.
    """
    if request.session.get(TWO_STEPS):
        return True
    steps = request.session.get(HOW, [])
    by_organisation = any(each.get("method") == SINGLE_SIGN_ON for each in steps)
    if by_organisation or is_mfa_enabled(request.user, list(SECOND)):
        request.session[TWO_STEPS] = True
        return True
    return False


def _open(request: HttpRequest) -> bool:
    name = request.resolver_match.view_name if request.resolver_match else ""
    return name in OPEN_NAMES or name.startswith(OPEN_BEFORE_SECOND_FACTOR)
