"""How long a roster is trusted: past its shelf life, what people declare counts for more."""

from datetime import datetime

from muster.web.documents.models import Document
from muster.web.picture.freshness import shelf_life


def roster_day(document: Document) -> datetime:
    """Return the instant that a return speaks of: when it was prepared, else received."""
    return document.prepared_at or document.received_at


def age_days(document: Document, known: datetime) -> int:
    """Return how many days old a return is at an instant."""
    return max(0, (known - roster_day(document)).days)


def past_shelf(document: Document, known: datetime) -> bool:
    """Say whether a return is too old to be trusted over what was declared since.

    Past its shelf life, or past the end of the period it covers.
    """
    ended = document.period_until is not None and document.period_until <= known
    return ended or known - roster_day(document) > shelf_life()
