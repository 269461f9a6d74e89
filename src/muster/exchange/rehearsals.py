"""What the contracts of rehearsal share: scenario, policy, and figures with an interval."""

from collections.abc import Sequence
from typing import Literal

from pydantic import AwareDatetime

from muster.exchange.base import Answer, ProvenanceRecord, Record, instant, schema_field
from muster.rehearsal import Policy, Scenario, figures_of


class EstimateRecord(Record):
    """A figure from sampling, with its interval at 95 %."""

    value: float
    low: float
    high: float


class MarkRecord(Record):
    """So many units are to have come within so many minutes of the first call."""

    minutes: int
    units: int


class RequirementRecord(Record):
    """When a replication meets the requirement; `share` is in per cent of units in time."""

    share: int
    marks: list[MarkRecord]
    basis: str


class ScenarioFigureRecord(Record):
    """A figure of the scenario in words, with its source, or why it is assumed."""

    name: str
    value: str
    basis: str
    assumed: bool


class ScenarioRecord(Record):
    """Which scenario was played, what it rests on, and what of that is assumed."""

    scenario: str
    name: str
    question: str
    starts: AwareDatetime
    hours: int
    requirement: RequirementRecord
    figures: list[ScenarioFigureRecord]
    assumed: list[str]


class RehearsalPolicyRecord(Record):
    """What is done when units are wanted. The nation is activated by whichever is first."""

    name: str
    dispatch: str
    activate_at: int | None
    open_incidents: int | None
    short_units: int | None
    stand_to: bool
    order_ahead: bool
    lines: int
    floors: str


def scenario_record(scenario: Scenario) -> ScenarioRecord:
    """Return a scenario as a record."""
    asked = scenario.requirement
    return ScenarioRecord(
        scenario=scenario.slug,
        name=scenario.name,
        question=scenario.question,
        starts=instant(scenario.starts),
        hours=scenario.hours,
        requirement=RequirementRecord(
            share=asked.share,
            marks=[MarkRecord.model_validate(each) for each in asked.marks],
            basis=asked.basis,
        ),
        figures=[ScenarioFigureRecord.model_validate(each) for each in figures_of(scenario)],
        assumed=list(scenario.assumed),
    )


def policy_record(policy: Policy) -> RehearsalPolicyRecord:
    """Return a policy as a record."""
    return RehearsalPolicyRecord.model_validate(policy)


def inputs_hidden(made: ProvenanceRecord) -> ProvenanceRecord:
    """Return where an answer comes from with the names of files, which may name forces, hidden."""
    inputs = [
        each.model_copy(update={"name": f"input {at}"}) for at, each in enumerate(made.inputs, 1)
    ]
    return made.model_copy(update={"inputs": inputs})


class ScenarioAnswer(Answer):
    """A scenario: what it asks, its figures with their bases, and its policies."""

    schema_: Literal["muster.scenario/1"] = schema_field("muster.scenario/1")
    scenario: ScenarioRecord
    policies: list[RehearsalPolicyRecord]


def scenario_answer(scenario: Scenario) -> ScenarioAnswer:
    """Return a scenario under its contract."""
    return ScenarioAnswer(
        scenario=scenario_record(scenario),
        policies=[policy_record(policy) for policy in scenario.policies],
    )


class ListedScenarioRecord(Record):
    """A scenario that is shipped: the name it is opened by, what it asks, when and of what."""

    id: str
    name: str
    question: str
    starts: AwareDatetime
    hours: int
    units: list[str]
    policies: list[str]


class ScenariosAnswer(Answer):
    """The scenarios that are shipped, those that happened first."""

    schema_: Literal["muster.scenarios/1"] = schema_field("muster.scenarios/1")
    scenarios: list[ListedScenarioRecord]


def scenarios_answer(scenarios: Sequence[Scenario]) -> ScenariosAnswer:
    """Return what scenarios there are under their contract."""
    return ScenariosAnswer(
        scenarios=[
            ListedScenarioRecord(
                id=each.slug,
                name=each.name,
                question=each.question,
                starts=instant(each.starts),
                hours=each.hours,
                units=list(each.units),
                policies=[policy.name for policy in each.policies],
            )
            for each in scenarios
        ]
    )
