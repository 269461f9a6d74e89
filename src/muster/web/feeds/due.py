"""By when a return is due each month, and which return counts for which month."""

from datetime import date, datetime, time, timedelta

from muster.policing.clock import UK
from muster.web.documents.models import Document, Kind
from muster.web.documents.queries import documents_known
from muster.web.feeds.models import day_of

EARLY = timedelta(days=7)  # a roster taken in the last week of a month is the next month's


def due_at(year: int, month: int, day: int) -> datetime:
    """Return the instant by which the return of a month is due: the end of its day."""
    return datetime.combine(date(year, month, day) + timedelta(days=1), time(), UK)


def last_due(day: int, now: datetime) -> datetime:
    """Return the latest instant, now or earlier, by which a return was due."""
    local = now.astimezone(UK)
    this = due_at(local.year, local.month, day)
    if this <= now:
        return this
    before = local.date().replace(day=1) - timedelta(days=1)
    return due_at(before.year, before.month, day)


def next_due(day: int, now: datetime) -> datetime:
    """Return the next instant by which a return is due."""
    last = day_of(last_due(day, now))
    following = (last.replace(day=1) + timedelta(days=32)).replace(day=1)
    return due_at(following.year, following.month, day)


def month_begins(due: datetime) -> datetime:
    """Return when the month of a due instant began, in local time."""
    return datetime.combine(day_of(due).replace(day=1), time(), UK)


def return_for(force: str, due: datetime, known: datetime) -> Document | None:
    """Return the first return that counts for the month of a due instant; None for none.

    One counts that was prepared in that month, or in the week before it.
    """
    found = documents_known(Kind.RETURN, known).filter(
        subject=force, prepared_at__gte=month_begins(due) - EARLY
    )
    return found.order_by("received_at", "id").first()
