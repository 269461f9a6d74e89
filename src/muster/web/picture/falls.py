"""Why fewer units can be had at a longer notice, said where such a fall shows."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from muster.reporting import first_fall, unit_names, within_words
from muster.strength import KindCount
from muster.web.rulebook import rulebook


def fall_words(kinds: Sequence[KindCount]) -> str:
    """Return why one kind is fewer at a longer notice; empty where it nowhere is.

    `kinds` is the kind along the notices, the shortest first.
    """
    fall = first_fall(kinds)
    if fall is None:
        return ""
    shorter, longer = fall
    return _(
        "Fewer %(units)s %(longer)s than %(shorter)s: each notice asks who could be on parade at "
        "its end, and by then tours have ended, rest is owed or leave has begun."
    ) % {
        "units": unit_names(rulebook().unit(longer.unit))[1],
        "longer": within_words(longer.within),
        "shorter": within_words(shorter.within),
    }
