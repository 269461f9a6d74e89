"""Can I say yes? What a force that is asked for aid would have left, and what it would owe.

For the force's own authorising officer: it is worked out from the force's own people, and
names of those who would go stay there.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from muster.doctrine import Doctrine
from muster.mobilisation.demands import Demand
from muster.mobilisation.plans import Assignment, Plan
from muster.policing import clock
from muster.strength import (
    Options,
    Overlay,
    Roster,
    Taken,
    choose_people,
    count_units,
    rostered_time,
)

EVERY = 6  # hours between the looks ahead
AHEAD = 72
NOTICE = 60
REASON = "on aid"


@dataclass(frozen=True, slots=True)
class Going:
    """Units that would go: when, for whom, and which officers and vehicles by id.

    `recalled` are those called in from time off; `hours` are officer-hours from leaving to
    being back, `beyond` those outside their own tours, `rest_days` the rest days they lose.
    """

    assignment: Assignment
    back: int
    officers: tuple[str, ...]
    vehicles: tuple[str, ...]
    recalled: int
    hours: int
    beyond: int
    rest_days: int


@dataclass(frozen=True, slots=True)
class Remaining:
    """What could be raised within the hour at one instant, without and with the aid given.

    After minimum cover; `gaps` and `gaps_after` are the covers that the people on duty do
    not meet.
    """

    at: int
    unit: str
    before: int
    after: int
    gaps: tuple[str, ...]
    gaps_after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Consent:
    """What saying yes would mean for one force.

    `paid_hours` weighs hours on rest days by doctrine's premium; the rest of `hours` once.
    """

    force: str
    going: tuple[Going, ...]
    remaining: tuple[Remaining, ...]
    demands: tuple[Demand, ...]
    hours: int
    beyond: int
    rest_days: int
    recalled: int
    paid_hours: float


def weigh_consent(plan: Plan, roster: Roster, *, doctrine: Doctrine) -> Consent:
    """Return what a plan would mean for the force of a roster, over the 72 hours from the order.

    The people who would go are those who can be ready first. Raises UnableToChoosePeople
    where the return no longer makes up the units, and what counting raises.
    """
    own = [each for each in plan.assignments if each.force == roster.force]
    demands = {demand.slug: demand for demand in plan.request.demands}
    going = tuple(_going(own, demands, roster, plan.request.at, doctrine)) if own else ()
    promised = _away(going, plan.request.at, waits=False)
    gone = _away(going, plan.request.at, waits=True)
    units = list(dict.fromkeys(each.unit for each in own))
    remaining = _remaining(roster, units, plan.request.at, doctrine, (promised, gone))
    on = clock.instant_of(plan.request.at).date()
    hours, beyond = (sum(getattr(g, name) for g in going) for name in ("hours", "beyond"))
    premium = doctrine.premium("rest_day", on)
    extra = sum(_premium_hours(each, premium.minutes) for each in going) * (premium.factor - 1)
    return Consent(
        force=roster.force,
        going=going,
        remaining=remaining,
        demands=tuple(demands[slug] for slug in dict.fromkeys(a.demand for a in own)),
        hours=hours,
        beyond=beyond,
        rest_days=sum(each.rest_days for each in going),
        recalled=sum(each.recalled for each in going),
        paid_hours=hours + extra,
    )


def _premium_hours(going: Going, least: int) -> float:
    """Return the hours paid at a premium: those of rest days lost, never under the least each."""
    if not going.rest_days or not going.officers:
        return 0.0
    each = max(going.hours / len(going.officers), least / clock.HOUR)
    return going.rest_days * min(each, clock.DAY / clock.HOUR)


def _going(
    own: Sequence[Assignment],
    demands: Mapping[str, Demand],
    roster: Roster,
    at: int,
    doctrine: Doctrine,
) -> Iterator[Going]:
    """Yield who would go for each assignment, nobody for two of them."""
    taken = [Taken(each.unit, each.notice, each.count) for each in own]
    for each, chosen in zip(
        own, choose_people(roster, taken, at=at, doctrine=doctrine), strict=True
    ):
        back = demands[each.demand].ends + each.travel
        rows = chosen.officers
        time = rostered_time(roster, rows, start=each.depart, end=back, doctrine=doctrine)
        minutes = (back - each.depart) * len(rows)
        yield Going(
            assignment=each,
            back=back,
            officers=tuple(roster.officer_name(int(row)) for row in rows),
            vehicles=tuple(roster.vehicle_name(int(row)) for row in chosen.vehicles),
            recalled=chosen.recalled,
            hours=minutes // clock.HOUR,
            beyond=(minutes - int(time.working.sum())) // clock.HOUR,
            rest_days=int(time.rest_days.sum()),
        )


def _away(going: Sequence[Going], at: int, *, waits: bool) -> list[Overlay]:
    """Return the absence of those who go until they are back.

    From the order, when they are promised; or, where they `waits`, from the end of their
    notice.
    """
    found = []
    for each in going:
        start = at + each.assignment.notice if waits else at
        own = [(name, "deployed") for name in each.officers]
        own += [(name, "off_road") for name in each.vehicles]
        found += [Overlay(start, each.back, name, kind, REASON, at) for name, kind in own]
    return found


def _remaining(
    roster: Roster,
    units: Sequence[str],
    at: int,
    doctrine: Doctrine,
    away: tuple[Sequence[Overlay], Sequence[Overlay]],
) -> tuple[Remaining, ...]:
    """Return what is left at every few hours ahead.

    Of the two absences, the first is of those promised, for what can be raised; the second
    of those gone, for the cover that is kept.
    """
    promised, gone = away
    options = Options(releasable=True)
    found = []
    for hour in range(0, AHEAD + 1, EVERY):
        minute = at + hour * clock.HOUR
        count = partial(
            count_units,
            roster,
            units=units,
            at=minute,
            within=NOTICE,
            doctrine=doctrine,
        )
        before, after = count(options=options), count(options=options, overlays=promised)
        kept = count(options=options, overlays=gone)
        for first, second in zip(before.kinds, after.kinds, strict=True):
            found.append(
                Remaining(minute, first.unit, first.low, second.low, before.notes, kept.notes)
            )
    return tuple(found)
