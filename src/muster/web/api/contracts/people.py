"""People of one's own force: read with a reason, each reading an entry of the audit."""

from datetime import date, datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field, StringConstraints

from muster.exchange import Answer
from muster.web.api.contracts.base import WITHOUT_NOUGHT, Name, Page, Part

SHORTEST, LONGEST = 8, 300  # as long as the form of the page takes
Why = Annotated[
    str, StringConstraints(min_length=SHORTEST, max_length=LONGEST, pattern=WITHOUT_NOUGHT)
]
States = Literal["", "can", "on_duty", "on_call", "recall", "cannot"]
Lapsing = Literal["", "14", "30", "60", "90", "lapsed"]
Order = Literal["officer", "rank", "base", "state", "expiry"]


class Reasoned(Schema):
    """Why people's records are read; written with the reading."""

    reason: Why = Field(description="Why the records are read; kept in the audit with the reading")


class PeopleSought(Reasoned):
    """What a list of people is narrowed to, and its order; empty parts ask for nothing."""

    officer: Name = Field("", description="Part of a collar number")
    rank: Name = Field("", description="A rank, by slug")
    base: Name = Field("", description="A base, by its name in the return")
    skill: Name = Field("", description="Holds this skill in date, by slug")
    lacking: Name = Field("", description="Lacks this skill, by slug")
    expiring: Lapsing = Field("", description="A ticket lapses within days, or is lapsed")
    state: States = Field("", description="Can be here within the notice, and how, or cannot")
    lift: Name = Field("", description="Only whose tickets would lift the limit of this unit")
    sort: Order = Field("officer", description="What the list is in the order of")
    downwards: bool = Field(False, description="The other way round")


class PersonPart(Part):
    """A person as the list has them; why an absence is one is told to human resources alone."""

    officer: str
    rank: str
    base: str
    state: Literal["on_duty", "starting", "on_call", "recall", "absent"]
    said: str = Field(description="The state in words; *Unavailable* for what only some may know")
    tickets_in_date: int
    tickets_lapsed: int
    next_skill: str = Field(description="The ticket that lapses next; empty for none")
    next_day: date | None
    renew: list[str] = Field(description="Skills whose renewal would lift the limit asked for")


class PeopleAnswer(Page):
    """The people of a force, a page of them."""

    schema_: Literal["muster.people/1"] = Field("muster.people/1", alias="schema")
    force: str
    at: datetime
    within_minutes: int
    document: str = Field(description="SHA-256 of the return they are read from")
    items: list[PersonPart]
    synthetic: bool


class TicketPart(Part):
    """One ticket; without `expires` it does not lapse."""

    skill: str
    awarded: date | None
    expires: date | None
    said: str


class StretchPart(Part):
    """A duty or an abstraction; without an end it is until further notice."""

    start: datetime
    end: datetime | None
    what: str


class PersonAnswer(Answer):
    """One person's tickets, duties of a week, and abstractions of four."""

    schema_: Literal["muster.person/1"] = Field("muster.person/1", alias="schema")
    force: str
    at: datetime
    within_minutes: int
    document: str
    person: PersonPart
    recall_minutes: int
    on_call: bool
    tickets: list[TicketPart]
    duties: list[StretchPart]
    abstractions: list[StretchPart]
    sickness_shown: bool
    synthetic: bool
