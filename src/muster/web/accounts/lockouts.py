"""Lock-out after failures: whom it counts, where they come from, and what it says.

It says the same of an address that has an account and of one that has none.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from muster.web import clock

UNKNOWN = "0.0.0.0"  # noqa: S104 - the address of whoever comes by a socket, not one to bind to


def typed_name(request: HttpRequest | None, credentials: Mapping[str, Any] | None) -> str:
    """Return the address of work somebody tried to sign in with, in small letters."""
    said = credentials or {}
    name = said.get("username") or said.get("email")
    if not name and request is not None:
        name = request.POST.get(settings.AXES_USERNAME_FORM_FIELD)
    return str(name or "").strip().lower()


def caller_address(request: HttpRequest) -> str:
    """Return the network address of a caller."""
    return str(request.META.get("REMOTE_ADDR") or UNKNOWN)


def is_locked_out(request: HttpRequest, email: str) -> bool:
    """Say whether an address is locked out, and have the answer say so if it is."""
    credentials = {"username": email}
    if AxesProxyHandler.is_allowed(request, credentials):
        return False
    request.axes_locked_out = True  # type: ignore[attr-defined]
    request.axes_credentials = credentials  # type: ignore[attr-defined]
    return True


def answer_locked_out(
    request: HttpRequest, _response: HttpResponse | None = None, _credentials: Any = None
) -> HttpResponse:
    """Say that there were too many attempts, and when to try again."""
    wait: timedelta = settings.AXES_COOLOFF_TIME
    given = {"until": clock.now() + wait, "minutes": int(wait.total_seconds()) // 60}
    answer = render(request, "account/locked_out.html", given, status=429)
    answer["Retry-After"] = str(int(wait.total_seconds()))
    return answer
