"""A request as columns: groups of units, the steps they come in, and who may go where."""

from collections.abc import Iterable
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from muster.mobilisation.contradictions import refuse_contradictions
from muster.mobilisation.demands import Demand
from muster.mobilisation.plans import Assignment, Request
from muster.mobilisation.tiers import TIERS
from muster.mobilisation.travel_times import TravelTimes

Column = NDArray[np.int64]
Mask = NDArray[np.bool_]
HOME = -1  # not on any assignment


@dataclass(frozen=True, slots=True, eq=False)
class Steps:
    """One row a step: so many units of a group, ready to leave together.

    `ready` is the UTC minute at which they can leave the force, `called` the people called
    in from time off for each, rounded up. `moving[s]` is the assignment that step s is
    already on, -1 for units at home.
    """

    group: Column
    notice: Column
    count: Column
    ready: Column
    called: Column
    moving: Column


@dataclass(frozen=True, slots=True, eq=False)
class Arcs:
    """Each step that may serve a demand, sorted by demand: rows of steps and demands.

    `depart` and `arrive` are UTC minutes, `late` and `travel` minutes; `stays` marks units
    that go on to where they are already going; `pin` is the pin an arc falls under, -1 for
    none.
    """

    step: Column
    demand: Column
    depart: Column
    arrive: Column
    late: Column
    travel: Column
    stays: Column
    pin: Column


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """A request as columns.

    A group is one kind of unit in one force: `forces[g]`, `units[g]`, what it offers in all
    and must `keep`, and its `balance` of aid given. `donor[g]` is false for a force with a
    demand of that kind of its own, whose share is not a donor's.
    """

    request: Request
    travel_times: str
    forces: tuple[str, ...]
    units: tuple[str, ...]
    offered: Column
    keep: Column
    balance: Column
    donor: Mask
    steps: Steps
    arcs: Arcs

    @property
    def demands(self) -> tuple[Demand, ...]:
        """Return what is asked for."""
        return self.request.demands


def build_problem(request: Request, travel: TravelTimes) -> Problem:
    """Return a request as columns. Raises UnableToPlan, and what travel times raise."""
    refuse_contradictions(request)
    groups, steps = _steps(request)
    offered = np.bincount(steps.group, steps.count, minlength=len(groups)).astype(np.int64)
    balance = {offer.force: offer.balance for offer in request.offers}
    return Problem(
        request=request,
        travel_times=travel.name,
        forces=tuple(force for force, _ in groups),
        units=tuple(unit for _, unit in groups),
        offered=offered,
        keep=_keep(request, groups, offered),
        balance=_column(balance[force] for force, _ in groups),
        donor=np.array([not _hosted(request, *group) for group in groups], dtype=np.bool_),
        steps=steps,
        arcs=_arcs(request, groups, steps, travel),
    )


def _column(values: Iterable[int]) -> Column:
    return np.fromiter(values, dtype=np.int64)


def _steps(request: Request) -> tuple[list[tuple[str, str]], Steps]:
    """Return the groups, as force and kind, and every step of them, those moving last."""
    kinds = {demand.unit for demand in request.demands}
    gone: dict[tuple[str, str, int], int] = {}
    for each in request.moving.assignments:
        key = each.force, each.unit, each.notice
        gone[key] = gone.get(key, 0) + each.count
    owners: list[tuple[str, str]] = []
    rows: list[tuple[int, int, int, int, int]] = []
    for offer in request.offers:
        for step in offer.steps:
            left = step.count - gone.get((offer.force, step.unit, step.notice), 0)
            if step.unit in kinds and left >= 0:
                ready = request.at + step.notice + request.assembly
                called = -(-step.recalled // max(step.count, 1))
                owners.append((offer.force, step.unit))
                rows.append((step.notice, left, ready, called, HOME))
    for number, on in enumerate(request.moving.assignments):
        if on.unit in kinds and on.count > 0:
            owners.append((on.force, on.unit))
            rows.append((on.notice, on.count, on.ready, 0, number))
    groups = list(dict.fromkeys(owners))
    place = {group: number for number, group in enumerate(groups)}
    columns = np.array(rows, dtype=np.int64).reshape(-1, len(fields(Steps)) - 1).T
    return groups, Steps(_column(place[owner] for owner in owners), *columns)


def _hosted(request: Request, force: str, unit: str) -> int:
    """Return how many units of a kind are asked for in a force's own area."""
    return sum(each.count for each in request.demands if (each.host, each.unit) == (force, unit))


def _keep(request: Request, groups: list[tuple[str, str]], offered: Column) -> Column:
    """Return how many units each group keeps.

    A floor is for the force's own need, which demands in its own area are part of: what they
    ask is taken off it, and comes before it.
    """
    floors = {(floor.force, floor.unit): floor.count for floor in request.floors}
    own = _column(_hosted(request, *group) for group in groups)
    floor = _column(floors.get(group, 0) for group in groups)
    kept: Column = np.minimum(np.maximum(floor - own, 0), np.maximum(offered - own, 0))
    return kept


def _arcs(
    request: Request, groups: list[tuple[str, str]], steps: Steps, travel: TravelTimes
) -> Arcs:
    """Return every step that may serve a demand and can be there before it is over."""
    if not request.demands or not groups:
        return Arcs(*(np.zeros(0, dtype=np.int64) for _ in fields(Arcs)))
    roads = _roads(request, groups, steps, travel)
    allowed = _Allowed(request, groups)
    found = []
    for row, demand in enumerate(request.demands):
        step = np.flatnonzero(allowed.groups(demand)[steps.group])
        stays = roads.stays(demand.slug)[step]
        road = np.where(stays > 0, roads.left[step], roads.minutes[roads.origin[step], row])
        arrive = np.maximum(roads.leaves[step] + road, demand.needed_by)
        own = arrive < demand.ends
        late = arrive - demand.needed_by
        depart = np.where(roads.gone[step], roads.departed[step], arrive - road)
        columns = (
            step,
            np.full_like(step, row),
            depart,
            arrive,
            late,
            roads.done[step] + road,
            stays,
        )
        found.append([column[own] for column in columns])
    joined = [np.concatenate([columns[at] for columns in found]) for at in range(len(found[0]))]
    return Arcs(*joined, pin=allowed.pins(steps, joined[0], joined[1]))  # type: ignore[misc]


@dataclass(frozen=True, slots=True, eq=False)
class _Roads:
    """Where each step starts from and when, and the minutes from every origin to every demand.

    Units that have left are taken to go on by way of where they are headed: they start from
    there, when they get there, with `done` minutes of travel behind them; `left` is what
    those who stay on their way still have before them, counted in `done`.
    """

    moving: tuple[Assignment, ...]
    minutes: Column
    origin: Column
    leaves: Column
    gone: Mask
    departed: Column
    done: Column
    left: Column
    on: Column

    def stays(self, demand: str) -> Column:
        """Return 1 for steps that are already on their way to a demand, or ordered to it."""
        going = _column([*(each.demand == demand for each in self.moving), 0])
        return going[self.on]


def _roads(
    request: Request, groups: list[tuple[str, str]], steps: Steps, travel: TravelTimes
) -> _Roads:
    moving = request.moving.assignments
    places = {offer.force: offer.place for offer in request.offers}
    origins = [places[force] for force, _ in groups] + list(request.moving.places)
    minutes = travel.minutes(origins, [demand.place for demand in request.demands])
    minutes = _slower(request, groups, minutes, travel)
    gone = _column([*(each.depart <= request.at for each in moving), 0])[steps.moving] > 0
    arrives = _column([*(each.arrive for each in moving), 0])[steps.moving]
    travelled = _column([*(each.travel for each in moving), 0])[steps.moving]
    stay_home = np.where(steps.moving >= 0, travelled, 0)
    return _Roads(
        moving=moving,
        minutes=minutes,
        origin=np.where(gone, len(groups) + steps.moving, steps.group),
        leaves=np.where(gone, arrives, np.maximum(steps.ready, request.at)),
        gone=gone,
        departed=_column([*(each.depart for each in moving), 0])[steps.moving],
        done=np.where(gone, travelled, 0),
        left=np.where(gone, 0, stay_home),
        on=steps.moving,
    )


def _slower(
    request: Request, groups: list[tuple[str, str]], minutes: Column, travel: TravelTimes
) -> Column:
    """Return the minutes from each origin, of two forces together those of the farther."""
    also = {offer.force: offer.also for offer in request.offers if offer.also is not None}
    rows = [row for row, (force, _) in enumerate(groups) if force in also]
    if not rows:
        return minutes
    places = [place for row in rows if (place := also[groups[row][0]]) is not None]
    second = travel.minutes(places, [demand.place for demand in request.demands])
    slower = minutes.copy()
    slower[rows] = np.maximum(minutes[rows], second)
    return slower


class _Allowed:
    """Who may go where: within the tier, and not forbidden."""

    def __init__(self, request: Request, groups: list[tuple[str, str]]) -> None:
        """Keep the forces, kinds and regions of the groups."""
        regions = {offer.force: offer.region for offer in request.offers}
        self._request = request
        self._force = np.array([force for force, _ in groups], dtype=np.str_)
        self._unit = np.array([unit for _, unit in groups], dtype=np.str_)
        self._region = np.array([regions[force] for force, _ in groups], dtype=np.str_)

    def groups(self, demand: Demand) -> Mask:
        """Return which groups may serve a demand."""
        may: Mask = self._unit == demand.unit
        tier = TIERS[min(map(TIERS.index, (self._request.tier, demand.tier)))]
        near = self._force == demand.host
        if tier == "region":
            near |= (self._region == demand.region) & (self._region != "")
        if tier != "nation":
            may &= near
        for forbid in self._request.forbidden:
            if forbid.demand in ("", demand.slug) and forbid.unit in ("", demand.unit):
                may &= (self._force != forbid.force) & (forbid.force != "")
        return may

    def pins(self, steps: Steps, step: Column, demand: Column) -> Column:
        """Return the pin each pair of step and demand falls under, -1 for none."""
        found = np.full(len(step), -1, dtype=np.int64)
        slugs = [each.slug for each in self._request.demands]
        for number, pin in enumerate(self._request.pins):
            own = self._force[steps.group[step]] == pin.force
            found[own & (demand == slugs.index(pin.demand))] = number
        return found
