"""Tours begin at local times of day, whatever the clocks do."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.policing import clock
from muster.web.tours.times import (
    UnableToReadTourTimes,
    read_starts,
    said_start,
    tour_after,
    tour_at,
    tour_before,
)

THREE = read_starts(["07:00", "15:00", "23:00"])


def minute(*when):
    return clock.minute_of(datetime(*when, tzinfo=UTC))


def local(value):
    return f"{clock.instant_of(value):%d %H:%M}"


@pytest.mark.parametrize(
    ("when", "start", "end"),
    [
        ((2026, 3, 10, 6, 59), "09 23:00", "10 07:00"),
        ((2026, 3, 10, 7, 0), "10 07:00", "10 15:00"),
        ((2026, 3, 10, 14, 59), "10 07:00", "10 15:00"),
        ((2026, 3, 10, 23, 30), "10 23:00", "11 07:00"),
        ((2026, 7, 1, 6, 0), "01 07:00", "01 15:00"),
        ((2026, 7, 1, 5, 59), "30 23:00", "01 07:00"),
    ],
)
def test_a_tour_is_found_by_local_time(when, start, end):
    tour = tour_at(minute(*when), THREE)
    assert (local(tour.start), local(tour.end)) == (start, end)


def test_the_night_that_the_clocks_go_forward_is_an_hour_short():
    tour = tour_at(minute(2026, 3, 29, 0, 0), THREE)
    assert (local(tour.start), local(tour.end)) == ("28 23:00", "29 07:00")
    assert tour.end - tour.start == 7 * 60


def test_the_night_that_the_clocks_go_back_is_an_hour_long():
    tour = tour_at(minute(2026, 10, 25, 1, 30), THREE)
    assert tour.end - tour.start == 9 * 60


@given(
    st.integers(minute(2025, 1, 1), minute(2027, 1, 1)),
    st.lists(st.integers(0, 1439), min_size=1, max_size=6, unique=True),
)
def test_tours_leave_no_minute_out_and_none_twice(at, starts):
    tour = tour_at(at, sorted(starts))
    assert tour.holds(at)
    assert tour_after(tour, sorted(starts)).start == tour.end
    assert tour_before(tour, sorted(starts)).end == tour.start


@pytest.mark.parametrize(
    "words", [["7"], ["24:00"], ["07:60"], ["7pm"], ["07:00", "07:00"], [], [""]]
)
def test_refuses_times_that_make_no_sense(words):
    with pytest.raises(UnableToReadTourTimes):
        read_starts(words)


def test_says_times_as_they_were_given():
    assert [said_start(each) for each in read_starts(["23:05", "7:00"])] == ["07:00", "23:05"]
