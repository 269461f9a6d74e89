"""Who can parade, how many whole units they make, and what stops the next one."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from muster.strength.answers import KindCount, Options, PostStrength, UnitCount
from muster.strength.availability import Availability, UnableToJudgeAvailability, available
from muster.strength.availability_away import UnableToApplyOverlay
from muster.strength.back_testing import BackTest, ObservedRate, back_test
from muster.strength.capacity import Need, UnableToFormUnits
from muster.strength.choosing import Chosen, Taken, UnableToChoosePeople, choose_people
from muster.strength.count import count_units
from muster.strength.counts import Count, CountSet
from muster.strength.cover import CoverGap
from muster.strength.filled import Filled, count_filled, people_filled
from muster.strength.formation import FilledPost, Formation, form_units
from muster.strength.measuring import (
    Measured,
    Wanted,
    measure_indexed,
    measure_strength,
    notices_measured,
)
from muster.strength.parts import SpareParts, spare_parts
from muster.strength.reasons import REASONS, STATES, Reason, State
from muster.strength.roster import (
    Abstractions,
    Bases,
    Column,
    Duties,
    MinimumCover,
    Officers,
    Overlay,
    Patterns,
    Roster,
    Tickets,
    Vehicles,
)
from muster.strength.rostered import RosteredTime, rostered_time
from muster.strength.schedules import Held, Limit, Schedule, Step, Use
from muster.strength.scheduling import schedule_units
from muster.strength.together import JointNeed, Together, ask_together
from muster.strength.tours import duty_codes, tours_between
from muster.strength.training_need import (
    PostTraining,
    TrainingNeed,
    UnableToJudgeTraining,
    officers_to_train,
)

if TYPE_CHECKING:
    from muster.strength.forecast_falls import Cause, Fall, Renewal
    from muster.strength.forecasting import Forecast, UnableToForecast, forecast
    from muster.strength.hourly_people import PeopleByHour, people_by_hour
    from muster.strength.nation import COUNTED_STATES, NationIndex, TicketDays, index_nation
    from muster.strength.nation_build import UnableToIndexNation

__all__ = [
    "COUNTED_STATES",
    "REASONS",
    "STATES",
    "Abstractions",
    "Availability",
    "BackTest",
    "Bases",
    "Cause",
    "Chosen",
    "Column",
    "Count",
    "CountSet",
    "CoverGap",
    "Duties",
    "Fall",
    "Filled",
    "FilledPost",
    "Forecast",
    "Formation",
    "Held",
    "JointNeed",
    "KindCount",
    "Limit",
    "Measured",
    "MinimumCover",
    "NationIndex",
    "Need",
    "ObservedRate",
    "Officers",
    "Options",
    "Overlay",
    "Patterns",
    "PeopleByHour",
    "PostStrength",
    "PostTraining",
    "Reason",
    "Renewal",
    "Roster",
    "RosteredTime",
    "Schedule",
    "SpareParts",
    "State",
    "Step",
    "Taken",
    "TicketDays",
    "Tickets",
    "Together",
    "TrainingNeed",
    "UnableToApplyOverlay",
    "UnableToChoosePeople",
    "UnableToForecast",
    "UnableToFormUnits",
    "UnableToIndexNation",
    "UnableToJudgeAvailability",
    "UnableToJudgeTraining",
    "UnitCount",
    "Use",
    "Vehicles",
    "Wanted",
    "ask_together",
    "available",
    "back_test",
    "choose_people",
    "count_filled",
    "count_units",
    "duty_codes",
    "forecast",
    "form_units",
    "index_nation",
    "measure_indexed",
    "measure_strength",
    "notices_measured",
    "officers_to_train",
    "people_by_hour",
    "people_filled",
    "rostered_time",
    "schedule_units",
    "spare_parts",
    "tours_between",
]

_COMPILED = {
    "COUNTED_STATES": "nation",
    "Cause": "forecast_falls",
    "Fall": "forecast_falls",
    "Forecast": "forecasting",
    "NationIndex": "nation",
    "PeopleByHour": "hourly_people",
    "Renewal": "forecast_falls",
    "TicketDays": "nation",
    "UnableToForecast": "forecasting",
    "UnableToIndexNation": "nation_build",
    "forecast": "forecasting",
    "index_nation": "nation",
    "people_by_hour": "hourly_people",
}


def __getattr__(name: str) -> Any:
    """Return what needs compiled kernels, imported when first asked for."""
    if name not in _COMPILED:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_COMPILED[name]}"), name)
