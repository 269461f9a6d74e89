"""Tours: what a control room declared, as counts; by name only where names may be seen."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field, StringConstraints

from muster.exchange import Answer
from muster.web.api.contracts.base import WITHOUT_NOUGHT, Given, Name, Number, Part

Mark = Annotated[
    str, StringConstraints(min_length=1, max_length=60, pattern=r"^[^\x00\s,;]+$")
]  # a collar number
Vehicle = Annotated[str, StringConstraints(min_length=1, max_length=60, pattern=WITHOUT_NOUGHT)]
Remark = Annotated[str, StringConstraints(max_length=2000, pattern=WITHOUT_NOUGHT)]
Notice = Literal[0, 60, 240, 480, 1440]


class Fleet(Part):
    """How many vehicles of a kind are on the road, and how many are not."""

    kind: str
    on_road: int
    off_road: int


class DeclaredCount(Part):
    """Whole units of a kind that are said to be raised within so many minutes."""

    unit: str
    within_minutes: int
    count: int


class Nomination(Part):
    """An officer nominated to command, by collar number."""

    officer: str
    rank: str
    base: str
    doubt: str


class Standing(Part):
    """Where one vehicle is."""

    vehicle: str
    kind: str
    place: str
    on_road: bool


class Names(Part):
    """Who and which: for those alone who may see their own force's tour. Never a contact."""

    on_call_officer: str
    commanders: list[Nomination]
    vehicles: list[Standing]
    remarks: str
    declared_by: str


class TourAnswer(Answer):
    """The tour at an instant: declared or not, and what was declared.

    `number` is the declaration's; null where nothing is declared.
    """

    schema_: Literal["muster.tour/1"] = Field("muster.tour/1", alias="schema")
    force: str
    tour_start: datetime
    tour_end: datetime
    declared: bool
    number: int | None
    declared_at: datetime | None
    commanders: int
    fleets: list[Fleet]
    figures: list[DeclaredCount]
    names: Names | None
    sha256: str


class DeclaredAt(Given):
    """Where a vehicle is at the start of the tour, and whether it is on the road."""

    vehicle: Vehicle
    place: Name = ""
    on_road: bool = True


class FigureGiven(Given):
    """Whole PSUs that could be raised within so many minutes."""

    within_minutes: Notice
    count: int = Field(ge=0, le=9999)


class Declaring(Given):
    """A declaration: of the tour now, unless `tour_start` is that of the one before or after.

    `seen` is the number of the declaration it corrects, null where none was there. Vehicles not
    named stay as the tour before left them. `anyway` says that what the return doubts is meant.
    """

    on_call_officer: Name = Field(min_length=1)
    contact: Name = ""
    remarks: Remark = ""
    commanders: list[Mark] = Field(default_factory=list, max_length=40)
    vehicles: list[DeclaredAt] = Field(default_factory=list, max_length=2000)
    figures: list[FigureGiven] = Field(default_factory=list, max_length=5)
    anyway: bool = False
    seen: Number | None = None
    tour_start: AwareDatetime | None = None
