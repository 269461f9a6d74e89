"""The table of steps, read as a control room reads it."""

import pytest
from tests.mobilisation.callouts import STEPS, event, path_to, told

from muster.mobilisation import (
    REFUSALS,
    Stage,
    UnableToTakeStep,
    fold_callout,
    move_from,
    refused_name,
    take_step,
)

REACHED = [stage for stage in Stage if stage is not Stage.NOT_ASKED]
PAIRS = [(stage, step) for stage in REACHED for step in STEPS]
LEGAL = [pair for pair in PAIRS if move_from(*pair)]
ILLEGAL = [pair for pair in PAIRS if not move_from(*pair)]


def stood(stage):
    return fold_callout(told(*path_to(stage)))


def unit_of(callout):
    (operation,) = callout.operations
    (line,) = operation.lines
    return next((each.progress for each in line.units), line.progress)


@pytest.mark.parametrize("stage", REACHED)
def test_every_stage_is_reached_by_legal_steps(stage):
    callout = stood(stage)
    assert not callout.refused
    assert unit_of(callout).stage is stage


@pytest.mark.parametrize(("stage", "step"), LEGAL)
def test_a_legal_step_leads_where_the_table_says(stage, step):
    update = take_step(stood(stage), event(step, 30, "BX11"))
    assert unit_of(update.callout).stage is move_from(stage, step).stage
    assert not update.callout.refused


@pytest.mark.parametrize(("stage", "step"), ILLEGAL)
def test_an_illegal_step_is_refused_by_name_and_moves_nothing(stage, step):
    before = stood(stage)
    wrong = event(step, 30, "BX11")
    with pytest.raises(UnableToTakeStep) as raised:
        take_step(before, wrong)
    refusal = raised.value.refusal
    assert refusal.name == refused_name(stage) in REFUSALS
    assert refusal.stage is stage
    assert refusal.why in str(raised.value) and refusal.remedy in str(raised.value)
    after = fold_callout([*before.log, wrong])
    assert after.operations == before.operations
    assert after.refused == (refusal,)


@pytest.mark.parametrize("step", STEPS)
def test_nothing_can_happen_to_a_unit_of_a_line_that_was_not_asked(step):
    callout = fold_callout([event(step, 0, "BX11")])
    assert [each.name for each in callout.refused] == ["never_asked"]
    assert all(not each.lines for each in callout.operations)


def test_every_name_of_a_refusal_is_used():
    assert (len(LEGAL), len(ILLEGAL)) == (43, 38)
    used = {refused_name(stage) for stage in Stage}
    assert used | {"other_ask", "exercise_mixed", "id_taken"} == set(REFUSALS)


@pytest.mark.parametrize(
    ("so_far", "step", "found"),
    [
        (["declined"], "acknowledged", "declined_already"),
        (["declined", "asked"], "acknowledged", "acknowledged"),
        (["acknowledged"], "declined", "declined"),
        (["arrived"], "declined", "arrived_already"),
        (["arrived"], "arrived", "arrived_already"),
        ([], "arrived", "arrived"),
        (["declined"], "arrived", "arrived"),
        (["acknowledged"], "delivered", "acknowledged"),
        (["acknowledged", "arrived"], "delivered", "arrived"),
        (["declined"], "sent", "declined_already"),
        (["acknowledged"], "released", "released"),
        (["acknowledged"], "relieved", "not_arrived"),
        (["acknowledged"], "returned", "not_arrived"),
        (["arrived", "relieved"], "arrived", "arrived"),
        (["arrived", "relieved"], "relieved", "relieved_already"),
        (["arrived", "released"], "arrived", "released_already"),
        (["released"], "returned", "returned"),
        (["arrived"], "returned", "returned"),
        (["arrived", "returned"], "asked", "returned_already"),
        (["declined"], "released", "declined_already"),
    ],
)
def test_the_policy_is_what_the_page_says(so_far, step, found):
    callout = fold_callout(told(*so_far, step))
    names = [each.name for each in callout.refused]
    assert (names or [unit_of(callout).stage.value]) == [found]


@pytest.mark.parametrize(
    ("steps", "remark"),
    [
        (["arrived"], "never_acknowledged"),
        (["sent", "arrived"], "never_acknowledged"),
        (["acknowledged", "declined"], "withdrew"),
        (["declined", "asked"], "asked_again"),
        (["declined", "arrived"], "came_after_declining"),
        (["acknowledged", "released"], "stood_down"),
        (["delivered"], "never_sent"),
    ],
)
def test_a_step_out_of_the_ordinary_is_remarked_on(steps, remark):
    assert unit_of(fold_callout(told(*steps))).remarks == (remark,)


def test_an_ordinary_course_earns_no_remark():
    steps = ("sent", "delivered", "acknowledged", "arrived", "released", "returned")
    progress = unit_of(fold_callout(told(*steps)))
    assert progress.remarks == ()
    assert [stage.value for stage in progress.times] == ["asked", *steps]
