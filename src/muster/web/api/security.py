"""Who a program speaks for, what it may do, and how often."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from ninja.errors import HttpError
from ninja.security import HttpBearer

from muster.web import clock
from muster.web.accounts.rights import PlaceOf, Right, Viewer, may, places_of
from muster.web.api.actions import viewer_of_token

MOST_A_MINUTE = 600
MINUTE = 60


class Bearer(HttpBearer):
    """A token in the Authorization header."""

    def authenticate(self, request: HttpRequest, token: str) -> Viewer | None:
        """Return who a token speaks for; None where it speaks for nobody."""
        found = viewer_of_token(token)
        if found is None:
            return None
        viewer, kept = found
        _hold_rate(f"interface-{kept.pk}")
        request._muster_viewer = viewer  # type: ignore[attr-defined]
        return viewer


def _hold_rate(key: str) -> None:
    """Refuse more questions a minute than a program should need."""
    slot = f"{key}-{int(clock.now().timestamp()) // MINUTE}"
    cache.add(slot, 0, MINUTE * 2)
    if cache.incr(slot) > MOST_A_MINUTE:
        raise HttpError(429, f"More than {MOST_A_MINUTE} questions in a minute; wait for the next")


Operation = Callable[..., Any]


def allowed(right: Right, of: PlaceOf | None = None) -> Callable[[Operation], Operation]:
    """Hold an operation to a right over the place its address names, as `needs` does a page."""

    def hold(operation: Operation) -> Operation:
        @wraps(operation)
        def held(request: HttpRequest, *args: Any, **given: Any) -> Any:
            viewer = viewer_asking(request)
            if of is not None and not may(viewer, right, of(given)):
                raise PermissionDenied(right.value)
            if of is None and not places_of(viewer, right):
                raise PermissionDenied(right.value)
            return operation(request, *args, **given)

        held.needs = (right, of.__name__ if of else "anywhere")  # type: ignore[attr-defined]
        return held

    return hold


def viewer_asking(request: HttpRequest) -> Viewer:
    """Return who the program speaks for."""
    return request.auth  # type: ignore[attr-defined,no-any-return]
