"""The people of the demonstration: invented, one for each role."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from muster.web import clock
from muster.web.accounts.models import Appointment, Reach, Role, User

PASSWORD = "muster-demonstration"  # noqa: S105 - printed by the demonstration, and refused elsewhere
FORCE, REGION = "west-midlands", "west-midlands"
WEEKS = timedelta(weeks=8)


@dataclass(frozen=True)
class Sign:
    """One sign-in: who, as what, over what."""

    email: str
    name: str
    role: Role
    reach: Reach
    scope: str = ""
    request: str = ""


SIGNS = (
    Sign("chief@demo.invalid", "ACC Verity Marsh", Role.CHIEF_OFFICER, Reach.FORCE, FORCE),
    Sign("planning@demo.invalid", "Insp Owen Tranter", Role.PLANNING_LEAD, Reach.FORCE, FORCE),
    Sign("control@demo.invalid", "Sgt Priya Nair", Role.CONTROL_ROOM, Reach.FORCE, FORCE),
    Sign("hr@demo.invalid", "Ms Ruth Ellery", Role.HUMAN_RESOURCES, Reach.FORCE, FORCE),
    Sign("region@demo.invalid", "Supt Callum Boyd", Role.COORDINATOR, Reach.REGION, REGION),
    Sign("nation@demo.invalid", "Ch Supt Leila Aziz", Role.COORDINATOR, Reach.NATION),
    Sign(
        "inspector@demo.invalid",
        "HMI Tom Hale",
        Role.INSPECTOR,
        Reach.REGION,
        REGION,
        "SPR programme, demonstration request 1",
    ),
    Sign("admin@demo.invalid", "Mr Jon Pask", Role.ADMINISTRATOR, Reach.NATION),
)


def appoint_everybody() -> Iterator[tuple[Sign, User]]:
    """Make every sign-in that is not there yet, and yield them all."""
    for sign in SIGNS:
        user = User.objects.filter(email=sign.email).first()
        if user is None:
            home = sign.scope if sign.reach == Reach.FORCE else ""
            user = User.objects.create_user(sign.email, sign.name, PASSWORD, home)
            Appointment.objects.create(
                user=user,
                role=sign.role,
                reach=sign.reach,
                scope=sign.scope,
                starts_at=clock.now(),
                ends_at=clock.now() + WEEKS if sign.role == Role.INSPECTOR else None,
                request=sign.request,
            )
        yield sign, user
