"""Plans made again after something changed, and plans changed by hand, with the difference."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from muster.mobilisation.changes import Change, changed_request
from muster.mobilisation.flow_plans import solve_problem
from muster.mobilisation.measures import measure
from muster.mobilisation.planning import PATIENCE, plan_of, plan_problem
from muster.mobilisation.plans import Assignment, Plan
from muster.mobilisation.problems import Column, Problem, build_problem
from muster.mobilisation.shared_limits import broken_limits, limit_rows, taken_by_step
from muster.mobilisation.travel_times import TravelTimes


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of one force's units for one demand: how many before, and after."""

    demand: str
    force: str
    unit: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Replan:
    """A plan after changes, and how it differs from the one before."""

    plan: Plan
    differences: tuple[Difference, ...]


def replan(
    plan: Plan,
    changes: Sequence[Change],
    *,
    at: int,
    travel: TravelTimes,
    price: int = 0,
    seconds: float = PATIENCE,
) -> Replan:
    """Return the best plan from the UTC minute `at` on, after some changes to what is asked.

    To send a unit that is ordered elsewhere, or home, must save `price` minutes of lateness;
    it never keeps a demand of any priority short. Raises UnableToPlan with every change
    that contradicts the plan, UnableToAskTravelTimes, UnableToSolveFlow.
    """
    request = changed_request(plan, changes, at=at, price=price)
    found = plan_problem(build_problem(request, travel), seconds=seconds)
    return Replan(found, differences_between(plan.assignments, found.assignments))


def differences_between(
    before: Sequence[Assignment], after: Sequence[Assignment]
) -> tuple[Difference, ...]:
    """Return every pair of demand and force whose units are not as many as before."""
    keys = {(each.demand, each.force, each.unit): 0 for each in (*before, *after)}
    then, now = dict(keys), dict(keys)
    for counts, assignments in ((then, before), (now, after)):
        for each in assignments:
            counts[each.demand, each.force, each.unit] += each.count
    return tuple(Difference(*key, then[key], now[key]) for key in keys if then[key] != now[key])


@dataclass(frozen=True, slots=True)
class Edit:
    """So many units of a force for a demand, set by hand in place of what the plan has."""

    demand: str
    force: str
    count: int


@dataclass(frozen=True, slots=True)
class Priced:
    """A plan changed by hand: what is wrong with it, or what it costs against the best.

    With `faults` there is no plan. The plan's levels have the best plan's values as bounds.
    """

    plan: Plan | None
    faults: tuple[str, ...]
    differences: tuple[Difference, ...]


def price_edits(plan: Plan, edits: Sequence[Edit], *, travel: TravelTimes) -> Priced:
    """Return a plan with edits made by hand, checked and priced; every fault is named.

    A force's units leave by its readiest steps that the rest of the plan leaves free.
    Raises UnableToAskTravelTimes.
    """
    problem = build_problem(plan.request, travel)
    wanted = {(each.demand, each.force): 0 for each in plan.assignments}
    for assignment in plan.assignments:
        wanted[assignment.demand, assignment.force] += assignment.count
    wanted |= {(edit.demand, edit.force): edit.count for edit in edits}
    sent, faults = _place(problem, wanted)
    faults += _unkept(problem, sent)
    if faults:
        return Priced(None, tuple(faults), ())
    best = measure(problem, solve_problem(problem).sent)
    edited = plan_of(problem, sent, plan.policy, best)
    return Priced(edited, (), differences_between(plan.assignments, edited.assignments))


def _place(problem: Problem, wanted: dict[tuple[str, str], int]) -> tuple[Column, list[str]]:
    """Return units by arc, each force's readiest steps first, and what cannot be placed."""
    arcs, steps = problem.arcs, problem.steps
    forces = np.array(problem.forces, dtype=np.str_)[steps.group[arcs.step]]
    slugs = np.array([demand.slug for demand in problem.demands], dtype=np.str_)[arcs.demand]
    left = steps.count.copy()
    sent = np.zeros(len(arcs.step), dtype=np.int64)
    faults = []
    for (demand, force), count in wanted.items():
        own = np.flatnonzero((slugs == demand) & (forces == force))
        need = count
        for arc in own[np.lexsort((arcs.arrive[own],))].tolist():
            taken = min(need, int(left[arcs.step[arc]]))
            sent[arc] += taken
            left[arcs.step[arc]] -= taken
            need -= taken
        if count < 0:
            faults.append(f"{force} cannot send {count} to {demand}; give nought or more")
        elif need:
            faults.append(
                f"{force} cannot send {count} to {demand}: it has {count - need} that may go there"
            )
    return sent, faults


def _unkept(problem: Problem, sent: Column) -> list[str]:
    """Return the floors, demands, pins and shared limits that units by arc break."""
    arcs, steps = problem.arcs, problem.steps
    taken = np.bincount(steps.group[arcs.step], sent, minlength=len(problem.forces))
    faults = [
        f"{problem.forces[g]} would keep {problem.offered[g] - int(taken[g])} of "
        f"{problem.units[g]}, and its floor is {problem.keep[g]}"
        for g in np.flatnonzero(taken > problem.offered - problem.keep).tolist()
    ]
    got = np.bincount(arcs.demand, sent, minlength=len(problem.demands))
    faults += [
        f"{demand.slug} would get {int(count)}, and asks for {demand.count}"
        for demand, count in zip(problem.demands, got, strict=True)
        if count > demand.count
    ]
    pinned = np.bincount(arcs.pin[arcs.pin >= 0], sent[arcs.pin >= 0], minlength=1)
    faults += [
        f"{pin.force} is pinned to send {pin.count} to {pin.demand}, and would send {int(n)}"
        for pin, n in zip(problem.request.pins, pinned, strict=False)
        if n != pin.count
    ]
    broken = broken_limits(
        limit_rows(problem), taken_by_step(problem, sent, np.zeros_like(steps.count))
    )
    faults += [
        f"{row.force} has {row.limit.stock} for {', '.join(row.limit.what)}, and more are asked"
        for row in broken
    ]
    return faults
