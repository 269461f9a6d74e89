"""The fewest people whose tickets would lift a force's limit, by name for its own planners."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from muster.reporting import needs_words, unit_names, within_words
from muster.web.documents.models import Document
from muster.web.forces.queries import Lift, lifting
from muster.web.picture.asked import Asked, UnableToAsk
from muster.web.picture.counts import count_of
from muster.web.rulebook import rulebook


@dataclass(frozen=True, eq=False)
class Lifted:
    """Who would lift the limit of a kind of unit, or what else it takes where nobody would."""

    unit: str
    many: str
    notice: str
    lift: Lift | None
    needs: str

    @property
    def lifts(self) -> bool:
        """Say whether renewing tickets gains a unit."""
        return self.lift is not None and self.lift.lifts

    @property
    def officers(self) -> tuple[str, ...]:
        """Return the collar numbers of those who would."""
        return self.lift.officers if self.lift and self.lifts else ()

    @property
    def skills(self) -> Mapping[str, tuple[str, ...]]:
        """Return the skills each would renew."""
        return self.lift.skills if self.lift and self.lifts else {}


def lifted_by(unit: str, document: Document, asked: Asked) -> Lifted | None:
    """Return who would lift the limit of a kind of unit; None where no kind is asked for.

    Raises UnableToAsk for a kind that doctrine does not know.
    """
    if not unit:
        return None
    known = rulebook()
    if unit not in [each.slug for each in known.units]:
        raise UnableToAsk(_("lift is %(unit)s; give the name of a kind of unit") % {"unit": unit})
    about = replace(asked, unit=unit)
    counted = count_of(document, about)
    needs = counted.kinds[0].next_unit_needs if counted else ()
    return Lifted(
        unit=unit,
        many=unit_names(known.unit(unit))[1],
        notice=within_words(asked.within),
        lift=lifting(document, about),
        needs=needs_words(needs, known),
    )
