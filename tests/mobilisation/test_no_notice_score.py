"""A test scored at its marks."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.mobilisation.answers import (
    AT,
    DOCTRINE,
    PSU,
    RECORDS,
    TAKES,
    answer,
    arrivals,
    drawn_arrivals,
    put_test,
)

from muster.cases import case_test, open_case
from muster.mobilisation import (
    AnswerKind,
    Standing,
    UnableToScoreTest,
    because_of,
    level_reached,
    questions_of,
    score_test,
)
from muster.strength import Count, CountSet


def scored(*answers, records=RECORDS, **more):
    return score_test(put_test(*answers, **more), records, doctrine=DOCTRINE)


def arrived(result):
    return [mark.arrived.low if mark.arrived else 0 for mark in result.marks]


def test_the_marks_are_those_of_doctrine():
    marks = [mark.minutes for mark in scored().marks]
    assert marks == list(DOCTRINE.notice("no_notice_test", PSU.starts).minutes) == [0, 30, 60, 120]


@given(drawn_arrivals)
@settings(max_examples=80, deadline=None)
def test_units_that_arrived_equal_brute_force(answers):
    result = scored(*answers)
    for mark in result.marks:
        there = dict.fromkeys(TAKES, 0)
        for each in answers:
            if each.minutes <= mark.minutes:
                there[each.subjects[0]] += each.count
        assert (mark.arrived.low if mark.arrived else 0) == min(
            there[what] // takes for what, takes in TAKES.items()
        )


@given(drawn_arrivals, drawn_arrivals)
@settings(max_examples=40, deadline=None)
def test_the_score_never_falls_as_answers_are_added(before, more):
    fewer, all_of_them = scored(*before), scored(*before, *more)
    assert all(one <= two for one, two in zip(arrived(fewer), arrived(all_of_them), strict=True))


@given(st.lists(st.tuples(st.sampled_from([0, 20, 60]), st.integers(0, 9)), max_size=6), st.data())
@settings(max_examples=40, deadline=None)
def test_what_was_said_never_falls_as_figures_are_added(figures, data):
    full = [answer(0, "available", what, 9 * takes) for what, takes in TAKES.items()]
    said = [answer(0, "available", "carrier", count, ready=ready) for ready, count in figures]
    kept = data.draw(st.integers(0, len(said)))
    before, after = scored(*full[:-1], *said[:kept]), scored(*full[:-1], *said)
    for one, two in zip(before.marks, after.marks, strict=True):
        assert one.said.low <= two.said.low


@given(drawn_arrivals, st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_the_order_of_answers_is_immaterial(answers, chance):
    shuffled = list(answers)
    chance.shuffle(shuffled)
    one, two = scored(*answers), scored(*shuffled)
    assert (one.marks, one.curve, one.outcomes) == (two.marks, two.curve, two.outcomes)


@given(drawn_arrivals)
@settings(max_examples=40, deadline=None)
def test_an_answer_sent_twice_counts_once(answers):
    named = [replace(each, answer_id=f"m{at}") for at, each in enumerate(answers)]
    assert arrived(scored(*named, *named)) == arrived(scored(*answers))


def test_two_answers_of_one_id_are_refused_by_name():
    twice = [answer(5, "arrived", "driver", count, answer_id="m7") for count in (3, 4)]
    with pytest.raises(UnableToScoreTest, match="answer m7 is given in 2 ways"):
        scored(*twice)


@pytest.mark.parametrize(
    ("kinds", "level"),
    [
        ((), None),
        (("called", "absent"), None),
        (("available",), "stated"),
        (("acknowledged",), "stated"),
        (("available", "talked_through"), "table-top"),
        (("available", "arrived"), "mustered"),
        (("arrived", "deployed"), "deployed"),
    ],
)
def test_the_level_is_the_highest_at_which_anything_was_shown(kinds, level):
    assert level_reached(answer(5, kind, "constable", 3) for kind in kinds) == level


def test_an_answer_of_nobody_shows_nothing():
    assert level_reached([answer(5, "arrived", "constable", 0)]) is None
    assert scored(answer(5, "arrived", "constable", 0)).marks[2].standing is Standing.NOTHING_SHOWN


def test_a_figure_for_at_once_is_taken_at_its_word_and_how_late_it_came_is_said():
    late = scored(answer(20, "available", "psu", 3, ready=0))
    assert [mark.claimed for mark in late.marks] == [(3, 3), (3, None), (3, None), (3, None)]
    assert any("the latest at 20 minutes" in note for note in late.notes)


def test_a_figure_without_a_notice_counts_from_when_it_was_given():
    late = scored(answer(20, "available", "psu", 3))
    assert [mark.claimed for mark in late.marks] == [(0, 3), (3, None), (3, None), (3, None)]
    assert not any("taken at its word" in note for note in late.notes)


def test_people_come_no_sooner_than_they_say():
    result = scored(answer(20, "acknowledged", "psu", 1, ready=45))
    assert [mark.acknowledged.low for mark in result.marks] == [0, 0, 1, 1]
    result = scored(answer(50, "acknowledged", "psu", 1, ready=10))
    assert [mark.acknowledged.low for mark in result.marks] == [0, 0, 1, 1]


def test_a_figure_for_the_hour_is_an_upper_bound_before_it_and_a_lower_one_after():
    result = scored(
        answer(0, "available", "commander", 5), answer(0, "available", "commander", 10, ready=60)
    )
    said = [mark.said.available["commander"] for mark in result.marks]
    assert said == [5, 10, 10, None]


def test_a_whole_unit_that_arrives_is_all_that_it_takes():
    result = scored(answer(25, "arrived", "psu", 2), *arrivals(40))
    assert arrived(result) == [0, 2, 3, 3]
    assert result.marks[1].arrived.available["constable"] == 36


def test_posts_nobody_counted_in_leave_what_arrived_unsettled():
    result = scored(*[each for each in arrivals(20) if each.subjects != ("carrier",)])
    mark = result.marks[1]
    assert (mark.arrived.low, mark.arrived.high, mark.arrived.unknown) == (0, 1, ("carrier",))
    assert "Nothing was said of carrier." in because_of(mark, result, PSU)


def test_marks_after_the_test_ended_are_not_scored():
    result = scored(*arrivals(25), ended=45)
    assert [mark.shown for mark in result.marks] == [(0, 0), (1, 1), None, None]
    assert result.marks[2].standing is Standing.NOT_REACHED
    assert because_of(result.marks[2], result, PSU) == "The test ended at 45 minutes."


def test_nobody_is_blamed_for_not_having_arrived_at_once():
    result = scored(*arrivals(25))
    assert result.marks[0].standing is Standing.TRAVELLING
    assert because_of(result.marks[0], result, PSU).startswith("Nobody can have travelled yet.")


def test_units_deployed_had_come_though_nobody_counted_them_in():
    result = scored(answer(50, "deployed", "psu", 1), answer(40, "arrived", "constable", 2))
    assert result.level == "deployed"
    assert result.marks[2].shown == (1, 1)


def test_more_than_records_allow_is_a_question_and_says_what_stops_the_next_one():
    result = scored(answer(0, "available", "psu", 3))
    assert result.marks[0].standing is Standing.ABOVE
    (question,) = questions_of(result, PSU)
    assert question.startswith("3 units were stated at once; records allow at most 1 unit.")
    assert "1 more carrier (5 known, 3 to a unit)" in question
    assert question.endswith("What explains the difference?")


def test_fewer_than_records_allow_says_which_post_was_short():
    plenty = tuple(
        Count(AT, 30, ranks, skills, count, True, "")
        for ranks, skills, count in (
            (("inspector",), ("psu_commander",), 5),
            (("sergeant",), ("public_order_level_2",), 20),
            (("constable",), ("public_order_level_2",), 90),
            (("constable", "sergeant"), ("psu_driver",), 20),
            (("carrier",), (), 20),
        )
    )
    result = scored(
        *arrivals(25, units=2, driver=2), records=CountSet("barsetshire", plenty), ended=30
    )
    mark = result.marks[1]
    assert mark.standing is Standing.BELOW
    assert "1 unit had come. The next one needs 2 more driver (4 known, 3 to a unit)." in (
        because_of(mark, result, PSU)
    )


def test_what_is_required_is_asked_at_its_own_notice_only():
    required = [[each.slug for each in mark.required] for mark in scored().marks]
    assert required == [
        ["public-order.capability.units-at-once"],
        [],
        ["public-order.capability.units-within-the-hour"],
        [],
    ]


def test_a_figure_that_went_down_is_kept_at_its_larger_and_said():
    result = scored(answer(0, "available", "carrier", 9), answer(30, "available", "carrier", 4))
    assert result.marks[1].said.available["carrier"] == 9
    assert "carrier: 9 were said, and 4 at 30 minutes; the larger is kept." in result.notes


def test_the_curve_turns_where_an_answer_makes_a_unit():
    result = scored(*arrivals(47))
    assert [point.minutes for point in result.curve] == [0, 30, 47, 60, 120]
    assert [point.arrived for point in result.curve][1:3] == [(0, 0), (1, 1)]


def test_officers_may_not_be_named_where_the_force_gives_totals():
    with pytest.raises(UnableToScoreTest, match="leave the officers out"):
        scored(answer(5, "arrived", "driver", 1, officers=("B0001",)))


@pytest.fixture(scope="module")
def case():
    test = case_test("west-midlands-2013", doctrine=DOCTRINE)
    records = open_case("west-midlands-2013", doctrine=DOCTRINE).counts
    return score_test(test, records, doctrine=DOCTRINE)


def test_the_reports_own_test_is_stated_and_three_units_are_asked_about(case):
    unit = DOCTRINE.composition("psu", PSU.starts)
    at_once = case.marks[0]
    assert case.level == "stated"
    assert (at_once.claimed, at_once.shown) == ((3, 3), (3, 3))
    assert (at_once.said.low, at_once.said.high) == (0, 1)
    assert (at_once.recorded.low, at_once.recorded.high) == (0, 1)
    assert at_once.standing is Standing.ABOVE
    questions = questions_of(case, unit)
    assert len(questions) == 2
    assert all("What explains the difference?" in each for each in questions)


def test_the_reports_own_test_makes_at_most_ten_units_within_the_hour(case):
    hour = case.marks[2]
    assert (hour.said.low, hour.said.high) == (0, 10)
    assert (hour.recorded.low, hour.recorded.high) == (0, 10)
    assert hour.standing is Standing.UNSETTLED
    assert case.outcomes == ()
    assert AnswerKind.ARRIVED not in {each.kind for each in case.test.answers}
