"""Which step is legal from which stage, as a table to be read; anything else has a name."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from muster.mobilisation.callout_events import Step


class Stage(StrEnum):
    """How far the call-out of a line, a unit or an officer has come."""

    NOT_ASKED = "not_asked"
    ASKED = "asked"
    SENT = "sent"
    DELIVERED = "delivered"
    ACKNOWLEDGED = "acknowledged"
    DECLINED = "declined"
    ARRIVED = "arrived"
    RELIEVED = "relieved"
    RELEASED = "released"
    RETURNED = "returned"


# Down: the stage something is at. Across: the step that happened, and the stage it leads to.
# A dash is a step that is refused, under the name at the end of the row. `same` is taken and
# moves nothing: a chase, an answer given again, a receipt that comes after the answer.
TABLE = """
stage         asked  sent  delivered  acknowledged  declined  arrived  relieved  released  returned  otherwise
not_asked     asked  -     -          -             -         -        -         -         -         never_asked
asked         same   sent  delivered  acknowledged  declined  arrived  -         released  -         not_arrived
sent          asked  same  delivered  acknowledged  declined  arrived  -         released  -         not_arrived
delivered     asked  same  same       acknowledged  declined  arrived  -         released  -         not_arrived
acknowledged  asked  same  same       same          declined  arrived  -         released  -         not_arrived
declined      asked  -     same       -             same      arrived  -         -         -         declined_already
arrived       -      -     same       -             -         -        relieved  released  returned  arrived_already
relieved      -      -     same       -             -         arrived  -         released  returned  relieved_already
released      -      -     same       -             -         -        -         -         returned  released_already
returned      -      -     same       -             -         -        -         -         -         returned_already
"""  # noqa: E501

# What is said of a step that is legal and not what was to be expected.
REMARKS: Mapping[tuple[Stage, Step], str] = {
    (Stage.ASKED, Step.DELIVERED): "never_sent",
    (Stage.ASKED, Step.ARRIVED): "never_acknowledged",
    (Stage.SENT, Step.ARRIVED): "never_acknowledged",
    (Stage.DELIVERED, Step.ARRIVED): "never_acknowledged",
    (Stage.DECLINED, Step.ARRIVED): "came_after_declining",
    (Stage.RELIEVED, Step.ARRIVED): "another_tour",
    (Stage.ACKNOWLEDGED, Step.DECLINED): "withdrew",
    (Stage.DECLINED, Step.ASKED): "asked_again",
    (Stage.SENT, Step.ASKED): "asked_again",
    (Stage.DELIVERED, Step.ASKED): "asked_again",
    (Stage.ACKNOWLEDGED, Step.ASKED): "asked_again",
    (Stage.ASKED, Step.RELEASED): "stood_down",
    (Stage.SENT, Step.RELEASED): "stood_down",
    (Stage.DELIVERED, Step.RELEASED): "stood_down",
    (Stage.ACKNOWLEDGED, Step.RELEASED): "stood_down",
    (Stage.ARRIVED, Step.RETURNED): "never_released",
    (Stage.RELIEVED, Step.RETURNED): "never_released",
}

# What a step of the whole leaves as it is, though the same step of the one alone would be legal:
# asking a line again asks those that declined, and its arrival is not that of those.
KEPT: Mapping[Step, frozenset[Stage]] = {
    Step.ASKED: frozenset({Stage.ASKED, Stage.SENT, Stage.DELIVERED, Stage.ACKNOWLEDGED}),
    Step.ARRIVED: frozenset({Stage.DECLINED}),
}

# Why each kind of illegal step is refused, and what to do instead.
REFUSALS: Mapping[str, tuple[str, str]] = {
    "never_asked": (
        "its line had not been asked by then",
        "log the ask of the line with its force, kind and count, or mend one of the two times",
    ),
    "not_arrived": (
        "it had not arrived",
        "log its arrival first; what is stood down before it arrives is released",
    ),
    "declined_already": ("it had declined", "ask it again first"),
    "arrived_already": (
        "it had arrived",
        "relieve it or release it; strike the arrival out if that was keyed in error",
    ),
    "relieved_already": (
        "it had been relieved",
        "log its arrival for another tour, its release, or its return",
    ),
    "released_already": (
        "it had been released",
        "log its return; to call it out again, ask on another line",
    ),
    "returned_already": ("it had returned", "to call it out again, ask on another line"),
    "other_ask": (
        "the line is on another force, or for another kind of unit",
        "ask on a line of its own",
    ),
    "exercise_mixed": (
        "the operation was first recorded as the other of real and exercise",
        "give the exercise an operation of its own, or strike the slip out and log it again",
    ),
    "id_taken": (
        "an event recorded before it has the same id and says something else",
        "give it an id of its own; to put the first right, name it in `corrects`",
    ),
}


class Move(NamedTuple):
    """Where a legal step leads, and the remark it earns, blank for none."""

    stage: Stage
    remark: str


def _read_table() -> tuple[Mapping[Stage, Mapping[Step, Move]], Mapping[Stage, str]]:
    header, *rows = (line.split() for line in TABLE.strip().splitlines())
    steps = [Step(word) for word in header[1:-1]]
    moves: dict[Stage, Mapping[Step, Move]] = {}
    names: dict[Stage, str] = {}
    for word, *cells, name in rows:
        stage = Stage(word)
        moves[stage] = {
            step: Move(stage if cell == "same" else Stage(cell), REMARKS.get((stage, step), ""))
            for step, cell in zip(steps, cells, strict=True)
            if cell != "-"
        }
        names[stage] = name
    return moves, names


MOVES, OTHERWISE = _read_table()


def move_from(stage: Stage, step: Step) -> Move | None:
    """Return where a step leads from a stage, or None where it is refused."""
    return MOVES[stage].get(step)


def refused_name(stage: Stage) -> str:
    """Return the name under which an illegal step from a stage is refused, a key of REFUSALS."""
    return OTHERWISE[stage]
