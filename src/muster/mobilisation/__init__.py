"""Who should send what, where and when; the call-out; the ledger; the no-notice test."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from muster.mobilisation.arrests import absorb_arrests
from muster.mobilisation.changes import Change, Declined, Ended, Lost, NewDemand, Refloored
from muster.mobilisation.contradictions import UnableToPlan
from muster.mobilisation.demands import Demand
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
from muster.mobilisation.reasons import Because, Cure, DonorReason, ShortReason, Worth
from muster.mobilisation.tiers import TIERS, Tier
from muster.mobilisation.travel_fixed import Corridor, FallbackTravel, FixedTravel
from muster.mobilisation.travel_great_circle import GreatCircleTravel, great_circle_km
from muster.mobilisation.travel_routed import OsrmTravel, ValhallaTravel
from muster.mobilisation.travel_times import TravelTimes, UnableToAskTravelTimes

if TYPE_CHECKING:
    from muster.mobilisation.explaining import explain_plan
    from muster.mobilisation.flow_network import FlowNetwork, UnableToSolveFlow, build_network
    from muster.mobilisation.flows import FlowState, certify, resolve_flow, solve_flow
    from muster.mobilisation.planning import make_plan
    from muster.mobilisation.replanning import Difference, Edit, Priced, Replan, price_edits, replan

__all__ = [
    "TIERS",
    "Assignment",
    "Because",
    "Change",
    "Corridor",
    "Cure",
    "Declined",
    "Demand",
    "Difference",
    "DonorReason",
    "Edit",
    "Ended",
    "FallbackTravel",
    "FixedTravel",
    "Floor",
    "FlowNetwork",
    "FlowState",
    "Forbid",
    "GreatCircleTravel",
    "Level",
    "Lost",
    "Moving",
    "NewDemand",
    "Offer",
    "OsrmTravel",
    "Pin",
    "Plan",
    "Policy",
    "Priced",
    "Refloored",
    "Replan",
    "Request",
    "Short",
    "ShortReason",
    "Tier",
    "TravelTimes",
    "UnableToAskTravelTimes",
    "UnableToPlan",
    "UnableToSolveFlow",
    "ValhallaTravel",
    "Worth",
    "absorb_arrests",
    "build_network",
    "certify",
    "explain_plan",
    "great_circle_km",
    "make_plan",
    "price_edits",
    "replan",
    "resolve_flow",
    "solve_flow",
]

_COMPILED = {
    "Difference": "replanning",
    "Edit": "replanning",
    "FlowNetwork": "flow_network",
    "FlowState": "flows",
    "Priced": "replanning",
    "Replan": "replanning",
    "UnableToSolveFlow": "flow_network",
    "build_network": "flow_network",
    "certify": "flows",
    "explain_plan": "explaining",
    "make_plan": "planning",
    "price_edits": "replanning",
    "replan": "replanning",
    "resolve_flow": "flows",
    "solve_flow": "flows",
}


def __getattr__(name: str) -> Any:
    """Return what needs compiled kernels, imported when first asked for."""
    if name not in _COMPILED:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_COMPILED[name]}"), name)
