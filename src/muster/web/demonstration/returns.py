"""The returns of the demonstration: last month's and this month's of the synthetic nation."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from django.db import transaction

from muster.intake import Return, packed_bytes
from muster.policing import clock as minutes
from muster.synthesis import network
from muster.web import clock
from muster.web.accounts.rights import Viewer
from muster.web.demonstration.course import call_off_course
from muster.web.demonstration.months import month_on
from muster.web.demonstration.people import FORCE
from muster.web.documents.actions import describe_return, keep
from muster.web.documents.models import Document, Kind
from muster.web.rulebook import rulebook

SENDER = Viewer(name="Muster's demonstration (synthetic)")
DAYS = 460  # of the period: a year ahead from any day of this month
Told = Callable[[str, int, int], None]


def load_nation(told: Told) -> int:
    """Keep the returns of 43 synthetic forces, as if sent on the last two firsts of a month.

    Returns how many were kept; nothing where there are returns already.
    """
    if Document.objects.filter(kind=Kind.RETURN).exists():
        return 0
    last, this = months()
    earlier = network("nation", doctrine=rulebook(), starts=minutes.minute_of(last), days=DAYS)
    pairs = [_pair(each, minutes.minute_of(this)) for each in earlier]
    for first, returns in ((last, [one for one, _ in pairs]), (this, [one for _, one in pairs])):
        with transaction.atomic():
            for done, each in enumerate(returns, 1):
                keep(packed_bytes(each), describe_return(each), by=SENDER, at=first)
                told(f"Keeping the returns of {first:%B %Y}", done, len(returns))
    return 2 * len(pairs)


def _pair(earlier: Return, start: int) -> tuple[Return, Return]:
    """Return a force's two returns; of the force that is looked at, as its course left them."""
    later = month_on(earlier, start)
    return (
        call_off_course(earlier, later, rulebook()) if earlier.force == FORCE else (earlier, later)
    )


def months() -> tuple[datetime, datetime]:
    """Return the first minute of last month and of this."""
    this = clock.now().replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    last = (this - timedelta(days=1)).replace(day=1)
    return last.astimezone(UTC), this.astimezone(UTC)
