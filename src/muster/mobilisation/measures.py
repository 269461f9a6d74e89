"""What a plan comes to, level by level, and as assignments."""

import numpy as np
from numpy.typing import NDArray

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
from muster.mobilisation.plans import Assignment
from muster.mobilisation.problems import Problem

Column = NDArray[np.int64]


def measure(problem: Problem, sent: Column) -> dict[str, float]:
    """Return the value of every level of a plan, in order; `sent` is units by arc.

    Minutes late include the price of each change to what was already moving.
    """
    arcs, costs = problem.arcs, costs_of(problem)
    got = np.bincount(arcs.demand, sent, minlength=len(problem.demands)).astype(np.int64)
    values: dict[str, float] = {}
    for priority in priorities(problem):
        own = [
            d.count - int(n)
            for d, n in zip(problem.demands, got, strict=True)
            if d.priority == priority
        ]
        values[unmet_name(priority)] = sum(own)
    moving = sum(each.count for each in problem.request.moving.assignments)
    values[LATE] = int(costs.late @ sent) + moving * problem.request.moving.price
    values[SHARE] = largest_share(problem, sent)
    values[BALANCE] = int(costs.balance @ sent)
    values[CALLED] = int(costs.called @ sent)
    values[TRAVEL] = int(costs.travel @ sent)
    return values


def largest_share(problem: Problem, sent: Column) -> float:
    """Return the largest share of what it offers of a kind that any donor sends."""
    taken = np.bincount(problem.steps.group[problem.arcs.step], sent, minlength=len(problem.forces))
    shares = np.where(problem.donor, taken / np.maximum(problem.offered, 1), 0.0)
    return float(shares.max(initial=0.0))


def assignments_of(problem: Problem, sent: Column) -> tuple[Assignment, ...]:
    """Return what is sent as assignments, by demand and then by arrival.

    Steps that are ready by different notices stay apart.
    """
    arcs, steps = problem.arcs, problem.steps
    rows = np.flatnonzero(sent)
    found = []
    for row in rows.tolist():
        group = int(steps.group[arcs.step[row]])
        found.append(
            Assignment(
                demand=problem.demands[int(arcs.demand[row])].slug,
                force=problem.forces[group],
                unit=problem.units[group],
                count=int(sent[row]),
                notice=int(steps.notice[arcs.step[row]]),
                ready=int(steps.ready[arcs.step[row]]),
                depart=int(arcs.depart[row]),
                arrive=int(arcs.arrive[row]),
                travel=int(arcs.travel[row]),
                late=int(arcs.late[row]),
            )
        )
    order = [demand.slug for demand in problem.demands]
    return tuple(sorted(found, key=lambda a: (order.index(a.demand), a.arrive, a.force, a.notice)))
