"""The wall of a control room, and the tours declared before: for those who may see the names."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from muster.exchange import Answer
from muster.web.api.contracts.base import Page, Part
from muster.web.api.contracts.tours import DeclaredCount, Nomination, Standing


class WallCell(Part):
    """Whole units of a kind at a notice: by the roster, as declared, and which of them holds."""

    within_minutes: int
    recorded: int | None
    declared: int | None
    source: str
    value: int | None = Field(description="The figure to go by; null where it is unknown")
    stops: str = Field(description="What the next unit needs; empty where nothing is known")
    differs: bool


class WallLine(Part):
    """One kind of unit along the notices."""

    unit: str
    cells: list[WallCell]


class WallPlace(Part):
    """How many vehicles stand at a place."""

    place: str
    vehicles: int


class WallFleet(Part):
    """Vehicles of one kind as declared: how many are on the road and where, and which are not."""

    kind: str
    on_road: int
    off_road: list[str]
    places: list[WallPlace]


class WallAnswer(Answer):
    """What the wall of a control room shows. Never a contact."""

    schema_: Literal["muster.wall/1"] = Field("muster.wall/1", alias="schema")
    force: str
    at: datetime
    tour_start: datetime
    tour_end: datetime
    undeclared_since: datetime | None
    declaration: int | None
    on_call_officer: str
    commanders: list[Nomination]
    remarks: str
    roster_age_days: int | None
    trusts_declared: bool = Field(description="The roster is missing, or too old to go by")
    fall: str = Field(description="Why there are fewer units at a longer notice; mostly empty")
    lines: list[WallLine]
    fleets: list[WallFleet]
    document: str
    synthetic: bool


class DeclarationPart(Part):
    """One declaration of a tour; a later one of the same tour corrects it. Never a contact."""

    number: int
    tour_start: datetime
    tour_end: datetime
    declared_at: datetime
    declared_by: str
    corrects: int | None
    on_call_officer: str
    remarks: str
    commanders: list[Nomination]
    vehicles: list[Standing]
    figures: list[DeclaredCount]
    sha256: str


class DeclarationsAnswer(Page):
    """What a force declared, the latest first, and the times of day at which its tours start."""

    schema_: Literal["muster.declarations/1"] = Field("muster.declarations/1", alias="schema")
    force: str
    starts: list[str]
    items: list[DeclarationPart]


class DeclarationAnswer(Answer):
    """One declaration of a tour."""

    schema_: Literal["muster.declaration/1"] = Field("muster.declaration/1", alias="schema")
    force: str
    declaration: DeclarationPart
