"""The standing cast: one person for each way of standing towards a force.

The force is West Midlands. `cast.user(name)`, `cast.viewer(name)` and `cast.client(name)` make
the person when first asked for; `NOBODY` is not signed in.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from muster.web import clock
from muster.web.accounts.models import Appointment, Reach, Role, User
from muster.web.accounts.rights import NOBODY as NO_VIEWER
from muster.web.accounts.rights import Viewer, viewer_for

FORCE, NEXT_FORCE, FAR_FORCE = "west-midlands", "staffordshire", "kent"
REGION, FAR_REGION = "west-midlands", "south-east"
PASSWORD = "correct horse battery staple"
NOBODY = "nobody"
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
REQUEST = "DR-2026-014"


@dataclass(frozen=True)
class Part:
    """Somebody's one appointment; without a role they are signed in and hold nothing.

    Whoever acts for a force belongs to it; an inspector belongs to none.
    """

    role: Role | None = None
    reach: Reach = Reach.FORCE
    scope: str = FORCE
    over: bool = False

    @property
    def home(self) -> str:
        """Return the force somebody belongs to."""
        belongs = self.reach == Reach.FORCE and self.role != Role.INSPECTOR
        return self.scope if belongs else ""


PARTS: dict[str, Part] = {
    "chief_officer": Part(Role.CHIEF_OFFICER),
    "planning_lead": Part(Role.PLANNING_LEAD),
    "human_resources": Part(Role.HUMAN_RESOURCES),
    "control_room": Part(Role.CONTROL_ROOM),
    "force_administrator": Part(Role.ADMINISTRATOR),
    "next_planning_lead": Part(Role.PLANNING_LEAD, scope=NEXT_FORCE),
    "next_administrator": Part(Role.ADMINISTRATOR, scope=NEXT_FORCE),
    "far_chief_officer": Part(Role.CHIEF_OFFICER, scope=FAR_FORCE),
    "regional_coordinator": Part(Role.COORDINATOR, Reach.REGION, REGION),
    "far_coordinator": Part(Role.COORDINATOR, Reach.REGION, FAR_REGION),
    "national_coordinator": Part(Role.COORDINATOR, Reach.NATION, ""),
    "inspector": Part(Role.INSPECTOR),
    "late_inspector": Part(Role.INSPECTOR, over=True),
    "far_inspector": Part(Role.INSPECTOR, scope=FAR_FORCE),
    "administrator": Part(Role.ADMINISTRATOR, Reach.NATION, ""),
    "unappointed": Part(),
}
EVERYBODY = (*PARTS, NOBODY)


class Cast:
    """The people, made as they are asked for."""

    def __init__(self) -> None:
        self._users: dict[str, User] = {}

    def user(self, name: str) -> User:
        """Return the person of a name."""
        if name not in self._users:
            self._users[name] = self._appear(name)
        return self._users[name]

    def viewer(self, name: str) -> Viewer:
        """Return the person as rights see them now."""
        return NO_VIEWER if name == NOBODY else viewer_for(self.user(name))

    def client(self, name: str) -> Client:
        """Return a browser in which the person is signed in."""
        client = Client()
        if name != NOBODY:
            backend = "allauth.account.auth_backends.AuthenticationBackend"
            client.force_login(self.user(name), backend=backend)
        return client

    def appoint(self, user: User, part: Part) -> Appointment:
        """Return an appointment made for a person; an inspector's ends, or has ended."""
        now = clock.now()
        ends = None
        if part.role == Role.INSPECTOR:
            ends = now + timedelta(days=-1 if part.over else 30)
        return Appointment.objects.create(
            user=user,
            role=part.role,
            reach=part.reach,
            scope=part.scope,
            starts_at=LONG_AGO,
            ends_at=ends,
            request=REQUEST if part.role == Role.INSPECTOR else "",
        )

    def _appear(self, name: str) -> User:
        part = PARTS[name]
        words = name.replace("_", " ").capitalize()
        user = User.objects.create_user(f"{name}@muster.example", words, PASSWORD, part.home)
        if part.role is not None:
            self.appoint(user, part)
        return user


@pytest.fixture
def cast(db) -> Cast:
    """Return the cast, nobody on the stage yet."""
    return Cast()


@pytest.fixture
def held_clock(settings) -> datetime:
    """Hold the clock at noon of a Tuesday, and return it; set `settings.MUSTER_NOW` to move on."""
    settings.MUSTER_NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
    return settings.MUSTER_NOW
