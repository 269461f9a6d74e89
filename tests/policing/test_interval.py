"""Intervals are half open, aware, and never empty."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.policing import Interval
from muster.policing.interval import UnableToMakeInterval

EIGHT = datetime(2026, 3, 2, 20, tzinfo=UTC)
UK = ZoneInfo("Europe/London")
NINE = EIGHT + timedelta(hours=1)
instants = st.datetimes(timezones=st.just(UTC), min_value=datetime(2000, 1, 1))


def test_an_interval_holds_its_start_and_not_its_end():
    assert EIGHT in Interval(EIGHT, NINE)
    assert NINE not in Interval(EIGHT, NINE)


@given(instants, instants, instants)
def test_two_intervals_that_meet_share_no_instant(first, second, third):
    early, middle, late = sorted((first, second, third))
    if early < middle < late:
        for instant in (early, middle, late):
            inside = (instant in Interval(early, middle), instant in Interval(middle, late))
            assert sum(inside) == (instant in Interval(early, late))


@pytest.mark.parametrize("end", [EIGHT, EIGHT - timedelta(minutes=1)])
def test_an_end_that_is_not_after_the_start_is_refused(end):
    with pytest.raises(UnableToMakeInterval, match="not after it starts"):
        Interval(EIGHT, end)


def test_an_instant_without_a_zone_is_refused():
    with pytest.raises(UnableToMakeInterval, match="add an offset"):
        Interval(datetime(2026, 3, 2), NINE)


def test_the_hour_that_happens_twice_lasts_two_hours():
    london = ZoneInfo("Europe/London")
    one = datetime(2026, 10, 25, 1, tzinfo=london)
    two = datetime(2026, 10, 25, 2, tzinfo=london)
    for hour in (0, 1):
        assert datetime(2026, 10, 25, hour, 30, tzinfo=UTC) in Interval(one, two)


def test_an_interval_inside_the_hour_that_happens_twice_is_measured_in_real_time():
    first = datetime(2026, 10, 25, 1, 30, tzinfo=UK)
    second = datetime(2026, 10, 25, 1, 10, fold=1, tzinfo=UK)
    assert first in Interval(first, second)
