"""Who should send what, where and when; the call-out; the ledger; the no-notice test."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from muster.mobilisation.arrests import absorb_arrests
    from muster.mobilisation.callout_events import CalloutEvent, Step, Terms, UnableToRecordStep
    from muster.mobilisation.callout_folding import fold_callout
    from muster.mobilisation.callout_prospects import (
        Awaited,
        LineStanding,
        Overdue,
        Prospect,
        find_overdue,
        foresee_line,
    )
    from muster.mobilisation.callout_rules import REFUSALS, Stage, move_from, refused_name
    from muster.mobilisation.callout_states import (
        Callout,
        LineState,
        OperationState,
        PersonState,
        Progress,
        Refusal,
        UnableToTakeStep,
        UnitState,
    )
    from muster.mobilisation.callout_steps import (
        CalloutChange,
        add_events,
        compare_callouts,
        take_step,
    )
    from muster.mobilisation.changes import Change, Declined, Ended, Lost, NewDemand, Refloored
    from muster.mobilisation.consent import Consent, Going, Remaining, weigh_consent
    from muster.mobilisation.contradictions import UnableToPlan
    from muster.mobilisation.demands import Demand
    from muster.mobilisation.donors import DonorEffect, TierResult, compare_tiers, donor_effects
    from muster.mobilisation.event_assessing import UnableToAssessEvent, assess_event
    from muster.mobilisation.event_commanders import shared_commanders
    from muster.mobilisation.event_outlook import EventDay, EventOutlook, look_at_events
    from muster.mobilisation.event_stretches import (
        Clash,
        Stretch,
        UnableToLookAtEvents,
        total_needed,
    )
    from muster.mobilisation.event_values import Event, EventAssessment, Proposed, WorkingLine
    from muster.mobilisation.explaining import explain_plan
    from muster.mobilisation.flow_network import UnableToSolveFlow
    from muster.mobilisation.intervals import Interval, quantile, quantile_interval, wilson_interval
    from muster.mobilisation.ledger import (
        COUNTED,
        AggregateEntry,
        AidAsked,
        AidBalance,
        AidCost,
        AidDirection,
        AidEntry,
        AidGroup,
        AidHeading,
        AidLine,
        AidSide,
        AidStretch,
        AidTally,
        CardGap,
        CardTerm,
        Charge,
        CostGroup,
        CostStatement,
        Counting,
        Deployment,
        Ledger,
        PerThousand,
        RateCard,
        UnableToFindOperation,
        Uplift,
        cost_aid,
        gather_ledgers,
        operation_slug,
        span_words,
        unitemised,
        weigh_aid,
        years_before,
    )
    from muster.mobilisation.mixing import mixed_pairs, with_mixed
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
    from muster.mobilisation.no_notice_result import CurvePoint, MarkScore, NoNoticeResult, Standing
    from muster.mobilisation.no_notice_score import score_test
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
    from muster.mobilisation.planning import make_plan
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
    from muster.mobilisation.prediction_seen import PredictionReview, TimeSeen
    from muster.mobilisation.reasons import Because, Cure, DonorReason, ShortReason, Worth
    from muster.mobilisation.relief import Relief, ReliefTour, ReliefTrip
    from muster.mobilisation.relieving import relieve
    from muster.mobilisation.replanning import Difference, Edit, Priced, Replan, price_edits, replan
    from muster.mobilisation.replay_values import Replay, ReplayFact, ReplayStage, ReplayVariant
    from muster.mobilisation.replays import DemandOutcome, Exposed, Played, play
    from muster.mobilisation.sentences import (
        cure_words,
        donor_words,
        name_of,
        short_words,
        unit_words,
        worth_words,
    )
    from muster.mobilisation.tiers import TIERS, Tier
    from muster.mobilisation.travel_fixed import Corridor, FallbackTravel, FixedTravel
    from muster.mobilisation.travel_great_circle import GreatCircleTravel, great_circle_km
    from muster.mobilisation.travel_routed import OsrmTravel, ValhallaTravel
    from muster.mobilisation.travel_times import TravelTimes, UnableToAskTravelTimes

__all__ = [
    "COUNTED",
    "EXERCISE",
    "MOVED",
    "REFUSALS",
    "STATES",
    "TIERS",
    "AggregateEntry",
    "AidAsked",
    "AidBalance",
    "AidCost",
    "AidDirection",
    "AidEntry",
    "AidGroup",
    "AidHeading",
    "AidLine",
    "AidSide",
    "AidStretch",
    "AidTally",
    "AnswerKind",
    "Assembly",
    "Assignment",
    "Awaited",
    "Because",
    "Callout",
    "CalloutChange",
    "CalloutEvent",
    "CardGap",
    "CardTerm",
    "Change",
    "Charge",
    "Clash",
    "Consent",
    "Corridor",
    "CostGroup",
    "CostStatement",
    "Counting",
    "Cure",
    "CurvePoint",
    "Declined",
    "Demand",
    "DemandOutcome",
    "Deployment",
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
    "Forbid",
    "Going",
    "GreatCircleTravel",
    "Interval",
    "Ledger",
    "Level",
    "LineStanding",
    "LineState",
    "Lost",
    "MarkScore",
    "Moving",
    "NewDemand",
    "NoNoticeResult",
    "NoNoticeTest",
    "NormProposal",
    "Offer",
    "OperationState",
    "OsrmTravel",
    "Outcome",
    "Overdue",
    "PerThousand",
    "PersonState",
    "Pin",
    "Plan",
    "Played",
    "Policy",
    "PredictionReview",
    "Priced",
    "Progress",
    "Proposed",
    "Prospect",
    "RateCard",
    "Refloored",
    "Refusal",
    "Relief",
    "ReliefTour",
    "ReliefTrip",
    "Remaining",
    "Replan",
    "Replay",
    "ReplayFact",
    "ReplayStage",
    "ReplayVariant",
    "Request",
    "Short",
    "ShortReason",
    "Stage",
    "Standing",
    "Step",
    "Stretch",
    "Terms",
    "Tier",
    "TierResult",
    "TimeSeen",
    "TimedAnswer",
    "TravelTimes",
    "UnableToAskTravelTimes",
    "UnableToAssessEvent",
    "UnableToFindOperation",
    "UnableToLookAtEvents",
    "UnableToPlan",
    "UnableToProposeNorms",
    "UnableToRecordStep",
    "UnableToReviewPredictions",
    "UnableToScoreTest",
    "UnableToSolveFlow",
    "UnableToTakeStep",
    "UnitState",
    "Uplift",
    "ValhallaTravel",
    "Verdict",
    "WorkingLine",
    "Worth",
    "absorb_arrests",
    "add_events",
    "answer_faults",
    "assess_event",
    "because_of",
    "compare_callouts",
    "compare_tiers",
    "cost_aid",
    "cure_words",
    "donor_effects",
    "donor_words",
    "evidence_of_test",
    "explain_plan",
    "find_overdue",
    "fold_callout",
    "foresee_line",
    "gather_ledgers",
    "great_circle_km",
    "level_reached",
    "look_at_events",
    "make_plan",
    "mixed_pairs",
    "move_from",
    "name_of",
    "norms_toml",
    "operation_slug",
    "play",
    "price_edits",
    "propose_norms",
    "quantile",
    "quantile_interval",
    "questions_of",
    "refused_name",
    "relieve",
    "replan",
    "review_predictions",
    "score_test",
    "shared_commanders",
    "short_words",
    "span_words",
    "take_step",
    "total_needed",
    "unit_words",
    "unitemised",
    "weigh_aid",
    "weigh_consent",
    "wilson_interval",
    "with_mixed",
    "worth_words",
    "years_before",
]

_HOMES = {
    "arrests": "absorb_arrests",
    "callout_events": "CalloutEvent Step Terms UnableToRecordStep",
    "callout_folding": "fold_callout",
    "callout_prospects": "Awaited LineStanding Overdue Prospect find_overdue foresee_line",
    "callout_rules": "REFUSALS Stage move_from refused_name",
    "callout_states": (
        "Callout LineState OperationState PersonState Progress Refusal UnableToTakeStep UnitState"
    ),
    "callout_steps": "CalloutChange add_events compare_callouts take_step",
    "changes": "Change Declined Ended Lost NewDemand Refloored",
    "consent": "Consent Going Remaining weigh_consent",
    "contradictions": "UnableToPlan",
    "demands": "Demand",
    "donors": "DonorEffect TierResult compare_tiers donor_effects",
    "event_assessing": "UnableToAssessEvent assess_event",
    "event_commanders": "shared_commanders",
    "event_outlook": "EventDay EventOutlook look_at_events",
    "event_stretches": "Clash Stretch UnableToLookAtEvents total_needed",
    "event_values": "Event EventAssessment Proposed WorkingLine",
    "explaining": "explain_plan",
    "flow_network": "UnableToSolveFlow",
    "intervals": "Interval quantile quantile_interval wilson_interval",
    "ledger": (
        "COUNTED AggregateEntry AidAsked AidBalance AidCost AidDirection AidEntry "
        "AidGroup AidHeading AidLine AidSide AidStretch AidTally CardGap CardTerm Charge "
        "CostGroup CostStatement Counting Deployment Ledger PerThousand RateCard "
        "UnableToFindOperation Uplift cost_aid gather_ledgers operation_slug span_words "
        "unitemised weigh_aid years_before"
    ),
    "mixing": "mixed_pairs with_mixed",
    "no_notice": "EXERCISE MOVED STATES AnswerKind NoNoticeTest TimedAnswer level_reached",
    "no_notice_evidence": "EvidenceRow evidence_of_test",
    "no_notice_result": "CurvePoint MarkScore NoNoticeResult Standing",
    "no_notice_score": "score_test",
    "no_notice_sentences": "because_of questions_of",
    "no_notice_tally": "UnableToScoreTest answer_faults",
    "no_notice_turnout": "Assembly Outcome",
    "norm_proposals": "NormProposal UnableToProposeNorms Verdict norms_toml propose_norms",
    "offers": "Offer",
    "planning": "make_plan",
    "plans": "Assignment Floor Forbid Level Moving Pin Plan Policy Request Short",
    "prediction_review": "UnableToReviewPredictions review_predictions",
    "prediction_seen": "PredictionReview TimeSeen",
    "reasons": "Because Cure DonorReason ShortReason Worth",
    "relief": "Relief ReliefTour ReliefTrip",
    "relieving": "relieve",
    "replanning": "Difference Edit Priced Replan price_edits replan",
    "replay_values": "Replay ReplayFact ReplayStage ReplayVariant",
    "replays": "DemandOutcome Exposed Played play",
    "sentences": "cure_words donor_words name_of short_words unit_words worth_words",
    "tiers": "TIERS Tier",
    "travel_fixed": "Corridor FallbackTravel FixedTravel",
    "travel_great_circle": "GreatCircleTravel great_circle_km",
    "travel_routed": "OsrmTravel ValhallaTravel",
    "travel_times": "TravelTimes UnableToAskTravelTimes",
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    """Return what the package offers, importing its module when it is first asked for."""
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
