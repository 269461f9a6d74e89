"""Measure what was made: shares of rank, abstraction, tickets in date, vehicles off the road."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from muster.doctrine import Doctrine
from muster.policing import clock
from muster.strength import Roster

SAMPLE_EVERY = 13  # days; shares no factor with a week or a ten-day cycle


@dataclass(frozen=True, slots=True)
class Observation:
    """What rosters show over their period. Rates are shares between 0 and 1.

    `abstraction` is the share of the pattern's deployable tours whose officer is
    abstracted when they start; `in_date` is by skill, on the first day.
    """

    officers: int
    ranks: dict[str, float]
    abstraction: float
    holding: dict[str, int]
    in_date: dict[str, float]
    off_road: float
    tickets: int
    abstractions: int
    duties: int


def observe(rosters: Iterable[Roster], *, doctrine: Doctrine) -> Observation:
    """Return what rosters show, sampling every thirteenth day for rates over time."""
    seen = list(rosters)
    officers = sum(map(len, seen))
    counts = [np.bincount(r.officers.rank, minlength=len(doctrine.ranks)) for r in seen]
    ranks = np.sum(counts, axis=0) / max(officers, 1)
    tours, lost = np.sum([_tours(roster, doctrine) for roster in seen], axis=0)
    vehicles, off = np.sum([_off_road(roster) for roster in seen], axis=0)
    held, valid = np.sum([_tickets(roster, doctrine) for roster in seen], axis=0)
    skills = [skill.slug for skill in doctrine.skills]
    return Observation(
        officers=officers,
        ranks={rank.slug: float(ranks[at]) for at, rank in enumerate(doctrine.ranks)},
        abstraction=float(lost / max(tours, 1)),
        holding=dict(zip(skills, held.tolist(), strict=True)),
        in_date=dict(zip(skills, (valid / np.maximum(held, 1)).tolist(), strict=True)),
        off_road=float(off / max(vehicles, 1)),
        tickets=sum(len(roster.tickets.skill) for roster in seen),
        abstractions=sum(len(roster.abstractions.kind) for roster in seen),
        duties=sum(len(roster.duties.kind) for roster in seen),
    )


def _days(roster: Roster) -> Sequence[int]:
    first, last = clock.local_day(np.array([roster.starts, roster.ends - 1])).tolist()
    return range(first, last + 1, SAMPLE_EVERY)


def _tours(roster: Roster, doctrine: Doctrine) -> tuple[int, int]:
    """Return how many deployable tours the patterns hold on sampled days, and how many are lost."""
    deployable = np.array([kind.deployable for kind in doctrine.duty_kinds])
    rows = np.flatnonzero(deployable[roster.patterns.kind])
    begins = np.full((len(roster.pattern_names), int(roster.pattern_lengths.max())), -1)
    begins[roster.patterns.pattern[rows], roster.patterns.day[rows]] = roster.patterns.start[rows]
    officers, tours, lost = roster.officers, 0, 0
    for day in _days(roster):
        cycle = (day - officers.pattern_from) % roster.pattern_lengths[officers.pattern]
        begin = begins[officers.pattern, cycle]
        due = (begin >= 0) & (officers.joined <= day) & (officers.left >= day)
        at = clock.utc_from_local(day * clock.DAY + np.maximum(begin, 0))
        tours += int(due.sum())
        lost += int((due & _away(roster, at)).sum())
    return tours, lost


def _away(roster: Roster, at: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Say which officers are abstracted at their own minute."""
    away = np.zeros(len(roster), dtype=np.bool_)
    absences = roster.abstractions
    then = at[absences.officer]
    away[absences.officer[(absences.start <= then) & (absences.end > then)]] = True
    return away


def _off_road(roster: Roster) -> tuple[int, int]:
    noon = np.array(_days(roster)) * clock.DAY + clock.DAY // 2
    begun = roster.vehicles.off_road_from[:, None] <= noon
    off = begun & (roster.vehicles.off_road_until[:, None] > noon)
    return off.size, int(off.sum())


def _tickets(roster: Roster, doctrine: Doctrine) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return how many officers hold each skill on the first day, and how many in date."""
    day = _days(roster)[0]
    tickets, skills = roster.tickets, len(doctrine.skills)
    pair = tickets.officer.astype(np.int64) * skills + tickets.skill
    held = np.unique(pair[tickets.awarded <= day])
    valid = np.unique(pair[(tickets.awarded <= day) & (tickets.expires >= day)])
    return _by_skill(held, skills), _by_skill(valid, skills)


def _by_skill(pairs: NDArray[np.int64], skills: int) -> NDArray[np.int64]:
    return np.bincount(pairs % skills, minlength=skills)
