"""When a capability falls below its floor, what brought it down, and whose tickets mend it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from muster.doctrine import Doctrine
from muster.policing import Composition, clock
from muster.strength.availability import Availability, available
from muster.strength.forecast_columns import fitting_posts
from muster.strength.forecast_renewal import fewest_renewals
from muster.strength.nation_units import most_units, places_by_set, post_bits
from muster.strength.reasons import Reason
from muster.strength.roster import Column, Overlay, Roster


@dataclass(frozen=True, slots=True)
class Cause:
    """One thing that keeps people or vehicles away, and what it costs.

    `kind` is `lapsed`, `abstracted`, `deployed`, `not_employed`, `unrostered` or
    `off_road`; `away` counts the people (or vehicles) it keeps from a post of the unit at
    the fall, `before` the same at the hour compared with; `whole_units` is what could be
    raised if it alone were undone.
    """

    kind: str
    away: int
    before: int
    whole_units: int


@dataclass(frozen=True, slots=True)
class Renewal:
    """A ticket to renew: whose, for which post, and the last day it was valid."""

    officer: int
    officer_id: str
    post: str
    skill: str
    last_valid_day: int


@dataclass(frozen=True, slots=True)
class Fall:
    """The first hour at which fewer whole units than the floor can be raised.

    `at` is a UTC minute. `causes` come with those first that, undone alone, bring back the
    floor or most of it, then by how much they grew since `compared_with`. Where none brings
    back a unit, no single one of them is the cause. `renewals` are the tickets of the fewest
    officers that, renewed, bring back `restored` whole units: the floor, or as near as
    tickets can.
    """

    unit: str
    at: int
    floor: int
    whole_units: int
    compared_with: int
    causes: tuple[Cause, ...]
    renewals: tuple[Renewal, ...]
    restored: int

    @property
    def officers(self) -> tuple[int, ...]:
        """Return the roster rows of the officers whose tickets are to be renewed."""
        return tuple(dict.fromkeys(renewal.officer for renewal in self.renewals))


@dataclass(frozen=True, slots=True, eq=False)
class Asking:
    """What a forecast asks of a roster, so that one instant of it can be asked again."""

    roster: Roster
    doctrine: Doctrine
    within: int
    assured: bool
    overlays: tuple[Overlay, ...]

    def known(self, at: int) -> Availability:
        """Return availability at a minute."""
        return available(
            self.roster,
            at=at,
            within=self.within,
            doctrine=self.doctrine,
            overlays=self.overlays,
        )

    def coming(self, known: Availability) -> Column:
        """Return who is taken as coming."""
        return known.assured if self.assured else known.present


Undo = Callable[[Asking], Asking]


def _without_absence(asking: Asking) -> Asking:
    rows = asking.roster.abstractions
    none = replace(
        rows, officer=rows.officer[:0], kind=rows.kind[:0], start=rows.start[:0], end=rows.end[:0]
    )
    kept = tuple(overlay for overlay in asking.overlays if overlay.effect != "unavailable")
    return replace(asking, roster=replace(asking.roster, abstractions=none), overlays=kept)


def _without_deployments(asking: Asking) -> Asking:
    kept = tuple(overlay for overlay in asking.overlays if overlay.effect != "deployed")
    return replace(asking, overlays=kept)


def _with_leavers(asking: Asking) -> Asking:
    officers = asking.roster.officers
    stayed = replace(officers, left=np.full_like(officers.left, clock.FOREVER))
    return replace(asking, roster=replace(asking.roster, officers=stayed))


def _with_patterns_throughout(asking: Asking) -> Asking:
    """Return the roster with every pattern begun, in step, in the distant past and never ended."""
    roster, officers = asking.roster, asking.roster.officers
    length = np.append(roster.pattern_lengths, 0)[officers.pattern]
    ago = officers.pattern_from - clock.day_of(date(clock.FIRST_YEAR, 1, 1))
    begun = np.where(length > 0, officers.pattern_from - ago // np.maximum(length, 1) * length, 0)
    begun = begun.astype(officers.pattern_from.dtype)
    before = replace(officers, pattern_from=np.minimum(begun, officers.pattern_from))
    return replace(asking, roster=replace(roster, officers=before, ends=clock.FOREVER))


UNDOING: Mapping[Reason, Undo] = {
    Reason.ABSTRACTED: _without_absence,
    Reason.DEPLOYED: _without_deployments,
    Reason.NOT_EMPLOYED: _with_leavers,
    Reason.UNROSTERED: _with_patterns_throughout,
}


def explain_fall(
    asking: Asking, unit: Composition, *, at: int, floor: int, compared_with: int
) -> Fall:
    """Return the fall of a unit below its floor at a minute, explained."""
    known, before = asking.known(at), asking.known(compared_with)
    units = _units(asking, unit, known, known.tickets, known.on_road)
    causes = [
        cause for cause in _causes(asking, unit, at, known, before) if cause.away or cause.before
    ]
    causes.sort(key=lambda cause: (-min(cause.whole_units, floor), cause.before - cause.away))
    renewals, restored = _renewals(asking, unit, floor, units, known)
    return Fall(
        unit=unit.unit,
        at=at,
        floor=floor,
        whole_units=units,
        compared_with=compared_with,
        causes=tuple(causes),
        renewals=renewals,
        restored=restored,
    )


def _fits(asking: Asking, unit: Composition, skills: Column) -> Column:
    return fitting_posts(skills, asking.roster.officers.rank, post_bits(unit, asking.doctrine))


def _units(
    asking: Asking, unit: Composition, known: Availability, skills: Column, on_road: Column
) -> int:
    """Return the whole units of those coming, were these their skills and vehicles."""
    fits = _fits(asking, unit, skills)[asking.coming(known)]
    return min(_raisable(unit, fits), _carried(asking, unit, on_road))


def _raisable(unit: Composition, fits: Column) -> int:
    sets = np.arange(1, 2 ** len(unit.posts))
    histogram = np.bincount(fits, minlength=len(sets) + 1)
    meets = (sets[:, None] & np.arange(len(sets) + 1)) != 0
    return int(most_units(meets @ histogram, places_by_set(unit)[1:]))


def _carried(asking: Asking, unit: Composition, on_road: Column) -> int:
    kinds = [kind.slug for kind in asking.doctrine.vehicle_kinds]
    road = np.bincount(asking.roster.vehicles.kind[on_road], minlength=len(kinds))
    return min((int(road[kinds.index(need.kind)]) // need.count for need in unit.vehicles),
               default=clock.FOREVER)  # fmt: skip


def _causes(
    asking: Asking, unit: Composition, at: int, known: Availability, before: Availability
) -> list[Cause]:
    """Return every cause with what it keeps away and what undoing it alone would give."""
    everything = np.ones(len(known.on_road), dtype=bool)
    renewed = _units(asking, unit, known, known.held, known.on_road)
    mended = _units(asking, unit, known, known.tickets, everything)
    lapsed = [_lapsed(asking, unit, each) for each in (known, before)]
    parked = [_parked(asking, unit, each) for each in (known, before)]
    found = [
        Cause("lapsed", lapsed[0], lapsed[1], renewed),
        Cause("off_road", parked[0], parked[1], mended),
    ]
    for reason, undo in UNDOING.items():
        undone = undo(asking)
        again = undone.known(at)
        now, then = (_kept_away(asking, unit, each, reason) for each in (known, before))
        units = _units(undone, unit, again, again.tickets, again.on_road)
        found.append(Cause(reason.name.lower(), now, then, units))
    return found


def _lapsed(asking: Asking, unit: Composition, known: Availability) -> int:
    """Return how many of those coming would fit another post with every ticket renewed."""
    now, renewed = (_fits(asking, unit, skills) for skills in (known.tickets, known.held))
    return int(np.count_nonzero((now != renewed) & asking.coming(known)))


def _parked(asking: Asking, unit: Composition, known: Availability) -> int:
    kinds = [kind.slug for kind in asking.doctrine.vehicle_kinds]
    wanted = [kinds.index(need.kind) for need in unit.vehicles]
    return int(np.count_nonzero(np.isin(asking.roster.vehicles.kind, wanted) & ~known.on_road))


def _kept_away(asking: Asking, unit: Composition, known: Availability, reason: Reason) -> int:
    fits = _fits(asking, unit, known.tickets) != 0
    return int(np.count_nonzero(fits & (known.reason == reason)))


def _renewals(
    asking: Asking, unit: Composition, floor: int, units: int, known: Availability
) -> tuple[tuple[Renewal, ...], int]:
    """Return the tickets of the fewest officers that bring a unit back towards its floor."""
    rows = np.flatnonzero(asking.coming(known))
    now = _fits(asking, unit, known.tickets)[rows]
    renewed = _fits(asking, unit, known.held)[rows]
    best = min(floor, _raisable(unit, renewed), _carried(asking, unit, known.on_road))
    if best <= units:
        return (), units
    found: list[Renewal] = []
    taken: set[int] = set()
    for was, would_be, post, people in fewest_renewals(unit, best, now, renewed) or ():
        same = rows[(now == was) & (renewed == would_be)]
        waiting = [int(row) for row in same if row not in taken]
        lists = {row: _tickets_to_renew(asking, unit, post, row, known) for row in waiting}
        waiting.sort(key=lambda row: (-min(each.last_valid_day for each in lists[row]), row))
        for row in waiting[:people]:
            taken.add(row)
            found.extend(lists[row])
    return tuple(found), best


def _tickets_to_renew(
    asking: Asking, unit: Composition, post: int, row: int, known: Availability
) -> list[Renewal]:
    """Return the lapsed tickets one officer needs for a post."""
    tickets, day = asking.roster.tickets, int(clock.local_day(np.array([known.by]))[0])
    mine = slice(*np.searchsorted(tickets.officer, [row, row + 1]))
    held = tickets.awarded[mine] <= day
    skills = [skill.slug for skill in asking.doctrine.skills]
    found = []
    for slug in unit.posts[post].skills:
        skill = skills.index(slug)
        if int(known.tickets[row]) >> skill & 1:
            continue
        last = tickets.expires[mine][held & (tickets.skill[mine] == skill)].max()
        name = asking.roster.officer_name(row)
        found.append(Renewal(row, name, unit.posts[post].slug, slug, int(last)))
    return found


def first_falls(levels: Column, floors: Sequence[int]) -> tuple[int | None, ...]:
    """Return the first hour at which each unit is below its floor, None where it never is."""
    below = levels < np.array(floors)
    return tuple(int(np.argmax(each)) if each.any() else None for each in below.T)
