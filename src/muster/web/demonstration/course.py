"""What befell the force that is looked at: the refresher of its supervisors did not run.

Invented like all the rest. Last month's return counts on a course in that month for unit
commanders and sergeants; it was called off, so in this month's return their tickets have run out
and nobody has renewed them. What limits its units is then people whose names it knows.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from muster.doctrine import Doctrine
from muster.intake import Return
from muster.policing import clock
from muster.strength import Roster, Tickets

REFRESHES = "public_order_refresher"
SUPERVISE = {"inspector": "psu_commander", "sergeant": "public_order_level_2"}
GOING, OF_EVERY = 3, 4  # of every so many who were in date, so many were to go
FIRST, SPREAD = 4, 20  # days of the month from and over which their tickets run out
Rows = NDArray[np.int64]


def call_off_course(earlier: Return, later: Return, doctrine: Doctrine) -> tuple[Return, Return]:
    """Return two returns of a force, the course booked in the earlier and not in the later.

    Those who were to go lose their refresher between the two; nothing else changes. Returns
    without people come back as they are.
    """
    if earlier.roster is None or later.roster is None:
        return earlier, later
    skills = [each.slug for each in doctrine.skills]
    refreshes = skills.index(REFRESHES)
    opens, closes = _day(earlier.about.period_from), _day(later.about.period_from)
    going = _going(later.roster, doctrine, closes)
    ends = opens + FIRST + np.arange(len(going)) % SPREAD
    lasts = _days_of(later.roster.tickets, refreshes)
    before = _retaken(earlier.roster, refreshes, going, (ends, ends + lasts), lasts)
    after = _retaken(later.roster, refreshes, going, (ends,), lasts)
    return replace(earlier, roster=before), replace(later, roster=after)


def _going(roster: Roster, doctrine: Doctrine, day: int) -> Rows:
    """Return who was to go: three of every four commanders and sergeants in date."""
    skills = [each.slug for each in doctrine.skills]
    ranks = [each.slug for each in doctrine.ranks]
    held = roster.tickets
    fresh = held.officer[(held.skill == skills.index(REFRESHES)) & (held.expires >= day)]
    found = []
    for rank, skill in SUPERVISE.items():
        able = np.intersect1d(held.officer[held.skill == skills.index(skill)], fresh)
        able = able[roster.officers.rank[able] == ranks.index(rank)]
        found.append(able[np.arange(len(able)) % OF_EVERY < GOING])
    return np.unique(np.concatenate(found)).astype(np.int64)


def _days_of(tickets: Tickets, skill: int) -> int:
    """Return for how many days a ticket of a skill most often lasts."""
    own = tickets.skill == skill
    return int(np.median(tickets.expires[own] - tickets.awarded[own]))


def _retaken(roster: Roster, skill: int, going: Rows, ends: tuple[Rows, ...], lasts: int) -> Roster:
    """Return a roster in which some officers hold one ticket of a skill for each of `ends`."""
    held = roster.tickets
    kept = ~((held.skill == skill) & np.isin(held.officer, going))
    last = np.concatenate(ends)
    given = {
        "officer": np.tile(going, len(ends)),
        "skill": np.full(len(last), skill),
        "awarded": last - lasts,
        "expires": last,
    }
    columns = {
        name: np.concatenate((getattr(held, name)[kept], new.astype(getattr(held, name).dtype)))
        for name, new in given.items()
    }
    order = np.lexsort((columns["awarded"], columns["skill"], columns["officer"]))
    tickets = Tickets(**{name: column[order] for name, column in columns.items()})
    return replace(roster, tickets=tickets)


def _day(minute: int) -> int:
    return int(clock.local_day(np.array([minute]))[0])
