"""Who should send what, where and when; the call-out; the ledger; the no-notice test."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from muster.mobilisation.arrests import absorb_arrests
from muster.mobilisation.changes import Change, Declined, Ended, Lost, NewDemand, Refloored
from muster.mobilisation.consent import Consent, Going, Remaining, weigh_consent
from muster.mobilisation.contradictions import UnableToPlan
from muster.mobilisation.demands import Demand
from muster.mobilisation.event_assessing import UnableToAssessEvent, assess_event
from muster.mobilisation.event_commanders import SharedCommander, shared_commanders
from muster.mobilisation.event_outlook import EventDay, EventOutlook, look_at_events
from muster.mobilisation.event_stretches import Clash, Stretch, UnableToLookAtEvents, total_needed
from muster.mobilisation.event_values import Event, EventAssessment, Proposed, Step
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
from muster.mobilisation.offers import Offer
from muster.mobilisation.plans import (
    Assignment,
    Floor,
    Forbid,
    Level,
    Moving,
    Pin,
    Plan,
    Policy,
    Request,
    Short,
)
from muster.mobilisation.prediction_review import UnableToReviewPredictions, review_predictions
from muster.mobilisation.prediction_seen import (
    AbsenceSeen,
    HourSeen,
    MinuteSeen,
    PredictionReview,
    RateSeen,
    TimeSeen,
)
from muster.mobilisation.reasons import Because, Cure, DonorReason, ShortReason, Worth
from muster.mobilisation.relief import Relief, ReliefRules, ReliefTour, ReliefTrip
from muster.mobilisation.sentences import (
    cure_words,
    donor_words,
    level_words,
    name_of,
    short_words,
    unit_words,
    worth_words,
)
from muster.mobilisation.tiers import TIERS, Tier
from muster.mobilisation.travel_fixed import Corridor, FallbackTravel, FixedTravel
from muster.mobilisation.travel_great_circle import GreatCircleTravel, great_circle_km
from muster.mobilisation.travel_times import TravelTimes, UnableToAskTravelTimes

if TYPE_CHECKING:
    from muster.mobilisation.donors import DonorEffect, TierResult, compare_tiers, donor_effects
    from muster.mobilisation.explaining import explain_plan
    from muster.mobilisation.flow_network import FlowNetwork, UnableToSolveFlow, build_network
    from muster.mobilisation.flows import FlowState, certify, resolve_flow, solve_flow
    from muster.mobilisation.planning import make_plan
    from muster.mobilisation.relieving import relieve
    from muster.mobilisation.replanning import Difference, Edit, Priced, Replan, price_edits, replan
    from muster.mobilisation.replays import (
        DemandOutcome,
        Exposed,
        Misfit,
        Played,
        Replay,
        ReplayFact,
        ReplayStage,
        ReplayVariant,
        play,
    )
    from muster.mobilisation.travel_routed import OsrmTravel, ValhallaTravel

__all__ = [
    "EXERCISE",
    "MOVED",
    "STATES",
    "TIERS",
    "AbsenceSeen",
    "AnswerKind",
    "Assembly",
    "Assignment",
    "Because",
    "Change",
    "Clash",
    "Consent",
    "Corridor",
    "Cure",
    "CurvePoint",
    "Declined",
    "Demand",
    "DemandOutcome",
    "Difference",
    "DonorEffect",
    "DonorReason",
    "Edit",
    "Ended",
    "Event",
    "EventAssessment",
    "EventDay",
    "EventOutlook",
    "EvidenceRow",
    "Exposed",
    "FallbackTravel",
    "FixedTravel",
    "Floor",
    "FlowNetwork",
    "FlowState",
    "Forbid",
    "Going",
    "GreatCircleTravel",
    "HourSeen",
    "Interval",
    "Level",
    "Lost",
    "MarkScore",
    "MinuteSeen",
    "Misfit",
    "Moving",
    "NewDemand",
    "NoNoticeResult",
    "NoNoticeTest",
    "NormProposal",
    "Offer",
    "OsrmTravel",
    "Outcome",
    "Pin",
    "Plan",
    "Played",
    "Policy",
    "PredictionReview",
    "Priced",
    "Proposed",
    "RateSeen",
    "Refloored",
    "Relief",
    "ReliefRules",
    "ReliefTour",
    "ReliefTrip",
    "Remaining",
    "Replan",
    "Replay",
    "ReplayFact",
    "ReplayStage",
    "ReplayVariant",
    "Request",
    "SharedCommander",
    "Short",
    "ShortReason",
    "Standing",
    "Step",
    "Stretch",
    "Tier",
    "TierResult",
    "TimeSeen",
    "TimedAnswer",
    "TravelTimes",
    "UnableToAskTravelTimes",
    "UnableToAssessEvent",
    "UnableToLookAtEvents",
    "UnableToPlan",
    "UnableToProposeNorms",
    "UnableToReviewPredictions",
    "UnableToScoreTest",
    "UnableToSolveFlow",
    "ValhallaTravel",
    "Verdict",
    "Worth",
    "absorb_arrests",
    "answer_faults",
    "assess_event",
    "because_of",
    "build_network",
    "certify",
    "compare_tiers",
    "cure_words",
    "donor_effects",
    "donor_words",
    "evidence_of_test",
    "explain_plan",
    "great_circle_km",
    "level_reached",
    "level_words",
    "look_at_events",
    "make_plan",
    "name_of",
    "norms_toml",
    "play",
    "price_edits",
    "propose_norms",
    "quantile",
    "quantile_interval",
    "questions_of",
    "relieve",
    "replan",
    "resolve_flow",
    "review_predictions",
    "score_test",
    "shared_commanders",
    "short_words",
    "solve_flow",
    "total_needed",
    "unit_words",
    "weigh_consent",
    "wilson_interval",
    "worth_words",
]

_COMPILED = {
    "DemandOutcome": "replays",
    "Difference": "replanning",
    "DonorEffect": "donors",
    "Edit": "replanning",
    "Exposed": "replays",
    "FlowNetwork": "flow_network",
    "FlowState": "flows",
    "Misfit": "replays",
    "OsrmTravel": "travel_routed",
    "Played": "replays",
    "Priced": "replanning",
    "Replan": "replanning",
    "Replay": "replays",
    "ReplayFact": "replays",
    "ReplayStage": "replays",
    "ReplayVariant": "replays",
    "TierResult": "donors",
    "UnableToSolveFlow": "flow_network",
    "ValhallaTravel": "travel_routed",
    "build_network": "flow_network",
    "certify": "flows",
    "compare_tiers": "donors",
    "donor_effects": "donors",
    "explain_plan": "explaining",
    "make_plan": "planning",
    "play": "replays",
    "price_edits": "replanning",
    "relieve": "relieving",
    "replan": "replanning",
    "resolve_flow": "flows",
    "solve_flow": "flows",
}


def __getattr__(name: str) -> Any:
    """Return what needs compiled kernels, imported when first asked for."""
    if name not in _COMPILED:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_COMPILED[name]}"), name)
