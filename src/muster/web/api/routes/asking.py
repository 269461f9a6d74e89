"""What a program asks about: an instant, as known when, a notice, a unit kind, an edition."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Query, Schema
from pydantic import Field

from muster.intake import Input, Provenance
from muster.web.documents.models import Document
from muster.web.picture.asked import Asked, asked_of
from muster.web.rulebook import rulebook
from muster.web.versions import software


class Question(Schema):
    """The parts of a question, each with a default: now, as known now, in an hour, whole PSUs."""

    at: str = Field("", description="Instant, ISO 8601; UK local time without an offset")
    known: str = Field("", description="As known at this earlier instant")
    within: int = Field(60, description="Notice in minutes: 0, 60, 240, 480 or 1440")
    unit: str = Field("psu", description="Kind of unit, by slug")
    edition: str = Field("", description="Edition of the requirement: 2012, 2015 or 2023")


Asking: Any = Query(...)  # type: ignore[type-arg]


def question_of(request: HttpRequest) -> Asked:
    """Return what is asked. Raises UnableToAsk naming the part that makes no sense."""
    return asked_of(request)


def provenance_of(*documents: Document) -> Provenance:
    """Return what an answer was made from: the documents by digest, doctrine and software."""
    inputs = tuple(Input(each.title, each.sha256, each.size) for each in documents)
    return Provenance(inputs, rulebook().digest, software())


KnownAsked: Any = Query(  # type: ignore[type-arg]
    "", alias="known", description="As known at this earlier instant"
)


def known_of(request: HttpRequest) -> datetime:
    """Return as known when something is asked: now, unless the address says an earlier time."""
    return asked_of(request).known
