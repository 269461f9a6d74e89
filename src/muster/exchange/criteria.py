"""`muster.criteria/1`: what is asked in each cell of the matrix, and on whose word."""

from collections.abc import Sequence
from datetime import date
from typing import Literal

from pydantic import Field

from muster.doctrine import BASES, Criterion, Crossing, Doctrine
from muster.exchange.base import Answer, Record, schema_field
from muster.exchange.doctrine import SourceRecord


class AskedRecord(Record):
    """One criterion as doctrine holds it."""

    id: str
    threat: str
    aspect: str
    statement: str
    basis: str
    measure: str
    unit: str
    within_minutes: int | None
    requirement: float | None
    partial_share: float | None
    partial_note: str
    level: str
    shelf_life_days: int
    editions: list[str]
    systems: list[str]
    moves: str
    from_: date = Field(alias="from")
    source: SourceRecord


class CrossingRecord(Record):
    """What became of a criterion between editions; `becomes` is empty where it was dropped."""

    id: str
    from_edition: str
    to_edition: str
    becomes: str
    note: str
    source: SourceRecord


class CriteriaAnswer(Answer):
    """The criteria of an edition, and what of them crosses into or out of it."""

    schema_: Literal["muster.criteria/1"] = schema_field("muster.criteria/1")
    edition: str
    threat: str | None
    criteria: list[AskedRecord]
    crosswalk: list[CrossingRecord]
    shares: dict[str, float]
    doctrine: str


def criteria_answer(
    edition: str,
    criteria: Sequence[Criterion],
    crosswalk: Sequence[Crossing],
    *,
    doctrine: Doctrine,
    threat: str = "",
) -> CriteriaAnswer:
    """Return criteria under their contract; `threat` is the one they were narrowed to."""
    bases = [each.basis for each in criteria]
    return CriteriaAnswer(
        edition=edition,
        threat=threat or None,
        criteria=[_asked(each) for each in criteria],
        crosswalk=[_crossing(each) for each in crosswalk],
        shares={basis: bases.count(basis) / len(bases) for basis in BASES if bases},
        doctrine=doctrine.digest,
    )


def _asked(criterion: Criterion) -> AskedRecord:
    return AskedRecord(
        id=criterion.slug,
        threat=criterion.threat,
        aspect=criterion.aspect,
        statement=criterion.statement,
        basis=criterion.basis,
        measure=criterion.measure,
        unit=criterion.unit,
        within_minutes=criterion.within_minutes,
        requirement=criterion.requirement,
        partial_share=criterion.partial_share,
        partial_note=criterion.partial_note,
        level=criterion.level.replace("-", "_"),
        shelf_life_days=criterion.shelf_life_days,
        editions=list(criterion.editions),
        systems=list(criterion.systems),
        moves=criterion.moves,
        from_=criterion.starts,
        source=SourceRecord.model_validate(criterion.source),
    )


def _crossing(crossing: Crossing) -> CrossingRecord:
    return CrossingRecord(
        id=crossing.criterion,
        from_edition=crossing.from_edition,
        to_edition=crossing.to_edition,
        becomes=crossing.becomes,
        note=crossing.note,
        source=SourceRecord.model_validate(crossing.source),
    )
