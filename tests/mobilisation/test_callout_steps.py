"""Events added to a call-out: the same as folding them all, and what it changed is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.mobilisation.callouts import EIGHT, any_logs, ask, event, told

from muster.mobilisation import (
    Stage,
    UnableToTakeStep,
    add_events,
    compare_callouts,
    fold_callout,
    take_step,
)


@given(any_logs(), st.data())
def test_a_part_folded_and_continued_is_the_whole(log, data):
    cut = data.draw(st.integers(0, len(log)))
    other = data.draw(st.permutations(log))
    continued = add_events(fold_callout(other[:cut]), other[cut:]).callout
    assert continued == fold_callout(log)


@given(any_logs())
def test_one_event_at_a_time_is_the_whole(log):
    callout = fold_callout([])
    for each in log:
        callout = add_events(callout, [each]).callout
    assert callout == fold_callout(log)


@given(any_logs(), any_logs())
def test_what_an_update_says_is_the_difference(log, more):
    before = fold_callout(log)
    update = add_events(before, more)
    was, now = dict(before.walk()), dict(update.callout.walk())
    changed = {(each.operation, each.line, each.unit, each.officer) for each in update.changes}
    for subject in was.keys() | now.keys():
        same = subject in was and subject in now
        same = same and (was[subject].stage, was[subject].since) == (
            now[subject].stage,
            now[subject].since,
        )
        assert (subject not in changed) is same
    assert {each.event for each in update.late} <= set(more)


def test_a_step_is_taken_and_said():
    update = take_step(fold_callout([ask()]), event("acknowledged", 4, "BX11"))
    (change,) = update.changes
    assert (change.unit, change.was, change.now) == ("BX11", None, Stage.ACKNOWLEDGED)
    assert (change.since, change.was_since) == (EIGHT + 4, None)
    assert not update.picture_changed


def test_a_step_taken_twice_changes_nothing():
    step = event("acknowledged", 4, "BX11")
    callout = take_step(fold_callout([ask()]), step).callout
    again = take_step(callout, step)
    assert (again.callout, again.changes) == (callout, ())


def test_an_illegal_step_raises_and_says_what_to_do():
    callout = fold_callout(told("declined"))
    with pytest.raises(UnableToTakeStep) as raised:
        take_step(callout, event("acknowledged", 9, "BX11", id="x"))
    assert str(raised.value) == (
        "Event x (BX11 of line 1, acknowledged at 2026-08-01T20:09+01:00) was refused: "
        "it had declined (declined since 2026-08-01T20:01+01:00); ask it again first"
    )


def test_old_news_is_put_where_it_belongs_and_the_picture_has_changed():
    callout = fold_callout([ask(), event("acknowledged", 10, "BX11")])
    old = event("declined", 5, "BX11", late=40)
    update = take_step(callout, old)
    assert update.picture_changed
    assert [(each.event, each.minutes) for each in update.late] == [(old, 40)]
    assert [(each.was, each.now) for each in update.changes] == [
        (Stage.ACKNOWLEDGED, Stage.DECLINED)
    ]
    assert [each.name for each in update.refused] == ["declined_already"]


def test_old_news_may_make_legal_what_was_refused():
    callout = fold_callout([*told("declined"), event("acknowledged", 9, "BX11")])
    update = take_step(callout, event("asked", 7, "BX11", late=40))
    assert [each.name for each in update.allowed] == ["declined_already"]
    assert update.callout.refused == ()
    assert update.picture_changed


def test_old_news_that_moves_nothing_is_late_and_no_change_of_the_picture():
    callout = fold_callout([ask(), event("acknowledged", 10, "BX11"), event("sent", 2, "BX11")])
    update = take_step(callout, event("delivered", 12, "BX11"))
    assert (update.late, update.picture_changed) == ((), False)
    late = take_step(update.callout, event("delivered", 11, "BX11", late=40))
    assert (len(late.late), late.picture_changed) == (1, False)


def test_what_was_believed_is_held_against_what_is_known_now():
    log = [ask(), event("acknowledged", 5, "BX11"), event("declined", 8, "BX11", late=60)]
    then = fold_callout(log, at=EIGHT + 20, known_at=EIGHT + 20)
    now = fold_callout(log, at=EIGHT + 20)
    assert [(each.was, each.now) for each in compare_callouts(then, now)] == [
        (Stage.ACKNOWLEDGED, Stage.DECLINED)
    ]
