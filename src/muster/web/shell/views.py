"""Health, and what is said when something is refused or fails."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render


@login_not_required
def health(_request: HttpRequest) -> JsonResponse:
    """Say whether the server and its database answer; nothing else."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the request makes no sense."""
    return render(request, "400.html", {"error": exception}, status=400)


def not_permitted(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say what somebody may not see, and who can change that."""
    return render(request, "403.html", {"error": exception}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is nothing at this address."""
    return render(request, "404.html", {"error": exception}, status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """Say that something failed here, and by which name to ask about it."""
    return render(request, "500.html", status=500)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form has to be sent again."""
    return render(request, "403.html", {"error": reason, "forged": True}, status=403)
