"""Assumed abstraction held against what duties show."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from muster.doctrine import Doctrine, Rate
from muster.policing import clock
from muster.strength.availability_away import away_between
from muster.strength.roster import Column, Roster
from muster.strength.tours import duty_codes, tours_between

HOURS_OF_DAY = (4, 12, 20)  # a night, a day and an evening tour are each seen


@dataclass(frozen=True, slots=True)
class ObservedRate:
    """Officers due on duty at the sampled instants of a group, and how many were away."""

    group: str
    due: int
    away: int

    @property
    def rate(self) -> float | None:
        """Return the share away; None where nobody was due."""
        return self.away / self.due if self.due else None


@dataclass(frozen=True, slots=True)
class BackTest:
    """An assumed abstraction rate beside the observed one, in all, by month and by rank."""

    force: str
    assumed: Rate
    observed: ObservedRate
    by_month: tuple[ObservedRate, ...]
    by_rank: tuple[ObservedRate, ...]


def back_test(
    roster: Roster, *, doctrine: Doctrine, until: int | None = None, norm: Rate | None = None
) -> BackTest:
    """Return the share of officers due on duty who were abstracted, against an assumed rate.

    Three instants of every fourth day from the start of the period until the minute
    `until` (default: its end) are looked at; an officer due on a working tour counts once
    at each.
    """
    last = min(until or roster.ends, roster.ends)
    instants = _instants(roster.starts, last)
    norm = norm or doctrine.abstraction_norm("planning", clock.instant_of(roster.starts).date())
    months = [clock.instant_of(at).strftime("%Y-%m") for at in instants]
    ranks = len(doctrine.ranks)
    due, away = np.zeros((2, len(instants), ranks), dtype=np.int64)
    for row, at in enumerate(instants):
        here, gone = _due_and_away(roster, doctrine, at)
        due[row] = np.bincount(roster.officers.rank[here], minlength=ranks)
        away[row] = np.bincount(roster.officers.rank[here & gone], minlength=ranks)
    return BackTest(
        force=roster.force,
        assumed=norm,
        observed=ObservedRate("all", int(due.sum()), int(away.sum())),
        by_month=_grouped(sorted(set(months)), months, due.sum(axis=1), away.sum(axis=1)),
        by_rank=tuple(
            ObservedRate(rank.slug, int(due[:, rank.order].sum()), int(away[:, rank.order].sum()))
            for rank in doctrine.ranks
        ),
    )


def _instants(starts: int, ends: int) -> list[int]:
    first, last = clock.local_day(np.array([starts, ends - 1]))
    days = np.arange(first, last + 1, len(HOURS_OF_DAY) + 1)
    local = (days[:, None] * clock.DAY + np.array(HOURS_OF_DAY) * clock.HOUR).ravel()
    utc = clock.utc_from_local(local)
    return [int(at) for at in utc if starts <= at < ends]


def _due_and_away(roster: Roster, doctrine: Doctrine, at: int) -> tuple[Column, Column]:
    """Return who is due on a working tour at an instant, and who is abstracted."""
    codes = duty_codes(doctrine)
    owners, tours = tours_between(roster, codes, at, at)
    working = codes.working[tours.kind] & (tours.start <= at) & (tours.end > at)
    due = np.zeros(len(owners.pattern), dtype=bool)
    due[tours.owner[working]] = True
    return due[owners.of], away_between(roster, at, at, ()).abstracted


def _grouped(
    names: Sequence[str], of: Sequence[str], due: Column, away: Column
) -> tuple[ObservedRate, ...]:
    labels = np.array(of)
    return tuple(
        ObservedRate(name, int(due[labels == name].sum()), int(away[labels == name].sum()))
        for name in names
    )
