"""`muster.strength/1`: the count for one force."""

from dataclasses import replace
from typing import Any, Literal

from pydantic import AwareDatetime, Field

from muster.exchange.base import Answer, ProvenanceRecord, Record, instant, schema_field
from muster.strength import KindCount, UnitCount


class NeedRecord(Record):
    """So many more people for a post, or vehicles of a kind."""

    post: str
    count: int


class PostRecord(Record):
    """People who could serve in a post: on duty, on call, recallable, and expected to come."""

    post: str
    on_duty: int
    on_call: int
    recall: int
    expected: float


class OptionsRecord(Record):
    """How the count was asked."""

    assured: bool
    releasable: bool
    by_base: bool


class PointRecord(Record):
    """One kind at one notice: `bounds` is low and high, high null where nothing limits it."""

    unit: str
    within_minutes: int
    whole_units: int | None
    bounds: tuple[int, int | None]
    unknown: list[str]
    next_unit_needs: list[NeedRecord]


class KindRecord(PointRecord):
    """One kind at the notice asked, with who could serve and why others do not."""

    base: str
    available: dict[str, int | None]
    unavailable: dict[str, int]
    by_post: list[PostRecord]


class ReachRecord(Record):
    """The period of which a return speaks: from its first instant until its last, left out."""

    from_: AwareDatetime = Field(alias="from")
    until: AwareDatetime


class StrengthAnswer(Answer):
    """How many whole units one force can raise, by when, and what stops the next one.

    The keys of the first kind asked for stand at the top; `kinds` has every kind asked for.
    `whole_units` is the high bound. `skipped` counts the rows waived, by table. `known` is
    false where the return's period (`reach`) does not have the instant in it: then nothing is
    counted, every bound is nought at least and null (no known limit) at most, and `notes` say
    why. Not known is never nought.
    """

    schema_: Literal["muster.strength/1"] = schema_field("muster.strength/1")
    force: str
    unit: str
    at: AwareDatetime
    within_minutes: int
    whole_units: int | None
    bounds: tuple[int, int | None]
    unknown: list[str]
    next_unit_needs: list[NeedRecord]
    available: dict[str, int | None]
    unavailable: dict[str, int]
    curve: list[PointRecord]
    joint: list[dict[str, int]]
    kinds: list[KindRecord]
    options: OptionsRecord
    notes: list[str]
    skipped: dict[str, int]
    synthetic: bool
    provenance: ProvenanceRecord
    known: bool = True
    reach: ReachRecord | None = None


def strength_answer(
    count: UnitCount,
    *,
    provenance: object,
    synthetic: bool = False,
    skipped: dict[str, int] | None = None,
    notes: tuple[str, ...] = (),
    reach: tuple[int, int] | None = None,
) -> StrengthAnswer:
    """Return a count under its contract. `provenance` has inputs, doctrine and software.

    `reach` is from which and until which UTC minute the return speaks; a count outside it
    is answered as not known.
    """
    if reach is not None and not reaches(reach, count.at):
        count, notes = not_known(count), (*notes, why_not_known(reach, count.at))
    first = count.kinds[0]
    return StrengthAnswer(
        force=count.force,
        at=instant(count.at),
        curve=[PointRecord(**point(kind)) for row in count.curve for kind in row],
        joint=[dict(mix) for mix in count.joint],
        kinds=[KindRecord(**point(kind), **_detail(kind)) for kind in count.kinds],
        options=OptionsRecord.model_validate(count.options),
        notes=[*count.notes, *notes],
        skipped=skipped or {},
        synthetic=synthetic,
        provenance=ProvenanceRecord.model_validate(provenance),
        available=dict(first.available),
        unavailable=dict(first.unavailable),
        known=reach is None or reaches(reach, count.at),
        reach=_reach(reach),
        **point(first),
    )


def reaches(reach: tuple[int, int], at: int) -> bool:
    """Say whether a UTC minute is in the period of which a return speaks."""
    return reach[0] <= at < reach[1]


def not_known(count: UnitCount) -> UnitCount:
    """Return a count from which every figure is taken: nought at least, no known limit at most."""
    return replace(
        count,
        kinds=tuple(_bare(kind) for kind in count.kinds),
        curve=tuple(tuple(_bare(kind) for kind in row) for row in count.curve),
        joint=(),
        notes=(),
    )


def _bare(kind: KindCount) -> KindCount:
    return replace(
        kind,
        low=0,
        high=None,
        next_unit_needs=(),
        available=dict.fromkeys(kind.available),
        unavailable={},
        by_post=(),
        unknown=tuple(kind.available),
    )


def why_not_known(reach: tuple[int, int], at: int) -> str:
    """Return why nothing is known of a UTC minute outside the period of a return."""
    edge = "reaches until" if at >= reach[1] else "begins on"
    day = instant(reach[1] if at >= reach[1] else reach[0])
    return f"Not known at that instant: the return {edge} {day:%-d %B %Y}."


def _reach(reach: tuple[int, int] | None) -> ReachRecord | None:
    return ReachRecord(from_=instant(reach[0]), until=instant(reach[1])) if reach else None


def point(kind: KindCount) -> dict[str, Any]:
    """Return what is said of one kind at one notice."""
    return {
        "unit": kind.unit,
        "within_minutes": kind.within,
        "whole_units": kind.whole_units,
        "bounds": (kind.low, kind.high),
        "unknown": list(kind.unknown),
        "next_unit_needs": [NeedRecord.model_validate(need) for need in kind.next_unit_needs],
    }


def _detail(kind: KindCount) -> dict[str, Any]:
    return {
        "base": kind.base,
        "available": dict(kind.available),
        "unavailable": dict(kind.unavailable),
        "by_post": [PostRecord.model_validate(post) for post in kind.by_post],
    }
