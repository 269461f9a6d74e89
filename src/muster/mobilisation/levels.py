"""The levels of the objective, in order of importance, as costs of arcs.

1. units unmet, the first priority first; 2. minutes late, with the price of changing what is
already moving; 3. strain: the largest share taken of any donor, then the balance of aid
already given, then people called in from time off; 4. minutes of travel.

Costs are whole numbers. Two levels become one cost by weighing the upper by more than the
lower can change along any cycle of the network without repeated nodes: such a cycle passes
each demand at most once, so by at most twice the demands times the widest cost; a flow that
no such cycle betters is best by both levels in their order. Such a cycle passes the node of
what is unmet at most once too, so priorities need weights that rise by steps and not by
powers.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from muster.mobilisation.problems import Problem

Column = NDArray[np.int64]
LATE, SHARE, BALANCE, CALLED, TRAVEL = (
    "minutes late",
    "largest share of a donor",
    "aid already given",
    "people called in",
    "minutes of travel",
)


@dataclass(frozen=True, slots=True, eq=False)
class Costs:
    """What each level costs: a unit unmet by demand, and a unit sent by arc.

    `unmet[d]` ranks demands by priority, 0 for the first. `late` counts the price of change
    as what is saved by not changing, so it may be less than nought.
    """

    unmet: Column
    late: Column
    balance: Column
    called: Column
    travel: Column


def priorities(problem: Problem) -> list[int]:
    """Return the priorities asked for, the first first."""
    return sorted({demand.priority for demand in problem.demands})


def unmet_name(priority: int) -> str:
    """Return the name of the level that counts what is unmet of a priority."""
    return f"unmet at priority {priority}"


def costs_of(problem: Problem) -> Costs:
    """Return what each level costs, all of them whole numbers."""
    arcs, steps = problem.arcs, problem.steps
    ranks = {priority: rank for rank, priority in enumerate(priorities(problem))}
    group = steps.group[arcs.step]
    number = {force: at for at, force in enumerate(dict.fromkeys(problem.forces))}
    forces = np.array([number[force] for force in problem.forces], dtype=np.int64)
    hosts = np.array([number.get(each.host, -1) for each in problem.demands], dtype=np.int64)
    lent = forces[group] != hosts[arcs.demand]
    given = problem.balance - problem.balance.min(initial=0)
    return Costs(
        unmet=np.array([ranks[demand.priority] for demand in problem.demands], dtype=np.int64),
        late=arcs.late - arcs.stays * problem.request.moving.price,
        balance=np.where(lent, given[group], 0),
        called=steps.called[arcs.step],
        travel=arcs.travel,
    )


def in_words(costs: Sequence[Column], demands: int, widest: int) -> list[Column]:
    """Return costs that order flows as several do, the first before the second and so on.

    As many levels as fit go into one cost no wider than `widest`; what does not fit follows
    in another, for which flows are sought among those that are best by the first.
    """
    found: list[Column] = []
    for cost in costs:
        reach = 1 + span(cost, demands)
        top = int(np.abs(found[-1]).max(initial=0)) if found else widest
        if found and (top + 1) * reach <= widest:
            found[-1] = found[-1] * reach + cost
        else:
            found.append(cost)
    return found


def span(cost: Column, demands: int) -> int:
    """Return the most a cost of arcs can change along a cycle without repeated nodes."""
    return 2 * max(demands, 1) * int(np.abs(cost).max(initial=0))
