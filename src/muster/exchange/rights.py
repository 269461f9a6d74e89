"""`muster.right/1`: were we right? Predicted against actual, and the norms it proposes."""

from collections.abc import Sequence
from typing import Literal

from pydantic import AwareDatetime

from muster.exchange.base import Answer, ProvenanceRecord, Record, instant, schema_field
from muster.exchange.no_notice_tests import StateToken
from muster.mobilisation import NormProposal, PredictionReview, TimeSeen


class IntervalRecord(Record):
    """From low to high; high null where too little was seen to say."""

    low: float
    high: float | None


class RateRecord(Record):
    """People called in one way, who came, and the share predicted; null where nothing predicts."""

    state: StateToken
    called: int
    came: int
    share: float
    predicted: float | None
    interval: IntervalRecord
    occasions: int


class HourRecord(Record):
    """People called for a post in a local hour of the day, predicted to come, and who came."""

    hour: int
    post: str
    called: int
    predicted: float
    came: int
    interval: IntervalRecord
    as_predicted: bool


class MinuteRecord(Record):
    """People for a post predicted to have come by a minute after the call, and who had."""

    minutes: int
    post: str
    predicted: float
    came: int


class TimeRecord(Record):
    """The minutes that a share of those who came kept, with its interval; `state` is how they came.

    `foretold` is the same of the minutes predicted for them, null where none were.
    """

    state: str
    came: int
    share: float
    minutes: int
    interval: IntervalRecord
    foretold: int | None
    occasions: int


class AbsenceRecord(Record):
    """People whom records put on duty, and who were found away when called."""

    called: int
    absent: int
    interval: IntervalRecord


class ProposalRecord(Record):
    """A norm in force beside what was seen; `share` is that of a time, null for a turnout."""

    table: str
    slug: str
    current: float
    standing: str
    seen: float | None
    interval: IntervalRecord | None
    evidence: int
    occasions: int
    verdict: Literal["change", "keep", "cannot_tell"]
    because: str
    share: float | None


class RightAnswer(Answer):
    """Predicted against actual over tests and call-outs, and what is to be done with each norm.

    Nothing changes by itself: a norm is proposed, for a named officer to approve.
    """

    schema_: Literal["muster.right/1"] = schema_field("muster.right/1")
    forces: list[str]
    occasions: list[str]
    first: AwareDatetime
    last: AwareDatetime
    rates: list[RateRecord]
    by_hour: list[HourRecord]
    by_minute: list[MinuteRecord]
    times: list[TimeRecord]
    absence: AbsenceRecord | None
    assembly: TimeRecord | None
    proposals: list[ProposalRecord]
    notes: list[str]
    synthetic: bool
    provenance: ProvenanceRecord


def right_answer(
    review: PredictionReview,
    proposals: Sequence[NormProposal],
    *,
    provenance: object,
    synthetic: bool = False,
    notes: Sequence[str] = (),
) -> RightAnswer:
    """Return a review and its proposals under their contract."""
    return RightAnswer(
        forces=list(review.forces),
        occasions=list(review.occasions),
        first=instant(review.first),
        last=instant(review.at),
        rates=[RateRecord.model_validate(each) for each in review.rates],
        by_hour=[HourRecord.model_validate(each) for each in review.by_hour],
        by_minute=[MinuteRecord.model_validate(each) for each in review.by_minute],
        times=[_time(each) for each in review.times],
        absence=AbsenceRecord.model_validate(review.absence) if review.absence else None,
        assembly=_time(review.assembly) if review.assembly else None,
        proposals=[_proposal(each) for each in proposals],
        notes=list(notes),
        synthetic=synthetic,
        provenance=ProvenanceRecord.model_validate(provenance),
    )


def _time(seen: TimeSeen) -> TimeRecord:
    return TimeRecord.model_validate(seen)


def _proposal(proposal: NormProposal) -> ProposalRecord:
    found = {name: getattr(proposal, name) for name in ProposalRecord.model_fields}
    return ProposalRecord.model_validate(found | {"verdict": proposal.verdict.name.lower()})
