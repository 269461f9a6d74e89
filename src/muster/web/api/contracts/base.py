"""What everything said and taken shares: frozen records, pages of lists, numbers and words."""

from typing import Annotated, Any

from ninja import Path, Query, Schema
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from muster.exchange import Answer

LARGEST = 2**63 - 1
MOST, USUAL, FARTHEST = 1000, 100, 10_000_000
WITHOUT_NOUGHT = r"^[^\x00]*$"  # a database keeps no such character

Number = Annotated[int, Field(ge=1, le=LARGEST)]
InAddress = Annotated[int, Path(ge=1, le=LARGEST)]
Words = Annotated[str, StringConstraints(max_length=4000, pattern=WITHOUT_NOUGHT)]
Short = Annotated[str, StringConstraints(max_length=500, pattern=WITHOUT_NOUGHT)]
Name = Annotated[str, StringConstraints(max_length=120, pattern=WITHOUT_NOUGHT)]


class Part(BaseModel):
    """A part of an answer: frozen, with no keys but its own, read from rows by name."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", from_attributes=True, populate_by_name=True
    )


class Page(Answer):
    """A page of a list that grows: `count` is how many there are in all."""

    count: int
    limit: int
    offset: int


class Given(Schema):
    """What a program sends: no keys but those that are named, so that none is set unseen."""

    model_config = ConfigDict(extra="forbid")


class Paging(Schema):
    """Which part of a list is asked for."""

    limit: int = Field(USUAL, ge=1, le=MOST, description="How many at most")
    offset: int = Field(0, ge=0, le=FARTHEST, description="How many to pass over")


Paged: Any = Query(...)  # type: ignore[type-arg]


def page_of(found: Any, paging: Paging) -> tuple[list[Any], dict[str, int]]:
    """Return one page of a query or a list, and what its answer says of the whole."""
    count = found.count() if hasattr(found, "query") else len(found)
    rows = list(found[paging.offset : paging.offset + paging.limit])
    return rows, {"count": count, "limit": paging.limit, "offset": paging.offset}
