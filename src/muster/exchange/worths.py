"""`muster.worth/1`: what one more of something at a force is worth, and the frontier."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Literal

from muster.exchange.base import Answer, ProvenanceRecord, Record, schema_field
from muster.exchange.rehearsals import (
    EstimateRecord,
    RehearsalPolicyRecord,
    ScenarioRecord,
    inputs_hidden,
    policy_record,
    scenario_record,
)
from muster.rehearsal import Worths, hide_worths


class RehearsedWorthRecord(Record):
    """What one more is worth, by the same draws with and without it.

    `hours_covered` are unit-hours a replication that are no longer short, `in_time` units a
    replication that are in time besides, `met` is in chance; above nought is a gain.
    `cannot_tell` where noise wins over both of the first two; `helps` goes by unit-hours, and by
    units in time where unit-hours cannot tell.
    """

    force: str
    unit: str
    what: str
    hours_covered: EstimateRecord
    in_time: EstimateRecord
    met: EstimateRecord
    helps: bool
    cannot_tell: bool


class FrontierPointRecord(Record):
    """What was added last, what all of it costs, and the outcome then."""

    force: str
    what: str
    cost: float
    met: EstimateRecord
    share: EstimateRecord


class WorthAnswer(Answer):
    """What one more would be worth at every force, the most unit-hours covered first.

    Where it is not `named`, forces have numbers for names.
    """

    schema_: Literal["muster.worth/1"] = schema_field("muster.worth/1")
    replications: int
    worths: list[RehearsedWorthRecord]
    frontier: list[FrontierPointRecord]
    played: int
    seed: int
    policy: RehearsalPolicyRecord
    scenario: ScenarioRecord
    named: bool
    synthetic: bool
    notes: list[str]
    provenance: ProvenanceRecord


def worths_answer(
    worths: Worths,
    *,
    provenance: object,
    synthetic: bool,
    notes: Sequence[str] = (),
    named: bool,
    also: Collection[str] = (),
) -> WorthAnswer:
    """Return worths under their contract, without the names of forces unless `named`.

    `also` are other names that forces go by, for texts in which these stand.
    """
    whole = replace(worths, notes=(*worths.notes, *notes))
    made = ProvenanceRecord.model_validate(provenance)
    if not named:
        whole, made = hide_worths(whole, also=also), inputs_hidden(made)
    return WorthAnswer(
        replications=whole.replications,
        worths=[RehearsedWorthRecord.model_validate(each) for each in whole.worths],
        frontier=[FrontierPointRecord.model_validate(each) for each in whole.frontier],
        played=whole.played,
        seed=whole.seed,
        policy=policy_record(whole.policy),
        scenario=scenario_record(whole.scenario),
        named=named,
        synthetic=synthetic,
        notes=list(dict.fromkeys(whole.notes)),
        provenance=made,
    )
