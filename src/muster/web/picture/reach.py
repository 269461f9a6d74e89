"""How far a return reaches: of an instant outside its period nothing is known, and not nought."""

from django.utils.translation import gettext as _

from muster.policing import clock
from muster.web.documents.models import Document
from muster.web.shell.words import day_words


def reach_of(document: Document) -> tuple[int, int]:
    """Return the UTC minutes from which and until which a return speaks of its force."""
    begins = document.period_from or document.prepared_at or document.received_at
    until = document.period_until
    return clock.minute_of(begins), clock.minute_of(until) if until else clock.FOREVER


def reaches(document: Document, at: int) -> bool:
    """Say whether a return speaks of a UTC minute: nothing is guessed outside its period."""
    begins, until = reach_of(document)
    return begins <= at < until


def not_known_words(document: Document, at: int) -> str:
    """Return why nothing is known of an instant, empty where the return reaches it."""
    begins, until = reach_of(document)
    if at >= until:
        return _("Not known at that instant: the return reaches until %(day)s") % {
            "day": day_words(until)
        }
    if at < begins:
        return _("Not known at that instant: the return begins on %(day)s") % {
            "day": day_words(begins)
        }
    return ""
