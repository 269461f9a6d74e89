"""Who a program speaks for, what it may do, and how often."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from ninja.errors import HttpError, ValidationError
from ninja.security import HttpBearer

from muster.web.accounts.rights import SEEN, PlaceOf, Right, Viewer, may, places_of
from muster.web.api.actions import viewer_of_token
from muster.web.api.models import Token
from muster.web.api.rates import QUESTIONS, SENT, UnableToAskMore, hold_rate

MOST_A_MINUTE = 600
MOST_WRITES_A_MINUTE = 60
ASKS = "asks"  # the parts of a question an operation takes, once the interface is made
READING = ("GET", "HEAD", "OPTIONS")


class Bearer(HttpBearer):
    """A token in the Authorization header."""

    def authenticate(self, request: HttpRequest, token: str) -> Viewer | None:
        """Return who a token speaks for; None where it speaks for nobody."""
        found = viewer_of_token(token)
        if found is None:
            return None
        viewer, kept = found
        _hold_rate(kept, QUESTIONS, MOST_A_MINUTE, "questions")
        if request.method not in READING:
            _hold_rate(kept, SENT, MOST_WRITES_A_MINUTE, "things sent")
        setattr(request, SEEN, viewer)
        request._muster_token = kept  # type: ignore[attr-defined]
        return viewer


def _hold_rate(token: Token, kind: str, most: int, what: str) -> None:
    """Refuse more a minute than a program should need."""
    try:
        hold_rate(token, kind, most)
    except UnableToAskMore as fault:
        refusal = f"More than {most} {what} in a minute; wait for the next"
        raise HttpError(429, refusal) from fault


Operation = Callable[..., Any]


def allowed(right: Right, of: PlaceOf | None = None) -> Callable[[Operation], Operation]:
    """Hold an operation to a right over the place its address names, as `needs` does a page."""

    def hold(operation: Operation) -> Operation:
        @wraps(operation)
        def held(request: HttpRequest, *args: Any, **given: Any) -> Any:
            viewer = viewer_asking(request)
            _refuse_unknown(request, getattr(held, ASKS, None))
            if of is not None and not may(viewer, right, of(given)):
                raise PermissionDenied(right.value)
            if of is None and not places_of(viewer, right):
                raise PermissionDenied(right.value)
            return operation(request, *args, **given)

        held.needs = (right, of.__name__ if of else "anywhere")  # type: ignore[attr-defined]
        return held

    return hold


def _refuse_unknown(request: HttpRequest, known: frozenset[str] | None) -> None:
    """Refuse a part of a question that is not known: misspelt, it would be passed over unseen."""
    strange = sorted(set(request.GET) - known) if known is not None else []
    if strange:
        raise ValidationError(
            [{"loc": ("query", each), "msg": "Not known here", "type": "extra"} for each in strange]
        )


def viewer_asking(request: HttpRequest) -> Viewer:
    """Return who the program speaks for."""
    return request.auth  # type: ignore[attr-defined,no-any-return]


def token_asking(request: HttpRequest) -> Token:
    """Return the token that the program sent."""
    return request._muster_token  # type: ignore[attr-defined,no-any-return]
