"""The only place of the web that reads a clock."""

from datetime import UTC, datetime

from django.conf import settings

from muster.policing import clock


def now() -> datetime:
    """Return the present instant, aware, in UTC; `MUSTER_NOW` holds it still for tests."""
    held = getattr(settings, "MUSTER_NOW", None)
    return held if held is not None else datetime.now(UTC)


def minute_now() -> int:
    """Return the present UTC minute."""
    return clock.minute_of(now())
