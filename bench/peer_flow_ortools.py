"""The plan by OR-Tools: flows of least cost, and greatest flows; in a process of its own."""

from collections.abc import Callable

import numpy as np
from ortools.graph.python import max_flow, min_cost_flow

from plan_given import Given, answer, capacity_within, possible_shares


def cheapest(tail, head, capacity, cost, supply) -> np.ndarray:
    """Return a flow of least cost."""
    solver = min_cost_flow.SimpleMinCostFlow()
    arcs = solver.add_arcs_with_capacity_and_unit_cost(tail, head, capacity, cost)
    solver.set_nodes_supplies(np.arange(len(supply)), supply)
    if solver.solve() != solver.OPTIMAL:
        raise RuntimeError("no flow")
    return solver.flows(arcs)


def ortools_first(given: Given) -> np.ndarray:
    """Return the best by the first level alone."""
    return cheapest(*(given[key] for key in ("tail", "head", "capacity", "cost", "supply")))


def ortools(given: Given) -> np.ndarray:
    """Return the best by every level.

    OR-Tools tells no prices, so which arcs the first level leaves free is given to it.
    """
    flow = ortools_first(given)
    low, high = given["face_lower"], given["face_upper"]
    free = np.flatnonzero(low < high)
    tail, head = given["tail"][free], given["head"][free]
    supply = given["supply"].copy()
    np.subtract.at(supply, given["tail"], low)
    np.add.at(supply, given["head"], low)
    feasible = _asker(tail, head, supply)
    shares = possible_shares(given, flow)
    under, over = 0, len(shares[0]) - 1
    while under < over:
        middle = (under + over) // 2
        capped = capacity_within(given, high, shares, middle)
        if (capped >= low).all() and feasible((capped - low)[free]):
            over = middle
        else:
            under = middle + 1
    capped = capacity_within(given, high, shares, over)
    flow = low.copy()
    flow[free] += cheapest(tail, head, (capped - low)[free], given["cost_last"][free], supply)
    return flow


def _asker(tail, head, supply) -> Callable[[np.ndarray], bool]:
    """Return a function that says whether capacities leave any flow."""
    source, sink = len(supply), len(supply) + 1
    gives, takes = np.flatnonzero(supply > 0), np.flatnonzero(supply < 0)
    solver = max_flow.SimpleMaxFlow()
    tails = np.concatenate([tail, np.full(len(gives), source), takes])
    heads = np.concatenate([head, gives, np.full(len(takes), sink)])
    ends = np.concatenate([supply[gives], -supply[takes]])
    arcs = solver.add_arcs_with_capacity(
        tails, heads, np.concatenate([np.zeros(len(tail), dtype=np.int64), ends])
    )
    wanted = int(supply[gives].sum())

    def feasible(capacity: np.ndarray) -> bool:
        solver.set_arcs_capacity(arcs[: len(tail)], capacity)
        return solver.solve(source, sink) == solver.OPTIMAL and solver.optimal_flow() == wanted

    return feasible


if __name__ == "__main__":
    answer({"OR-Tools": ortools, "OR-Tools, first level": ortools_first})
