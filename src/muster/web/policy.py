"""What a browser may load: our own files, and nothing inline. And how much it may send."""

from collections.abc import Callable
from wsgiref.headers import Headers

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from muster.web.requests import request_id

PERMISSIONS = "camera=(), microphone=(), geolocation=(), payment=(), usb=()"
MEGABYTE = 1024 * 1024
BESIDE_FILES = MEGABYTE  # a form's other fields and its boundaries
INTERFACE, PROBLEM = "/api/", "application/problem+json"
Answer = Callable[[HttpRequest], HttpResponse]


POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)


def static_headers(headers: Headers, _path: str, _url: str) -> None:
    """Put the policy on a static file as well: a worker or a drawing is held to its own."""
    headers["Content-Security-Policy"] = POLICY
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers["X-Content-Type-Options"] = "nosniff"


def _told(size: int) -> dict[str, object]:
    """Return the refusal as a program reads it (RFC 9457)."""
    limit = settings.UPLOAD_LIMIT // MEGABYTE
    return {
        "type": "about:blank",
        "title": "Too large",
        "status": 413,
        "detail": f"That is {size // MEGABYTE} MB; send {limit} MB or less",
        "request": request_id(),
    }


class ContentSecurity:
    """Send the policy with every answer, and keep pages out of shared caches."""

    def __init__(self, answer: Answer) -> None:
        """Keep what answers."""
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request under the policy."""
        response = self._answer(request)
        response.setdefault("Content-Security-Policy", POLICY)
        response.setdefault("Permissions-Policy", PERMISSIONS)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.setdefault("Cache-Control", "no-store, private")
        return response


class UploadBound:
    """Refuse what is larger than any file may be before a byte of it is read."""

    def __init__(self, answer: Answer) -> None:
        """Keep what answers."""
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request that is not too large."""
        said = request.META.get("CONTENT_LENGTH") or "0"
        size = int(said) if said.isdigit() else 0
        if size <= settings.UPLOAD_LIMIT + BESIDE_FILES:
            return self._answer(request)
        if request.path.startswith(INTERFACE):
            return JsonResponse(_told(size), status=413, content_type=PROBLEM)
        error = _("That is %(size)d MB; send %(limit)d MB or less, for example a month at a time.")
        shown = {"size": size // MEGABYTE, "limit": settings.UPLOAD_LIMIT // MEGABYTE}
        return render(request, "400.html", {"error": error % shown}, status=413)
