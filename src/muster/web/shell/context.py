"""What every page is given."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from muster.web.accounts.rights import viewer_of
from muster.web.shell.navigation import navigation_of


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return who is looking, where they may go, and what the instance is called."""
    viewer = viewer_of(request)
    return {
        "viewer": viewer,
        "nav": navigation_of(viewer, request.path),
        "instance_name": settings.INSTANCE_NAME,
        "synthetic": settings.DEMONSTRATION,
        "demonstration": settings.DEMONSTRATION,
    }
