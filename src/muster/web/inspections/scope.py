"""Who sees which requests: an inspector the one they are appointed for, a force its own."""

from collections.abc import Iterable
from dataclasses import dataclass

from muster.web.accounts.models import Role
from muster.web.accounts.rights import Held, Place, Right, Viewer, covers, may
from muster.web.inspections.models import DataRequest


@dataclass(frozen=True, slots=True)
class Seen:
    """A request as somebody sees it: the forces in it that they may read about."""

    data_request: DataRequest
    forces: tuple[str, ...]


def forces_seen(
    viewer: Viewer, data_request: DataRequest, forces: Iterable[str]
) -> tuple[str, ...]:
    """Return those of a request's forces that a viewer may read the questions of."""
    seats = [each for each in viewer.held if Right.SEE_REQUESTS in viewer.rights_of(each.role)]
    return tuple(
        force for force in forces if any(_reaches(each, data_request, force) for each in seats)
    )


def _reaches(held: Held, data_request: DataRequest, force: str) -> bool:
    boxed = held.role == Role.INSPECTOR and held.request != data_request.reference
    return not boxed and covers(held.place, Place.force(force))


def may_ask(viewer: Viewer, data_request: DataRequest, force: str) -> bool:
    """Say whether a viewer may ask a force within a request: it is theirs, and not over."""
    return any(
        Right.ASK in viewer.rights_of(each.role) and _reaches(each, data_request, force)
        for each in viewer.held
    )


def may_answer(viewer: Viewer, force: str) -> bool:
    """Say whether a viewer answers for a force."""
    return may(viewer, Right.ANSWER, Place.force(force))


def sees_drafts(viewer: Viewer, force: str) -> bool:
    """Say whether a viewer sees what a force has not given yet: its own people do."""
    place = Place.force(force)
    return any(
        Right.SEE_REQUESTS in viewer.rights_of(each.role)
        and each.role != Role.INSPECTOR
        and covers(each.place, place)
        for each in viewer.held
    )


def is_inspector(viewer: Viewer) -> bool:
    """Say whether a viewer looks in from outside."""
    return Role.INSPECTOR in viewer.roles


def askings(viewer: Viewer) -> tuple[Held, ...]:
    """Return the appointments by which a viewer may open a request."""
    return tuple(
        each for each in viewer.held if Right.ASK in viewer.rights_of(each.role) and each.request
    )
