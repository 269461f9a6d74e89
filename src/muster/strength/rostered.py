"""How much of a stretch of time officers would have worked anyway, and rested."""

from dataclasses import dataclass

import numpy as np

from muster.doctrine import Doctrine
from muster.policing import clock
from muster.strength.roster import Column, Roster
from muster.strength.tours import duty_codes, tours_between


@dataclass(frozen=True, slots=True, eq=False)
class RosteredTime:
    """By officer asked about: minutes of own working tours, and local days without any."""

    working: Column
    rest_days: Column


def rostered_time(
    roster: Roster, rows: Column, *, start: int, end: int, doctrine: Doctrine
) -> RosteredTime:
    """Return what the officers of some rows are rostered to do between two UTC minutes.

    A local day that the stretch touches counts as a rest day where no working tour of the
    officer's starts on it.
    """
    codes = duty_codes(doctrine)
    first, last = clock.local_day(np.array([start, end - 1]))
    opens = int(clock.utc_from_local(np.array([first * clock.DAY]))[0])
    closes = int(clock.utc_from_local(np.array([(last + 1) * clock.DAY]))[0])
    owners, tours = tours_between(roster, codes, min(start, opens), closes - 1)
    tours = tours.keep(codes.working[tours.kind])
    size, days = len(owners.pattern), int(last - first) + 1
    minutes = np.minimum(tours.end, end) - np.maximum(tours.start, start)
    working = np.bincount(tours.owner, np.maximum(minutes, 0), minlength=size)
    starts = np.zeros((size, days), dtype=bool)
    day = clock.local_day(tours.start) - first
    inside = (day >= 0) & (day < days)
    starts[tours.owner[inside], day[inside]] = True
    own = owners.of[rows]
    return RosteredTime(working=working[own].astype(np.int64), rest_days=(~starts[own]).sum(axis=1))
