"""Errors of the interface as problem details (RFC 9457)."""

import logging
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from muster.doctrine import UnableToFindDoctrine
from muster.errors import MusterError
from muster.web.accounts.rights import viewer_of
from muster.web.audit.actions import record_entry
from muster.web.inspections.actions import UnableToAnswer
from muster.web.requests import request_id
from muster.web.returns.actions import UnableToMoveOn
from muster.web.returns.archives import UnableToReceive
from muster.web.returns.sent import too_large
from muster.web.rulebook import force_slugs
from muster.web.tours.actions import UnableToDeclare

LOG = logging.getLogger("muster.interface")
TYPE = "application/problem+json"
DONE_ALREADY = (UnableToMoveOn, UnableToDeclare, UnableToAnswer)
TITLES = {
    400: "The question makes no sense",
    401: "No valid token",
    403: "Not permitted",
    404: "Not found",
    405: "Method not allowed",
    409: "Done already, or changed meanwhile",
    413: "Too large",
    415: "Not a kind of file that is read",
    422: "The question makes no sense",
    429: "Too many questions",
    500: "Something failed here",
}


def problem(status: int, detail: str, **more: Any) -> HttpResponse:
    """Return a problem: its title, what is wrong and what to do, and the request's name."""
    said = {
        "type": "about:blank",
        "title": TITLES.get(status, "It could not be done"),
        "status": status,
        "detail": detail,
        "request": request_id(),
        **more,
    }
    return JsonResponse(said, status=status, content_type=TYPE)


def tell_problems(api: NinjaAPI) -> None:
    """Make an interface answer every error as a problem."""

    @api.exception_handler(PermissionDenied)
    def refused(request: HttpRequest, error: PermissionDenied) -> HttpResponse:
        record_refusal(request, error)
        return problem(403, "This token, or whoever made it, may not see or do this")

    @api.exception_handler(Http404)
    def missing(_request: HttpRequest, error: Http404) -> HttpResponse:
        return problem(404, str(error) or "There is nothing at this address")

    @api.exception_handler(UnableToFindDoctrine)
    def unknown(_request: HttpRequest, error: UnableToFindDoctrine) -> HttpResponse:
        return problem(404, str(error))

    @api.exception_handler(AuthenticationError)
    def nobody(_request: HttpRequest, _error: AuthenticationError) -> HttpResponse:
        answer = problem(401, "Send a token that is in date: Authorization: Bearer muster_…")
        answer["WWW-Authenticate"] = "Bearer"
        return answer

    @api.exception_handler(ValidationError)
    def invalid(_request: HttpRequest, error: ValidationError) -> HttpResponse:
        faults = [
            {"where": ".".join(str(part) for part in each["loc"]), "fault": each["msg"]}
            for each in error.errors
        ]
        return problem(422, "Part of the question makes no sense", faults=faults)

    @api.exception_handler(HttpError)
    def said(_request: HttpRequest, error: HttpError) -> HttpResponse:
        return problem(error.status_code, error.message)

    _tell_what_cannot_be_done(api)

    @api.exception_handler(Exception)
    def failed(request: HttpRequest, error: Exception) -> HttpResponse:
        LOG.error("failed", exc_info=error, extra={"view": _view(request)})
        return problem(500, "Something failed here; the log has it under this request's name")


def _view(request: HttpRequest) -> str:
    match = request.resolver_match
    return match.view_name if match else ""


def _tell_what_cannot_be_done(api: NinjaAPI) -> None:
    @api.exception_handler(UnableToReceive)
    def not_taken(_request: HttpRequest, error: UnableToReceive) -> HttpResponse:
        return problem(413 if str(error) == too_large() else 415, str(error))

    @api.exception_handler(MusterError)
    def unable(_request: HttpRequest, error: MusterError) -> HttpResponse:
        return problem(409 if isinstance(error, DONE_ALREADY) else 400, str(error))


def record_refusal(request: HttpRequest, error: PermissionDenied) -> None:
    """Record that a program was refused: its answer is made before the audit's middleware sees."""
    match = request.resolver_match
    force = str(match.kwargs.get("force", "")) if match else ""
    record_entry(
        actor=viewer_of(request),
        action="refused",
        subject=match.view_name if match else request.path,
        force=force if force in force_slugs() else "",
        detail={
            "right": str(error),
            "method": request.method or "",
            "address": request.path,
            "through": "interface",
        },
    )
