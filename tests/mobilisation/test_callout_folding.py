"""A log folded: in any order, each event once, old news where it belongs."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tests.mobilisation.callouts import (
    EIGHT,
    TERMS,
    any_logs,
    ask,
    event,
    legal_logs,
    plain_logs,
    recorded,
    told,
)

from muster.mobilisation import Stage, Step, Terms, fold_callout


def line_of(callout):
    (operation,) = callout.operations
    (line,) = operation.lines
    return line


def stages_of(callout):
    return {each.unit: each.progress.stage.value for each in line_of(callout).units}


def names_of(callout):
    return [each.name for each in callout.refused]


def where_all_stand(callout):
    """Return the progress of everything, but for which of two events of a kind came last."""
    last = ask(id="any")
    return {subject: replace(each, last=last) for subject, each in callout.walk()}


@given(any_logs().flatmap(lambda log: st.tuples(st.just(log), st.permutations(log))))
def test_any_order_of_arrival_gives_the_same_state(logs):
    log, other = logs
    assert fold_callout(other) == fold_callout(log)


@given(any_logs(), st.randoms(use_true_random=False))
def test_duplicates_change_nothing(log, chance):
    again = log + [replace(each) for each in chance.choices(log, k=5)]
    chance.shuffle(again)
    assert fold_callout(again) == fold_callout(log)


@given(plain_logs() | legal_logs(), st.data())
def test_a_late_arrival_stands_where_it_would_have_stood_on_time(log, data):
    late = data.draw(st.sampled_from(log))
    delayed = [recorded(each, 500) if each is late else each for each in log]
    then, now = fold_callout(log), fold_callout(delayed)
    assert where_all_stand(now) == where_all_stand(then)
    assert sorted(names_of(now)) == sorted(names_of(then))


@given(legal_logs())
def test_a_legal_log_has_nothing_refused(log):
    assert fold_callout(log).refused == ()


@given(any_logs())
def test_every_unit_is_counted_once(log):
    for operation in fold_callout(log).operations:
        for line in operation.lines:
            assert sum(line.counts.values()) == max(line.terms.count, len(line.units))
            assert line.total == line.unnamed + len(line.units)
        assert sum(operation.counts.values()) == sum(line.total for line in operation.lines)


@given(any_logs())
def test_every_event_is_folded_or_said_to_be_left_out(log):
    callout = fold_callout(log)
    left = [each.event for each in callout.refused] + list(callout.struck)
    ids = {each.id for each in callout.log}
    assert set(left) <= set(callout.log)
    assert len(left) == len(set(left))
    assert {each for pair in callout.repeated for each in pair} <= ids
    assert set(callout.log) == set(log)


@given(any_logs(), st.integers(0, 45), st.integers(0, 45))
def test_what_is_not_yet_known_or_has_not_yet_happened_is_as_if_it_were_not_there(log, at, known):
    then = fold_callout(log, at=EIGHT + at, known_at=EIGHT + known)
    known = [each for each in log if each.recorded_at <= EIGHT + known]
    assert then.operations == fold_callout(known, at=EIGHT + at).operations


@given(plain_logs())
def test_what_is_refused_changes_nothing(log):
    callout = fold_callout(log)
    refused = {each.event for each in callout.refused}
    kept = fold_callout([each for each in log if each not in refused])
    assert [each.lines for each in kept.operations] == [each.lines for each in callout.operations]
    assert kept.refused == ()


def test_a_whole_line_is_all_its_units_named_or_not():
    callout = fold_callout([ask(), event("sent", 1), event("acknowledged", 5)])
    assert line_of(callout).counts == {Stage.ACKNOWLEDGED: 5}
    assert line_of(callout).unnamed == 5


def test_a_unit_first_spoken_of_stands_where_its_line_stands():
    log = [ask(), event("acknowledged", 5), event("arrived", 60, "BX11")]
    callout = fold_callout(log)
    unit = line_of(callout).units[0].progress
    assert (unit.stage, unit.remarks) == (Stage.ARRIVED, ())
    assert line_of(callout).counts == {Stage.ACKNOWLEDGED: 4, Stage.ARRIVED: 1}


def test_a_step_of_a_whole_line_passes_over_units_it_is_not_legal_for():
    log = [
        ask(),
        event("declined", 2, "BX11"),
        event("arrived", 30, "BX12"),
        event("acknowledged", 31),
        event("released", 90),
    ]
    callout = fold_callout(log)
    assert callout.refused == ()
    assert stages_of(callout) == {"BX11": "declined", "BX12": "released"}
    assert line_of(callout).counts == {Stage.DECLINED: 1, Stage.RELEASED: 4}


def test_a_step_of_a_whole_line_moves_those_it_is_legal_for_and_not_the_unnamed_behind_them():
    callout = fold_callout([ask(), event("arrived", 60, "BX11"), event("relieved", 600)])
    assert callout.refused == ()
    assert line_of(callout).counts == {Stage.ASKED: 4, Stage.RELIEVED: 1}


def test_a_line_released_whole_takes_no_unit_more():
    named = [event("arrived", 10, f"BX{number}") for number in range(5)]
    log = [ask(), *named, event("released", 90), event("arrived", 95, "BX9")]
    callout = fold_callout(log)
    assert names_of(callout) == ["released_already"]
    assert line_of(callout).counts == {Stage.RELEASED: 5}


def test_a_step_of_a_whole_line_is_refused_where_it_is_legal_for_none():
    named = [event("arrived", 10, f"BX{number}") for number in range(5)]
    callout = fold_callout([ask(), *named, event("acknowledged", 20)])
    assert names_of(callout) == ["arrived_already"]
    assert line_of(callout).counts == {Stage.ARRIVED: 5}


def test_the_arrival_of_a_line_is_not_that_of_a_unit_that_declined():
    callout = fold_callout([ask(), event("declined", 2, "BX11"), event("arrived", 60)])
    assert line_of(callout).counts == {Stage.DECLINED: 1, Stage.ARRIVED: 4}


def test_asking_a_line_again_asks_those_that_declined_and_keeps_the_word_of_the_others():
    more = replace(TERMS, count=8, rendezvous="Borchester fire station")
    log = [
        ask(),
        event("acknowledged", 5, "BX11"),
        event("declined", 5, "BX12"),
        ask(20, terms=more),
    ]
    line = line_of(fold_callout(log))
    assert line.terms == more
    assert line.counts == {Stage.ASKED: 7, Stage.ACKNOWLEDGED: 1}
    assert line.units[1].progress.remarks == ("asked_again",)


def test_a_line_is_on_one_force_for_one_kind_of_unit():
    log = [ask(), ask(5, terms=Terms("loamshire", "psu", 2)), ask(6, terms=Terms("x", "car", 1))]
    assert names_of(fold_callout(log)) == ["other_ask", "other_ask"]


def test_an_officer_stands_where_the_unit_stands_until_spoken_of():
    log = [
        *told("acknowledged"),
        event("declined", 10, "BX11", officer="PC21"),
        event("acknowledged", 11, "BX11", officer="PS7"),
        event("arrived", 60, "BX11"),
    ]
    callout = fold_callout(log)
    (unit,) = line_of(callout).units
    assert callout.refused == ()
    assert unit.progress.stage is Stage.ARRIVED
    assert {each.officer: each.progress.stage.value for each in unit.people} == {
        "PC21": "declined",
        "PS7": "arrived",
    }


def test_more_units_than_were_asked_for_all_count():
    log = [ask(terms=replace(TERMS, count=1)), *told("arrived", unit="BX1")[1:]]
    log.append(event("arrived", 9, "BX2"))
    line = line_of(fold_callout(log))
    assert (line.total, line.unnamed, line.counts) == (2, 0, {Stage.ARRIVED: 2})


def test_steps_of_one_minute_are_taken_in_the_order_of_a_call_out():
    log = [event("acknowledged", 0, "BX11"), event("sent", 0, "BX11"), ask()]
    callout = fold_callout(log)
    assert callout.refused == ()
    assert stages_of(callout) == {"BX11": "acknowledged"}


def test_a_whole_line_comes_before_a_unit_of_it_in_one_minute():
    log = [event("asked", 0, "BX11", id="a"), ask(id="b")]
    assert fold_callout(log).refused == ()


def test_of_two_asks_in_one_minute_the_later_recorded_has_the_terms():
    first = ask(id="b")
    second = ask(id="a", terms=replace(TERMS, count=6), late=5)
    assert line_of(fold_callout([second, first])).terms.count == 6


def test_a_step_taken_again_moves_no_clock():
    log = [ask(terms=replace(TERMS, count=1)), ask(7, terms=replace(TERMS, count=1))]
    assert line_of(fold_callout(log)).progress.asked_at == EIGHT
    again = [*told("acknowledged"), event("acknowledged", 9, "BX11")]
    assert line_of(fold_callout(again)).units[0].progress.since == EIGHT + 1


def test_a_line_keeps_its_reference_until_it_is_given_another():
    log = [ask(reference="M/1"), ask(5)]
    assert line_of(fold_callout(log)).reference == "M/1"
    assert line_of(fold_callout([*log, ask(6, reference="M/2")])).reference == "M/2"


def test_what_has_not_happened_yet_is_not_refused_yet():
    later = event("sent", 30, exercise=True)
    assert fold_callout([ask(), later], at=EIGHT + 29).refused == ()
    assert names_of(fold_callout([ask(), later], at=EIGHT + 30)) == ["exercise_mixed"]


def test_the_same_thing_said_of_one_minute_twice_is_no_contradiction():
    said = [event("arrived", 60), event("arrived", 60, "BX11"), event("arrived", 60, "BX11")]
    callout = fold_callout([ask(), *said, event("arrived", 60, "BX11", officer="PS7")])
    assert callout.refused == ()
    assert line_of(callout).counts == {Stage.ARRIVED: 5}
    assert names_of(fold_callout([ask(), *said, event("arrived", 61, "BX11")])) == [
        "arrived_already"
    ]
    named = [event("arrived", 60, f"BX{number}") for number in range(5)]
    assert fold_callout([ask(), *named, event("arrived", 60)]).refused == ()
    assert fold_callout([ask(), *named, event("arrived", 60), event("arrived", 60)]).refused == ()


def test_one_id_with_two_contents_keeps_the_first_recorded():
    first = event("acknowledged", 5, "BX11", id="x")
    second = event("declined", 4, "BX11", id="x", late=10)
    callout = fold_callout([ask(), second, first])
    assert stages_of(callout) == {"BX11": "acknowledged"}
    assert [(each.name, each.event) for each in callout.refused] == [("id_taken", second)]
    assert callout.refused[0].clashes == "x"


def test_what_another_system_sent_once_is_counted_once_however_often_it_is_keyed():
    one = event("acknowledged", 5, "BX11", id="a", reference="M/2026/17")
    again = replace(one, id="b", by="Second desk", recorded_at=one.recorded_at + 3)
    callout = fold_callout([again, ask(), one])
    assert callout.repeated == (("b", "a"),)
    assert line_of(callout).units[0].progress.last == one


def test_the_same_reference_with_other_figures_is_not_taken_for_a_repeat():
    log = [
        ask(reference="M/1"),
        ask(reference="M/1", terms=replace(TERMS, count=6), late=5),
    ]
    callout = fold_callout(log)
    assert callout.repeated == ()
    assert line_of(callout).terms.count == 6
    assert line_of(callout).reference == "M/1"


def test_an_event_that_was_corrected_is_struck_out_and_kept_to_be_seen():
    slip = event("arrived", 30, "BX12", id="slip")
    right = event("arrived", 30, "BX11", corrects="slip", late=10)
    callout = fold_callout([ask(), slip, right])
    assert stages_of(callout) == {"BX11": "arrived"}
    assert callout.struck == (slip,)


def test_a_decision_strikes_out_what_should_never_have_been_keyed():
    slip = event("declined", 30, id="slip")
    undone = event("decided", 40, line="", corrects="slip", note="Keyed to the wrong line.")
    callout = fold_callout([ask(), slip, undone])
    assert line_of(callout).counts == {Stage.ASKED: 5}
    assert callout.operations[0].decisions == (undone,)


def test_what_was_corrected_later_stands_in_what_was_known_before():
    slip = event("arrived", 30, "BX12", id="slip")
    undone = event("decided", 40, line="", corrects="slip", note="It was another unit.")
    then = fold_callout([ask(), slip, undone], known_at=EIGHT + 35)
    assert stages_of(then) == {"BX12": "arrived"}


def test_a_slip_that_had_not_happened_yet_is_not_spoken_of_though_it_was_struck_out():
    slip = event("arrived", 30, "BX12", id="slip")
    undone = event("decided", 40, line="", corrects="slip", note="It was another unit.")
    assert fold_callout([ask(), slip, undone], at=EIGHT + 29).struck == ()
    then = fold_callout([ask(), slip, undone], at=EIGHT + 35)
    assert (then.struck, stages_of(then)) == ((slip,), {})


def test_a_decision_is_kept_with_its_reasons_and_moves_nothing():
    decision = event(
        "decided",
        10,
        line="",
        by="Gold",
        note="Ask the region for two more.",
        information=("a" * 64,),
        reasons=(("threat_and_risk", "Crowd growing."), ("options", "Region or nation.")),
    )
    callout = fold_callout([ask(), decision])
    assert callout.operations[0].decisions == (decision,)
    assert line_of(callout).counts == {Stage.ASKED: 5}


def test_an_exercise_is_one_from_its_first_event_and_cannot_become_real():
    played = [ask(exercise=True), event("acknowledged", 5, exercise=True)]
    slip = event("arrived", 9, "BX11")
    callout = fold_callout([slip, *played])
    assert callout.exercise and callout.operations[0].exercise
    assert names_of(callout) == ["exercise_mixed"]
    assert line_of(callout).counts == {Stage.ACKNOWLEDGED: 5}


def test_an_old_real_event_that_comes_late_does_not_turn_an_exercise_real():
    old = event("asked", -60, terms=TERMS, late=90)
    callout = fold_callout([old, ask(exercise=True)])
    assert callout.operations[0].exercise
    assert [each.event for each in callout.refused] == [old]


def test_of_two_natures_recorded_in_one_minute_exercise_is_believed():
    callout = fold_callout([ask(), event("sent", 0, exercise=True)])
    assert callout.operations[0].exercise


def test_an_exercise_strikes_nothing_real_out():
    real = ask(id="real")
    callout = fold_callout([real, event("sent", 1, exercise=True, corrects="real")])
    assert callout.struck == ()
    assert names_of(callout) == ["exercise_mixed"]
    assert line_of(callout).counts == {Stage.ASKED: 5}


def test_an_operation_opened_as_an_exercise_by_a_slip_can_be_put_right():
    slip = ask(id="slip", exercise=True)
    undone = event(
        "decided", 1, line="", exercise=True, corrects="slip", note="This is no exercise."
    )
    callout = fold_callout([slip, undone, ask(2)])
    assert not callout.operations[0].exercise
    assert callout.refused == ()
    assert line_of(callout).counts == {Stage.ASKED: 5}


def test_two_operations_of_either_nature_stand_side_by_side():
    log = [ask(), ask(operation="Greenlow", exercise=True)]
    callout = fold_callout(log)
    assert [(each.operation, each.exercise) for each in callout.operations] == [
        ("Fernbank", False),
        ("Greenlow", True),
    ]


def test_old_news_is_named_with_how_late_it_is():
    old = event("declined", 5, "BX11", late=40)
    callout = fold_callout([ask(), event("acknowledged", 10, "BX12"), old])
    assert [(each.event, each.minutes) for each in callout.late] == [(old, 40)]


def test_news_recorded_late_that_nothing_has_overtaken_is_not_old():
    callout = fold_callout([ask(), event("declined", 5, "BX11", late=40)])
    assert callout.late == ()


@given(any_logs())
def test_old_news_is_what_something_later_of_its_line_was_known_before(log):
    callout = fold_callout(log)
    gone = {each.event for each in callout.refused if each.name in ("id_taken", "exercise_mixed")}
    again = {id_ for id_, _ in callout.repeated}
    told = [
        each
        for each in callout.log
        if each not in gone
        and each not in callout.struck
        and each.id not in again
        and each.step is not Step.DECIDED
    ]
    late = {
        each
        for each in told
        if any(
            (other.operation, other.line) == (each.operation, each.line)
            and other.recorded_at < each.recorded_at
            and other.at > each.at
            for other in told
        )
    }
    assert {each.event for each in callout.late} == late


def test_an_empty_log_has_nothing_in_it():
    callout = fold_callout([])
    assert (callout.operations, callout.log, callout.exercise) == ((), (), False)
