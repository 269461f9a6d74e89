"""What pages about signing in are given."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def sign_in(_request: HttpRequest) -> dict[str, Any]:
    """Return whether there is mail, a sign-on of the organisation's, and a second factor asked."""
    return {
        "has_mail": settings.MAIL,
        "second_factor_asked": settings.SECOND_FACTOR,
        "idle_minutes": settings.IDLE_MINUTES,
        "session_hours": settings.SESSION_HOURS,
    }
