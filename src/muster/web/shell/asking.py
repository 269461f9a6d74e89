"""What an address asks for besides a page: an instant, an order, a part, a format."""

from datetime import datetime

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from muster.errors import MusterError
from muster.policing import clock
from muster.web.clock import now

KNOWN, SORT, PAGE, FORMAT = "known", "sort", "page", "format"


def instant_asked(request: HttpRequest, name: str) -> datetime | None:
    """Return the instant an address names; None where it names none.

    Raises UnableToReadInstant for text that is no instant.
    """
    text = request.GET.get(name, "").strip()
    return clock.instant_of(clock.parse_instant(text)) if text else None


def known_asked(request: HttpRequest) -> datetime | None:
    """Return the instant a page is asked "as known at"; None for the present or nonsense."""
    try:
        return instant_asked(request, KNOWN)
    except MusterError:
        return None


def known_or_now(request: HttpRequest) -> datetime:
    """Return the instant a page is asked "as known at", or the present one.

    Raises UnableToReadInstant for text that is no instant, and for one that is still to come.
    """
    present = now()
    known = instant_asked(request, KNOWN) or present
    if known > present:
        raise clock.UnableToReadInstant(
            _("%(text)s is still to come; choose a time that is past, or leave it empty")
            % {"text": request.GET[KNOWN]}
        )
    return known


def query_with(request: HttpRequest, **changes: str | None) -> str:
    """Return the address's query with some of it changed; None takes a part away.

    Starts with `?`, so that it may stand alone as a link to the same page.
    """
    query: QueryDict = request.GET.copy()
    for name, value in changes.items():
        if value is None:
            query.pop(name, None)
        else:
            query[name] = value
    return f"?{query.urlencode()}"


def sort_asked(request: HttpRequest, allowed: tuple[str, ...], default: str) -> tuple[str, bool]:
    """Return the column a table is asked to be sorted by, and whether downwards.

    `?sort=-units` sorts downwards. What is not allowed is the default, which may start with `-`.
    """
    asked = request.GET.get(SORT, default)
    if asked.removeprefix("-") not in allowed:
        asked = default
    return asked.removeprefix("-"), asked.startswith("-")
