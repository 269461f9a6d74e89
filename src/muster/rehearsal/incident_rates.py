"""Incidents expected by hour, of a rate with its hours, weekdays and months."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from muster.policing import clock
from muster.rehearsal.scenario import Rate

HOURS_OF_DAY = 24
DAYS_OF_WEEK = 7
MONTHS = 12


def expected_by_hour(rate: Rate, starts: int, hours: int) -> NDArray[np.float64]:
    """Return incidents expected until the end of each hour from the UTC minute `starts`.

    float64 (hours + 1), from nought; hours, weekdays and months are local.
    """
    minutes = starts + clock.HOUR * np.arange(hours)
    local = clock.local_from_utc(minutes)
    day = local // clock.DAY
    level = np.full(hours, rate.per_day / HOURS_OF_DAY)
    level *= _weights(rate.by_hour, HOURS_OF_DAY)[(local % clock.DAY) // clock.HOUR]
    level *= _weights(rate.by_weekday, DAYS_OF_WEEK)[_weekday(day)]
    level *= _weights(rate.by_month, MONTHS)[_month(day)]
    return np.concatenate(([0.0], np.cumsum(level)))


def _weights(given: Sequence[float], count: int) -> NDArray[np.float64]:
    """Return weights of mean 1."""
    weights = np.array(given or [1.0] * count, dtype=np.float64)
    scaled: NDArray[np.float64] = weights * (count / weights.sum())
    return scaled


def _weekday(day: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the weekday of days, 0 for Monday; day 0 of the clock was a Thursday."""
    return np.array([clock.date_of(int(each)).weekday() for each in day], dtype=np.int64)


def _month(day: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.array([clock.date_of(int(each)).month - 1 for each in day], dtype=np.int64)
