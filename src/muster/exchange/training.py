"""`muster.train-need/1`: how many must be trained."""

from typing import Literal

from muster.exchange.base import Answer, ProvenanceRecord, Record, schema_field
from muster.exchange.doctrine import SourceRecord
from muster.strength import BackTest, ObservedRate, TrainingNeed


class PostTrainingRecord(Record):
    """One post: needed on the night, the share present, trained now, wanted, and to train."""

    post: str
    needed: int
    presence: float
    by_formula: int
    by_mean: int
    for_probability: int | None
    trained: int
    to_train_by_mean: int
    to_train_for_probability: int | None


class RateRecord(Record):
    """An abstraction rate that doctrine (or the asker) assumes, and its source."""

    slug: str
    rate: float
    source: SourceRecord


class ObservedRecord(Record):
    """Officers due on duty in a group and how many were away; `rate` null where none was due."""

    group: str
    due: int
    away: int
    rate: float | None


class BackTestRecord(Record):
    """The assumed rate beside the observed one."""

    assumed: RateRecord
    observed: ObservedRecord
    by_month: list[ObservedRecord]
    by_rank: list[ObservedRecord]


class TrainNeedAnswer(Answer):
    """Trained people by post so that so many units can be raised at an hour of the day."""

    schema_: Literal["muster.train-need/1"] = schema_field("muster.train-need/1")
    force: str
    unit: str
    units: int
    hour: int
    within_minutes: int
    probability: float
    rate: RateRecord
    posts: list[PostTrainingRecord]
    achieved: float
    held: float
    held_by_people: float
    samples: int
    back_test: BackTestRecord
    synthetic: bool
    provenance: ProvenanceRecord


def train_need_answer(
    need: TrainingNeed, test: BackTest, *, provenance: object, synthetic: bool = False
) -> TrainNeedAnswer:
    """Return a training need and its back-test under their contract."""
    return TrainNeedAnswer(
        force=need.force,
        unit=need.unit,
        units=need.units,
        hour=need.hour,
        within_minutes=need.within,
        probability=need.probability,
        rate=RateRecord.model_validate(need.norm),
        posts=[PostTrainingRecord.model_validate(post) for post in need.posts],
        achieved=need.achieved,
        held=need.held,
        held_by_people=need.held_by_people,
        samples=need.samples,
        back_test=BackTestRecord(
            assumed=RateRecord.model_validate(test.assumed),
            observed=_observed(test.observed),
            by_month=[_observed(each) for each in test.by_month],
            by_rank=[_observed(each) for each in test.by_rank],
        ),
        synthetic=synthetic,
        provenance=ProvenanceRecord.model_validate(provenance),
    )


def _observed(seen: ObservedRate) -> ObservedRecord:
    return ObservedRecord.model_validate(seen)
