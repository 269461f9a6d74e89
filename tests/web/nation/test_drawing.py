"""Steps of the map's depth, instants as addresses have them, and the measures."""

from dataclasses import replace

import pytest
from django.http import QueryDict
from django.test import RequestFactory
from tests.web.holdings import NOON

from muster.policing import clock
from muster.web.nation.drawing import step_of, step_words
from muster.web.nation.measures import Measure, Shown, bounds_of, measure_asked, title_of
from muster.web.nation.sliding import MOST, days_ahead, first_day, moved_ahead, written
from muster.web.picture.asked import Asked, UnableToAsk

ASKED = Asked(clock.minute_of(NOON), NOON, 60, "psu", "2023")


def request(**asked):
    made = RequestFactory().get("/nation")
    made.GET = QueryDict("&".join(f"{name}={value}" for name, value in asked.items()))
    return made


@pytest.mark.parametrize(("amount", "step"), [(0, -1), (1, 0), (2, 1), (3, 1), (4, 2), (99, 3)])
def test_an_amount_is_in_the_last_step_it_reaches(amount, step):
    assert step_of(amount, (1, 2, 4, 8)) == step


def test_steps_are_said_without_a_gap_between_them():
    said = step_words((1, 2, 4, 8), Measure(Shown.UNITS, "psu"))
    assert said == ["none", "1", "2 to 3", "4 to 7", "8 or more"]


def test_the_steps_do_not_move_with_the_instant():
    later = ASKED.moved_to(ASKED.at + 90 * clock.DAY)
    measure = Measure(Shown.UNITS, "psu")
    assert bounds_of(measure, ASKED) == bounds_of(measure, later)


def test_small_units_have_wider_steps_than_large_ones():
    small, large = (bounds_of(Measure(Shown.UNITS, each), ASKED) for each in ("medic_pair", "psu"))
    assert small[-1] > large[-1]


@pytest.mark.parametrize("text", ["units:griffin", "people:luck", "cell:a.b", "met:x", "nothing"])
def test_a_measure_that_is_not_there_is_refused(text):
    with pytest.raises(UnableToAsk):
        measure_asked(text, ASKED)


def test_a_measure_of_units_settles_the_unit_that_is_asked_about():
    measure, asked = measure_asked("units:serial", ASKED)
    assert (measure.of, asked.unit) == ("serial", "serial")
    assert title_of(measure, replace(asked, within=0)) == "Whole serials at once"


@pytest.mark.parametrize("days", [0, 1, 19, 20, 200, MOST])
def test_a_day_ahead_is_the_same_hour_by_the_clock_on_the_wall(days):
    moved = moved_ahead(request(ahead=days), ASKED)
    assert clock.instant_of(moved.at).strftime("%H:%M") == "12:00"
    assert days_ahead(moved) == days
    assert first_day(moved) == ASKED.at


def test_an_hour_that_happens_twice_keeps_its_offset_in_the_address():
    for text in ("2026-10-25T01:30+01:00", "2026-10-25T01:30+00:00", "2026-07-01T01:30"):
        at = clock.parse_instant(text)
        assert clock.parse_instant(written(at)) == at
