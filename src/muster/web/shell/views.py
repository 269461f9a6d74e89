"""Health, finding things, and what is said when something is refused or fails."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from muster.errors import MusterError
from muster.web.accounts.models import User
from muster.web.accounts.rights import viewer_of
from muster.web.requests import request_id
from muster.web.shell.finders import found_for
from muster.web.shell.refusals import refusal_words

LICENCES = "muster/licences/"
CREDITS = (
    (_("GOV.UK Frontend"), _("Government Digital Service"), "MIT", "govuk-frontend.txt"),
    ("Public Sans", _("The Public Sans Project Authors"), "SIL OFL 1.1", "public-sans.txt"),
    ("htmx", "Big Sky Software", "0BSD", "htmx.txt"),
)


@login_not_required
def health(_request: HttpRequest) -> JsonResponse:
    """Say whether the server and its database answer; nothing else."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the request makes no sense."""
    reason = str(exception) if isinstance(exception, MusterError) else ""
    return render(request, "400.html", {"reason": reason}, status=400)


def not_permitted(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say what somebody may not see, and who can change that."""
    why = refusal_words(str(exception))
    return render(request, "403.html", {"right": str(exception), "why": why}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is nothing at this address."""
    return render(request, "404.html", {"missing": str(exception)}, status=404)


def too_many(request: HttpRequest, *_given: object, **_named: object) -> HttpResponse:
    """Say that there were too many attempts, and how long to wait."""
    return render(request, "429.html", status=429)


def failed(_request: HttpRequest) -> HttpResponse:
    """Say that something failed here, and by which name to ask about it.

    Asks nothing of the database or of the session: they may be what failed.
    """
    return HttpResponse(render_to_string("500.html", {"request_id": request_id()}), status=500)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form has to be sent again."""
    return render(request, "403.html", {"forged": True, "reason": reason}, status=403)


@require_GET
def find(request: HttpRequest) -> HttpResponse:
    """Return what the viewer may find by `q`: a page, or `format=fragment` for the command bar."""
    text = request.GET.get("q", "").strip()
    given = {"text": text, "groups": found_for(viewer_of(request), text)}
    fragment = request.GET.get("format") == "fragment"
    return render(request, "shell/found.html" if fragment else "shell/find.html", given)


@require_GET
@login_not_required
def credits_page(request: HttpRequest) -> HttpResponse:
    """Return whose work these pages stand on, with the licences."""
    shown = [(what, whose, name, LICENCES + file) for what, whose, name, file in CREDITS]
    return render(request, "shell/credits.html", {"credits_shown": shown})


@require_GET
@login_not_required
def help_page(request: HttpRequest) -> HttpResponse:
    """Return what each part of the pages is for, and what to do there."""
    return render(request, "shell/help.html")


@require_POST
def toured(request: HttpRequest) -> HttpResponse:
    """Remember that somebody has seen, or dismissed, the first-run tour."""
    User.objects.filter(pk=viewer_of(request).user_id).update(toured=True)
    return (
        redirect("/")
        if "text/html" in request.headers.get("Accept", "")
        else HttpResponse(status=204)
    )
