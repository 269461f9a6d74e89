"""Compiled: one pass over a network's arcs, to measure, to start from, or to prove.

Arrays are taken from their tuples before a loop: within it, references are counted each time.
"""

from numba import njit

from muster.mobilisation.kernels_flow import Adjacency, Amounts, Arcs, Standing


@njit(cache=True, nogil=True)
def measure_arcs(arcs: Arcs, most: int) -> tuple[int, int, int]:
    """Return the first arc with impossible bounds (-1 for none), and two ranges.

    These are the greatest cost either way, and what all capacities come to, or more than
    `most` if they do.
    """
    lower, upper, cost = arcs
    wrong, dearest, total = -1, 0, 0
    for arc in range(len(cost)):
        if wrong < 0 and not 0 <= lower[arc] <= upper[arc]:
            wrong = arc
        dearest = max(dearest, max(cost[arc], -(cost[arc] + 1)))
        total = total + upper[arc] if 0 <= upper[arc] <= most - total else most + 1
        if total > most:
            break
    return wrong, dearest, total


@njit(cache=True, nogil=True)
def measure_supply(supply: Amounts, most: int) -> tuple[int, int]:
    """Return what supplies come to, and what they do without regard to sign.

    The latter is more than `most` if that is passed on the way; the former then says nothing.
    """
    balance, total = 0, 0
    for amount in supply:
        if not total - most <= amount <= most - total:
            return 0, most + 1
        total += abs(amount)
        balance += amount
    return balance, total


@njit(cache=True, nogil=True)
def start(adjacency: Adjacency, arcs: Arcs, supply: Amounts, standing: Standing) -> None:
    """Let every arc flow as its reduced cost asks, and write what nodes then have too much of.

    Where the reduced cost is nought the flow stays, within its bounds.
    """
    flow, price, excess = standing
    lower, upper, cost = arcs
    _, _, tail, head = adjacency
    excess[:] = supply
    for arc in range(len(flow)):
        reduced = cost[arc] + price[tail[arc]] - price[head[arc]]
        amount = min(max(flow[arc], lower[arc]), upper[arc])
        if reduced > 0:
            amount = lower[arc]
        elif reduced < 0:
            amount = upper[arc]
        flow[arc] = amount
        if amount:
            excess[tail[arc]] -= amount
            excess[head[arc]] += amount


@njit(cache=True, nogil=True)
def find_excess(adjacency: Adjacency, arcs: Arcs, supply: Amounts, excess: Amounts) -> None:
    """Write what nodes have too much of when every arc carries its lower bound."""
    _, _, tail, head = adjacency
    lower, _, _ = arcs
    excess[:] = supply
    for arc in range(len(lower)):
        if lower[arc]:
            excess[tail[arc]] -= lower[arc]
            excess[head[arc]] += lower[arc]


@njit(cache=True, nogil=True)
def find_fault(
    adjacency: Adjacency, arcs: Arcs, standing: Standing, supply: Amounts
) -> tuple[int, int]:
    """Return what is wrong with a flow and where: 0 for nothing, 1 an arc's flow is out of
    bounds, 2 an arc's flow is not what its reduced cost asks, 3 a node is out of balance.
    """
    flow, price, excess = standing
    lower, upper, cost = arcs
    _, _, tail, head = adjacency
    excess[:] = supply
    for arc in range(len(flow)):
        reduced = cost[arc] + price[tail[arc]] - price[head[arc]]
        amount = flow[arc]
        if not lower[arc] <= amount <= upper[arc]:
            return 1, arc
        if (reduced > 0 and amount > lower[arc]) or (reduced < 0 and amount < upper[arc]):
            return 2, arc
        if amount:
            excess[tail[arc]] -= amount
            excess[head[arc]] += amount
    for node in range(len(excess)):
        if excess[node] != 0:
            return 3, node
    return 0, 0


@njit(cache=True, nogil=True)
def fix_decided(
    adjacency: Adjacency, arcs: Arcs, price: Amounts, least: Amounts, most: Amounts
) -> None:
    """Write bounds that leave an arc no choice where its reduced cost is not nought."""
    lower, upper, cost = arcs
    _, _, tail, head = adjacency
    for arc in range(len(cost)):
        reduced = cost[arc] + price[tail[arc]] - price[head[arc]]
        least[arc] = upper[arc] if reduced < 0 else lower[arc]
        most[arc] = lower[arc] if reduced > 0 else upper[arc]


@njit(cache=True, nogil=True)
def add_up(amounts: Amounts, costs: Amounts) -> tuple[int, float]:
    """Return the sum of amount times cost, and how large it may have grown on the way."""
    total, size = 0, 0.0
    for at in range(len(amounts)):
        if amounts[at]:
            total += amounts[at] * costs[at]
            size += abs(float(amounts[at]) * float(costs[at]))
    return total, size
