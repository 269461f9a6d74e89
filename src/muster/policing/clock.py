"""Instants as whole minutes, and United Kingdom local time in both directions.

A *minute* is whole minutes since 1970-01-01T00:00Z; a *day* is whole days since
1970-01-01 on the local calendar. Columns are integer arrays of either.

Local time follows the Summer Time Order 2002: one hour ahead of UTC from 01:00 UTC on
the last Sunday of March until 01:00 UTC on the last Sunday of October.
"""

from datetime import UTC, date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from muster.errors import MusterError

Minutes = NDArray[np.int64]

UK = ZoneInfo("Europe/London")
HOUR = 60
DAY = 24 * HOUR
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FIRST_YEAR, LAST_YEAR = 1940, 2140
NEVER = -(2**30)
FOREVER = 2**30


class UnableToReadInstant(MusterError):
    """The text is not an instant that happens exactly once."""


@lru_cache(maxsize=1)
def _changes() -> tuple[Minutes, Minutes]:
    """Return the minutes at which summer time starts, and ends, one of each a year."""
    starts: list[int] = []
    ends: list[int] = []
    for year in range(FIRST_YEAR, LAST_YEAR):
        for month, found in ((3, starts), (10, ends)):
            last = date(year, month, 31)
            sunday = last.toordinal() - (last.weekday() + 1) % 7
            found.append((sunday - date(1970, 1, 1).toordinal()) * DAY + HOUR)
    return np.array(starts, dtype=np.int64), np.array(ends, dtype=np.int64)


def uk_offset(minutes: NDArray[np.integer]) -> Minutes:
    """Return how many minutes local time is ahead of UTC at each UTC minute: 0 or 60."""
    starts, ends = _changes()
    minutes = np.asarray(minutes, dtype=np.int64)
    begun = np.searchsorted(starts, minutes, side="right")
    ended = np.searchsorted(ends, minutes, side="right")
    return (begun - ended) * HOUR


def local_from_utc(minutes: NDArray[np.integer]) -> Minutes:
    """Return local wall-clock minutes (same epoch, read as if UTC) for UTC minutes."""
    minutes = np.asarray(minutes, dtype=np.int64)
    return minutes + uk_offset(minutes)


def local_day(minutes: NDArray[np.integer]) -> Minutes:
    """Return the local calendar day of each UTC minute."""
    return local_from_utc(minutes) // DAY


def utc_from_local(local: NDArray[np.integer]) -> Minutes:
    """Return UTC minutes for local wall-clock minutes.

    An hour that happens twice is taken as its first; one that never happens is read with
    the offset in force before the change, so 01:30 becomes 02:30. Input from people is
    first checked with `is_ambiguous` and `is_missing`.
    """
    local = np.asarray(local, dtype=np.int64)
    guess = local - uk_offset(local - HOUR)
    return np.where(is_missing(local), local, guess)


def is_ambiguous(local: NDArray[np.integer]) -> NDArray[np.bool_]:
    """Say for each local minute whether it happens twice (the autumn change)."""
    _, ends = _changes()
    local = np.asarray(local, dtype=np.int64)
    last = ends[np.clip(np.searchsorted(ends, local, side="right") - 1, 0, None)]
    return (local >= last) & (local < last + HOUR)


def is_missing(local: NDArray[np.integer]) -> NDArray[np.bool_]:
    """Say for each local minute whether it never happens (the spring change)."""
    starts, _ = _changes()
    local = np.asarray(local, dtype=np.int64)
    last = starts[np.clip(np.searchsorted(starts, local, side="right") - 1, 0, None)]
    return (local >= last) & (local < last + HOUR)


def minute_of(instant: datetime) -> int:
    """Return the UTC minute of an aware instant, seconds dropped."""
    if instant.tzinfo is None:
        raise UnableToReadInstant(f"{instant.isoformat()} has no time zone; add an offset")
    return int((instant - EPOCH).total_seconds() // 60)


def instant_of(minute: int) -> datetime:
    """Return the aware instant, in UK local time, of a UTC minute."""
    return datetime.fromtimestamp(int(minute) * 60, tz=UTC).astimezone(UK)


def date_of(day: int) -> date:
    """Return the calendar date of a day number."""
    return date.fromordinal(int(day) + date(1970, 1, 1).toordinal())


def day_of(when: date) -> int:
    """Return the day number of a calendar date."""
    return when.toordinal() - date(1970, 1, 1).toordinal()


def parse_instant(text: str) -> int:
    """Return the UTC minute an ISO 8601 text names; without an offset it is UK local.

    Raises UnableToReadInstant for text that is not ISO 8601, for parts of a minute, for a
    year outside 1940 to 2139, and for a local time that happens twice or never: those need
    an offset.
    """
    try:
        instant = datetime.fromisoformat(text.strip())
    except ValueError:
        raise UnableToReadInstant(
            f"{text!r} is not an instant; write it as 2026-03-02T20:00"
        ) from None
    _refuse_instant(text, instant)
    if instant.tzinfo is not None:
        return minute_of(instant)
    local = np.array([minute_of(instant.replace(tzinfo=UTC))])
    for bad, how in ((is_ambiguous, "happens twice"), (is_missing, "never happens")):
        if bad(local)[0]:
            raise UnableToReadInstant(
                f"{text} {how} in UK local time, when the clocks change; "
                "add an offset such as +00:00 or +01:00"
            )
    return int(utc_from_local(local)[0])


def _refuse_instant(text: str, instant: datetime) -> None:
    if not FIRST_YEAR <= instant.year < LAST_YEAR:
        raise UnableToReadInstant(
            f"{text} is not in the years {FIRST_YEAR} to {LAST_YEAR - 1}; check the year"
        )
    if instant.second or instant.microsecond:
        raise UnableToReadInstant(f"{text} has seconds; write it to the minute")


def describe_instant(minute: int) -> str:
    """Return a minute as ISO 8601 in UK local time with its offset."""
    return instant_of(minute).isoformat(timespec="minutes")
