"""The best plan where kinds share people: a whole-number programme, level by level.

The flow that leaves the shared limits out is a bound. A programme with every limit is
solved for one level at a time, each held to what the levels above reached, and stops as
soon as the flow's bound, or its own, is met. HiGHS solves it; what it returns is rounded,
checked against every limit, and measured by the same sums as any plan.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

import highspy
import numpy as np
from numpy.typing import NDArray

from muster.mobilisation.contradictions import UnableToPlan
from muster.mobilisation.flow_plans import FlowPlan
from muster.mobilisation.levels import (
    BALANCE,
    CALLED,
    LATE,
    SHARE,
    TRAVEL,
    costs_of,
    priorities,
    unmet_name,
)
from muster.mobilisation.measures import measure
from muster.mobilisation.nearest import kept_last, nearest_first
from muster.mobilisation.problems import Problem
from muster.mobilisation.shared_limits import broken_limits, limit_rows, taken_by_step

Column = NDArray[np.int64]
Floats = NDArray[np.float64]
SLACK = 1e-6  # what a solver's whole number may be out by


@dataclass(frozen=True, slots=True, eq=False)
class SharedPlan:
    """Units by arc, what no plan can better by level, and what is to be said of the proof."""

    sent: Column
    bounds: Mapping[str, float]
    notes: tuple[str, ...]


@dataclass(slots=True, eq=False)
class _Programme:
    """The programme being solved: columns are arcs, what is unmet, what is kept, the share."""

    problem: Problem
    solver: highspy.Highs
    sent: Column | None
    unmet: int
    kept: int
    share: int
    keeping: Column = field(default_factory=lambda: np.zeros(0, dtype=np.int64))

    @property
    def columns(self) -> int:
        """Return how many columns there are."""
        return self.share + 1


def solve_shared(problem: Problem, flow: FlowPlan, *, seconds: float) -> SharedPlan:
    """Return the best plan found within `seconds`, and bounds that say how far it may be off."""
    programme = _programme(problem)
    bounds: dict[str, float] = {}
    relaxed = measure(problem, flow.sent)
    tight = True
    for name, cost in _levels(programme):
        floor = relaxed[name] if tight else 0.0
        if programme.sent is None or measure(problem, programme.sent)[name] > floor:
            left = seconds - programme.solver.getRunTime()  # of every run so far
            floor = max(floor, _improve(programme, name, cost, left))
        best = measure(problem, _found(programme))[name]
        bounds[name] = min(floor, best)
        if best > floor:
            break
        tight = tight and best == relaxed[name]
        _hold(programme, cost, best)
    sent = _found(programme)
    proved = len(bounds) == len(relaxed) and all(
        value <= bounds[name] for name, value in measure(problem, sent).items()
    )
    note = "Kinds share people: a whole-number programme was solved level by level"
    said = note + "." if proved else f"{note}, and {seconds:g} seconds were too short to prove it."
    return SharedPlan(sent, bounds, (said,))


def _found(programme: _Programme) -> Column:
    """Return the plan held. Raises UnableToPlan where there is none."""
    if programme.sent is None:
        raise UnableToPlan(
            (
                "the pins and floors cannot all be kept by people that kinds share; lower a floor,"
                " or unpin some units, or allow more time",
            )
        )
    return programme.sent


def _beginning(problem: Problem) -> Column | None:
    """Return a plan to begin from, None where telephoning finds none that is allowed."""
    sent = nearest_first(problem)
    pinned = [int(sent[problem.arcs.pin == at].sum()) for at in range(len(problem.request.pins))]
    kept = taken_by_step(problem, sent, kept_last(problem))
    if pinned != [pin.count for pin in problem.request.pins]:
        return None
    return None if broken_limits(limit_rows(problem), kept) else sent


def _levels(programme: _Programme) -> Iterator[tuple[str, Floats]]:
    """Yield each level by name, and what it costs by column."""
    problem, costs = programme.problem, costs_of(programme.problem)
    for priority in priorities(problem):
        own = [demand.priority == priority for demand in problem.demands]
        yield unmet_name(priority), _cost(programme, of_unmet=np.array(own, dtype=np.float64))
    yield LATE, _cost(programme, of_arcs=costs.late)
    yield SHARE, _cost(programme, of_share=1.0)
    yield BALANCE, _cost(programme, of_arcs=costs.balance)
    yield CALLED, _cost(programme, of_arcs=costs.called)
    yield TRAVEL, _cost(programme, of_arcs=costs.travel)


def _cost(
    programme: _Programme,
    *,
    of_arcs: Column | None = None,
    of_unmet: Floats | None = None,
    of_share: float = 0.0,
) -> Floats:
    cost = np.zeros(programme.columns)
    if of_arcs is not None:
        cost[: programme.unmet] = of_arcs
    if of_unmet is not None:
        cost[programme.unmet : programme.kept] = of_unmet
    cost[programme.share] = of_share
    return cost


def _programme(problem: Problem) -> _Programme:
    """Return the programme with every row, and a plan to begin from."""
    arcs, demands = len(problem.arcs.step), len(problem.demands)
    keeping = np.flatnonzero(problem.keep[problem.steps.group] > 0)
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("mip_abs_gap", 1 - SLACK)
    made = _Programme(
        problem,
        solver,
        _beginning(problem),
        arcs,
        arcs + demands,
        arcs + demands + len(keeping),
        keeping,
    )
    _add_columns(made)
    for low, high, columns, values in _rows(made):
        solver.addRow(low, high, len(columns), columns.astype(np.int32), values.astype(np.float64))
    return made


def _add_columns(programme: _Programme) -> None:
    problem, steps = programme.problem, programme.problem.steps
    counts = [demand.count for demand in problem.demands]
    upper = [*steps.count[problem.arcs.step].tolist(), *counts]
    upper += steps.count[programme.keeping].tolist()
    size = len(upper)
    whole = np.arange(size, dtype=np.int32)
    programme.solver.addVars(size, np.zeros(size), np.array(upper, dtype=np.float64))
    kinds = np.full(size, highspy.HighsVarType.kInteger)
    programme.solver.changeColsIntegrality(size, whole, kinds)
    programme.solver.addVar(0.0, 1.0)


def _rows(programme: _Programme) -> Iterator[tuple[float, float, Column, Column]]:
    """Yield every row: bounds, columns and their factors."""
    problem, arcs, steps = programme.problem, programme.problem.arcs, programme.problem.steps
    by_step = [np.flatnonzero(arcs.step == step) for step in range(len(steps.count))]
    kept = np.full(len(steps.count), -1, dtype=np.int64)
    kept[programme.keeping] = programme.kept + np.arange(len(programme.keeping))
    taking = [
        np.append(own, kept[step]) if kept[step] >= 0 else own for step, own in enumerate(by_step)
    ]
    for row, demand in enumerate(problem.demands):
        own = np.append(np.flatnonzero(arcs.demand == row), programme.unmet + row)
        yield demand.count, demand.count, own, np.ones_like(own)
    for step, own in enumerate(taking):
        yield 0, int(steps.count[step]), own, np.ones_like(own)
    for group in np.flatnonzero(problem.keep).tolist():
        own = kept[programme.keeping][steps.group[programme.keeping] == group]
        yield int(problem.keep[group]), int(problem.keep[group]), own, np.ones_like(own)
    for pin, each in enumerate(problem.request.pins):
        own = np.flatnonzero(arcs.pin == pin)
        yield each.count, each.count, own, np.ones_like(own)
    for limit in limit_rows(problem):
        columns = np.concatenate([taking[step] for step in limit.steps.tolist()])
        uses = [np.full(len(taking[s]), n) for s, n in zip(limit.steps, limit.each, strict=True)]
        yield 0, limit.limit.stock, columns, np.concatenate(uses)
    for group in np.flatnonzero(problem.donor).tolist():
        own = np.flatnonzero(steps.group[arcs.step] == group)
        factors = np.append(np.ones_like(own), -problem.offered[group])
        yield -highspy.kHighsInf, 0, np.append(own, programme.share), factors


def _improve(programme: _Programme, name: str, cost: Floats, seconds: float) -> float:
    """Seek a plan better at one level; return what no plan can better there."""
    solver = programme.solver
    solver.changeColsCost(len(cost), np.arange(len(cost), dtype=np.int32), cost)
    solver.setOptionValue("time_limit", max(seconds, SLACK))  # of this run alone
    step = _least_step(programme, name)
    solver.setOptionValue("mip_abs_gap", step * (1 - SLACK))
    if programme.sent is not None:
        solver.setSolution(_start(programme, programme.sent))
    solver.run()
    info = solver.getInfo()
    if info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible:
        values = np.array(solver.getSolution().col_value)[: programme.unmet]
        _take(programme, name, np.rint(values).astype(np.int64))
    return _bound(programme, info.mip_dual_bound, name)


def _least_step(programme: _Programme, name: str) -> float:
    """Return the least by which two plans can differ at a level."""
    if name != SHARE:
        return 1.0
    widest = int(programme.problem.offered.max(initial=1))
    return 1.0 / (widest * widest)


def _bound(programme: _Programme, bound: float, name: str) -> float:
    """Return a solver's bound as a level can have it: a whole number, or a share there can be."""
    if name != SHARE:
        return float(np.ceil(bound - SLACK))
    offered = programme.problem.offered[programme.problem.donor]
    whole = np.ceil(offered * max(bound - SLACK, 0.0))
    shares = (whole / np.maximum(offered, 1))[offered > 0]
    return float(shares.min(initial=1.0))


def _take(programme: _Programme, name: str, sent: Column) -> None:
    """Take a plan that keeps every limit and is no worse than the one held."""
    problem = programme.problem
    if programme.sent is None:
        programme.sent = sent
        return
    before, after = measure(problem, programme.sent), measure(problem, sent)
    names = list(before)
    upper = names[: names.index(name) + 1]
    if [after[each] for each in upper] <= [before[each] for each in upper]:
        programme.sent = sent


def _start(programme: _Programme, sent: Column) -> highspy.HighsSolution:
    solution = highspy.HighsSolution()
    problem = programme.problem
    got = np.bincount(problem.arcs.demand, sent, minlength=len(problem.demands))
    short = [d.count - int(n) for d, n in zip(problem.demands, got, strict=True)]
    taken = taken_by_step(problem, sent, np.zeros_like(problem.steps.count))
    left = replace(problem.steps, count=problem.steps.count - taken)
    kept = kept_last(replace(problem, steps=left))[programme.keeping].tolist()
    share = measure(problem, sent)[SHARE]
    solution.col_value = [*map(float, (*sent.tolist(), *short, *kept)), share]
    return solution


def _hold(programme: _Programme, cost: Floats, value: float) -> None:
    """Hold every plan from here on to what a level has reached."""
    own = np.flatnonzero(cost)
    if len(own):
        programme.solver.addRow(
            -highspy.kHighsInf, value + SLACK, len(own), own.astype(np.int32), cost[own]
        )
