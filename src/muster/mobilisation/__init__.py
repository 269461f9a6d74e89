"""Who should send what, where and when; the call-out; the ledger; the no-notice test."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from muster.mobilisation.event_assessing import UnableToAssessEvent, assess_event
from muster.mobilisation.event_commanders import SharedCommander, shared_commanders
from muster.mobilisation.event_outlook import EventDay, EventOutlook, look_at_events
from muster.mobilisation.event_stretches import (
    Clash,
    Stretch,
    UnableToLookAtEvents,
    total_needed,
)
from muster.mobilisation.event_values import Event, EventAssessment, Proposed, Step
from muster.mobilisation.travel_fixed import Corridor, FallbackTravel, FixedTravel
from muster.mobilisation.travel_great_circle import GreatCircleTravel, great_circle_km
from muster.mobilisation.travel_times import TravelTimes, UnableToAskTravelTimes

if TYPE_CHECKING:
    from muster.mobilisation.travel_routed import OsrmTravel, ValhallaTravel

__all__ = [
    "Clash",
    "Corridor",
    "Event",
    "EventAssessment",
    "EventDay",
    "EventOutlook",
    "FallbackTravel",
    "FixedTravel",
    "GreatCircleTravel",
    "OsrmTravel",
    "Proposed",
    "SharedCommander",
    "Step",
    "Stretch",
    "TravelTimes",
    "UnableToAskTravelTimes",
    "UnableToAssessEvent",
    "UnableToLookAtEvents",
    "ValhallaTravel",
    "assess_event",
    "great_circle_km",
    "look_at_events",
    "shared_commanders",
    "total_needed",
]

_LATE = {"OsrmTravel": "travel_routed", "ValhallaTravel": "travel_routed"}


def __getattr__(name: str) -> Any:
    """Return what is slow to import, imported when first asked for."""
    if name not in _LATE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_LATE[name]}"), name)
