"""Users, who holds what where, how long documents are kept, and how returns come."""

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from muster.exchange import Answer
from muster.web.api.contracts.base import Page, Part

Reaches = Literal["force", "region", "nation"]


class AppointmentPart(Part):
    """A role over a force, a region or the nation, from when until when."""

    role: str
    reach: Reaches
    scope: str
    starts_at: datetime
    ends_at: datetime | None
    request: str


class UserPart(Part):
    """A user whom an administrator looks after."""

    number: int
    name: str
    email: str
    force: str
    state: Literal["closed", "invited", "one_step", "open"]
    last_sign_in: datetime | None
    appointments: list[AppointmentPart]


class UsersAnswer(Page):
    """The users that a token's owner looks after, in order of name."""

    schema_: Literal["muster.users/1"] = Field("muster.users/1", alias="schema")
    items: list[UserPart]


class UserAnswer(Answer):
    """One user, with the appointments that are over."""

    schema_: Literal["muster.user/1"] = Field("muster.user/1", alias="schema")
    user: UserPart
    past: list[AppointmentPart]


class HoldersPart(Part):
    """Who holds one role in a force, by name."""

    role: str
    holders: list[str]


class MannedPart(Part):
    """A force with who holds what in it; `gaps` are the roles that somebody should hold."""

    force: str
    name: str
    region: str
    roles: list[HoldersPart]
    gaps: list[str]


class MannedAnswer(Answer):
    """The forces a token's owner administers, with who holds what in each."""

    schema_: Literal["muster.forces-manned/1"] = Field("muster.forces-manned/1", alias="schema")
    forces: list[MannedPart]


class RolePart(Part):
    """What one role may do."""

    role: str
    rights: list[str]
    words: str


class RolesAnswer(Answer):
    """Every role with its rights."""

    schema_: Literal["muster.roles/1"] = Field("muster.roles/1", alias="schema")
    roles: list[RolePart]


class RetentionPart(Part):
    """How long a kind of document is kept; without days, for ever."""

    kind: str
    days: int | None
    set_at: datetime | None


class RetentionAnswer(Answer):
    """How long each kind of document is kept."""

    schema_: Literal["muster.retention/1"] = Field("muster.retention/1", alias="schema")
    rules: list[RetentionPart]


class OnlookerPart(Part):
    """Somebody whose appointment reaches a force, and how often they looked of late."""

    name: str
    role: str
    reach: Reaches
    scope: str
    starts_at: datetime
    ends_at: datetime | None
    request: str
    over: bool
    entries_in_30_days: int


class AccessAnswer(Page):
    """Who may look at a force, inspectors first, those whose appointment is over last."""

    schema_: Literal["muster.access/1"] = Field("muster.access/1", alias="schema")
    force: str
    items: list[OnlookerPart]


class ArrivalPart(Part):
    """A file that was moved out of the watched folder, and why."""

    at: datetime
    name: str
    outcome: Literal["taken", "refused"]
    why: str
    moved_to: str
    upload: int | None


class FeedAnswer(Page):
    """How a force's returns come: when they are due, which are late, and what a folder brought."""

    schema_: Literal["muster.feed/1"] = Field("muster.feed/1", alias="schema")
    force: str
    due_day: int | None = Field(description="The day of the month by which a return is due")
    next_day: date | None
    late: list[date] = Field(description="The days of returns that are late and have not come")
    accepts_sound: bool
    watched: bool = Field(description="A folder is watched for this force")
    set_at: datetime | None
    items: list[ArrivalPart]
