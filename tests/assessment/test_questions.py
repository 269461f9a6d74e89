"""What is put to a force: figures that records do not bear out, as questions and not as faults."""

from itertools import permutations

import pytest
from tests.assessment.pieces import criterion, graded, piece

from muster.assessment.questions import questions

HOUR = criterion(slug="public-order.capability.units-within-the-hour", measure="psu.hour")
DAY = criterion(
    slug="public-order.capability.units-within-a-day", measure="psu.day", within_minutes=1440
)
LOCAL = criterion(within_minutes=None)


def recorded(value, of=HOUR, **changes):
    return piece("recorded", value, about=of.measure, within=of.within_minutes, **changes)


def declared(value, of=HOUR, **changes):
    return piece("declared", value, about=of.measure, within=of.within_minutes, **changes)


def asked(*findings):
    return list(questions(findings))


def test_a_declaration_above_what_records_allow_is_asked_about():
    limit = recorded(10.0, statement="The next one needs 1 more commander.")
    assert asked(graded(declared(21.0), limit, of=HOUR)) == [
        "21 units are declared within 1 h; records allow at most 10. "
        "The next one needs 1 more commander. What explains the difference?"
    ]


@pytest.mark.parametrize("said", [9.0, 10.0])
def test_a_declaration_that_records_bear_out_is_not(said):
    assert asked(graded(declared(said), recorded(10.0), of=HOUR)) == []


def test_a_stated_figure_of_a_test_is_asked_about_before_a_declaration():
    stated = piece("demonstrated", 3.0, about="psu.hour", level="stated")
    told = asked(graded(stated, declared(8.0), recorded(1.0), of=HOUR))
    assert len(told) == 1
    assert told[0].startswith("3 units were stated within 1 h; records allow at most 1.")


def test_records_without_a_known_limit_raise_no_question():
    unbounded = piece("recorded", None, about="psu.hour", low=2.0)
    assert asked(graded(declared(21.0), unbounded, of=HOUR)) == []


def test_figures_at_two_notices_are_not_held_against_each_other():
    later = piece("declared", 21.0, about="psu.hour", within=240)
    assert asked(graded(later, recorded(10.0), of=HOUR)) == []


def test_a_figure_without_a_notice_is_held_against_the_longest_that_records_speak_of():
    alone = graded(declared(75.0, LOCAL), of=LOCAL)
    hour = graded(recorded(10.0), of=HOUR)
    day = graded(recorded(12.0, DAY), of=DAY)
    for order in permutations([alone, hour, day]):
        assert asked(*order) == [
            "75 units are declared with no notice; records allow at most 12 within 24 h. "
            "At what notice do they hold?"
        ]


def test_a_figure_without_a_notice_that_the_longest_notice_bears_out_is_not_asked_about():
    alone = graded(declared(11.0, LOCAL), of=LOCAL)
    hour, day = graded(recorded(10.0), of=HOUR), graded(recorded(12.0, DAY), of=DAY)
    assert asked(alone, hour, day) == []


def test_a_figure_without_a_notice_is_not_held_against_records_of_another_thing():
    carriers = criterion(slug="x.y.z", measure="vehicle.carrier.hour", unit="vehicles")
    alone = graded(declared(75.0, LOCAL), of=LOCAL)
    assert asked(alone, graded(recorded(5.0, carriers), of=carriers)) == []


def test_one_question_is_asked_once():
    found = graded(declared(21.0), recorded(10.0), of=HOUR)
    assert len(asked(found, found)) == 1
