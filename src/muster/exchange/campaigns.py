"""`muster.campaign/1`: how sure we are, where it is short, what stops it, and the worst cases."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Literal

from pydantic import AwareDatetime

from muster.exchange.base import Answer, ProvenanceRecord, Record, instant, schema_field
from muster.exchange.rehearsals import (
    EstimateRecord,
    RehearsalPolicyRecord,
    ScenarioRecord,
    inputs_hidden,
    policy_record,
    scenario_record,
)
from muster.rehearsal import Campaign, CampaignMisfit, Outcome, hide_forces

FAN = ("p5", "p25", "p50", "p75", "p95")


class MetRecord(Record):
    """The chance that the requirement is met, with its interval at 95 %."""

    probability: float
    low: float
    high: float


class ShortHourRecord(Record):
    """What a host is short of at a step: mean units, and the chance that any are.

    `minute` is counted from the scenario's start.
    """

    host: str
    at: AwareDatetime
    minute: int
    units: float
    chance: float


class BottleneckRecord(Record):
    """What stopped a force that was asked from sending one more, and in what share."""

    force: str
    unit: str
    posts: list[str]
    vehicle: str
    share: float


class WorstRecord(Record):
    """One of the worst replications, by the number that plays it again, and what it came to."""

    replication: int
    wanted: int
    in_time: int
    late: int
    never: int
    late_minutes: int
    hours_short: float


class ArrivalRecord(Record):
    """Minutes from the first call to the n-th unit, where it came; `reached` is how often."""

    units: int
    reached: float
    tenth: int | None
    half: int | None
    nine_tenths: int | None


class FanRecord(Record):
    """Units in place at a step: the 5th, 25th, 50th, 75th and 95th of 100 replications."""

    at: AwareDatetime
    p5: int
    p25: int
    p50: int
    p75: int
    p95: int


class ExposureRecord(Record):
    """The share of replications in which a donor has less than its local need left."""

    force: str
    share: float


class SentRecord(Record):
    """Mean units of a force that came to incidents of a source."""

    source: str
    force: str
    units: float


class PolicyOutcomeRecord(Record):
    """One policy and what became of the scenario under it. `curve[x]` is for x per cent.

    `hours_short` are unit-hours a replication: units wanted, from when they are needed until
    they arrive, the incident is over or the scenario ends.
    """

    policy: RehearsalPolicyRecord
    replications: int
    met: MetRecord
    share_in_time: EstimateRecord
    wanted: float
    in_time: float
    late: float
    never: float
    late_minutes: float
    hours_short: EstimateRecord
    incidents: float
    stood_down: float
    activated: float
    truncated: int
    curve: list[float]
    fan: list[FanRecord]
    arrivals: list[ArrivalRecord]
    short: list[ShortHourRecord]
    bottlenecks: list[BottleneckRecord]
    exposures: list[ExposureRecord]
    sent: list[SentRecord]
    worst: list[WorstRecord]


class DifferenceRecord(Record):
    """A policy less another with the same draws; where noise wins over the chance it says so.

    Below nought, `hours_short` says that the policy leaves fewer unit-hours short. `better` goes by
    the chance, or where noise wins there by units in time and hours short: null where these tell
    nothing, or each the contrary.
    """

    policy: str
    against: str
    met: EstimateRecord
    in_time: EstimateRecord
    hours_short: EstimateRecord
    better: bool | None
    cannot_tell: bool


class CampaignMisfitRecord(Record):
    """A published figure beside the mean of a policy's replications."""

    policy: str
    fact: str
    what: str
    published: float
    rehearsed: float
    unit: str
    source: str


class SensitivityRecord(Record):
    """How the outcome moves with one figure of the scenario."""

    figure: str
    was: str
    low: str
    high: str
    met_low: EstimateRecord
    met_high: EstimateRecord
    share_low: EstimateRecord
    share_high: EstimateRecord
    swing: EstimateRecord
    cannot_tell: bool
    basis: str


class CampaignAnswer(Answer):
    """Many replications of a scenario. What stands before `scenario` is of the first policy.

    Where it is not `named`, forces have numbers for names.
    """

    schema_: Literal["muster.campaign/1"] = schema_field("muster.campaign/1")
    replications: int
    met: MetRecord
    short: list[ShortHourRecord]
    bottlenecks: list[BottleneckRecord]
    worst: list[WorstRecord]
    digest: str
    scenario: ScenarioRecord
    seed: int
    step_minutes: int
    complete: bool
    precise: bool | None
    forces: list[str]
    policies: list[PolicyOutcomeRecord]
    differences: list[DifferenceRecord]
    sensitivities: list[SensitivityRecord]
    misfits: list[CampaignMisfitRecord]
    travel_times: str
    named: bool
    synthetic: bool
    notes: list[str]
    provenance: ProvenanceRecord


def campaign_answer(
    campaign: Campaign,
    *,
    provenance: object,
    synthetic: bool,
    notes: Sequence[str] = (),
    named: bool,
    also: Collection[str] = (),
) -> CampaignAnswer:
    """Return a campaign under its contract, without the names of forces unless it is `named`.

    `also` are other names that forces go by, for texts in which these stand.
    """
    whole = replace(campaign, notes=(*campaign.notes, *notes))
    made = ProvenanceRecord.model_validate(provenance)
    if not named:
        whole, made = hide_forces(whole, also=also), inputs_hidden(made)
    policies = [_policy(each, whole) for each in whole.outcomes]
    first = policies[0]
    return CampaignAnswer(
        replications=whole.replications,
        met=first.met,
        short=first.short,
        bottlenecks=first.bottlenecks,
        worst=first.worst,
        digest=whole.digest,
        scenario=scenario_record(whole.scenario),
        seed=whole.seed,
        step_minutes=whole.step,
        complete=whole.complete,
        precise=whole.precise,
        forces=list(whole.forces),
        policies=policies,
        differences=[DifferenceRecord.model_validate(each) for each in whole.differences],
        sensitivities=[SensitivityRecord.model_validate(each) for each in whole.sensitivities],
        misfits=[_misfit(each) for each in whole.misfits],
        travel_times=whole.travel_times,
        named=named,
        synthetic=synthetic,
        notes=list(dict.fromkeys(whole.notes)),
        provenance=made,
    )


def _policy(outcome: Outcome, campaign: Campaign) -> PolicyOutcomeRecord:
    starts, step = campaign.scenario.starts, campaign.step
    return PolicyOutcomeRecord(
        policy=policy_record(outcome.policy),
        replications=outcome.replications,
        met=MetRecord(probability=outcome.met.value, low=outcome.met.low, high=outcome.met.high),
        share_in_time=EstimateRecord.model_validate(outcome.share),
        wanted=outcome.wanted,
        in_time=outcome.in_time,
        late=outcome.late,
        never=outcome.never,
        late_minutes=outcome.late_minutes,
        hours_short=EstimateRecord.model_validate(outcome.hours_short),
        incidents=outcome.incidents,
        stood_down=outcome.stood_down,
        activated=outcome.activated,
        truncated=outcome.truncated,
        curve=list(outcome.curve),
        fan=[
            FanRecord(at=instant(starts + at * step), **dict(zip(FAN, each, strict=True)))
            for at, each in enumerate(outcome.fan)
        ],
        arrivals=[ArrivalRecord.model_validate(each) for each in outcome.arrivals],
        short=list(_short(outcome, starts, step)),
        bottlenecks=[BottleneckRecord.model_validate(each) for each in outcome.bottlenecks],
        exposures=[ExposureRecord.model_validate(each) for each in outcome.exposures],
        sent=[SentRecord.model_validate(each) for each in outcome.sent],
        worst=[WorstRecord.model_validate(each) for each in outcome.worst],
    )


def _short(outcome: Outcome, starts: int, step: int) -> Iterator[ShortHourRecord]:
    """Yield the steps at which each host may be short, place by place."""
    for place in outcome.short:
        for at, (units, chance) in enumerate(zip(place.mean, place.chance, strict=True)):
            if chance > 0:
                yield ShortHourRecord(
                    host=place.host,
                    at=instant(starts + at * step),
                    minute=at * step,
                    units=units,
                    chance=chance,
                )


def _misfit(each: CampaignMisfit) -> CampaignMisfitRecord:
    return CampaignMisfitRecord(
        policy=each.policy,
        fact=each.fact.slug,
        what=each.fact.what,
        published=each.fact.value,
        rehearsed=each.rehearsed,
        unit=each.fact.unit,
        source=each.fact.source,
    )
