"""Who should send what, where and when; the call-out; the ledger; the no-notice test."""

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
    Late,
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
    CalloutUpdate,
    add_events,
    compare_callouts,
    take_step,
)

__all__ = [
    "REFUSALS",
    "Awaited",
    "Callout",
    "CalloutChange",
    "CalloutEvent",
    "CalloutUpdate",
    "Late",
    "LineStanding",
    "LineState",
    "OperationState",
    "Overdue",
    "PersonState",
    "Progress",
    "Prospect",
    "Refusal",
    "Stage",
    "Step",
    "Terms",
    "UnableToRecordStep",
    "UnableToTakeStep",
    "UnitState",
    "add_events",
    "compare_callouts",
    "find_overdue",
    "fold_callout",
    "foresee_line",
    "move_from",
    "refused_name",
    "take_step",
]
