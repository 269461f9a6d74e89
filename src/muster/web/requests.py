"""Each request has a name of its own, which its log lines and audit entries carry."""

import logging
import time
from collections.abc import Callable
from contextvars import ContextVar
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse

CURRENT: ContextVar[str] = ContextVar("request_id", default="")
AGAIN = "muster.again"  # beside a request that only asks whether a stream may go on
LOG = logging.getLogger("muster.requests")
Answer = Callable[[HttpRequest], HttpResponse]


def request_id() -> str:
    """Return the name of the request being answered; empty outside of one."""
    return CURRENT.get()


class RequestIdentity:
    """Name a request, say so in its answer, and log how it went without personal data."""

    def __init__(self, answer: Answer) -> None:
        """Keep what answers."""
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request under its name."""
        token = CURRENT.set(uuid4().hex)
        started = time.perf_counter()
        try:
            response = self._answer(request)
            response["X-Request-ID"] = CURRENT.get()
            self._log(request, response, time.perf_counter() - started)
            return response
        finally:
            CURRENT.reset(token)

    def _log(self, request: HttpRequest, response: HttpResponse, seconds: float) -> None:
        if AGAIN in request.META:
            return
        match = request.resolver_match
        milliseconds = round(seconds * 1000, 1)
        response["Server-Timing"] = f"total;dur={milliseconds}"
        LOG.info(
            "answered",
            extra={
                "method": request.method,
                "view": match.view_name if match else "",
                "status": response.status_code,
                "milliseconds": milliseconds,
                **({"digest": response.digest} if hasattr(response, "digest") else {}),
            },
        )


class BehindProxy:
    """Take the sender's address from the proxy that stands before this server.

    Only the last address of `X-Forwarded-For` is believed: the proxy itself wrote it, and the
    ones before it are the sender's own word. Unused unless `MUSTER_BEHIND_PROXY` says so.
    """

    def __init__(self, answer: Answer) -> None:
        """Keep what answers. Raises MiddlewareNotUsed where there is no proxy."""
        if not settings.BEHIND_PROXY:
            raise MiddlewareNotUsed
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request as from its sender."""
        sender = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
        if sender:
            request.META["REMOTE_ADDR"] = sender
        return self._answer(request)
