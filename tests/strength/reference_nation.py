"""The nation the slow way: every force at one instant through `available`, and plain loops."""

import numpy as np

from muster.policing import clock
from muster.strength import REASONS, State, available

COUNTED = {State.ON_DUTY: 0, State.STARTING: 0, State.ON_CALL: 1, State.RECALL: 2, State.ABSENT: 3}
NOT_EMPLOYED = REASONS.index("not_employed")


def slow_counts(rosters, doctrine, at, within, overlays=None):
    """People by force, counted state and skill."""
    counts = np.zeros((len(rosters), 4, len(doctrine.skills)), dtype=np.int64)
    for force, roster in enumerate(rosters):
        known = available(
            roster,
            at=at,
            within=within,
            doctrine=doctrine,
            overlays=(overlays or {}).get(roster.force, ()),
        )
        for state, reason, tickets in zip(known.state, known.reason, known.tickets, strict=True):
            if reason == NOT_EMPLOYED:
                continue
            for skill in range(len(doctrine.skills)):
                if int(tickets) >> skill & 1:
                    counts[force, COUNTED[State(int(state))], skill] += 1
    return counts


def slow_valid(roster, doctrine, day):
    """Officers employed and holding each skill in date on a day."""
    return [len(holders) for holders in in_date(roster, doctrine, day, day)]


def slow_lapsing(roster, doctrine, day):
    """Officers employed until the day after, for whom a day is the last valid one of a skill."""
    there = roster.officers.left > day
    today = [{who for who in each if there[who]} for each in in_date(roster, doctrine, day, day)]
    tomorrow = in_date(roster, doctrine, day + 1, day)
    return [len(now - then) for now, then in zip(today, tomorrow, strict=True)]


def in_date(roster, doctrine, day, employed_on):
    holders = [set() for _ in doctrine.skills]
    table, officers = roster.tickets, roster.officers
    for officer, skill, awarded, expires in zip(
        table.officer, table.skill, table.awarded, table.expires, strict=True
    ):
        employed = officers.joined[officer] <= employed_on <= officers.left[officer]
        if employed and awarded <= day <= expires:
            holders[skill].add(int(officer))
    return holders


def first_day(minute):
    return int(clock.local_day(np.array([minute]))[0])
