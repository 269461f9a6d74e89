"""Returns and uploads: what was sent, how it was checked, how it stands. Counts, no records."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from muster.exchange import Answer
from muster.web.api.contracts.base import Given, Number, Page, Part, Short


class HeldReturn(Part):
    """One return by its facts, and how it stands: `in use`, `superseded` or `withdrawn`."""

    number: int
    force: str
    title: str
    stands: Literal["in use", "superseded", "withdrawn"]
    superseded_by: int | None
    prepared_at: datetime | None
    period_from: datetime | None
    period_until: datetime | None
    received_at: datetime
    received_from: str
    sha256: str
    size: int
    rows: dict[str, int]
    left_out: dict[str, int]
    notes: list[str]
    reason: str
    erased_at: datetime | None
    synthetic: bool


class ReturnsAnswer(Page):
    """The returns of a force, the latest first."""

    schema_: Literal["muster.returns/1"] = Field("muster.returns/1", alias="schema")
    items: list[HeldReturn]


class ReturnAnswer(Answer):
    """One return; its body holds people's records and is not given to programs."""

    schema_: Literal["muster.held-return/1"] = Field("muster.held-return/1", alias="schema")
    held: HeldReturn


class StepPart(Part):
    """One step of an upload."""

    state: str
    at: datetime
    by: str
    reason: str


class UploadPart(Part):
    """A file that was sent: `faults` counts them, `became` is the return that it became.

    `against` is the return it was compared with, which accepting it repeats.
    """

    number: int
    force: str
    name: str
    through: Literal["page", "interface", "folder"]
    state: Literal["received", "checking", "faulty", "ready", "accepted", "discarded"]
    acceptable: bool
    received_at: datetime
    received_from: str
    checked_at: datetime | None
    sha256: str
    size: int
    doing: str
    percent: int
    faults: int
    rows: dict[str, int]
    left_out: dict[str, int]
    against: int | None
    became: int | None
    steps: list[StepPart]


class UploadAnswer(Answer):
    """One upload where it stands."""

    schema_: Literal["muster.upload/1"] = Field("muster.upload/1", alias="schema")
    upload: UploadPart


class UploadsAnswer(Page):
    """The uploads of a force, the latest first."""

    schema_: Literal["muster.uploads/1"] = Field("muster.uploads/1", alias="schema")
    items: list[UploadPart]


class Accepting(Given):
    """Which return this was compared with (null where there was none), and a reason for faults."""

    against: Number | None
    reason: Short = ""


class Reasoning(Given):
    """Why something is done."""

    reason: Short = Field(min_length=1)
