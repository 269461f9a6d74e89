"""Every decision about who may see and do what, in one place.

A viewer holds appointments: a role over a force, a region or the nation. Each role has rights;
a right holds for the places its appointment covers. Sums of a region or of the nation may also
be seen from below: a force sees how its region and the nation stand, and never a neighbour.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from muster.web import clock
from muster.web.accounts.models import Appointment, Reach, Role
from muster.web.rulebook import region_of

SEEN = "_muster_viewer"


class Right(StrEnum):
    """What may be done."""

    SEE_SUMS = "see_sums"  # sums and distributions of a region or the nation
    SEE_PICTURE = "see_picture"  # a force's matrix, counts, forecast: counts, never names
    SEE_RETURNS = "see_returns"  # what a force sent in, its faults and history
    SEND_RETURN = "send_return"
    JUDGE = "judge"
    SEE_TOUR = "see_tour"  # who is nominated at this tour, by name
    DECLARE_TOUR = "declare_tour"
    SEE_PEOPLE = "see_people"  # people's records, with a reason, logged
    SEE_SICKNESS = "see_sickness"
    SEE_REQUESTS = "see_requests"  # an inspector's questions and the answers
    ASK = "ask"
    ANSWER = "answer"
    SEE_AUDIT = "see_audit"
    ADMINISTER = "administer"
    USE_INTERFACE = "use_interface"  # have a token for programs
    SEE_DOCTRINE = "see_doctrine"


_ALL = {Right.SEE_SUMS, Right.SEE_DOCTRINE}
_PICTURE = _ALL | {Right.SEE_PICTURE, Right.USE_INTERFACE}
RIGHTS: Mapping[Role, frozenset[Right]] = {
    Role.CHIEF_OFFICER: frozenset(
        _PICTURE
        | {Right.SEE_RETURNS, Right.JUDGE, Right.SEE_TOUR, Right.SEE_REQUESTS, Right.SEE_AUDIT}
    ),
    Role.PLANNING_LEAD: frozenset(
        _PICTURE
        | {
            Right.SEE_RETURNS,
            Right.SEND_RETURN,
            Right.JUDGE,
            Right.SEE_TOUR,
            Right.DECLARE_TOUR,
            Right.SEE_PEOPLE,
            Right.SEE_REQUESTS,
            Right.ANSWER,
            Right.SEE_AUDIT,
        }
    ),
    Role.HUMAN_RESOURCES: frozenset(_ALL | {Right.SEE_PEOPLE, Right.SEE_SICKNESS}),
    Role.CONTROL_ROOM: frozenset(_PICTURE | {Right.SEE_TOUR, Right.DECLARE_TOUR}),
    Role.COORDINATOR: frozenset(_PICTURE),
    Role.INSPECTOR: frozenset(_PICTURE | {Right.SEE_RETURNS, Right.SEE_REQUESTS, Right.ASK}),
    Role.ADMINISTRATOR: frozenset(_ALL | {Right.ADMINISTER, Right.SEE_AUDIT, Right.USE_INTERFACE}),
}
BORDERED = frozenset({Right.SEE_PEOPLE, Right.SEE_SICKNESS, Right.SEE_TOUR})
FROM_BELOW = frozenset({Right.SEE_SUMS})


@dataclass(frozen=True, slots=True)
class Place:
    """A force, a region or the nation; a force knows its region."""

    reach: Reach
    slug: str = ""
    region_slug: str = ""

    @classmethod
    def force(cls, slug: str) -> "Place":
        """Return a force."""
        return cls(Reach.FORCE, slug, region_of(slug))

    @classmethod
    def region(cls, slug: str) -> "Place":
        """Return a region."""
        return cls(Reach.REGION, slug, slug)

    @classmethod
    def nation(cls) -> "Place":
        """Return the nation."""
        return cls(Reach.NATION)


@dataclass(frozen=True, slots=True)
class Held:
    """An appointment as rights see it."""

    role: Role
    place: Place
    ends_at: datetime | None = None
    request: str = ""


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who is asking: nobody has `user_id` 0 and no appointments.

    A program asks on somebody's behalf with `only` some of their rights, None for all.
    """

    user_id: int = 0
    name: str = ""
    email: str = ""
    held: tuple[Held, ...] = ()
    at: datetime | None = None
    only: frozenset[Right] | None = None

    def rights_of(self, role: Role) -> frozenset[Right]:
        """Return the rights that a role gives this viewer."""
        return RIGHTS[role] if self.only is None else RIGHTS[role] & self.only

    @property
    def roles(self) -> frozenset[Role]:
        """Return the roles held."""
        return frozenset(each.role for each in self.held)

    @property
    def home(self) -> Place | None:
        """Return the narrowest place held, where a day starts."""
        order = (Reach.FORCE, Reach.REGION, Reach.NATION)
        places = sorted((each.place for each in self.held), key=lambda it: order.index(it.reach))
        return places[0] if places else None


NOBODY = Viewer()


def may(viewer: Viewer, right: Right, place: Place) -> bool:
    """Say whether a viewer has a right over a place."""
    return any(
        right in viewer.rights_of(each.role) and _reaches(each, right, place)
        for each in viewer.held
    )


def _reaches(held: Held, right: Right, place: Place) -> bool:
    if right is Right.SEE_DOCTRINE:
        return True
    if right in BORDERED and held.place.reach is not Reach.FORCE:
        return False
    return covers(held.place, place) or (right in FROM_BELOW and covers(place, held.place))


def covers(wide: Place, narrow: Place) -> bool:
    """Say whether one place holds another, or is it."""
    if wide.reach is Reach.NATION:
        return True
    if wide.reach is Reach.REGION:
        return narrow.reach is not Reach.NATION and narrow.region_slug == wide.slug
    return wide == narrow


def places_of(viewer: Viewer, right: Right) -> tuple[Place, ...]:
    """Return the places over which a viewer has a right by appointment, widest first."""
    order = (Reach.NATION, Reach.REGION, Reach.FORCE)
    found = {each.place for each in viewer.held if right in viewer.rights_of(each.role)}
    if right in BORDERED:
        found = {each for each in found if each.reach is Reach.FORCE}
    return tuple(sorted(found, key=lambda each: (order.index(each.reach), each.slug)))


def forces_of(viewer: Viewer, right: Right, forces: Iterable[str]) -> tuple[str, ...]:
    """Return those of some forces over which a viewer has a right, in the order given."""
    return tuple(slug for slug in forces if may(viewer, right, Place.force(slug)))


def viewer_of(request: HttpRequest) -> Viewer:
    """Return who is asking, read once a request."""
    found: Viewer | None = getattr(request, SEEN, None)
    if found is None:
        found = _viewer(request)
        setattr(request, SEEN, found)
    return found


def _viewer(request: HttpRequest) -> Viewer:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return NOBODY
    return viewer_for(user)


def viewer_for(user: Any) -> Viewer:
    """Return a user with the appointments that hold now."""
    at = clock.now()
    held = tuple(held_of(each) for each in Appointment.objects.filter(user=user).holding(at))
    return Viewer(user.pk, user.name, user.email, held, at)


def held_of(appointment: Appointment) -> Held:
    """Return an appointment as rights see it."""
    reach = Reach(appointment.reach)
    region = region_of(appointment.scope) if reach is Reach.FORCE else appointment.scope
    place = Place(reach, appointment.scope, region)
    return Held(Role(appointment.role), place, appointment.ends_at, appointment.request)


def require(request: HttpRequest, right: Right, place: Place) -> Viewer:
    """Return who is asking where they may. Raises PermissionDenied."""
    viewer = viewer_of(request)
    if not may(viewer, right, place):
        raise PermissionDenied(right.value)
    return viewer


def require_place(viewer: Viewer, right: Right, force: str) -> None:
    """Hold a viewer to a right over a force. Raises PermissionDenied."""
    if not may(viewer, right, Place.force(force)):
        raise PermissionDenied(right.value)


View = Callable[..., HttpResponseBase]
PlaceOf = Callable[[Mapping[str, Any]], Place]


def nation_of(_given: Mapping[str, Any]) -> Place:
    """Return the nation, whatever the address says."""
    return Place.nation()


def force_of(given: Mapping[str, Any]) -> Place:
    """Return the force named in the address."""
    return Place.force(given["force"])


def region_given(given: Mapping[str, Any]) -> Place:
    """Return the region named in the address."""
    return Place.region(given["region"])


def needs(right: Right, of: PlaceOf | None = None) -> Callable[[View], View]:
    """Hold a view to a right over the place its address names.

    Without `of`, whoever has the right anywhere may open it, and the view itself keeps to the
    places of `places_of`. What a view needs stands on it as `needs`, for the table of addresses.
    """

    def hold(view: View) -> View:
        @wraps(view)
        def held(request: HttpRequest, *args: Any, **given: Any) -> HttpResponseBase:
            if of is not None:
                require(request, right, of(given))
            elif not places_of(viewer_of(request), right):
                raise PermissionDenied(right.value)
            return view(request, *args, **given)

        held.needs = (right, of.__name__ if of else "anywhere")  # type: ignore[attr-defined]
        return held

    return hold
