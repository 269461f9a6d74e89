"""When tours begin and end: whole local times of day, in each force its own."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from muster.errors import MusterError
from muster.policing import clock

MOST_STARTS = 6


class UnableToReadTourTimes(MusterError):
    """The times at which tours start make no sense."""


@dataclass(frozen=True, slots=True)
class TourTime:
    """One tour of duty, half open, in UTC minutes."""

    start: int
    end: int

    def holds(self, minute: int) -> bool:
        """Say whether a minute falls in it."""
        return self.start <= minute < self.end


def read_starts(words: Sequence[str]) -> tuple[int, ...]:
    """Return the minutes of the day that some times name, in order.

    Raises UnableToReadTourTimes for none, for too many, for one that is not a time of day and
    for one given twice.
    """
    found = sorted(_minute_of_day(each.strip()) for each in words if each.strip())
    if not found or len(found) > MOST_STARTS:
        raise UnableToReadTourTimes(
            f"Give one to {MOST_STARTS} times at which tours start, for example 07:00, 15:00, 23:00"
        )
    if len(set(found)) != len(found):
        raise UnableToReadTourTimes("A time is there twice; give each start once")
    return tuple(found)


def _minute_of_day(text: str) -> int:
    hours, colon, minutes = text.partition(":")
    whole = hours.isdecimal() and minutes.isdecimal() and len(hours) <= 2 == len(minutes)
    if colon and whole:
        minute = int(hours) * clock.HOUR + int(minutes)
        if int(minutes) < clock.HOUR and minute < clock.DAY:
            return minute
    raise UnableToReadTourTimes(f"{text!r} is not a time of day; write it as 07:00")


def said_start(minute_of_day: int) -> str:
    """Return a minute of the day as `07:00`."""
    return f"{minute_of_day // clock.HOUR:02d}:{minute_of_day % clock.HOUR:02d}"


def tour_at(minute: int, starts: Sequence[int]) -> TourTime:
    """Return the tour that a UTC minute falls in, where tours start at local minutes of the day."""
    day = int(clock.local_day(np.array([minute]))[0])
    days = np.arange(day - 1, day + 3)[:, None] * clock.DAY
    begins = np.unique(clock.utc_from_local((days + np.array(starts)[None, :]).ravel()))
    last = int(np.searchsorted(begins, minute, side="right"))
    return TourTime(int(begins[last - 1]), int(begins[last]))


def tour_after(tour: TourTime, starts: Sequence[int]) -> TourTime:
    """Return the tour that follows another."""
    return tour_at(tour.end, starts)


def tour_before(tour: TourTime, starts: Sequence[int]) -> TourTime:
    """Return the tour that another follows."""
    return tour_at(tour.start - 1, starts)
