"""What holds of grading whatever the evidence is."""

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.assessment.pieces import (
    MIDNIGHT,
    NOW,
    SHELF_LIFE,
    TRUTHS,
    bodies,
    graded,
    piece,
    pieces,
    required,
)

from muster.assessment import WORST_FIRST, Grade, Standing, Truth
from muster.policing import clock

PAST = st.integers((SHELF_LIFE + 1) * clock.DAY, 900 * clock.DAY)
FUTURE = st.integers(-400 * clock.DAY, -1)
HOURS = range(0, clock.DAY, clock.HOUR)


def rank(found):
    return WORST_FIRST.index(found.grade)


@given(st.data(), bodies())
def test_the_order_of_evidence_decides_nothing(data, body):
    shuffled = data.draw(st.permutations(body))
    assert graded(*shuffled) == graded(*body)


@given(bodies(), st.lists(pieces(ages=PAST), max_size=3))
def test_evidence_past_its_shelf_life_never_changes_a_grade(body, stale):
    before, after = graded(*body), graded(*body, *stale)
    assert after.grade is before.grade
    assert after.decided_by == before.decided_by


@given(
    bodies(),
    st.lists(
        pieces(ages=FUTURE) | st.builds(required, st.just(99.0), days_ago=st.just(-1)), max_size=3
    ),
)
def test_what_is_dated_later_than_the_question_changes_nothing(body, later):
    assert graded(*body, *later) == graded(*body)


@given(bodies(), st.lists(pieces(truths=st.just(Truth.DECLARED)), max_size=3))
def test_a_declaration_never_changes_a_grade(body, declared):
    before, after = graded(*body), graded(*body, *declared)
    assert after.grade is before.grade
    assert after.decided_by == before.decided_by


@given(st.data(), bodies(exact=True, least=1), st.integers(1, 30))
def test_raising_an_exact_figure_never_worsens_a_grade(data, body, more):
    at = data.draw(st.integers(0, len(body) - 1))
    if body[at].about.endswith(".required"):
        return
    figure = body[at].low + more
    raised = [*body[:at], replace(body[at], low=figure, value=figure), *body[at + 1 :]]
    assert rank(graded(*raised)) >= rank(graded(*body))


@given(bodies(), st.integers(1, 30))
def test_asking_for_more_never_betters_a_grade_of_an_exact_figure(body, more):
    exact = [replace(each, value=each.low) for each in body]
    asked = [
        replace(each, low=each.low + more, value=each.low + more)
        if each.about.endswith(".required")
        else each
        for each in exact
    ]
    assert rank(graded(*asked)) <= rank(graded(*exact))


@given(bodies())
def test_a_grade_is_decided_by_what_counts_and_by_nothing_else(body):
    found = graded(*body)
    assert (found.decided_by is None) == (
        not any(each.standing is Standing.COUNTS for each in found.shown.values())
    )
    if found.decided_by is None:
        assert found.grade is Grade.NOT_EVIDENCED
    else:
        assert found.decided_by.standing is Standing.COUNTS
        assert found.decided_by.evidence in body


@given(bodies())
def test_the_truths_are_shown_in_one_order(body):
    shown = list(graded(*body).shown)
    assert shown == [truth for truth in Truth if truth in shown]


@given(bodies())
def test_others_count_and_would_have_graded_otherwise(body):
    found = graded(*body)
    for other in found.others:
        assert other.standing is Standing.COUNTS
        keep = [each for each in body if each.about.endswith(".required")]
        assert graded(*keep, other.evidence).grade is not found.grade


TIES = [
    piece("recorded", 22.0, days_ago=5),
    piece("recorded", 16.0, days_ago=5),
    piece("demonstrated", 21.0, days_ago=5),
    piece("demonstrated", 9.0, days_ago=5),
    piece("recorded", 30.0, days_ago=6),
]


@pytest.mark.parametrize("order", list(permutations(TIES)))
def test_on_one_day_what_was_demonstrated_wins_and_of_that_the_lower(order):
    found = graded(*order)
    assert found.decided_by.evidence.low == 9.0
    assert found.decided_by.evidence.truth is Truth.DEMONSTRATED


def test_of_two_with_the_same_least_the_one_with_the_lower_most_wins():
    bounded = piece(value=25.0, low=10.0)
    unbounded = piece(value=None, low=10.0)
    for body in permutations([bounded, unbounded, piece(value=30.0, low=10.0)]):
        assert graded(*body).decided_by.evidence == bounded


def test_of_figures_alike_the_statement_that_says_more_is_shown():
    said = [piece(statement=words) for words in ("Ten came.", "Ten came, at night.", "Ten.")]
    for body in permutations(said):
        assert graded(*body).decided_by.evidence.statement == "Ten came, at night."


def test_of_figures_alike_the_later_minute_then_the_text_wins():
    early, late = piece(source="b"), piece(source="b", as_at=piece().as_at + 60)
    assert graded(early, late).decided_by.evidence == late
    first = piece(source="a")
    assert graded(early, first).decided_by.evidence == first
    assert graded(first, early).decided_by.evidence == first


@pytest.mark.parametrize("minutes", HOURS)
def test_one_day_is_one_day_at_whatever_hour_it_is_asked(minutes):
    evening = piece("recorded", 3.0, as_at=MIDNIGHT - clock.DAY + 20 * clock.HOUR)
    morning = piece("demonstrated", 22.0, as_at=MIDNIGHT - clock.DAY)
    found = graded(evening, morning, at=MIDNIGHT + minutes)
    assert found.decided_by.evidence == morning
    assert found.grade is Grade.MET


def test_of_two_requirements_as_late_the_higher_is_asked():
    for body in permutations([required(10.0), required(25.0), required(5.0, days_ago=40)]):
        assert graded(*body, piece(value=20.0)).required.value == 25.0


@given(TRUTHS)
def test_another_force_s_measure_is_no_evidence(truth):
    found = graded(replace(piece("recorded", 99.0), about="psu.national", truth=truth))
    assert found.shown == {}
    assert found.grade is Grade.NOT_EVIDENCED


def test_is_fresh_to_the_end_of_the_last_day_of_its_shelf_life():
    last = piece(value=20.0, as_at=NOW - SHELF_LIFE * clock.DAY)
    end_of_day = clock.parse_instant("2026-03-02T23:59")
    assert graded(last, at=end_of_day).grade is Grade.MET
    assert graded(last, at=end_of_day + 1).grade is Grade.NOT_EVIDENCED


@pytest.mark.parametrize(
    ("as_at", "at"), [("2025-10-26", "2026-10-26"), ("2025-03-30", "2026-03-30")]
)
def test_a_year_is_a_year_whatever_the_clocks_do(as_at, at):
    found = graded(piece(value=20.0, as_at=clock.parse_instant(as_at)), at=clock.parse_instant(at))
    assert found.grade is Grade.MET
    assert found.decided_by.age == SHELF_LIFE


def test_of_pieces_sent_in_together_the_last_is_told():
    first = replace(piece(value=20.0), order=1, statement="A long first statement of it.")
    last = replace(piece(value=20.0), order=2, statement="The last.")
    assert graded(first, last).decided_by.evidence.statement == "The last."
    assert graded(last, first).decided_by.evidence.statement == "The last."
    assert len(graded(first, last).pieces) == 2
