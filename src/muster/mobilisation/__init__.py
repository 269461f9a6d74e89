"""Who should send what, where and when; the call-out; the ledger; the no-notice test."""

from muster.mobilisation.intervals import Interval, quantile, quantile_interval, wilson_interval
from muster.mobilisation.no_notice import (
    EXERCISE,
    MOVED,
    STATES,
    AnswerKind,
    NoNoticeTest,
    TimedAnswer,
    level_reached,
)
from muster.mobilisation.no_notice_evidence import EvidenceRow, evidence_of_test
from muster.mobilisation.no_notice_score import (
    CurvePoint,
    MarkScore,
    NoNoticeResult,
    Standing,
    score_test,
)
from muster.mobilisation.no_notice_sentences import because_of, questions_of
from muster.mobilisation.no_notice_tally import UnableToScoreTest, answer_faults
from muster.mobilisation.no_notice_turnout import Assembly, Outcome
from muster.mobilisation.norm_proposals import (
    NormProposal,
    UnableToProposeNorms,
    Verdict,
    norms_toml,
    propose_norms,
)
from muster.mobilisation.prediction_review import (
    UnableToReviewPredictions,
    review_predictions,
)
from muster.mobilisation.prediction_seen import (
    AbsenceSeen,
    HourSeen,
    MinuteSeen,
    PredictionReview,
    RateSeen,
    TimeSeen,
)

__all__ = [
    "EXERCISE",
    "MOVED",
    "STATES",
    "AbsenceSeen",
    "AnswerKind",
    "Assembly",
    "CurvePoint",
    "EvidenceRow",
    "HourSeen",
    "Interval",
    "MarkScore",
    "MinuteSeen",
    "NoNoticeResult",
    "NoNoticeTest",
    "NormProposal",
    "Outcome",
    "PredictionReview",
    "RateSeen",
    "Standing",
    "TimeSeen",
    "TimedAnswer",
    "UnableToProposeNorms",
    "UnableToReviewPredictions",
    "UnableToScoreTest",
    "Verdict",
    "answer_faults",
    "because_of",
    "evidence_of_test",
    "level_reached",
    "norms_toml",
    "propose_norms",
    "quantile",
    "quantile_interval",
    "questions_of",
    "review_predictions",
    "score_test",
    "wilson_interval",
]
