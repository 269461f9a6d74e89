"""Decisions about who may look after whose account, and appoint whom to what."""

from collections.abc import Iterable

from muster.errors import MusterError
from muster.web import clock
from muster.web.accounts.models import Appointment, Reach, Role, User
from muster.web.accounts.rights import Held, Place, Right, Viewer, held_of, may


class UnableToAppoint(MusterError):
    """An appointment was asked for that may not be made."""


def place_from(reach: Reach | str, scope: str) -> Place:
    """Return the place that a reach and a slug name."""
    if reach == Reach.NATION:
        return Place.nation()
    return Place.region(scope) if reach == Reach.REGION else Place.force(scope)


def home_of(user: User) -> Place:
    """Return the place whose administrators look after a user: their force, or the nation."""
    return Place.force(user.force) if user.force else Place.nation()


def places_concerned(user: User, appointments: Iterable[Appointment]) -> tuple[Place, ...]:
    """Return every place a user's account opens, or will: their home and what they hold."""
    return (home_of(user), *(held_of(each).place for each in appointments))


def may_administer(viewer: Viewer, user: User, appointments: Iterable[Appointment]) -> bool:
    """Say whether a viewer may look after a user's account.

    They must administer every place it opens: an administrator of one force cannot reset the
    second step of somebody who also acts for the nation, and so act in their stead.
    `appointments` are those of the user that are not over.
    """
    places = places_concerned(user, appointments)
    return all(may(viewer, Right.ADMINISTER, place) for place in places)


def hold_to_granting(viewer: Viewer, user: User, held: Held) -> None:
    """Refuse an appointment that a viewer may not make. Raises UnableToAppoint.

    Nobody appoints themself, so nobody ever gives themself more than they hold.
    """
    if viewer.user_id == user.pk:
        raise UnableToAppoint(
            "You cannot appoint yourself; ask another administrator to make the appointment"
        )
    if not may(viewer, Right.ADMINISTER, held.place):
        raise UnableToAppoint(
            "You administer less than this appointment reaches; ask an administrator whose "
            "appointment covers it"
        )
    if held.role == Role.INSPECTOR and (held.ends_at is None or not held.request):
        raise UnableToAppoint("An inspector's appointment needs an end and a data request")
    if held.ends_at is not None and held.ends_at <= clock.now():
        raise UnableToAppoint("The appointment would be over before it begins; give a later end")
