"""`muster.plan/1`: who sends what, where and when, with the proof, the reasons and the request."""

from collections.abc import Sequence
from typing import Literal

from pydantic import AwareDatetime

from muster.doctrine import Doctrine
from muster.exchange.base import Answer, ProvenanceRecord, Record, instant, schema_field
from muster.exchange.requests import RequestRecord, request_of, request_record
from muster.mobilisation import (
    Assignment,
    Because,
    DonorEffect,
    Level,
    Plan,
    Short,
    TierResult,
    donor_words,
    short_words,
    worth_words,
)
from muster.policing import clock


class AssignmentRecord(Record):
    """Units of one force for one demand; `ready_at` is when they can leave at the earliest."""

    demand: str
    force: str
    unit: str
    count: int
    notice_minutes: int
    ready_at: AwareDatetime
    depart: AwareDatetime
    arrive: AwareDatetime
    travel_minutes: int
    late_minutes: int


class CureRecord(Record):
    """What, relaxed alone, raises `cured` of the units a demand is short of."""

    binding: str
    cured: int
    forces: dict[str, int]
    wait_minutes: int
    tier: str
    needs: list[dict[str, str | int]]


class UnmetRecord(Record):
    """Units of a demand that are not raised, why in words, and each single cure."""

    demand: str
    unit: str
    count: int
    because: str
    cures: list[CureRecord]


class LevelRecord(Record):
    """One level of the objective; no plan as good in the levels above has less than `bound`."""

    level: str
    value: float
    bound: float | None


class DonorRecord(Record):
    """What is asked of a force for one kind of unit, put to its authorising officer."""

    force: str
    unit: str
    offered: int
    cover: int
    sent: int
    lent: int
    left: int
    floor: int
    share: float
    recalled: int
    rest_days: int
    demands: list[str]


class TierRecord(Record):
    """What is raised when help is sought no further than a tier."""

    tier: str
    raised: int
    short: int
    late_minutes: int
    proved: bool


class WorthRecord(Record):
    """What one more unit at a force would have bettered, and by how much."""

    force: str
    unit: str
    notice_minutes: int
    level: str
    gain: float


class PlanAnswer(Answer):
    """A plan, whole: it holds the request, so that it can be made again."""

    schema_: Literal["muster.plan/1"] = schema_field("muster.plan/1")
    at: AwareDatetime
    tier: str
    policy: Literal["optimal", "nearest"]
    assignments: list[AssignmentRecord]
    unmet: list[UnmetRecord]
    objective: list[LevelRecord]
    proved: bool
    donors: list[DonorRecord]
    tiers: list[TierRecord]
    worth: list[WorthRecord]
    because: list[str]
    travel_times: str
    notes: list[str]
    request: RequestRecord
    synthetic: bool
    provenance: ProvenanceRecord


def plan_answer(
    plan: Plan,
    because: Because,
    *,
    donors: Sequence[DonorEffect],
    tiers: Sequence[TierResult],
    doctrine: Doctrine,
    provenance: object,
    synthetic: bool,
    notes: Sequence[str] = (),
) -> PlanAnswer:
    """Return a plan with its reasons under its contract."""
    said = [donor_words(reason, plan, doctrine) for reason in because.donors]
    said += [worth_words(each, doctrine) for each in because.worth if each.level]
    return PlanAnswer(
        at=instant(plan.request.at),
        tier=plan.request.tier,
        policy=plan.policy,
        assignments=[assignment_record(each) for each in plan.assignments],
        unmet=_unmet(plan, because, doctrine),
        objective=[LevelRecord.model_validate(level) for level in plan.objective],
        proved=plan.proved,
        donors=[DonorRecord.model_validate(donor) for donor in donors],
        tiers=[
            TierRecord(
                tier=each.tier,
                raised=each.raised,
                short=each.short,
                late_minutes=each.late,
                proved=each.proved,
            )
            for each in tiers
        ],
        worth=[
            WorthRecord(
                force=each.force,
                unit=each.unit,
                notice_minutes=each.notice,
                level=each.level,
                gain=each.gain,
            )
            for each in because.worth
            if each.level
        ],
        because=said,
        travel_times=plan.travel_times,
        notes=list(dict.fromkeys((*plan.notes, *because.notes, *notes))),
        request=request_record(plan.request),
        synthetic=synthetic,
        provenance=ProvenanceRecord.model_validate(provenance),
    )


def plan_of_answer(answer: PlanAnswer) -> Plan:
    """Return the plan that an answer holds, without its reasons."""
    return Plan(
        request=request_of(answer.request),
        policy=answer.policy,
        assignments=tuple(
            Assignment(
                demand=each.demand,
                force=each.force,
                unit=each.unit,
                count=each.count,
                notice=each.notice_minutes,
                ready=clock.minute_of(each.ready_at),
                depart=clock.minute_of(each.depart),
                arrive=clock.minute_of(each.arrive),
                travel=each.travel_minutes,
                late=each.late_minutes,
            )
            for each in answer.assignments
        ),
        short=tuple(Short(each.demand, each.unit, each.count) for each in answer.unmet),
        objective=tuple(Level(each.level, each.value, each.bound) for each in answer.objective),
        travel_times=answer.travel_times,
        notes=tuple(answer.notes),
    )


def assignment_record(each: Assignment, shift: int = 0) -> AssignmentRecord:
    """Return an assignment as a record, its instants earlier by `shift` minutes."""
    return AssignmentRecord(
        demand=each.demand,
        force=each.force,
        unit=each.unit,
        count=each.count,
        notice_minutes=each.notice,
        ready_at=instant(each.ready - shift),
        depart=instant(each.depart - shift),
        arrive=instant(each.arrive - shift),
        travel_minutes=each.travel,
        late_minutes=each.late,
    )


def _unmet(plan: Plan, because: Because, doctrine: Doctrine) -> list[UnmetRecord]:
    reasons = {each.demand: each for each in because.short}
    found = []
    for short in plan.short:
        reason = reasons.get(short.demand)
        found.append(
            UnmetRecord(
                demand=short.demand,
                unit=short.unit,
                count=short.count,
                because=short_words(reason, doctrine) if reason else "",
                cures=[
                    CureRecord(
                        binding=cure.binding,
                        cured=cure.cured,
                        forces=dict(cure.forces),
                        wait_minutes=cure.minutes,
                        tier=cure.tier,
                        needs=[{"post": n.post, "count": n.count} for n in cure.needs],
                    )
                    for cure in (reason.cures if reason else ())
                ],
            )
        )
    return found
