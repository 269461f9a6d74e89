"""Who can parade, how many whole units they make, and what stops the next one."""

from muster.strength.answers import KindCount, Options, PostStrength, UnitCount
from muster.strength.availability import Availability, UnableToJudgeAvailability, available
from muster.strength.availability_away import UnableToApplyOverlay
from muster.strength.back_test import BackTest, ObservedRate, back_test
from muster.strength.capacity import Need, UnableToFormUnits
from muster.strength.count import count_units
from muster.strength.counts import Count, CountSet
from muster.strength.cover import CoverGap
from muster.strength.formation import FilledPost, Formation, form_units
from muster.strength.reasons import REASONS, STATES, Reason, State
from muster.strength.roster import (
    Abstractions,
    Bases,
    Duties,
    MinimumCover,
    Officers,
    Overlay,
    Patterns,
    Roster,
    Tickets,
    Vehicles,
)
from muster.strength.training_need import (
    PostTraining,
    TrainingNeed,
    UnableToJudgeTraining,
    officers_to_train,
)

__all__ = [
    "REASONS",
    "STATES",
    "Abstractions",
    "Availability",
    "BackTest",
    "Bases",
    "Count",
    "CountSet",
    "CoverGap",
    "Duties",
    "FilledPost",
    "Formation",
    "KindCount",
    "MinimumCover",
    "Need",
    "ObservedRate",
    "Officers",
    "Options",
    "Overlay",
    "Patterns",
    "PostStrength",
    "PostTraining",
    "Reason",
    "Roster",
    "State",
    "Tickets",
    "TrainingNeed",
    "UnableToApplyOverlay",
    "UnableToFormUnits",
    "UnableToJudgeAvailability",
    "UnableToJudgeTraining",
    "UnitCount",
    "Vehicles",
    "available",
    "back_test",
    "count_units",
    "form_units",
    "officers_to_train",
]
