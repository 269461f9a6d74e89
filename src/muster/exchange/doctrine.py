"""`muster.unit/1` and `muster.doctrine/1`: what the nation requires, with its sources."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

from pydantic import Field

from muster.doctrine import Doctrine, Source
from muster.exchange.base import Answer, Record, schema_field
from muster.policing import Composition


class SourceRecord(Record):
    """Where a figure comes from; `standing` is published, recalled, local or assumed."""

    standing: str
    document: str
    heading: str
    paragraph: int | None
    quotation: str
    note: str


class PostRecord(Record):
    """A post of a unit: how many, of which ranks, holding every one of which skills."""

    post: str
    count: int
    ranks: list[str]
    skills: list[str]


class VehicleRecord(Record):
    """Vehicles of one kind a unit cannot leave without."""

    kind: str
    count: int


class UnitAnswer(Answer):
    """What one whole unit is made of from a day on. `source` is one line a reader can follow."""

    schema_: Literal["muster.unit/1"] = schema_field("muster.unit/1")
    unit: str
    name: str
    plural: str
    from_: date = Field(alias="from")
    source: str
    standing: str
    reference: SourceRecord
    people: int
    posts: list[PostRecord]
    vehicles: list[VehicleRecord]
    doctrine: str


class DoctrineAnswer(Answer):
    """A list from doctrine: `table` names it, `rows` are its entries."""

    schema_: Literal["muster.doctrine/1"] = schema_field("muster.doctrine/1")
    table: str
    rows: list[dict[str, str | int | float | bool | list[str] | None]]
    doctrine: str


def unit_answer(composition: Composition, doctrine: Doctrine) -> UnitAnswer:
    """Return a unit's composition under its contract."""
    kind, source = doctrine.unit(composition.unit), doctrine.composition_source(composition)
    return UnitAnswer(
        unit=kind.slug,
        name=kind.name,
        plural=kind.plural,
        from_=composition.starts,
        source=source.describe(),
        standing=source.standing,
        reference=SourceRecord.model_validate(source),
        people=composition.people,
        posts=[
            PostRecord(
                post=post.slug, count=post.count, ranks=list(post.ranks), skills=list(post.skills)
            )
            for post in composition.posts
        ],
        vehicles=[VehicleRecord.model_validate(need) for need in composition.vehicles],
        doctrine=doctrine.digest,
    )


def doctrine_answer(
    table: str, rows: Sequence[dict[str, Any]], doctrine: Doctrine
) -> DoctrineAnswer:
    """Return a list from doctrine under its contract."""
    return DoctrineAnswer(table=table, rows=list(rows), doctrine=doctrine.digest)


def source_cells(source: Source) -> dict[str, str]:
    """Return a source as the two values a row of a list carries."""
    return {"standing": source.standing, "source": source.describe()}
