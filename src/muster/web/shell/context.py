"""What every page is given."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from muster.web.accounts.rights import viewer_of
from muster.web.documents.models import Document
from muster.web.requests import request_id
from muster.web.shell.asking import known_asked
from muster.web.shell.helping import help_address
from muster.web.shell.navigation import navigation_of


def page_context(request: HttpRequest) -> dict[str, Any]:
    """Return who is looking, where they may go, what is asked for, and what this is called."""
    viewer = viewer_of(request)
    return {
        "viewer": viewer,
        "nav": navigation_of(viewer, request.path),
        "instance_name": settings.INSTANCE_NAME,
        "synthetic": settings.DEMONSTRATION,
        "demonstration": settings.DEMONSTRATION,
        "known": known_asked(request),
        "request_id": request_id(),
        "help_url": help_address(request),
    }


def said_synthetic(*documents: Document | None, also: bool = False) -> dict[str, bool]:
    """Return what has a page say that its figures are synthetic, where any document is.

    `also` says it of what is shown besides documents.
    """
    made_up = also or any(each and each.synthetic for each in documents)
    return {"synthetic": True} if made_up else {}


shell = page_context  # the name that settings know it by
