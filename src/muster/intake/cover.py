"""Read minimum cover: who must stay, where and when."""

import numpy as np

from muster.intake.cells import parse_whole
from muster.intake.context import Context
from muster.intake.faults import Problem
from muster.intake.times import parse_hours, parse_weekdays
from muster.intake.vocabulary import Vocabulary
from muster.policing import clock
from muster.strength import MinimumCover


def read_cover(context: Context, bases: Vocabulary) -> MinimumCover:
    """Return every row of minimum cover; a role is given by base or for the force, not both."""
    reading = context.open("minimum_cover")
    base = reading.column("base", bases.parse)
    role = reading.column("role", context.words["duty_kind"].parse)
    start = reading.column("from_hour", parse_hours)
    until = reading.column("to_hour", parse_hours)
    weekdays = reading.column("weekday", parse_weekdays)
    count = reading.column("count", parse_whole)
    late = np.flatnonzero((start >= clock.DAY) & ~reading.dropped)
    problem = Problem("not-an-hour", "starts when the day is over", "write 0 for midnight")
    reading.refuse_rows(late, "from_hour", lambda _: problem)
    sound = ~reading.dropped
    both = np.intersect1d(role[sound & (base < 0)], role[sound & (base >= 0)])
    mixed = np.flatnonzero(np.isin(role, both) & (base < 0) & sound)
    clash = Problem(
        "cover-given-twice",
        "is given for the whole force and for bases too",
        "give a role by base or for the force as a whole, not both",
    )
    reading.refuse_rows(mixed, "role", lambda _: clash)
    return MinimumCover(
        base.astype(np.int16),
        role.astype(np.int8),
        start.astype(np.int16),
        np.where(until <= start, until + clock.DAY, until).astype(np.int16),
        weekdays.astype(np.uint8),
        count.astype(np.int32),
    )
