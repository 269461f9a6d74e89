"""Local time by rule agrees with the time-zone database, hour by hour and at the changes."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.policing import clock

LONDON = ZoneInfo("Europe/London")
# From 1996 the October change has fallen on the last Sunday, as the Order of 2002 has it.
FIRST = int(datetime(1996, 1, 1, tzinfo=UTC).timestamp()) // 60
LAST = int(datetime(2100, 1, 1, tzinfo=UTC).timestamp()) // 60
SPRING = clock.parse_instant("2026-03-29T01:00Z")
AUTUMN = clock.parse_instant("2026-10-25T01:00Z")

minutes = st.integers(FIRST, LAST)
near_a_change = st.builds(
    lambda change, off: change + off,
    st.sampled_from([SPRING, AUTUMN]),
    st.integers(-3 * clock.HOUR, 3 * clock.HOUR),
)


def offset_by_zone(minute):
    there = datetime.fromtimestamp(minute * 60, tz=LONDON)
    return int(there.utcoffset().total_seconds()) // 60


def as_minute(local):
    """Return a naive local instant as wall-clock minutes."""
    return int((local - datetime(1970, 1, 1)).total_seconds()) // 60


@given(minutes | near_a_change)
def test_the_offset_is_that_of_the_time_zone_database(minute):
    assert clock.uk_offset(np.array([minute]))[0] == offset_by_zone(minute)


def test_the_offset_is_right_for_every_hour_of_forty_years():
    hours = np.arange(FIRST, FIRST + 40 * 366 * clock.DAY, clock.HOUR)
    expected = [offset_by_zone(int(minute)) for minute in hours[::7]]
    assert clock.uk_offset(hours[::7]).tolist() == expected


@given(minutes | near_a_change)
def test_local_time_is_that_of_the_time_zone_database(minute):
    there = datetime.fromtimestamp(minute * 60, tz=LONDON)
    column = np.array([minute])
    assert clock.local_from_utc(column)[0] == as_minute(there.replace(tzinfo=None))
    assert clock.local_day(column)[0] == clock.day_of(there.date())


@given(minutes | near_a_change)
def test_there_and_back_again_unless_the_hour_happens_twice(minute):
    local = clock.local_from_utc(np.array([minute]))
    back = clock.utc_from_local(local)[0]
    twice = clock.is_ambiguous(local)[0]
    assert back == minute or (twice and back == minute - clock.HOUR)
    assert not clock.is_missing(local)[0]


@given(minutes | near_a_change)
def test_an_hour_is_ambiguous_or_missing_when_the_database_says_so(local):
    there = datetime(1970, 1, 1) + timedelta(minutes=local)
    first, second = (there.replace(tzinfo=LONDON, fold=fold) for fold in (0, 1))
    apart = second.utcoffset() - first.utcoffset()
    column = np.array([local])
    assert clock.is_ambiguous(column)[0] == (apart < timedelta(0))
    assert clock.is_missing(column)[0] == (apart > timedelta(0))
    utc = int(first.astimezone(UTC).timestamp()) // 60
    assert clock.utc_from_local(column)[0] == utc


def test_the_night_is_an_hour_short_in_spring_and_an_hour_long_in_autumn():
    for day, hours in ((date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 6, 1), 24)):
        midnights = np.array([clock.day_of(day), clock.day_of(day) + 1]) * clock.DAY
        opened, closed = clock.utc_from_local(midnights)
        assert closed - opened == hours * clock.HOUR


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2026-03-02T20:00", "2026-03-02T20:00+00:00"),
        ("2026-07-02T20:00", "2026-07-02T19:00+00:00"),
        ("2026-07-02T20:00Z", "2026-07-02T20:00+00:00"),
        (" 2026-07-02 20:00+02:00 ", "2026-07-02T18:00+00:00"),
        ("2026-03-29T00:59", "2026-03-29T00:59+00:00"),
        ("2026-03-29T02:00", "2026-03-29T01:00+00:00"),
        ("2026-10-25T00:59", "2026-10-24T23:59+00:00"),
        ("2026-10-25T02:00", "2026-10-25T02:00+00:00"),
        ("2026-10-25T01:30+01:00", "2026-10-25T00:30+00:00"),
        ("2026-10-25T01:30+00:00", "2026-10-25T01:30+00:00"),
    ],
)
def test_an_instant_without_an_offset_is_uk_local(text, utc):
    assert clock.parse_instant(text) == clock.minute_of(datetime.fromisoformat(utc))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2026-03-29T01:30", "never happens"),
        ("2026-10-25T01:30", "happens twice"),
        ("2026-10-25T01:00", "happens twice"),
        ("tomorrow", "write it as 2026-03-02T20:00"),
        ("02/03/2026 20:00", "write it as 2026-03-02T20:00"),
        ("", "write it as 2026-03-02T20:00"),
    ],
)
def test_an_instant_that_does_not_happen_once_is_refused_with_a_remedy(text, why):
    with pytest.raises(clock.UnableToReadInstant, match=why):
        clock.parse_instant(text)


def test_a_naive_instant_has_no_minute():
    with pytest.raises(clock.UnableToReadInstant, match="add an offset"):
        clock.minute_of(datetime(2026, 3, 2))


@given(minutes)
def test_an_instant_described_is_read_back_as_itself(minute):
    assert clock.parse_instant(clock.describe_instant(minute)) == minute


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)))
def test_days_and_dates_are_one_to_one(day):
    assert clock.date_of(clock.day_of(day)) == day


def test_never_and_forever_lie_beyond_every_year_we_know():
    ends = np.array([clock.NEVER, clock.FOREVER])
    assert clock.uk_offset(ends).tolist() == [0, 0]
    assert clock.NEVER < FIRST < LAST < clock.FOREVER
