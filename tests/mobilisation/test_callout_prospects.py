"""What a line will have in time, and who has been waited for too long."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.mobilisation.callouts import EIGHT, TERMS, any_logs, ask, event

from muster.mobilisation import (
    Awaited,
    LineStanding,
    Terms,
    find_overdue,
    fold_callout,
    foresee_line,
)

NO_TIME = replace(TERMS, needed_by=None)
NO_HURRY = Terms("barsetshire", "psu", 2)


def line_of(*log):
    (operation,) = fold_callout(log).operations
    return operation.lines[0]


def foreseen(*log, at):
    return foresee_line(line_of(*log), at=EIGHT + at)


def overdue(*log, at, doctrine):
    return find_overdue(fold_callout(log), at=EIGHT + at, doctrine=doctrine)


@given(any_logs(), st.integers(0, 200))
def test_every_unit_has_one_fate(log, at):
    for operation in fold_callout(log).operations:
        for line in operation.lines:
            found = foresee_line(line, at=EIGHT + at)
            fates = (found.arrived, found.coming, found.unanswered, found.declined)
            assert sum(fates) + found.stood_down == line.total
            assert found.short <= found.wanted <= line.terms.count
            assert (found.waiting_since is None) == (found.unanswered == 0)


def test_five_asked_three_acknowledged_one_declined_and_one_has_not_answered():
    answered = [event("acknowledged", 4, f"BX1{number}", expected=EIGHT + 90) for number in (1, 2)]
    found = foreseen(
        ask(),
        *answered,
        event("acknowledged", 6, "BX13", expected=EIGHT + 150),
        event("declined", 7, "BX14"),
        at=12,
    )
    assert (found.expected_in_time, found.expected_late) == (2, 1)
    assert (found.declined, found.unanswered) == (1, 1)
    assert found.waiting_since == EIGHT
    assert (found.short, found.standing) == (2, LineStanding.WAITING)


@pytest.mark.parametrize(
    ("expected", "at", "fate"),
    [
        (None, 60, "expected_unknown"),
        (120, 60, "expected_in_time"),
        (121, 60, "expected_late"),
        (90, 121, "expected_late"),
        (None, 121, "expected_late"),
    ],
)
def test_who_has_acknowledged_is_late_when_it_says_so_or_once_the_time_has_passed(
    expected, at, fate
):
    said = None if expected is None else EIGHT + expected
    found = foreseen(ask(), event("acknowledged", 5, "BX11", expected=said), at=at)
    assert getattr(found, fate) == 1


@pytest.mark.parametrize(("minute", "late"), [(120, 0), (121, 1)])
def test_who_arrives_on_the_minute_is_in_time(minute, late):
    found = foreseen(ask(), event("arrived", minute, "BX11"), at=200)
    assert (found.arrived_in_time, found.arrived_late) == (1 - late, late)


def test_another_tour_is_not_another_arrival():
    log = [ask(), event("arrived", 100, "BX11"), event("relieved", 500, "BX11")]
    found = foreseen(*log, event("arrived", 1100, "BX11"), at=1200)
    assert (found.arrived_in_time, found.arrived_late) == (1, 0)


def test_a_later_word_of_when_it_will_arrive_is_the_one_that_counts():
    log = [
        event("acknowledged", 5, "BX11", expected=EIGHT + 90),
        event("acknowledged", 50, "BX11", expected=EIGHT + 140),
    ]
    assert foreseen(ask(), *log, at=60).expected_late == 1


def test_one_asked_again_has_said_nothing_yet():
    log = [ask(), event("acknowledged", 5, "BX11", expected=EIGHT + 90), event("asked", 9, "BX11")]
    found = foreseen(*log, event("acknowledged", 12, "BX11"), at=15)
    assert found.expected_unknown == 1


def test_who_is_stood_down_is_no_longer_wanted():
    log = [ask(), event("arrived", 60, "BX11"), event("arrived", 61, "BX12"), event("declined", 5)]
    short = foreseen(*log, at=90)
    assert (short.wanted, short.short, short.standing) == (5, 3, LineStanding.SHORT)
    log = [ask(), event("arrived", 60, "BX11"), event("arrived", 61, "BX12")]
    down = [event("released", 70, f"BX2{number}") for number in range(3)]
    met = foreseen(*log, *down, at=90)
    assert (met.wanted, met.stood_down, met.standing) == (2, 3, LineStanding.MET)


@pytest.mark.parametrize(
    ("steps", "standing"),
    [
        ([], "waiting"),
        (["acknowledged"], "coming"),
        (["declined"], "short"),
        (["arrived"], "met"),
        (["arrived", "relieved"], "met"),
        (["arrived", "released"], "over"),
        (["arrived", "released", "returned"], "over"),
        (["acknowledged", "released"], "over"),
    ],
)
def test_a_line_stands_as_its_units_do(steps, standing):
    log = [ask(), *(event(step, 5 + at) for at, step in enumerate(steps))]
    assert foreseen(*log, at=60).standing == standing


def test_a_line_part_of_which_declined_is_over_when_the_rest_is_home():
    log = [ask(), event("declined", 5, "BX11"), event("arrived", 60), event("returned", 600)]
    assert foreseen(*log, at=700).standing is LineStanding.OVER


def test_an_answer_is_overdue_after_the_minutes_doctrine_gives_it(doctrine):
    (wait,) = (each for each in doctrine.waits if each.slug == "answer")
    assert overdue(ask(), at=wait.minutes, doctrine=doctrine) == ()
    (found,) = overdue(ask(), at=wait.minutes + 1, doctrine=doctrine)
    assert (found.units, found.unit, found.awaited) == (5, "", Awaited.ANSWER)
    assert (found.since, found.due) == (EIGHT, EIGHT + wait.minutes)
    assert found.standard == wait
    assert wait.source.standing == "assumed"


def test_a_chase_does_not_make_the_wait_any_shorter(doctrine):
    log = [ask(), event("sent", 1), event("sent", 9)]
    assert overdue(*log, at=11, doctrine=doctrine)[0].since == EIGHT


def test_one_asked_again_is_waited_for_anew(doctrine):
    log = [ask(terms=replace(TERMS, count=1)), event("declined", 2, "BX11")]
    again = event("asked", 30, "BX11")
    assert overdue(*log, at=29, doctrine=doctrine) == ()
    assert overdue(*log, again, at=40, doctrine=doctrine) == ()
    assert [each.since for each in overdue(*log, again, at=41, doctrine=doctrine)] == [EIGHT + 30]


def test_a_receipt_is_overdue_before_an_answer_is_and_is_not_said_with_it(doctrine):
    log = [ask(), event("sent", 1)]
    assert [each.awaited for each in overdue(*log, at=7, doctrine=doctrine)] == ["delivery"]
    assert [each.awaited for each in overdue(*log, at=30, doctrine=doctrine)] == ["answer"]
    got = [*log, event("delivered", 2)]
    assert overdue(*got, at=7, doctrine=doctrine) == ()


@pytest.mark.parametrize(
    ("terms", "expected", "due", "by_doctrine"),
    [
        (TERMS, 90, 90, False),
        (TERMS, None, 120, False),
        (NO_TIME, None, 65, True),
    ],
)
def test_an_arrival_is_overdue_by_the_best_word_there_is(
    doctrine, terms, expected, due, by_doctrine
):
    said = None if expected is None else EIGHT + expected
    log = [ask(terms=replace(terms, count=1)), event("acknowledged", 5, "BX11", expected=said)]
    assert overdue(*log, at=due, doctrine=doctrine) == ()
    (found,) = overdue(*log, at=due + 1, doctrine=doctrine)
    assert (found.awaited, found.due) == (Awaited.ARRIVAL, EIGHT + due)
    assert (found.standard is not None) is by_doctrine


def test_an_officer_who_does_not_answer_is_named(doctrine):
    log = [
        ask(terms=replace(NO_HURRY, count=1)),
        event("asked", 1, "BX11", officer="PS7"),
        event("acknowledged", 2, "BX11", officer="PC21"),
        event("acknowledged", 3, "BX11"),
    ]
    assert overdue(*log, at=30, doctrine=doctrine) == ()
    found = overdue(*log[:3], at=30, doctrine=doctrine)
    assert [(each.unit, each.officer) for each in found] == [("BX11", ""), ("BX11", "PS7")]


def test_reminders_of_an_exercise_say_so_and_the_longest_overdue_is_first(doctrine):
    log = [ask(5, exercise=True), ask(exercise=True, line="2")]
    found = overdue(*log, at=60, doctrine=doctrine)
    assert [each.line for each in found] == ["2", "1"]
    assert all(each.exercise for each in found)
