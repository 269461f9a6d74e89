"""What stops the next unit, and how many people's tickets would lift that."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from muster.strength import KindCount, Need
from muster.web.documents.models import Document
from muster.web.forces.queries import Lift
from muster.web.nation.wording import notice_words, unit_words, upper_first
from muster.web.picture.asked import Asked
from muster.web.picture.counts import count_of
from muster.web.picture.falls import fall_words


@dataclass(frozen=True, slots=True)
class Level:
    """Whole units at one notice, and what the next one needs, in words.

    `none` says that there is none, `one` that there is one at most, or at least.
    """

    within: int
    notice: str
    said: str
    needs: str
    none: bool
    one: bool = False


def levels_of(document: Document, asked: Asked) -> list[Level]:
    """Return whole units at every notice of the curve; nothing where the return has no figures."""
    counted = count_of(document, asked)
    if counted is None:
        return []
    return [_level(kind) for row in counted.curve for kind in row]


def fall_of(document: Document, asked: Asked) -> str:
    """Return why there are fewer units at a longer notice; empty where there nowhere are."""
    counted = count_of(document, asked)
    return fall_words([row[0] for row in counted.curve]) if counted else ""


def level_of(document: Document, asked: Asked) -> Level | None:
    """Return whole units at the notice asked; None where the return has no figures."""
    counted = count_of(document, asked)
    return _level(counted.kinds[0]) if counted else None


def _level(kind: KindCount) -> Level:
    return Level(
        kind.within,
        upper_first(notice_words(kind.within)),
        bounds_words(kind),
        needs_words(kind.next_unit_needs),
        kind.high == 0,
        (kind.low if kind.high is None else kind.high) == 1,
    )


def bounds_words(kind: KindCount) -> str:
    """Return a number of units in as few words as are true."""
    if kind.high is None:
        return _("at least %(n)d") % {"n": kind.low} if kind.low else _("not known")
    if kind.low == kind.high:
        return f"{kind.high:,}"
    if kind.low == 0:
        return _("at most %(n)d") % {"n": kind.high}
    return _("%(low)d to %(high)d") % {"low": kind.low, "high": kind.high}


def needs_words(needs: Sequence[Need]) -> str:
    """Return what a next unit needs: `1 more commander and 2 more drivers`."""
    said = [
        _("%(n)d more %(post)s") % {"n": need.count, "post": post_words(need.post, need.count)}
        for need in needs
    ]
    if len(said) < 2:
        return "".join(said)
    return _("%(first)s and %(last)s") % {"first": ", ".join(said[:-1]), "last": said[-1]}


def post_words(slug: str, count: int) -> str:
    """Return the name of a post or a kind of vehicle, in the right number."""
    name = slug.replace("_", " ")
    return name if count == 1 else f"{name}s"


def limit_words(level: Level, asked: Asked) -> str:
    """Return how many units can be raised and what stops the next, as a sentence."""
    said = _("%(n)s whole %(units)s %(notice)s") % {
        "n": _("No") if level.none else upper_first(level.said),
        "units": unit_words(asked.unit, 1 if level.one or level.none else 2),
        "notice": notice_words(level.within),
    }
    if not level.needs:
        return f"{said}."
    return _("%(said)s; the next one needs %(needs)s.") % {"said": said, "needs": level.needs}


def lift_words(lift: Lift | None) -> str:
    """Return how many people's tickets would lift the limit, as a sentence.

    A force that gives totals only has no people to name.
    """
    if lift is None or not lift.lifts:
        return _(
            "No lapsed ticket, renewed, would lift it: more people have to be trained or free."
        )
    return ngettext(
        "Renewing the lapsed tickets of %(n)d person lifts it to %(units)d.",
        "Renewing the lapsed tickets of %(n)d people lifts it to %(units)d.",
        lift.people,
    ) % {"n": lift.people, "units": lift.restored}
