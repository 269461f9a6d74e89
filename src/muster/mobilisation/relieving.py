"""Find the relief of a plan: a whole-number programme for each kind of unit.

A column is a number of units that make one trip. Rows say that each tour has the units
wanted or counts what is short, and that no force has more units gone at any time than it
has by then, less what it keeps. When the forces run out is found by halving: the longest
beginning of the time in which no tour is short. That a longer one is impossible is the
solver's proof, of the programme without whole numbers wherever that is enough.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

from muster.doctrine import Doctrine
from muster.mobilisation.plans import Plan
from muster.mobilisation.relief import Relief, ReliefRules, ReliefTour, ReliefTrip
from muster.mobilisation.relief_columns import (
    Stretch,
    Trip,
    first_departures,
    stretches_of,
    trips_of,
)
from muster.mobilisation.travel_times import TravelTimes
from muster.policing import clock

PATIENCE = 10.0  # seconds
SLACK = 1e-6
ASSUMED = (
    "Each force is taken to have the same units day after day as it offers now; leave and "
    "tickets that change meanwhile are not counted again.",
    "Kinds of unit that want the same people are relieved each by itself.",
)


@dataclass(frozen=True, slots=True, eq=False)
class _Solved:
    """Units by trip, units short by stretch, when some is first short, and if that is proved."""

    counts: NDArray[np.int64]
    short: NDArray[np.int64]
    runs_out: int | None
    proved: bool


def relieve(
    plan: Plan,
    *,
    hours: int,
    travel: TravelTimes,
    doctrine: Doctrine,
    seconds: float = PATIENCE,
) -> Relief:
    """Return who relieves whom for so many hours from the order, and when the forces run out.

    Tours, rest between them and days away are doctrine's. Raises UnableToAskTravelTimes.
    """
    on = clock.instant_of(plan.request.at).date()
    own = doctrine.aid_tour(on)
    rules = ReliefRules(own.minutes, doctrine.rest_rule(on).minutes, own.days)
    horizon = plan.request.at + hours * clock.HOUR
    tours: list[ReliefTour] = []
    trips: list[ReliefTrip] = []
    ends: list[int] = []
    proved = True
    every = stretches_of(plan, rules, horizon)
    for unit in dict.fromkeys(demand.unit for demand in plan.request.demands):
        stretches = [each for each in every if each.demand.unit == unit]
        found = list(trips_of(plan, stretches, rules, travel))
        solved = _Kind(plan, unit, stretches, found, seconds).solve()
        proved = proved and solved.proved
        ends += [] if solved.runs_out is None else [solved.runs_out]
        tours += _tours(stretches, solved)
        trips += _trips(stretches, found, solved)
    people = {unit: doctrine.composition(unit, on).people for unit in {t.unit for t in trips}}
    return Relief(
        plan=plan,
        horizon=horizon,
        tours=tuple(sorted(tours, key=lambda each: (each.start, each.demand))),
        trips=tuple(sorted(trips, key=lambda each: (each.depart, each.force, each.demand))),
        runs_out=min(ends, default=None),
        proved=proved,
        officer_hours=_hours(trips, tours, people),
        notes=ASSUMED,
    )


def _tours(stretches: Sequence[Stretch], solved: _Solved) -> list[ReliefTour]:
    return [
        ReliefTour(s.demand.slug, s.demand.unit, s.number, s.start, s.end, s.wanted, int(short))
        for s, short in zip(stretches, solved.short, strict=True)
    ]


def _trips(
    stretches: Sequence[Stretch], trips: Sequence[Trip], solved: _Solved
) -> list[ReliefTrip]:
    found = []
    for each, count in zip(trips, solved.counts, strict=True):
        if count:
            demand = stretches[each.stretches[0]].demand
            numbers = tuple(stretches[row].number for row in each.stretches)
            found.append(
                ReliefTrip(
                    demand.slug, each.force, demand.unit, int(count), numbers,
                    each.depart, each.home, each.rested,
                )
            )  # fmt: skip
    return found


def _hours(
    trips: Sequence[ReliefTrip], tours: Sequence[ReliefTour], people: dict[str, int]
) -> tuple[tuple[str, int], ...]:
    """Return the hours officers of each force work, the most first."""
    length = {(each.demand, each.number): each.end - each.start for each in tours}
    found: dict[str, int] = {}
    for trip in trips:
        minutes = sum(length[trip.demand, number] for number in trip.tours)
        worked = minutes * trip.count * people[trip.unit]
        found[trip.force] = found.get(trip.force, 0) + worked
    hours = [(force, minutes // clock.HOUR) for force, minutes in found.items()]
    return tuple(sorted(hours, key=lambda pair: (-pair[1], pair[0])))


class _Kind:
    """The programme of one kind of unit."""

    def __init__(
        self,
        plan: Plan,
        unit: str,
        stretches: Sequence[Stretch],
        trips: Sequence[Trip],
        seconds: float,
    ) -> None:
        """Lay out the columns, trips and then what is short, and every row."""
        self._plan, self._unit = plan, unit
        self._stretches, self._trips = stretches, trips
        self._solver = highspy.Highs()  # type: ignore[no-untyped-call]
        self._solver.setOptionValue("output_flag", False)
        self._solver.setOptionValue("threads", 1)
        self._solver.setOptionValue("time_limit", seconds)
        wanted = [each.wanted for each in stretches]
        upper = np.array([*[sum(wanted)] * len(trips), *wanted], dtype=np.float64)
        self._size = len(upper)
        self._solver.addVars(self._size, np.zeros(self._size), upper)
        self._fill()
        self._hold_plan()
        self._hold_forces()

    def solve(self) -> _Solved:
        """Return the best relief: the latest to run out, the fewest short, the least travel."""
        starts = sorted({each.start for each in self._stretches})
        reach = self._reach(starts)
        self._whole()
        short_cost = np.zeros(self._size)
        short_cost[len(self._trips) :] = 1.0
        short, least, proved = *self._held(starts, reach, short_cost), True
        while self._infeasible() and reach > 0:
            reach, proved = reach - 1, False
            short, least = self._held(starts, reach, short_cost)
        self._row(short_cost, -highspy.kHighsInf, short + SLACK)
        travel = np.array([each.travel + 1.0 for each in self._trips])
        self._minimise(np.append(travel, np.zeros(len(self._stretches))))
        values = np.rint(np.array(self._solver.getSolution().col_value)).astype(np.int64)
        counts, missing = values[: len(self._trips)], values[len(self._trips) :]
        first = [s.start for s, n in zip(self._stretches, missing, strict=True) if n]
        proved = proved and short <= np.ceil(least - SLACK) + SLACK
        return _Solved(counts, missing, min(first, default=None), proved)

    def _held(
        self, starts: Sequence[int], reach: int, cost: NDArray[np.float64]
    ) -> tuple[float, float]:
        """Return the least cost and its bound when the first so many starts are all filled."""
        self._cap(starts[reach] if reach < len(starts) else None)
        return self._minimise(cost)

    def _infeasible(self) -> bool:
        status: bool = self._solver.getModelStatus() == highspy.HighsModelStatus.kInfeasible
        return status

    def _reach(self, starts: Sequence[int]) -> int:
        """Return how many of the first starts can be filled, by halving, in parts if need be."""
        low, high = 0, len(starts)
        while low < high:
            middle = (low + high + 1) // 2
            self._held(starts, middle, np.zeros(self._size))
            if self._infeasible():
                high = middle - 1
            else:
                low = middle
        return low

    def _cap(self, until: int | None) -> None:
        """Let nothing be short that starts before `until`, anything after; all for None."""
        for at, each in enumerate(self._stretches, len(self._trips)):
            free = until is not None and each.start >= until
            self._solver.changeColBounds(at, 0.0, float(each.wanted) if free else 0.0)

    def _whole(self) -> None:
        kinds = np.full(self._size, highspy.HighsVarType.kInteger)
        self._solver.changeColsIntegrality(self._size, np.arange(self._size, dtype=np.int32), kinds)

    def _minimise(self, cost: NDArray[np.float64]) -> tuple[float, float]:
        """Return the least cost found, and what no relief costs less than."""
        self._solver.changeColsCost(self._size, np.arange(self._size, dtype=np.int32), cost)
        self._solver.run()
        info = self._solver.getInfo()
        return float(info.objective_function_value), float(info.mip_dual_bound)

    def _row(self, row: NDArray[np.float64], low: float, high: float) -> None:
        own = np.flatnonzero(row)
        self._solver.addRow(low, high, len(own), own.astype(np.int32), row[own])

    def _fill(self) -> None:
        """Each tour has the units wanted, or counts what is short."""
        rows = np.zeros((len(self._stretches), self._size))
        for at, trip in enumerate(self._trips):
            rows[list(trip.stretches), at] = 1.0
        for number, stretch in enumerate(self._stretches):
            rows[number, len(self._trips) + number] = 1.0
            self._row(rows[number], stretch.wanted, stretch.wanted)

    def _hold_plan(self) -> None:
        """The first tours are worked by those the plan sends, and no others."""
        sent: dict[tuple[str, str], int] = {}
        for each in self._plan.assignments:
            if each.unit == self._unit:
                key = each.demand, each.force
                sent[key] = sent.get(key, 0) + each.count
        for (demand, force), count in sent.items():
            row = np.zeros(self._size)
            for at, trip in enumerate(self._trips):
                first = self._stretches[trip.stretches[0]]
                if first.number == 0 and (first.demand.slug, trip.force) == (demand, force):
                    row[at] = 1.0
            if row.any():
                self._row(row, count, count)

    def _hold_forces(self) -> None:
        """At any time no force has more units gone than it has by then, less what it keeps."""
        at = self._plan.request.at
        for offer in self._plan.request.offers:
            own = [row for row, trip in enumerate(self._trips) if trip.force == offer.force]
            steps = [step for step in offer.steps if step.unit == self._unit]
            for minute in sorted({self._trips[row].depart for row in own}):
                ready = sum(step.count for step in steps if at + step.notice <= minute)
                whole = sum(step.count for step in steps)
                here = max(0, min(ready, whole - self._kept(offer.force, whole)))
                row = np.zeros(self._size)
                for column in own:
                    trip = self._trips[column]
                    if trip.depart <= minute < trip.rested:
                        row[column] = 1.0
                self._row(row, -highspy.kHighsInf, max(here, self._gone(offer.force, minute)))

    def _kept(self, force: str, whole: int) -> int:
        """Return what a force keeps: its floor, less what is asked for in its own area."""
        request = self._plan.request
        own = [d.count for d in request.demands if (d.host, d.unit) == (force, self._unit)]
        floors = [f.count for f in request.floors if (f.force, f.unit) == (force, self._unit)]
        return min(max(sum(floors) - sum(own), 0), max(whole - sum(own), 0))

    def _gone(self, force: str, minute: int) -> int:
        """Return how many units the plan itself has sent from a force by a minute."""
        leaves = first_departures(self._plan)
        return sum(
            each.count
            for each in self._plan.assignments
            if (each.force, each.unit) == (force, self._unit)
            and leaves[each.demand, each.force] <= minute
        )
