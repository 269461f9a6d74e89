"""Minimum cover: who on duty must stay, whatever is asked for."""

from dataclasses import dataclass

import numpy as np

from muster.policing import clock
from muster.strength.availability import Availability
from muster.strength.capacity import Table, subset_sums
from muster.strength.roster import Column, MinimumCover, Roster

WEEK = 7
THURSDAY = 3  # 1970-01-01


@dataclass(frozen=True, slots=True)
class CoverGap:
    """Cover that the people on duty do not meet, before anyone is released."""

    base: str
    role: int
    required: int
    on_duty: int


@dataclass(frozen=True, slots=True, eq=False)
class Cover:
    """People on duty by the cover they count towards.

    `group[i]` is officer i's cover group, the last group being those no cover claims;
    `keep[g]` is how many of a group must stay, never more than there are.
    """

    group: Column
    keep: Table
    gaps: tuple[CoverGap, ...]


def no_cover(roster: Roster) -> Cover:
    """Return cover that keeps nobody."""
    return Cover(np.zeros(len(roster), np.int64), np.zeros(1, np.int64), ())


def cover_at(roster: Roster, availability: Availability) -> Cover:
    """Return the cover that must be kept at the instant people are to be on parade."""
    required = _required(roster.minimum_cover, availability.by)
    group = np.full(len(roster), len(required), dtype=np.int64)
    keep = np.zeros(len(required) + 1, dtype=np.int64)
    able = ~roster.officers.restricted
    gaps = []
    for number, ((base, role), count) in enumerate(required.items()):
        here = able & (availability.role == role) & ((roster.officers.base == base) | (base < 0))
        group[here] = number
        on_duty = int(here.sum())
        keep[number] = min(count, on_duty)
        if on_duty < count:
            name = roster.bases.name[base] if base >= 0 else ""
            gaps.append(CoverGap(name, role, count, on_duty))
    return Cover(group, keep, tuple(gaps))


def _required(cover: MinimumCover, minute: int) -> dict[tuple[int, int], int]:
    """Return the largest count asked for each (base, role) at a minute."""
    local = int(clock.local_from_utc(np.array([minute]))[0])
    day, time = divmod(local, clock.DAY)
    today, yesterday = (day + THURSDAY) % WEEK, (day + THURSDAY - 1) % WEEK
    now = (cover.weekdays >> today & 1 > 0) & (cover.start <= time) & (time < cover.until)
    late = (cover.weekdays >> yesterday & 1 > 0) & (time + clock.DAY < cover.until)
    found: dict[tuple[int, int], int] = {}
    for row in np.flatnonzero(now | late):
        key = int(cover.base[row]), int(cover.role[row])
        found[key] = max(found.get(key, 0), int(cover.count[row]))
    return found


def withhold(reach: Table, histogram: Table, keep: Table) -> Table:
    """Return N(S) less those who must stay: Σ over groups of max(0, keep − those outside N(S)).

    `histogram[g, m]` counts the people of group g who fit exactly the posts of mask m.
    Someone whom no post in S wants stays first, so only the remainder of a group's cover
    is taken from N(S).
    """
    if not len(keep):
        return reach
    outside = subset_sums(histogram)[..., ::-1]
    return np.asarray(reach - np.maximum(keep[:, None] - outside, 0).sum(axis=0))
