"""Kept copies, and what the command bar finds."""

from datetime import datetime
from typing import Any, Literal

from pydantic import Field

from muster.exchange import Answer
from muster.web.api.contracts.base import Page, Part


class CopyPart(Part):
    """A kept copy by its facts: what was asked and as known when, and its digest."""

    number: int
    kept_at: datetime
    kept_by: str
    title: str
    subject: str
    contract: str = Field(description="The schema of what was kept")
    sha256: str
    size: int
    address: str = Field(description="The page as it was, below the server's address")
    at: datetime | None
    known: datetime | None
    edition: str
    synthetic: bool


class CopiesAnswer(Page):
    """The copies kept of what a token may see, the latest first."""

    schema_: Literal["muster.copies/1"] = Field("muster.copies/1", alias="schema")
    items: list[CopyPart]


class CopyAnswer(Answer):
    """One kept copy with the answer in it; `whole` says that its bytes fit their digest.

    `kept` is read as JSON: for the bytes as they were kept, ask for the document's body.
    """

    schema_: Literal["muster.copy/1"] = Field("muster.copy/1", alias="schema")
    copy_: CopyPart = Field(alias="copy")
    whole: bool
    kept: dict[str, Any]


class FoundPart(Part):
    """Something found: what it is called, a few words more, and the address of its page."""

    label: str
    hint: str
    address: str


class FoundGroup(Part):
    """What was found of one kind."""

    kind: Literal["forces", "cells", "people", "documents", "actions"]
    found: list[FoundPart]


class FoundAnswer(Answer):
    """What the command bar finds for a token, a handful of each kind."""

    schema_: Literal["muster.found/1"] = Field("muster.found/1", alias="schema")
    groups: list[FoundGroup]
