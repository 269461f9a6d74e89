"""Explain a plan by solving again: without a donor, with one thing relaxed, with one unit more."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from muster.mobilisation.contradictions import UnableToPlan
from muster.mobilisation.flow_plans import FlowPlan, solve_problem
from muster.mobilisation.measures import measure
from muster.mobilisation.offers import Offer
from muster.mobilisation.plans import Plan
from muster.mobilisation.problems import Problem, build_problem
from muster.mobilisation.reasons import Because, DonorReason, Worth
from muster.mobilisation.relaxing import short_reasons
from muster.mobilisation.shared_limits import broken_limits, limit_rows, taken_by_step
from muster.mobilisation.travel_times import TravelTimes

SPLIT = (
    "Where kinds share people, donors are weighed with each force's split between kinds as it "
    "is in the plan."
)
NOT_THE_BEST = (
    "Why these donors, and what one more unit would be worth, are asked of the best plan alone; "
    "this is another."
)
Values = Mapping[str, float]


def explain_plan(
    plan: Plan, *, travel: TravelTimes, uncovered: Sequence[Offer] = (), seconds: float = 10.0
) -> Because:
    """Return why each donor serves each demand, what each shortfall wants, and what more is worth.

    `uncovered` are the offers as they would be if minimum cover were not kept; without them
    cover is not tried as a cure. Raises UnableToAskTravelTimes.
    """
    problem = build_problem(plan.request, travel)
    split = _as_split(problem, plan)
    own = solve_problem(split)
    short = short_reasons(plan, travel=travel, uncovered=uncovered, seconds=seconds)
    values = [level.value for level in plan.objective]
    if split is problem and list(measure(problem, own.sent).values()) != values:
        return Because((), tuple(short), (), (NOT_THE_BEST,))
    return Because(
        donors=tuple(_donors(split, own, plan)),
        short=tuple(short),
        worth=tuple(_worth(split, own)),
        notes=(SPLIT,) if split is not problem else (),
    )


def _as_split(problem: Problem, plan: Plan) -> Problem:
    """Return a problem without shared limits to break, each force's kinds as the plan has them."""
    flow = solve_problem(problem)
    rows = limit_rows(problem)
    broken = broken_limits(rows, taken_by_step(problem, flow.sent, flow.kept))
    if not broken:
        return problem
    forces = {row.force for row in broken}
    used = dict[tuple[str, str, int], int]()
    for each in plan.assignments:
        key = each.force, each.unit, each.notice
        used[key] = used.get(key, 0) + each.count
    steps = problem.steps
    count = steps.count.copy()
    for row, group in enumerate(steps.group.tolist()):
        key = problem.forces[group], problem.units[group], int(steps.notice[row])
        if key[0] in forces:
            count[row] = min(int(count[row]), used.get(key, 0))
    offered = np.bincount(steps.group, count, minlength=len(problem.forces)).astype(np.int64)
    keep = np.where([force in forces for force in problem.forces], 0, problem.keep)
    return replace(problem, steps=replace(steps, count=count), offered=offered, keep=keep)


def difference(before: Values, after: Values) -> tuple[str, float]:
    """Return the first level at which two plans differ, and by how much; blank for none."""
    for name, value in before.items():
        if after[name] != value:
            return name, after[name] - value
    return "", 0.0


def _donors(problem: Problem, own: FlowPlan, plan: Plan) -> Iterator[DonorReason]:
    """Yield what the plan loses without each donor of each demand."""
    values = measure(problem, own.sent)
    forces = np.array(problem.forces, dtype=np.str_)[problem.steps.group[problem.arcs.step]]
    slugs = np.array([demand.slug for demand in problem.demands], dtype=np.str_)
    demands = slugs[problem.arcs.demand]
    sent: dict[tuple[str, str], int] = {}
    for each in plan.assignments:
        sent[each.demand, each.force] = sent.get((each.demand, each.force), 0) + each.count
    for (demand, force), count in sent.items():
        closed = (demands == demand) & (forces == force) & (problem.arcs.pin < 0)
        try:
            other = solve_problem(problem, own, closed=closed)
        except UnableToPlan:
            continue
        level, worse = difference(values, measure(problem, other.sent))
        yield DonorReason(demand, force, count, level, worse)


def _worth(problem: Problem, own: FlowPlan) -> Iterator[Worth]:
    """Yield what one more unit of each group would be worth, at its readiest step."""
    values = measure(problem, own.sent)
    for group, (force, unit) in enumerate(zip(problem.forces, problem.units, strict=True)):
        steps = np.flatnonzero((problem.steps.group == group) & (problem.steps.moving < 0))
        if not len(steps):
            continue
        step = int(steps[np.argmin(problem.steps.ready[steps])])
        more = with_one_more(problem, step)
        level, gain = difference(values, measure(more, solve_problem(more, own).sent))
        yield Worth(force, unit, int(problem.steps.notice[step]), level, -gain)


def with_one_more(problem: Problem, step: int) -> Problem:
    """Return a problem with one more unit in a step; what is kept stays as it is."""
    count, offered = problem.steps.count.copy(), problem.offered.copy()
    count[step] += 1
    offered[problem.steps.group[step]] += 1
    return replace(problem, steps=replace(problem.steps, count=count), offered=offered)
