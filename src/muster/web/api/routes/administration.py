"""What administrators read: users and appointments, forces, roles, retention, and onlookers."""

from collections.abc import Iterable
from typing import Any, Literal

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from muster.web.accounts.models import Appointment, Role
from muster.web.accounts.queries import past_appointments
from muster.web.accounts.rights import RIGHTS, Right, force_of, nation_of
from muster.web.administration.models import RetentionRule
from muster.web.administration.queries import (
    Known,
    Sought,
    forces_manned,
    onlookers,
    user_known,
    users_sought,
)
from muster.web.administration.words import ROLE_WORDS
from muster.web.api.contracts.administration import (
    AccessAnswer,
    AppointmentPart,
    HoldersPart,
    MannedAnswer,
    MannedPart,
    OnlookerPart,
    RetentionAnswer,
    RetentionPart,
    RolePart,
    RolesAnswer,
    UserAnswer,
    UserPart,
    UsersAnswer,
)
from muster.web.api.contracts.base import InAddress, Name, Paged, Paging, page_of
from muster.web.api.security import allowed, viewer_asking
from muster.web.documents.models import Kind
from muster.web.rulebook import rulebook

router = Router(tags=["administration"])
States = Literal["", "closed", "invited", "one_step", "open"]


class UsersSought(Schema):
    """Which users are looked for; empty parts ask for nothing."""

    q: Name = Field("", description="Part of a name or of an email address")
    role: Role | Literal[""] = Field("", description="Who hold this role")
    force: Name = Field("", description="Who belong to this force or act for it, by slug")
    state: States = Field("", description="How the account stands")


Seeking: Any = Query(...)  # type: ignore[type-arg]


@router.get("/administration/users", response=UsersAnswer, by_alias=True, summary="Users")
@allowed(Right.ADMINISTER)
def users(
    request: HttpRequest, sought: UsersSought = Seeking, paging: Paging = Paged
) -> UsersAnswer:
    """Return the users that this token's owner looks after, with what they hold."""
    asked = Sought(sought.q, sought.role, sought.force, sought.state)
    rows, said = page_of(users_sought(viewer_asking(request), asked), paging)
    return UsersAnswer(items=[_user(each) for each in rows], **said)


@router.get("/administration/users/{number}", response=UserAnswer, by_alias=True, summary="A user")
@allowed(Right.ADMINISTER)
def one_user(request: HttpRequest, number: InAddress) -> UserAnswer:
    """Return one user, with the appointments they hold and held."""
    known = user_known(viewer_asking(request), number)
    if known is None:
        raise Http404("There is no such user among those this token's owner looks after")
    return UserAnswer(user=_user(known), past=_appointments(past_appointments(known.user)))


@router.get(
    "/administration/forces", response=MannedAnswer, by_alias=True, summary="Who holds what"
)
@allowed(Right.ADMINISTER)
def forces_held(request: HttpRequest) -> MannedAnswer:
    """Return the forces this token's owner administers, who holds what in each, and the gaps."""
    return MannedAnswer(
        forces=[
            MannedPart(
                force=each.slug,
                name=each.name,
                region=each.region,
                roles=[HoldersPart(role=role.value, holders=names) for role, names in each.cells],
                gaps=[role.value for role in each.gaps],
            )
            for each in forces_manned(viewer_asking(request))
        ]
    )


@router.get("/administration/roles", response=RolesAnswer, by_alias=True, summary="Roles")
@allowed(Right.ADMINISTER)
def roles(request: HttpRequest) -> RolesAnswer:
    """Return what each role may do."""
    return RolesAnswer(
        roles=[
            RolePart(
                role=role.value,
                rights=[right.value for right in Right if right in RIGHTS[role]],
                words=str(ROLE_WORDS[role]),
            )
            for role in Role
        ]
    )


@router.get(
    "/administration/retention", response=RetentionAnswer, by_alias=True, summary="Retention"
)
@allowed(Right.ADMINISTER, nation_of)
def retention(request: HttpRequest) -> RetentionAnswer:
    """Return how long each kind of document is kept."""
    rules = {each.kind: each for each in RetentionRule.objects.all()}
    return RetentionAnswer(
        rules=[
            RetentionPart(
                kind=kind.value,
                days=rules[kind].days if kind in rules else None,
                set_at=rules[kind].set_at if kind in rules else None,
            )
            for kind in Kind
        ]
    )


@router.get("/forces/{force}/access", response=AccessAnswer, by_alias=True, summary="Who may look")
@allowed(Right.SEE_AUDIT, force_of)
def access(request: HttpRequest, force: str, paging: Paging = Paged) -> AccessAnswer:
    """Return who may look at a force, by which appointment, and how often they did of late."""
    slug = rulebook().force(force).slug
    rows, said = page_of(onlookers(slug, past=True), paging)
    items = [
        OnlookerPart(
            name=each.appointment.user.name,
            **_appointment(each.appointment).model_dump(),
            over=each.over,
            entries_in_30_days=each.looked,
        )
        for each in rows
    ]
    return AccessAnswer(force=slug, items=items, **said)


def _user(known: Known) -> UserPart:
    user = known.user
    return UserPart(
        number=user.pk,
        name=user.name,
        email=user.email,
        force=user.force,
        state=known.state,
        last_sign_in=user.last_login,
        appointments=_appointments(known.appointments),
    )


def _appointments(held: Iterable[Appointment]) -> list[AppointmentPart]:
    return [_appointment(each) for each in held]


def _appointment(held: Appointment) -> AppointmentPart:
    return AppointmentPart.model_validate(held)
