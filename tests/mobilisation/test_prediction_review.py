"""Were we right? Predicted against actual, and the norms proposed."""

import tomllib
from dataclasses import replace
from datetime import date

import pytest
from tests.mobilisation.answers import AT, DOCTRINE

from muster.doctrine import read_doctrine
from muster.mobilisation import (
    Assembly,
    Outcome,
    UnableToProposeNorms,
    UnableToReviewPredictions,
    Verdict,
    norms_toml,
    propose_norms,
    review_predictions,
)
from muster.policing import clock
from muster.strength import count_units

FROM = date(2026, 3, 3)


def outcome(state, count, arrived=None, *, night=0, **more):
    given = {"post": "constable", "predicted": 60 if state != "on_duty" else 0} | more
    return Outcome(
        occasion=f"night {night}",
        force="barsetshire",
        called_at=AT + night * clock.DAY,
        state=state,
        count=count,
        arrived=arrived,
        **given,
    )


def nights(state, came, stayed, minutes=70, times=3):
    """Return several nights on which so many came and so many stayed away."""
    return [
        each
        for night in range(times)
        for each in (
            outcome(state, came, minutes + night, night=night),
            outcome(state, stayed, night=night),
        )
    ]


def proposed(outcomes, assemblies=()):
    review = review_predictions(outcomes, assemblies, doctrine=DOCTRINE)
    found = propose_norms(review, doctrine=DOCTRINE)
    return review, {(each.table, each.slug): each for each in found}


def test_turnout_is_counted_by_how_people_were_to_come():
    review, _ = proposed([*nights("recall", 4, 6), *nights("on_duty", 9, 1, 5)])
    on_duty, recall = review.rates
    assert (on_duty.state, on_duty.called, on_duty.came, on_duty.predicted) == (
        "on_duty",
        30,
        27,
        1,
    )
    assert (recall.called, recall.came, recall.predicted, recall.occasions) == (30, 12, 0.6, 3)
    assert recall.interval.holds(0.4)
    assert not recall.interval.holds(0.6)


def test_predicted_and_actual_are_set_side_by_side_by_hour_and_post():
    night = [
        outcome("on_duty", 5, 4),
        outcome("recall", 10, 55),
        outcome("recall", 10),
        outcome("on_call", 2, 30, post="commander"),
    ]
    review, _ = proposed(night)
    commander, constable = review.by_hour
    assert (commander.hour, commander.post, commander.called) == (20, "commander", 2)
    assert commander.predicted == pytest.approx(1.9)
    assert (constable.called, constable.came) == (25, 15)
    assert constable.predicted == pytest.approx(5 + 20 * 0.6)
    assert constable.as_predicted


def test_the_hour_is_the_local_one():
    summer = clock.parse_instant("2026-07-01T20:30")
    review, _ = proposed([replace(outcome("recall", 3, 50), called_at=summer)])
    assert [each.hour for each in review.by_hour] == [20]


def test_those_who_had_come_by_each_minute_stand_beside_those_predicted():
    night = [
        outcome("on_duty", 4, 25),
        outcome("recall", 10, 58, predicted=45),
        outcome("recall", 10, 90, predicted=90),
    ]
    review, _ = proposed(night)
    found = [(each.minutes, round(each.predicted, 1), each.came) for each in review.by_minute]
    assert found == [(0, 4, 0), (30, 4, 4), (60, 10, 14), (120, 16, 24)]


def test_without_a_prediction_the_norm_in_force_predicts():
    review, _ = proposed([outcome("recall", 10, 58, predicted=None)])
    assert [round(each.predicted, 1) for each in review.by_minute] == [0, 0, 6, 6]
    assert review.times[0].foretold is None


def test_people_whom_records_did_not_expect_are_predicted_to_stay_away():
    review, _ = proposed([outcome("unexpected", 2, 40, predicted=None)])
    assert review.rates[0].predicted == 0
    assert review.by_hour[0].predicted == 0
    assert not review.by_hour[0].as_predicted


def test_of_those_who_do_not_say_how_they_come_nothing_is_predicted():
    review, _ = proposed([outcome("not_said", 2, 40, predicted=None)])
    assert review.rates[0].predicted is None
    assert review.by_hour == ()


def test_absence_is_that_of_people_whom_records_put_on_duty():
    review, _ = proposed(
        [outcome("on_duty", 18, 5), outcome("on_duty", 2, absent=True), outcome("recall", 9)]
    )
    assert (review.absence.called, review.absence.absent) == (20, 2)
    assert review.absence.interval.holds(0.1)


def test_a_norm_that_what_was_seen_leaves_out_is_to_change():
    _, found = proposed(nights("recall", 8, 12, 100))
    turnout, minutes = found["turnout", "recall"], found["time_norm", "recall"]
    assert (turnout.verdict, turnout.current, turnout.seen) == (Verdict.CHANGE, 0.6, 0.4)
    assert (turnout.evidence, turnout.occasions) == (60, 3)
    assert minutes.verdict is Verdict.CANNOT_TELL
    assert "24 people who came on 3 occasions" in minutes.because


def test_a_norm_that_fits_what_was_seen_is_kept():
    _, found = proposed(nights("recall", 12, 8, 50))
    assert found["turnout", "recall"].verdict is Verdict.KEEP
    assert found["turnout", "recall"].because.endswith("which the norm in force fits")


@pytest.mark.parametrize(("count", "times"), [(9, 3), (30, 2)])
def test_too_few_people_or_occasions_cannot_tell(count, times):
    _, found = proposed(nights("recall", 0, count, times=times))
    assert found["turnout", "recall"].verdict is Verdict.CANNOT_TELL
    assert "30 on 3 are the fewest to propose from" in found["turnout", "recall"].because


def test_what_nobody_was_called_by_cannot_be_told():
    _, found = proposed(nights("recall", 10, 10))
    on_call = found["turnout", "on_call"]
    assert (on_call.verdict, on_call.seen, on_call.evidence) == (Verdict.CANNOT_TELL, None, 0)


def test_a_time_is_proposed_from_those_who_came():
    _, found = proposed(nights("recall", 30, 20, 100))
    minutes = found["time_norm", "recall"]
    assert (minutes.verdict, minutes.current, minutes.seen) == (Verdict.CHANGE, 60, 102)
    assert (minutes.share, minutes.evidence) == (0.9, 90)


def test_assembly_is_proposed_from_whole_units():
    units = [Assembly(f"night {at % 3}", 44 + at) for at in range(12)]
    _, found = proposed(nights("recall", 3, 3), units)
    assembly = found["time_norm", "assembly"]
    assert (assembly.verdict, assembly.current, assembly.seen) == (Verdict.CHANGE, 30, 49)
    _, found = proposed(nights("recall", 3, 3), units[:9])
    assert found["time_norm", "assembly"].verdict is Verdict.CANNOT_TELL


def test_nobody_called_is_refused_with_what_to_give():
    with pytest.raises(UnableToReviewPredictions, match="records of call-outs"):
        review_predictions([], doctrine=DOCTRINE)


def test_a_proposal_is_doctrine_dated_sourced_and_not_approved(tmp_path):
    review, found = proposed(nights("recall", 20, 80, 100))
    text = norms_toml(list(found.values()), review, starts=FROM, approver='ACC "Ops"')
    (tmp_path / "norms.toml").write_text(text, encoding="utf-8")
    assert text.startswith("# PROPOSED, NOT APPROVED.")
    assert set(tomllib.loads(text)) == {"turnout", "time_norm"}
    doctrine = read_doctrine(tmp_path)
    before, after = date(2026, 3, 2), date(2026, 3, 3)
    assert [doctrine.turnout("recall", day).rate for day in (before, after)] == [0.6, 0.2]
    assert doctrine.turnout("on_call", after).rate == 0.95
    assert [doctrine.time_norm("recall", day).minutes for day in (before, after)] == [60, 102]
    source = doctrine.turnout("recall", after).source
    assert source.standing == "local"
    for said in ("proposed, not approved", 'ACC "Ops"', "night 0, night 1, night 2", "barsetshire"):
        assert said in source.note


def test_a_proposal_of_no_change_is_refused():
    review, found = proposed(nights("recall", 12, 8, 50))
    with pytest.raises(UnableToProposeNorms, match="nothing was written"):
        norms_toml(list(found.values()), review, starts=FROM)


def test_norms_laid_over_doctrine_change_how_many_are_expected(tmp_path, barsetshire, county):
    review, found = proposed(nights("recall", 20, 80, 100))
    text = norms_toml(list(found.values()), review, starts=FROM)
    (tmp_path / "norms.toml").write_text(text, encoding="utf-8")
    laid = type(county)(  # the county's doctrine, with the turnouts of the folder
        **{
            name: getattr(county, name) if name != "turnouts" else read_doctrine(tmp_path).turnouts
            for name in county.__dataclass_fields__
        }
    )

    def constables(doctrine, at):
        kind = count_units(
            barsetshire.roster, units=["psu"], at=at, within=120, doctrine=doctrine
        ).kinds[0]
        return next(post for post in kind.by_post if post.post == "constable")

    day_after = AT + clock.DAY
    before, after = (constables(doctrine, day_after) for doctrine in (county, laid))
    assert before.recall == after.recall > 0
    assert before.expected - after.expected == pytest.approx(before.recall * (0.6 - 0.2))
    assert constables(laid, AT).expected == constables(county, AT).expected
