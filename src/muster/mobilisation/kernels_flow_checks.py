"""Compiled: one pass over a network's arcs, to measure, to start from, or to prove."""

from numba import njit

from muster.mobilisation.kernels_flow import Adjacency, Amounts, Arcs, Standing


@njit(cache=True, nogil=True)
def measure(arcs: Arcs, supply: Amounts, most: int) -> tuple[int, int, bool, int]:
    """Return the first arc with impossible bounds (-1 for none), and three ranges.

    These are the greatest cost either way, whether all that could flow comes to `most` or
    less, and what supplies come to together.
    """
    wrong, dearest, total = -1, 0, 0
    for arc in range(len(arcs.cost)):
        lower, upper = arcs.lower[arc], arcs.upper[arc]
        if wrong < 0 and not 0 <= lower <= upper:
            wrong = arc
        dearest = max(dearest, max(arcs.cost[arc], -(arcs.cost[arc] + 1)))
        total = total + upper if 0 <= upper <= most - total else most + 1
        if total > most:
            break
    balance = 0
    for node in range(len(supply)):
        amount = supply[node]
        if total > most or not -(most - total) <= amount <= most - total:
            return wrong, dearest, False, 0
        total += abs(amount)
        balance += amount
    return wrong, dearest, total <= most, balance


@njit(cache=True, nogil=True)
def start(adjacency: Adjacency, arcs: Arcs, supply: Amounts, standing: Standing) -> None:
    """Let every arc flow as its reduced cost asks, and write what nodes then have too much of.

    Where the reduced cost is nought the flow stays, within its bounds.
    """
    flow, price, excess = standing
    excess[:] = supply
    for arc in range(len(flow)):
        tail, head = adjacency.tail[arc], adjacency.head[arc]
        reduced = arcs.cost[arc] + price[tail] - price[head]
        amount = min(max(flow[arc], arcs.lower[arc]), arcs.upper[arc])
        if reduced > 0:
            amount = arcs.lower[arc]
        elif reduced < 0:
            amount = arcs.upper[arc]
        flow[arc] = amount
        if amount:
            excess[tail] -= amount
            excess[head] += amount


@njit(cache=True, nogil=True)
def find_excess(adjacency: Adjacency, arcs: Arcs, supply: Amounts, excess: Amounts) -> None:
    """Write what nodes have too much of when every arc carries its lower bound."""
    excess[:] = supply
    for arc in range(len(arcs.lower)):
        excess[adjacency.tail[arc]] -= arcs.lower[arc]
        excess[adjacency.head[arc]] += arcs.lower[arc]


@njit(cache=True, nogil=True)
def find_fault(
    adjacency: Adjacency, arcs: Arcs, standing: Standing, supply: Amounts
) -> tuple[int, int]:
    """Return what is wrong with a flow and where: 0 for nothing, 1 an arc's flow is out of
    bounds, 2 an arc's flow is not what its reduced cost asks, 3 a node is out of balance.
    """
    flow, price, excess = standing
    excess[:] = supply
    for arc in range(len(flow)):
        tail, head = adjacency.tail[arc], adjacency.head[arc]
        reduced = arcs.cost[arc] + price[tail] - price[head]
        if not arcs.lower[arc] <= flow[arc] <= arcs.upper[arc]:
            return 1, arc
        if (reduced > 0 and flow[arc] > arcs.lower[arc]) or (
            reduced < 0 and flow[arc] < arcs.upper[arc]
        ):
            return 2, arc
        excess[tail] -= flow[arc]
        excess[head] += flow[arc]
    for node in range(len(excess)):
        if excess[node] != 0:
            return 3, node
    return 0, 0


@njit(cache=True, nogil=True)
def fix_decided(
    adjacency: Adjacency, arcs: Arcs, price: Amounts, lower: Amounts, upper: Amounts
) -> None:
    """Write bounds that leave an arc no choice where its reduced cost is not nought."""
    for arc in range(len(lower)):
        reduced = arcs.cost[arc] + price[adjacency.tail[arc]] - price[adjacency.head[arc]]
        lower[arc] = arcs.upper[arc] if reduced < 0 else arcs.lower[arc]
        upper[arc] = arcs.lower[arc] if reduced > 0 else arcs.upper[arc]


@njit(cache=True, nogil=True)
def add_up(amounts: Amounts, costs: Amounts) -> tuple[int, float]:
    """Return the sum of amount times cost, and how large it may have grown on the way."""
    total, size = 0, 0.0
    for at in range(len(amounts)):
        if amounts[at]:
            total += amounts[at] * costs[at]
            size += abs(float(amounts[at]) * float(costs[at]))
    return total, size
