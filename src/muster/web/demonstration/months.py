"""The same synthetic force a month on: tickets renewed or let lapse, as courses would have it."""

from dataclasses import replace

import numpy as np

from muster.intake import Return
from muster.policing import clock
from muster.strength import Tickets

RENEWED = 0.6  # of tickets that ran out in the month: assumed, and invented like all the rest
SEED = 20


def month_on(return_: Return, start: int) -> Return:
    """Return a synthetic return as it might be sent from the UTC minute `start` on.

    The same people: of tickets that ran out since the period began most are renewed from the
    day they ended, and the others lapse. Nothing else changes but the period and the day.
    """
    roster = return_.roster
    if roster is None:
        return return_
    about = replace(return_.about, period_from=start, prepared_at=start)
    tickets = _renewed(roster.tickets, _day(return_.about.period_from), _day(start))
    return replace(return_, about=about, roster=replace(roster, starts=start, tickets=tickets))


def _renewed(tickets: Tickets, first: int, until: int) -> Tickets:
    chance = np.random.default_rng(SEED + len(tickets.skill)).random(len(tickets.skill))
    ended = (tickets.expires >= first) & (tickets.expires < until) & (chance < RENEWED)
    lasted = tickets.expires - tickets.awarded
    awarded = np.where(ended, tickets.expires, tickets.awarded)
    expires = np.where(ended, tickets.expires + lasted, tickets.expires)
    kinds = (tickets.awarded.dtype, tickets.expires.dtype)
    return replace(tickets, awarded=awarded.astype(kinds[0]), expires=expires.astype(kinds[1]))


def _day(minute: int) -> int:
    return int(clock.local_day(np.array([minute]))[0])
