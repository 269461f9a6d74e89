"""The fewest people whose tickets would lift a force's limit, by name for its own planners."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from muster.reporting import needs_words, unit_names, within_words
from muster.web.documents.models import Document
from muster.web.forces.queries import Lift, lifting, lifts_of
from muster.web.picture.asked import Asked, UnableToAsk
from muster.web.picture.counts import count_of
from muster.web.rulebook import rulebook

LONGEST = 4  # digits of a number of units: no force raises ten thousand


@dataclass(frozen=True, slots=True)
class Rung:
    """How many people it takes to raise so many units, and where they are named."""

    units: int
    people: int
    query: str
    here: bool


@dataclass(frozen=True, eq=False)
class Lifted:
    """Who would lift the limit of a kind of unit, or what else it takes where nobody would.

    `to` is how many units were asked for, None for one more. A number that the force raises
    already needs nobody.
    """

    unit: str
    many: str
    notice: str
    lift: Lift | None
    needs: str
    to: int | None = None
    now: int | None = None
    rungs: Sequence[Rung] = ()

    @property
    def already(self) -> bool:
        """Say whether the force raises as many as were asked for as it stands."""
        return self.to is not None and self.now is not None and self.to <= self.now

    @property
    def lifts(self) -> bool:
        """Say whether renewing tickets gains a unit."""
        return self.lift is not None and self.lift.lifts

    @property
    def short(self) -> bool:
        """Say whether every lapsed ticket, renewed, gives fewer units than were asked for."""
        return self.lift is not None and self.lift.restored < self.lift.wanted

    @property
    def officers(self) -> tuple[str, ...]:
        """Return the collar numbers of those who would."""
        return self.lift.officers if self.lift and self.lifts else ()

    @property
    def skills(self) -> Mapping[str, tuple[str, ...]]:
        """Return the skills each would renew."""
        return self.lift.skills if self.lift and self.lifts else {}


def lifted_by(unit: str, document: Document, asked: Asked, to: str = "") -> Lifted | None:
    """Return who would lift the limit of a kind of unit; None where no kind is asked for.

    `to` is the number of units to raise; one more than now where it is empty. Raises
    UnableToAsk for a kind that doctrine does not know, and for what is no number.
    """
    if not unit:
        return None
    known = rulebook()
    if unit not in [each.slug for each in known.units]:
        raise UnableToAsk(_("lift is %(unit)s; give the name of a kind of unit") % {"unit": unit})
    wanted = _number(to)
    about = replace(asked, unit=unit)
    counted = count_of(document, about)
    kind = counted.kinds[0] if counted else None
    now = kind.high if kind else None
    more = 1 if wanted is None or now is None else wanted - now
    lift = lifting(document, about, more) if more > 0 else None
    return Lifted(
        unit=unit,
        many=unit_names(known.unit(unit))[1],
        notice=within_words(asked.within),
        lift=lift,
        needs=needs_words(kind.next_unit_needs if kind else (), known),
        to=wanted,
        now=now,
        rungs=[
            Rung(
                each.restored,
                each.people,
                asked.query(lift=unit, to=each.restored),
                lift is not None and each.restored == lift.restored,
            )
            for each in lifts_of(document, about)
        ],
    )


def _number(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) <= LONGEST):
        raise UnableToAsk(_("to is %(text)s; give a number of units") % {"text": repr(text)})
    return int(text)
