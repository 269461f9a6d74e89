"""Who should send what, where and when; the call-out; the ledger; the no-notice test."""

from muster.mobilisation.travel_fixed import Corridor, FallbackTravel, FixedTravel
from muster.mobilisation.travel_great_circle import GreatCircleTravel, great_circle_km
from muster.mobilisation.travel_routed import OsrmTravel, ValhallaTravel
from muster.mobilisation.travel_times import TravelTimes, UnableToAskTravelTimes

__all__ = [
    "Corridor",
    "FallbackTravel",
    "FixedTravel",
    "GreatCircleTravel",
    "OsrmTravel",
    "TravelTimes",
    "UnableToAskTravelTimes",
    "ValhallaTravel",
    "great_circle_km",
]
