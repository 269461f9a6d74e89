"""Judgements: what a named person says of a criterion or a cell, and why."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from muster.exchange import Answer
from muster.web.api.contracts.base import Given, Name, Number, Page, Part, Words

Grade = Literal["met", "partly_met", "not_met", "not_evidenced", ""]


class JudgementPart(Part):
    """One judgement; without a grade it withdraws the one it replaces."""

    number: int
    force: str
    subject: str
    about: str
    grade: Grade
    reasons: str
    by: str
    at: datetime
    replaces: int | None
    stands: bool


class JudgementsAnswer(Page):
    """Everything judged of a force, the latest first."""

    schema_: Literal["muster.judgements/1"] = Field("muster.judgements/1", alias="schema")
    items: list[JudgementPart]


class JudgementAnswer(Answer):
    """One judgement as it was recorded."""

    schema_: Literal["muster.judgement/1"] = Field("muster.judgement/1", alias="schema")
    judgement: JudgementPart


class Judging(Given):
    """What is judged (a criterion, or a cell as `threat.aspect`), how it stands, and why.

    `replaces` is one's own earlier judgement of the same; without a grade it is withdrawn.
    """

    subject: Name
    grade: Grade
    reasons: Words = Field(min_length=1)
    replaces: Number | None = None
