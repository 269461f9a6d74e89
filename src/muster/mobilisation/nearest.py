"""What a control room does by telephone: the first priority first, the nearest force first."""

import numpy as np
from numpy.typing import NDArray

from muster.mobilisation.problems import Problem
from muster.mobilisation.shared_limits import LimitRow, broken_limits, limit_rows

Column = NDArray[np.int64]


def nearest_first(problem: Problem) -> Column:
    """Return units by arc: each demand in turn rings the nearest force and takes what it has.

    Demands go by priority, then by when they are needed; forces by minutes of travel, their
    readiest units first. Pins come before all. What a force keeps, and the limits its kinds
    share, it keeps to.
    """
    stock = _Stock(problem)
    sent = np.zeros(len(problem.arcs.step), dtype=np.int64)
    wanted = [demand.count for demand in problem.demands]
    order = sorted(
        range(len(problem.demands)),
        key=lambda row: (problem.demands[row].priority, problem.demands[row].needed_by, row),
    )
    for pin, each in enumerate(problem.request.pins):
        arcs = _by_distance(problem, np.flatnonzero(problem.arcs.pin == pin))
        wanted_here = each.count
        for arc in arcs:
            taken = stock.take(int(problem.arcs.step[arc]), wanted_here)
            sent[arc] += taken
            wanted_here -= taken
            wanted[int(problem.arcs.demand[arc])] -= taken
    for row in order:
        own = np.flatnonzero((problem.arcs.demand == row) & (problem.arcs.pin < 0))
        for arc in _by_distance(problem, own):
            taken = stock.take(int(problem.arcs.step[arc]), wanted[row])
            sent[arc] += taken
            wanted[row] -= taken
    return sent


def _by_distance(problem: Problem, arcs: Column) -> list[int]:
    """Return arcs with those already going first, then by travel, and then by readiness."""
    a, ready = problem.arcs, problem.steps.ready
    order = np.lexsort((ready[a.step[arcs]], a.travel[arcs], -a.stays[arcs]))
    return [int(arc) for arc in arcs[order]]


class _Stock:
    """What forces have left as they are rung in turn."""

    def __init__(self, problem: Problem) -> None:
        """Start with everything offered, less what is kept: the units that are ready last."""
        self._steps = problem.steps
        self._taken = kept_last(problem)
        self._left = problem.steps.count - self._taken
        self._rows: dict[int, list[LimitRow]] = {}
        for row in limit_rows(problem):
            for step in row.steps.tolist():
                self._rows.setdefault(step, []).append(row)

    def take(self, step: int, most: int) -> int:
        """Take up to so many units of a step, as far as what is left and limits allow."""
        most = min(most, int(self._left[step]))
        limits = tuple(self._rows.get(step, ()))
        while most > 0:
            self._taken[step] += most
            broken = broken_limits(limits, self._taken)
            if not broken:
                self._left[step] -= most
                return most
            self._taken[step] -= most
            most -= 1
        return 0


def kept_last(problem: Problem) -> Column:
    """Return the units kept by step where each group keeps those that are ready last."""
    steps = problem.steps
    kept = np.zeros_like(steps.count)
    need = problem.keep.copy()
    for step in np.lexsort((-steps.ready,)).tolist():
        group = int(steps.group[step])
        kept[step] = min(int(steps.count[step]), int(need[group]))
        need[group] -= kept[step]
    return kept
