"""How often a program asks: counted for all processes of all servers together.

What is sent is counted in the database each time. Questions are counted by each process, which
adds them up in the database by the dozen: a question need not wait for a writer.
"""

from django.core.cache import caches
from django.db import transaction
from django.db.models import Case, F, Value, When

from muster.web import clock
from muster.web.api.models import Token

QUESTIONS, SENT = "questions", "sent"
MINUTE = 60
DOZEN = 12


class UnableToAskMore(Exception):
    """A program asked more in a minute than it should need."""


def hold_rate(token: Token, kind: str, most: int) -> None:
    """Count one question, or one thing sent. Raises UnableToAskMore beyond so many a minute.

    Of questions, a dozen less one for each process may go beyond.
    """
    minute = int(clock.now().timestamp()) // MINUTE
    here, by = caches["process"], 1 if kind == SENT else DOZEN
    slot = f"{kind}-{token.pk}-{token.prefix}-{minute}"
    here.add(slot, 0, MINUTE * 2)
    own = here.incr(slot)
    if own <= most and own % by == 0 and _counted(token, kind, minute, by) > most:
        here.set(slot, own := most + 1, MINUTE * 2)  # nothing more in this minute
    if own > most:
        raise UnableToAskMore(kind)


def _counted(token: Token, kind: str, minute: int, more: int) -> int:
    """Add to what every process counted in a minute, and return how much that is now."""
    added = {each: more if each == kind else 0 for each in (QUESTIONS, SENT)}
    counted = {
        each: Case(When(minute=minute, then=F(each) + count), default=Value(count))
        for each, count in added.items()
    }
    row = Token.objects.filter(pk=token.pk)
    with transaction.atomic():
        row.update(**counted, minute=minute)
        found: int = row.values_list(kind, flat=True).get()
    return found
