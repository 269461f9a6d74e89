"""`muster.replay/1`: a past operation played again, variant by variant."""

from collections.abc import Sequence
from typing import Literal

from pydantic import AwareDatetime

from muster.exchange.base import Answer, ProvenanceRecord, Record, instant, schema_field
from muster.exchange.plans import AssignmentRecord, LevelRecord, assignment_record
from muster.mobilisation import Played, Replay


class OrderRecord(Record):
    """One order of a variant, and the plan made for it. Instants are the operation's own."""

    at: AwareDatetime
    tier: str
    demands: list[str]
    assignments: list[AssignmentRecord]
    objective: list[LevelRecord]
    proved: bool


class OutcomeRecord(Record):
    """What became of one demand; `last` is when the last of its units came."""

    demand: str
    basis: str
    wanted: int
    in_time: int
    late: int
    short: int
    last: AwareDatetime | None


class ExposedRecord(Record):
    """A lender with less left than its assessed local need, at the end of an order."""

    force: str
    order: int
    lent: int
    left: int
    need: int


class MisfitRecord(Record):
    """A published figure beside the replay's."""

    fact: str
    what: str
    published: float
    replayed: float
    unit: str
    source: str


class VariantRecord(Record):
    """One way it could have gone."""

    slug: str
    name: str
    orders: list[OrderRecord]
    outcomes: list[OutcomeRecord]
    exposed: list[ExposedRecord]
    misfits: list[MisfitRecord]


class ReplayAnswer(Answer):
    """A past operation played again with the forces of a network."""

    schema_: Literal["muster.replay/1"] = schema_field("muster.replay/1")
    replay: str
    name: str
    question: str
    assumed: list[str]
    variants: list[VariantRecord]
    travel_times: str
    synthetic: bool
    notes: list[str]
    provenance: ProvenanceRecord


def replay_answer(
    replay: Replay,
    played: Sequence[Played],
    *,
    provenance: object,
    synthetic: bool,
    notes: Sequence[str] = (),
) -> ReplayAnswer:
    """Return a past operation played again under its contract."""
    return ReplayAnswer(
        replay=replay.slug,
        name=replay.name,
        question=replay.question,
        assumed=list(replay.assumed),
        variants=[_variant(replay, each) for each in played],
        travel_times=played[0].plans[0].travel_times,
        synthetic=synthetic,
        notes=list(notes),
        provenance=ProvenanceRecord.model_validate(provenance),
    )


def _variant(replay: Replay, played: Played) -> VariantRecord:
    basis = dict(replay.basis)
    return VariantRecord(
        slug=played.variant.slug,
        name=played.variant.name,
        orders=[
            OrderRecord(
                at=instant(stage.at - replay.shift),
                tier=stage.tier,
                demands=list(stage.demands),
                assignments=[
                    assignment_record(each, replay.shift)
                    for each in plan.assignments
                    if each.demand in stage.demands
                ],
                objective=[LevelRecord.model_validate(level) for level in plan.objective],
                proved=plan.proved,
            )
            for stage, plan in zip(played.variant.stages, played.plans, strict=True)
        ],
        outcomes=[
            OutcomeRecord(
                demand=each.demand,
                basis=basis[each.demand],
                wanted=each.wanted,
                in_time=each.in_time,
                late=each.late,
                short=each.short,
                last=None if each.last is None else instant(each.last - replay.shift),
            )
            for each in played.outcomes
        ],
        exposed=[
            ExposedRecord(
                force=each.force, order=each.stage, lent=each.lent, left=each.left, need=each.need
            )
            for each in played.exposed
        ],
        misfits=[
            MisfitRecord(
                fact=each.fact.slug,
                what=each.fact.what,
                published=each.fact.value,
                replayed=each.replayed,
                unit=each.fact.unit,
                source=each.fact.source,
            )
            for each in played.misfits
        ],
    )
