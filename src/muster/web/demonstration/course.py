"""What befell the force that is looked at: the refresher of its unit commanders did not run.

Invented like all the rest. Last month's return counts on a course in that month; it was called
off, so in this month's return the tickets have run out and nobody has renewed them. The limit of
its units is then people whose names it knows.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from muster.doctrine import Doctrine
from muster.intake import Return
from muster.policing import clock
from muster.strength import Roster, Tickets

COMMANDS, REFRESHES = "psu_commander", "public_order_refresher"
GOING, OF_EVERY = 3, 4  # so many of every so many commanders in date were to go
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
    commands, refreshes = skills.index(COMMANDS), skills.index(REFRESHES)
    opens, closes = _day(earlier.about.period_from), _day(later.about.period_from)
    going = _going(later.roster.tickets, commands, refreshes, closes)
    ends = opens + FIRST + np.arange(len(going)) % SPREAD
    lasts = _days_of(later.roster.tickets, refreshes)
    before = _retaken(earlier.roster, refreshes, going, (ends, ends + lasts), lasts)
    after = _retaken(later.roster, refreshes, going, (ends,), lasts)
    return replace(earlier, roster=before), replace(later, roster=after)


def _going(tickets: Tickets, commands: int, refreshes: int, day: int) -> Rows:
    """Return the officers who were to go: three of every four commanders in date."""
    commanders = tickets.officer[tickets.skill == commands]
    fresh = tickets.officer[(tickets.skill == refreshes) & (tickets.expires >= day)]
    found = np.intersect1d(commanders, fresh).astype(np.int64)
    return found[np.arange(len(found)) % OF_EVERY < GOING]


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
