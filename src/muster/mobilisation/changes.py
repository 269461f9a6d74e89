"""What can change after a plan is made, each applied to the request it was made from."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from muster.mobilisation.contradictions import UnableToPlan
from muster.mobilisation.demands import Demand
from muster.mobilisation.plans import Assignment, Floor, Forbid, Moving, Pin, Plan, Request


@dataclass(frozen=True, slots=True)
class NewDemand:
    """A demand that was not there, or one that takes the place of another of its id."""

    demand: Demand


@dataclass(frozen=True, slots=True)
class Ended:
    """A demand that is no more: its units can be sent elsewhere."""

    demand: str


@dataclass(frozen=True, slots=True)
class Declined:
    """A force keeps so many units asked for at home, or sends a demand none for `count` None.

    Where it keeps some, others that it still offers may be asked for in their place.
    """

    force: str
    demand: str
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Lost:
    """Units of a force that cannot go on: broken down, or called back."""

    force: str
    unit: str
    count: int


@dataclass(frozen=True, slots=True)
class Refloored:
    """A force that keeps more, or less, than it did."""

    floor: Floor


BEFORE = "the change comes before the order it changes; give a later --at"
Change = NewDemand | Ended | Declined | Lost | Refloored | Pin | Forbid


def changed_request(plan: Plan, changes: Sequence[Change], *, at: int, price: int) -> Request:
    """Return the request of a plan as it stands at the UTC minute `at`, after some changes.

    What the plan assigned counts as ordered and moving: to send a unit elsewhere, or home,
    must save `price` minutes of lateness. Raises UnableToPlan with every change that cannot
    be applied.
    """
    request = replace(plan.request, at=max(at, plan.request.at))
    assignments = list(plan.assignments)
    faults = [] if at >= plan.request.at else [BEFORE]
    for change in changes:
        request = _applied(request, assignments, change, faults)
    if faults:
        raise UnableToPlan(faults)
    places = {demand.slug: demand.place for demand in plan.request.demands}
    moving = tuple(each for each in assignments if each.count > 0)
    ended = tuple(d for d in request.demands if d.ends > request.at)
    held = Moving(moving, tuple(places[each.demand] for each in moving), price)
    return _without_gone(replace(request, demands=ended, moving=held), plan.request.demands)


def _without_gone(request: Request, before: Sequence[Demand]) -> Request:
    """Return a request without the instructions about demands that were and are no more."""
    gone = {demand.slug for demand in before} - {demand.slug for demand in request.demands}
    return replace(
        request,
        pins=tuple(pin for pin in request.pins if pin.demand not in gone),
        forbidden=tuple(each for each in request.forbidden if each.demand not in gone),
    )


def _applied(
    request: Request, assignments: list[Assignment], change: Change, faults: list[str]
) -> Request:
    """Return a request with one change made; assignments lose what can go no further."""
    match change:
        case NewDemand(demand):
            others = tuple(d for d in request.demands if d.slug != demand.slug)
            return replace(request, demands=(*others, demand))
        case Ended(slug):
            if slug not in {demand.slug for demand in request.demands}:
                faults.append(f"{slug} is to end, and there is no such demand")
            return replace(request, demands=tuple(d for d in request.demands if d.slug != slug))
        case Declined():
            return _declined(request, assignments, change, faults)
        case Lost():
            return _lost(request, assignments, change, faults)
        case Refloored(floor):
            own = (floor.force, floor.unit)
            others_kept = tuple(f for f in request.floors if (f.force, f.unit) != own)
            return replace(request, floors=(*others_kept, floor))
        case Pin():
            return replace(request, pins=(*request.pins, change))
        case Forbid():
            return replace(request, forbidden=(*request.forbidden, change))


def _declined(
    request: Request, assignments: list[Assignment], change: Declined, faults: list[str]
) -> Request:
    """Return a request in which a force sends less to a demand: what it declined stays at home."""
    own = [
        row
        for row, each in enumerate(assignments)
        if (each.force, each.demand) == (change.force, change.demand)
    ]
    asked = sum(assignments[row].count for row in own)
    if not asked:
        faults.append(f"{change.force} declines {change.demand}, and was not asked for it")
        return request
    less = asked if change.count is None else min(change.count, asked)
    unit = assignments[own[0]].unit
    _take_off(assignments, own, less)
    pinned = tuple(
        pin for pin in request.pins if (pin.force, pin.demand) != (change.force, change.demand)
    )
    request = replace(request, pins=pinned)
    if less == asked:
        forbid = Forbid(change.force, change.demand)
        return replace(request, forbidden=(*request.forbidden, forbid))
    return _fewer(request, assignments, Lost(change.force, unit, less), faults)


def _lost(
    request: Request, assignments: list[Assignment], change: Lost, faults: list[str]
) -> Request:
    own = [
        row
        for row, each in enumerate(assignments)
        if (each.force, each.unit) == (change.force, change.unit)
    ]
    _take_off(assignments, own, change.count)
    return _fewer(request, assignments, change, faults)


def _take_off(assignments: list[Assignment], rows: Sequence[int], count: int) -> None:
    """Take so many units off assignments, the last to arrive first."""
    for row in sorted(rows, key=lambda row: -assignments[row].arrive):
        less = min(count, assignments[row].count)
        assignments[row] = replace(assignments[row], count=assignments[row].count - less)
        count -= less


def _fewer(
    request: Request, assignments: Sequence[Assignment], lost: Lost, faults: list[str]
) -> Request:
    """Return a request in which a force offers fewer units: of those at home, its readiest."""
    force, unit, count = lost.force, lost.unit, lost.count
    offers = {offer.force: offer for offer in request.offers}
    if force not in offers or offers[force].total(unit) < count:
        held = offers[force].total(unit) if force in offers else 0
        faults.append(f"{force} loses {count} of {unit}, and offers {held}")
        return request
    out = [each for each in assignments if (each.force, each.unit) == (force, unit)]
    steps, left = [], count
    for step in offers[force].steps:
        gone = sum(each.count for each in out if each.notice == step.notice)
        less = min(left, max(step.count - gone, 0)) if step.unit == unit else 0
        left -= less
        steps.append(replace(step, count=step.count - less))
    smaller = replace(offers[force], steps=tuple(steps))
    return replace(
        request, offers=tuple(smaller if o.force == force else o for o in request.offers)
    )
