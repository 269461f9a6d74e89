"""Every plan there is, for tiny requests: the slow and obvious answer that others must equal."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from muster.errors import MusterError
from muster.mobilisation.measures import measure
from muster.mobilisation.problems import Problem
from muster.mobilisation.shared_limits import limit_rows

Column = NDArray[np.int64]
MOST_PLANS = 2_000_000


class UnableToTryEveryPlan(MusterError):
    """There are too many plans to try each of them."""


def best_of_all(problem: Problem) -> Column | None:
    """Return units by arc of the best plan, by trying every one; None where none is allowed.

    Raises UnableToTryEveryPlan for more than a couple of million combinations.
    """
    reach = [int(problem.steps.count[step]) + 1 for step in problem.arcs.step.tolist()]
    if np.prod(reach, dtype=float) > MOST_PLANS:
        raise UnableToTryEveryPlan("There are too many plans to try each; ask for a part of them")
    best: Column | None = None
    worth: list[float] = []
    for sent in _plans(problem):
        if _allowed(problem, sent):
            values = list(measure(problem, sent).values())
            if best is None or values < worth:
                best, worth = sent, values
    return best


def _plans(problem: Problem) -> Iterator[Column]:
    """Yield every way to send units that steps and demands leave room for."""
    arcs = problem.arcs
    left = problem.steps.count.tolist()
    wanted = [demand.count for demand in problem.demands]
    sent = np.zeros(len(arcs.step), dtype=np.int64)

    def extend(arc: int) -> Iterator[Column]:
        if arc == len(sent):
            yield sent.copy()
            return
        step, demand = int(arcs.step[arc]), int(arcs.demand[arc])
        for count in range(min(left[step], wanted[demand]) + 1):
            sent[arc] = count
            left[step] -= count
            wanted[demand] -= count
            yield from extend(arc + 1)
            left[step] += count
            wanted[demand] += count
        sent[arc] = 0

    yield from extend(0)


def _allowed(problem: Problem, sent: Column) -> bool:
    """Say whether a plan keeps floors and pins, and leaves what is kept within shared limits."""
    arcs, steps = problem.arcs, problem.steps
    taken = np.bincount(arcs.step, sent, minlength=len(steps.count)).astype(np.int64)
    by_group = np.bincount(steps.group, taken, minlength=len(problem.forces))
    if (by_group > problem.offered - problem.keep).any():
        return False
    pins = problem.request.pins
    if any(int(sent[arcs.pin == pin].sum()) != each.count for pin, each in enumerate(pins)):
        return False
    return any(_within_limits(problem, taken + kept) for kept in _keepings(problem, taken))


def _keepings(problem: Problem, taken: Column) -> Iterator[Column]:
    """Yield every way to keep what must be kept out of the units that are left."""
    steps = problem.steps
    kept = np.zeros(len(steps.count), dtype=np.int64)
    need = problem.keep.tolist()

    def extend(step: int) -> Iterator[Column]:
        if step == len(kept):
            if not any(need):
                yield kept.copy()
            return
        group = int(steps.group[step])
        for count in range(min(int(steps.count[step] - taken[step]), need[group]) + 1):
            kept[step] = count
            need[group] -= count
            yield from extend(step + 1)
            need[group] += count
        kept[step] = 0

    yield from extend(0)


def _within_limits(problem: Problem, taken: Column) -> bool:
    return all(int(row.each @ taken[row.steps]) <= row.limit.stock for row in limit_rows(problem))
