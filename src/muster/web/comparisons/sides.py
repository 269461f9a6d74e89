"""One side of a comparison: a place at an instant, as known at a time, and its matrix."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC

from django.utils.translation import gettext as _

from muster.assessment import Matrix
from muster.errors import MusterError
from muster.exchange import Scope, subject_name
from muster.policing import clock
from muster.strength import UnitCount
from muster.web.accounts.models import Reach
from muster.web.accounts.rights import Place, Right, Viewer, forces_of, may
from muster.web.documents.models import Document
from muster.web.documents.queries import latest_return
from muster.web.picture.asked import Asked, UnableToAsk
from muster.web.picture.counts import count_of
from muster.web.picture.holding import Holding, holding_known
from muster.web.picture.matrices import matrix_of, network_of
from muster.web.printouts.papers import right_over
from muster.web.rulebook import rulebook

NATION = "nation"


class UnableToCompareSides(MusterError):
    """One of the two sides is not held, or is not one that can be seen."""


@dataclass(frozen=True)
class Side:
    """A place as it stands: its documents, its matrix, and its units where it is a force."""

    place: Place
    asked: Asked
    documents: tuple[Document, ...]
    matrix: Matrix
    count: UnitCount | None

    @property
    def scope(self) -> Scope:
        """Return what it is: a force, a region or the nation."""
        scopes: dict[Reach, Scope] = {Reach.FORCE: "force", Reach.REGION: "region"}
        return scopes.get(self.place.reach, "nation")

    @property
    def name(self) -> str:
        """Return its name."""
        return place_name(self.place)

    @property
    def synthetic(self) -> bool:
        """Say whether anybody in it is invented."""
        return any(each.synthetic for each in self.documents)


def place_named(text: str) -> Place:
    """Return the place an address names: `force:kent`, `region:wales`, `nation`.

    Raises UnableToAsk for anything else.
    """
    reach, _colon, slug = text.partition(":")
    if text == NATION:
        return Place.nation()
    if reach == Reach.FORCE and slug in [each.slug for each in rulebook().forces]:
        return Place.force(slug)
    if reach == Reach.REGION and slug in [each.slug for each in rulebook().regions]:
        return Place.region(slug)
    raise UnableToAsk(
        _("%(text)s is no force, no region and not the nation") % {"text": repr(text)}
    )


def spelt(place: Place) -> str:
    """Return a place as an address names it."""
    return NATION if place.reach is Reach.NATION else f"{place.reach}:{place.slug}"


def asked_at(base: Asked, at: str, known: str) -> Asked:
    """Return what one side is asked about. Raises UnableToAsk for text that is no instant."""
    asked = base
    if at:
        asked = asked.moved_to(_minute(at))
    if known:
        instant = clock.instant_of(_minute(known)).astimezone(UTC)
        if instant < base.known:
            asked = replace(asked, known=instant, said=asked.said | {"known"})
    return replace(asked, edition=base.edition)


def _minute(text: str) -> int:
    try:
        return clock.parse_instant(text)
    except MusterError as wrong:
        raise UnableToAsk(str(wrong)) from wrong


def side_of(place: Place, asked: Asked) -> Side:
    """Return a place as it stands. Raises UnableToCompareSides where nothing of it is held."""
    if place.reach is Reach.FORCE:
        document = latest_return(place.slug, asked.known)
        if document is None:
            raise _nothing(place)
        return Side(
            place, asked, (document,), matrix_of(document, asked), count_of(document, asked)
        )
    holding = _holding(place, asked)
    network = network_of(holding, asked)
    if network is None:
        raise _nothing(place)
    matrix = network.nation if place.reach is Reach.NATION else network.regions[place.slug]
    return Side(place, asked, tuple(holding.documents.values()), matrix, None)


def _holding(place: Place, asked: Asked) -> Holding:
    holding = holding_known(asked.known)
    if place.reach is Reach.NATION:
        return holding
    return holding.of(tuple(each.slug for each in rulebook().forces if each.region == place.slug))


def _nothing(place: Place) -> UnableToCompareSides:
    name = place_name(place)
    return UnableToCompareSides(
        _("No return of %(name)s was held then; choose a later time") % {"name": name}
    )


def place_name(place: Place) -> str:
    """Return the name of a place."""
    if place.reach is Reach.NATION:
        return _("The nation")
    if place.reach is Reach.FORCE:
        return subject_name(place.slug, "force", rulebook())
    region = subject_name(place.slug, "region", rulebook())
    return _("%(name)s region") % {"name": region}


def places_open_to(viewer: Viewer) -> Sequence[Place]:
    """Return the places a viewer may compare: forces they see, and regions and the nation."""
    forces = forces_of(viewer, Right.SEE_PICTURE, (each.slug for each in rulebook().forces))
    wide = [Place.region(each.slug) for each in rulebook().regions] + [Place.nation()]
    return [
        *(Place.force(slug) for slug in forces),
        *(each for each in wide if may(viewer, right_over(each), each)),
    ]
