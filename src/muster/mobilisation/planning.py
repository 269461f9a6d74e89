"""Plans made, proved, and measured level by level."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from muster.mobilisation.flow_plans import solve_problem
from muster.mobilisation.measures import assignments_of, measure
from muster.mobilisation.nearest import nearest_first
from muster.mobilisation.plans import Level, Plan, Policy, Request, Short
from muster.mobilisation.problems import Problem, build_problem
from muster.mobilisation.shared_limits import broken_limits, limit_rows, taken_by_step
from muster.mobilisation.shared_plans import solve_shared
from muster.mobilisation.travel_times import TravelTimes

Column = NDArray[np.int64]
PATIENCE = 10.0  # seconds


def make_plan(
    request: Request,
    *,
    travel: TravelTimes,
    policy: Policy = "optimal",
    seconds: float = PATIENCE,
) -> Plan:
    """Return who should send what, where and when, as well as can be.

    Where kinds share people and the flow breaks a limit they share, a general solver seeks
    the plan for at most `seconds`; the plan says how far it may be off if that is too short.
    With the policy `nearest`, what telephoning would do, beside the same bounds. Raises
    UnableToPlan, UnableToAskTravelTimes, UnableToSolveFlow.
    """
    return plan_problem(build_problem(request, travel), policy=policy, seconds=seconds)


def plan_problem(
    problem: Problem, *, policy: Policy = "optimal", seconds: float = PATIENCE
) -> Plan:
    """Return the plan of a problem; see `make_plan`."""
    flow = solve_problem(problem)
    bounds = measure(problem, flow.sent)
    taken = taken_by_step(problem, flow.sent, flow.kept)
    broken = broken_limits(limit_rows(problem), taken)
    if policy == "nearest":
        return plan_of(problem, nearest_first(problem), policy, bounds)
    if not broken:
        return plan_of(problem, flow.sent, policy, bounds)
    found = solve_shared(problem, flow, seconds=seconds)
    return plan_of(problem, found.sent, policy, found.bounds, found.notes)


def plan_of(
    problem: Problem,
    sent: Column,
    policy: Policy,
    bounds: Mapping[str, float],
    notes: Sequence[str] = (),
) -> Plan:
    """Return units by arc as a plan; `bounds` are what no plan can better, level by level."""
    values = measure(problem, sent)
    got = np.bincount(problem.arcs.demand, sent, minlength=len(problem.demands)).astype(np.int64)
    return Plan(
        request=problem.request,
        policy=policy,
        assignments=assignments_of(problem, sent),
        short=tuple(
            Short(demand.slug, demand.unit, demand.count - int(count))
            for demand, count in zip(problem.demands, got, strict=True)
            if demand.count > count
        ),
        objective=_levels(values, bounds),
        travel_times=problem.travel_times,
        notes=tuple(notes),
    )


def _levels(values: Mapping[str, float], bounds: Mapping[str, float]) -> tuple[Level, ...]:
    """Return values beside bounds, down to the first level that is not at its bound."""
    found: list[Level] = []
    for name, value in values.items():
        compared = all(level.proved for level in found)
        found.append(Level(name, value, bounds.get(name) if compared else None))
    return tuple(found)
