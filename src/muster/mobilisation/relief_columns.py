"""Every trip that could relieve a plan, and the tours there are to be filled."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from muster.mobilisation.demands import Demand
from muster.mobilisation.offers import Offer
from muster.mobilisation.plans import Plan
from muster.mobilisation.relief import ReliefRules
from muster.mobilisation.tiers import TIERS
from muster.mobilisation.travel_times import TravelTimes
from muster.policing import clock

Column = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Stretch:
    """One tour of a demand: its place among all, and what is wanted."""

    demand: Demand
    number: int
    start: int
    end: int
    wanted: int


@dataclass(frozen=True, slots=True)
class Trip:
    """One way for a unit of a force to work tours of a demand.

    `stretches` are rows of the stretches it works. It is gone from `depart` until `rested`.
    """

    force: str
    stretches: tuple[int, ...]
    depart: int
    home: int
    rested: int
    travel: int


def stretches_of(plan: Plan, rules: ReliefRules, horizon: int) -> list[Stretch]:
    """Return every tour of every demand that starts before the horizon, in order of time.

    The first tour has the units that the plan raises; later ones want all that was asked.
    """
    found = []
    for demand in plan.request.demands:
        raised = sum(each.count for each in plan.assignments if each.demand == demand.slug)
        starts = range(demand.needed_by, min(demand.ends, horizon), rules.tour)
        for number, start in enumerate(starts):
            end = min(start + rules.tour, demand.ends)
            wanted = demand.count if number else raised
            found.append(Stretch(demand, number, start, end, wanted))
    return sorted(found, key=lambda each: (each.start, each.demand.slug))


def trips_of(
    plan: Plan, stretches: list[Stretch], rules: ReliefRules, travel: TravelTimes
) -> Iterator[Trip]:
    """Yield every trip of every force that a demand may ask, by how many tours it works.

    First tours are worked by those whom the plan sends, who leave when it says.
    """
    request = plan.request
    minutes = travel.minutes(
        [offer.place for offer in request.offers], [d.place for d in request.demands]
    )
    column = {demand.slug: at for at, demand in enumerate(request.demands)}
    leaves = first_departures(plan)
    for row, offer in enumerate(request.offers):
        for first, stretch in enumerate(stretches):
            demand = stretch.demand
            road = int(minutes[row, column[demand.slug]])
            depart = stretch.start - road - request.assembly
            if stretch.number == 0:
                if (demand.slug, offer.force) not in leaves:
                    continue
                depart = leaves[demand.slug, offer.force]
            elif not _may(plan, offer, demand) or depart < _first_ready(offer, demand, request.at):
                continue
            yield from _lengths(offer.force, stretches, first, (depart, road), rules)


def first_departures(plan: Plan) -> dict[tuple[str, str], int]:
    """Return when the first units of each force leave for each demand."""
    found: dict[tuple[str, str], int] = {}
    for each in plan.assignments:
        key = each.demand, each.force
        found[key] = min(each.depart, found.get(key, each.depart))
    return found


def _may(plan: Plan, offer: Offer, demand: Demand) -> bool:
    """Say whether a demand may ask a force: within the tier, not forbidden, with such units."""
    tier = TIERS[min(map(TIERS.index, (plan.request.tier, demand.tier)))]
    near = offer.force == demand.host or (
        tier == "region" and offer.region != "" and offer.region == demand.region
    )
    barred = any(
        each.force in ("", offer.force)
        and each.demand in ("", demand.slug)
        and each.unit in ("", demand.unit)
        for each in plan.request.forbidden
    )
    return (tier == "nation" or near) and not barred and offer.total(demand.unit) > 0


def _first_ready(offer: Offer, demand: Demand, at: int) -> int:
    return at + min(s.notice for s in offer.steps if s.unit == demand.unit and s.count > 0)


def _lengths(
    force: str,
    stretches: list[Stretch],
    first: int,
    leaving: tuple[int, int],
    rules: ReliefRules,
) -> Iterator[Trip]:
    """Yield a trip for each number of tours that a unit may work before it must be home."""
    depart, road = leaving
    start = stretches[first]
    own = {each.number: row for row, each in enumerate(stretches) if each.demand is start.demand}
    worked: list[int] = []
    number = start.number
    while number in own:
        worked.append(own[number])
        home = stretches[worked[-1]].end + road
        if home - depart > rules.days * clock.DAY and len(worked) > 1:
            return
        yield Trip(force, tuple(worked), depart, home, home + rules.rest, 2 * road)
        number += rules.beat
