"""Documents, the audit, health, and who a token speaks for."""

from datetime import datetime
from typing import Any, Literal

from pydantic import Field

from muster.exchange import Answer
from muster.web.api.contracts.base import Page, Part


class DocumentPart(Part):
    """A document by its facts; `readable` says that its body may be had by a program."""

    number: int
    kind: Literal["return", "matrix", "forecast", "print"]
    schema_: str = Field(alias="schema")
    subject: str
    title: str
    sha256: str
    size: int
    received_at: datetime
    received_from: str
    prepared_at: datetime | None
    period_from: datetime | None
    period_until: datetime | None
    made_from: int | None
    erased_at: datetime | None
    readable: bool
    synthetic: bool


class DocumentsAnswer(Page):
    """The documents that a token may see, the latest first."""

    schema_: Literal["muster.documents/1"] = Field("muster.documents/1", alias="schema")
    items: list[DocumentPart]


class DocumentAnswer(Answer):
    """One document by its facts."""

    schema_: Literal["muster.document/1"] = Field("muster.document/1", alias="schema")
    document: DocumentPart


class EntryPart(Part):
    """One entry of the audit, with the digests by which it hangs on the one before."""

    sequence: int
    at: datetime
    actor: str
    action: str
    subject: str
    force: str
    reason: str
    detail: dict[str, Any]
    request: str
    previous: str
    digest: str


class EntriesAnswer(Page):
    """Entries of the audit that a token may see, the latest first."""

    schema_: Literal["muster.audit-entries/1"] = Field("muster.audit-entries/1", alias="schema")
    items: list[EntryPart]


class SignPart(Part):
    """One sign of health: `good`, `short` (look soon), `none` (look now) or `soft` (a fact)."""

    name: str
    tone: Literal["good", "short", "none", "soft"]
    words: str


class HealthAnswer(Answer):
    """Whether the server is well; `well` is that no sign asks to be looked at now."""

    schema_: Literal["muster.health/1"] = Field("muster.health/1", alias="schema")
    well: bool
    signs: list[SignPart]


class SeatPart(Part):
    """One appointment of whoever a token speaks for."""

    role: str
    reach: Literal["force", "region", "nation"]
    scope: str
    ends_at: datetime | None


class TokenAnswer(Answer):
    """Who a token speaks for, with which rights, over what, and until when."""

    schema_: Literal["muster.token/1"] = Field("muster.token/1", alias="schema")
    name: str
    speaks_for: str
    rights: list[str]
    appointments: list[SeatPart]
    expires_at: datetime
