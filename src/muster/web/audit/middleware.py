"""What is refused and what is taken away as a file are entries of the audit."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from muster.web.accounts.rights import Viewer, viewer_of
from muster.web.audit.actions import record_entry
from muster.web.rulebook import force_slugs

Answer = Callable[[HttpRequest], HttpResponse]
FORCE = "force"
RIGHT = "_muster_right_lacking"


class Witness:
    """Record refusals, and files that somebody took away."""

    def __init__(self, answer: Answer) -> None:
        """Keep what answers."""
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and record a file that was taken away."""
        response = self._answer(request)
        lacking = getattr(request, RIGHT, None)
        if lacking is not None and viewer_of(request).user_id:
            _record(request, "refused", right=lacking)
        taken = response.get("Content-Disposition", "").startswith("attachment")
        if taken and response.status_code == 200 and viewer_of(request).user_id:
            _record(request, "exported", query=request.GET.urlencode())
        return response

    def process_exception(self, request: HttpRequest, fault: Exception) -> None:
        """Keep which right was lacking; what is answered stays as it is."""
        if isinstance(fault, PermissionDenied):
            setattr(request, RIGHT, str(fault))


def _record(request: HttpRequest, action: str, **detail: str) -> None:
    match = request.resolver_match
    given = match.kwargs if match else {}
    viewer, force = viewer_of(request), str(given.get(FORCE, ""))
    record_entry(
        actor=viewer,
        action=action,
        subject=match.view_name if match else request.path,
        force=force if force in force_slugs() else _home(viewer),
        detail=detail | {"method": request.method or "", "address": request.path},
    )


def _home(viewer: Viewer) -> str:
    return viewer.home.slug if viewer.home and viewer.home.reach == FORCE else ""
