"""What every page is given."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from muster.web.accounts.rights import Right, places_of, viewer_of
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
        "sees_returns": bool(places_of(viewer, Right.SEE_RETURNS)),
        "request_id": request_id(),
        "help_url": help_address(request),
    }


@dataclass(frozen=True)
class LeftOut:
    """Faulty rows that returns came into use without: how many, of how many returns."""

    rows: int
    returns: int
    force: str = ""
    """The force, where it is one return."""
    document: int = 0
    """The row of the one return."""


def said_of(*documents: Document | None, also: bool = False) -> dict[str, Any]:
    """Return what has a page say of the documents its figures rest on.

    That they are synthetic, where any is (`also` says it of what is shown besides documents),
    and that faulty rows were left out of them.
    """
    there = [each for each in documents if each]
    said: dict[str, Any] = {}
    if also or any(each.synthetic for each in there):
        said["synthetic"] = True
    rows = [sum(each.facts.get("skipped", {}).values()) for each in there]
    short = [each for each, left_out in zip(there, rows, strict=True) if left_out]
    if short:
        one = short[0] if len(short) == 1 else None
        said["rows_left_out"] = LeftOut(
            sum(rows), len(short), one.subject if one else "", one.pk if one else 0
        )
    return said


shell = page_context  # the name that settings know it by
