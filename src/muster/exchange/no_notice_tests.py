"""`muster.test/1`: a test without notice, scored."""

from collections.abc import Sequence
from typing import Any, Literal

from pydantic import AwareDatetime

from muster.exchange.base import Answer, ProvenanceRecord, Record, instant, schema_field
from muster.exchange.strength import NeedRecord, PostRecord
from muster.mobilisation import (
    EXERCISE,
    Assembly,
    CurvePoint,
    EvidenceRow,
    MarkScore,
    NoNoticeResult,
    Outcome,
    because_of,
    questions_of,
)
from muster.policing import Composition, clock
from muster.strength import KindCount

Bounds = tuple[int, int | None]
StateToken = Literal["on_duty", "on_call", "recall", "unexpected", "not_said"]


class LadderRecord(Record):
    """Whole units that answers of one sort make: `bounds`, and what stops the next one.

    `known` maps posts and vehicles to the most that were answered for, null where none were.
    """

    bounds: Bounds
    unknown: list[str]
    next_unit_needs: list[NeedRecord]
    known: dict[str, int | None]


class RecordsRecord(LadderRecord):
    """What records allow; `by_post` is how firm the people are, empty where totals are given."""

    by_post: list[PostRecord]


class RequiredUnitsRecord(Record):
    """A criterion that asks for units at this notice, and how many."""

    criterion: str
    units: float
    source: str


class MarkRecord(Record):
    """One mark. `claimed` bounds units said as such; null where nothing of the kind was answered.

    `shown` bounds the units shown at the level reached, and `standing` says how that stands
    to what records allow, recall included.
    """

    minutes: int
    claimed: Bounds | None
    said: LadderRecord | None
    acknowledged: LadderRecord | None
    arrived: LadderRecord | None
    deployed: LadderRecord | None
    recorded: RecordsRecord
    assured: LadderRecord
    required: list[RequiredUnitsRecord]
    shown: Bounds | None
    standing: str
    because: str


class CurveRecord(Record):
    """Whole units at a minute, as bounds: what records allow, what was stated, what arrived."""

    minutes: int
    recorded: Bounds
    stated: Bounds | None
    arrived: Bounds | None


class OutcomeRecord(Record):
    """So many people called alike, and what became of them; minutes are from the call."""

    called_at: AwareDatetime
    post: str
    state: StateToken
    count: int
    predicted_minutes: int | None
    arrived_minutes: int | None
    absent: bool


class EvidenceRecord(Record):
    """A row of a return's evidence table."""

    criterion: str
    kind: str
    level: str
    statement: str
    value: str
    as_at: str
    source: str


class NoNoticeAnswer(Answer):
    """A test without notice, scored at doctrine's marks; nobody in it is named.

    `exercise` is always EXERCISE. `outcomes` and `assembly_minutes` are what
    `muster test right` learns turnout and times from.
    """

    schema_: Literal["muster.test/1"] = schema_field("muster.test/1")
    exercise: Literal["EXERCISE"]
    name: str
    force: str
    unit: str
    units: int | None
    put_at: AwareDatetime
    rendezvous: str
    scenario: str
    ended_minutes: int | None
    level: Literal["stated", "table_top", "mustered", "deployed"] | None
    answers: int
    marks: list[MarkRecord]
    curve: list[CurveRecord]
    questions: list[str]
    outcomes: list[OutcomeRecord]
    assembly_minutes: list[int]
    evidence: list[EvidenceRecord]
    notes: list[str]
    synthetic: bool
    provenance: ProvenanceRecord


def no_notice_answer(
    result: NoNoticeResult,
    unit: Composition,
    *,
    evidence: Sequence[EvidenceRow],
    provenance: object,
    synthetic: bool = False,
    notes: Sequence[str] = (),
) -> NoNoticeAnswer:
    """Return a scored test under its contract; officers' ids are left out."""
    test = result.test
    level: Any = result.level.replace("-", "_") if result.level else None
    return NoNoticeAnswer(
        exercise=EXERCISE,
        name=test.name,
        force=test.force,
        unit=test.unit,
        units=test.units,
        put_at=instant(test.put_at),
        rendezvous=test.rendezvous,
        scenario=test.scenario,
        ended_minutes=test.ended,
        level=level,
        answers=len(test.answers),
        marks=[_mark(mark, result, unit) for mark in result.marks],
        curve=[_point(point) for point in result.curve],
        questions=list(questions_of(result, unit)),
        outcomes=[_outcome(each) for each in result.outcomes],
        assembly_minutes=[each.minutes for each in result.assemblies],
        evidence=[EvidenceRecord.model_validate(_row(each)) for each in evidence],
        notes=[*result.notes, *notes],
        synthetic=synthetic,
        provenance=ProvenanceRecord.model_validate(provenance),
    )


def outcomes_from(answer: NoNoticeAnswer) -> tuple[list[Outcome], list[Assembly]]:
    """Return what a scored test says of turnout, and of the time units took to leave."""
    found = [
        Outcome(
            occasion=answer.name,
            force=answer.force,
            called_at=clock.minute_of(each.called_at),
            post=each.post,
            state=each.state,
            count=each.count,
            predicted=each.predicted_minutes,
            arrived=each.arrived_minutes,
            absent=each.absent,
        )
        for each in answer.outcomes
    ]
    return found, [Assembly(answer.name, minutes) for minutes in answer.assembly_minutes]


def _mark(mark: MarkScore, result: NoNoticeResult, unit: Composition) -> MarkRecord:
    return MarkRecord(
        minutes=mark.minutes,
        claimed=mark.claimed,
        said=_ladder(mark.said),
        acknowledged=_ladder(mark.acknowledged),
        arrived=_ladder(mark.arrived),
        deployed=_ladder(mark.deployed),
        recorded=RecordsRecord(
            **_parts(mark.recorded),
            by_post=[PostRecord.model_validate(post) for post in mark.recorded.by_post],
        ),
        assured=LadderRecord(**_parts(mark.assured)),
        required=[
            RequiredUnitsRecord(
                criterion=each.slug, units=each.requirement or 0, source=each.source.describe()
            )
            for each in mark.required
        ],
        shown=mark.shown,
        standing=mark.standing.name.lower(),
        because=because_of(mark, result, unit),
    )


def _ladder(count: KindCount | None) -> LadderRecord | None:
    return LadderRecord(**_parts(count)) if count else None


def _parts(count: KindCount) -> dict[str, Any]:
    return {
        "bounds": (count.low, count.high),
        "unknown": list(count.unknown),
        "next_unit_needs": [NeedRecord.model_validate(need) for need in count.next_unit_needs],
        "known": dict(count.available),
    }


def _point(point: CurvePoint) -> CurveRecord:
    return CurveRecord.model_validate(point)


def _outcome(outcome: Outcome) -> OutcomeRecord:
    state: Any = outcome.state
    return OutcomeRecord(
        called_at=instant(outcome.called_at),
        post=outcome.post,
        state=state,
        count=outcome.count,
        predicted_minutes=outcome.predicted,
        arrived_minutes=outcome.arrived,
        absent=outcome.absent,
    )


def _row(row: EvidenceRow) -> dict[str, str]:
    return {name: getattr(row, name) for name in EvidenceRecord.model_fields}
