"""A board: forces, regions and their sum by one measure at one instant; and the regions."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from muster.exchange import Answer
from muster.web.api.contracts.base import Part


class BoardRow(Part):
    """One force, region or sum: `low` and `high` bound what is not known exactly.

    Both are null where there is no figure: `state` and `why_not_known` say why. That is not
    nought.
    """

    scope: Literal["force", "region", "together"]
    slug: str
    name: str
    region: str
    measure: str
    at: datetime
    within_minutes: int
    low: int | None
    high: int | None
    of: int | None
    grade: str | None
    state: str
    known: int | None = None
    forces: int | None = None
    return_age_days: int | None
    return_late: bool | None
    why_not_known: str = ""


class Step(Part):
    """How many forces stand at one step of a measure."""

    step: str
    forces: int


class BoardAnswer(Answer):
    """A board; `not_shown` counts the forces that are summed and that this token may not see."""

    schema_: Literal["muster.board/1"] = Field("muster.board/1", alias="schema")
    measure: str
    title: str
    at: datetime
    known: datetime
    within_minutes: int
    edition: str
    rows: list[BoardRow]
    distribution: list[Step]
    not_shown: int
    synthetic: bool
    doctrine: str
    digest: str


class RegionPart(Part):
    """A region, its forces, and how many of them have a return in use."""

    region: str
    name: str
    forces: list[str]
    with_returns: int


class RegionsAnswer(Answer):
    """The regions of doctrine, in its order."""

    schema_: Literal["muster.regions/1"] = Field("muster.regions/1", alias="schema")
    regions: list[RegionPart]
