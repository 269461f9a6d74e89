"""Flows of least cost, each with the prices that prove it.

`solve_flow` seeks one from nothing, by the network simplex; `resolve_flow` from a flow that
was best before a few numbers changed, by shortest ways. Both end at the least cost.
`certify` proves a flow in one pass, however it was found. `restrict_to_optimal` leaves only
the flows that are as good, so that `solve_then` can choose among them by a cost of lower
rank, without weights; `feasible_flow` asks whether there is any flow at all.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from muster.mobilisation.flow_network import (
    MOST_FLOW,
    WIDEST_PRICE,
    FlowNetwork,
    Given,
    UnableToSolveFlow,
    build_network,
)
from muster.mobilisation.kernels_flow import Amounts, Arcs, Standing, mark_reached
from muster.mobilisation.kernels_flow_checks import (
    add_up,
    find_excess,
    find_fault,
    fix_decided,
    start,
)
from muster.mobilisation.kernels_flow_repair import send_all
from muster.mobilisation.kernels_flow_simplex import send_cheapest

__all__ = [
    "FlowNetwork",
    "FlowState",
    "Shortfall",
    "UnableToCertifyFlow",
    "UnableToSendAll",
    "UnableToSolveFlow",
    "bound_cost",
    "build_network",
    "certify",
    "certify_shortfall",
    "feasible_flow",
    "resolve_flow",
    "restrict_to_optimal",
    "solve_flow",
    "solve_then",
]

FAR = 2**63 - 1  # no way is as long
EXACT = 2.0**62  # below this a sum of products fits 64 bits, whatever its rounding
BLOCK = 64  # arcs looked through at a time for one to bring into the tree
PATIENCE = 20  # looks at each arc after which beginning again is as quick


@dataclass(frozen=True, slots=True, eq=False)
class FlowState:
    """A flow of least cost: `flow` by arc, `price` by node, int64 and read-only; its `cost`.

    An arc's reduced cost, cost + price[tail] - price[head], is nought or less where the flow
    is above its lower bound, and nought or more where it is below capacity.
    """

    flow: Amounts
    price: Amounts
    cost: int


@dataclass(frozen=True, slots=True, eq=False)
class Shortfall:
    """What no flow can send (`unsent`), and why.

    The supplies of the nodes marked in `side`, with the least that must flow in, come to
    `unsent` more than the arcs that leave them can carry. Or, where one is named, `arc` must
    carry so much more than it may.
    """

    unsent: int
    side: NDArray[np.bool_]
    arc: int | None = None


class UnableToSendAll(UnableToSolveFlow):
    """No flow sends every supply where it is wanted; `shortfall` says how much, and proves it."""

    def __init__(self, shortfall: Shortfall) -> None:
        """Say how much is left."""
        super().__init__(
            f"{shortfall.unsent} cannot be sent through the arcs there are; give an arc to a node"
            " of unmet demand, or raise a capacity that the shortfall's side names."
        )
        self.shortfall = shortfall


class UnableToCertifyFlow(UnableToSolveFlow):
    """A flow is not what it is said to be."""


def solve_flow(network: FlowNetwork) -> FlowState:
    """Return a flow of least cost. Raises UnableToSendAll where there is no flow."""
    return _state(network, _begin_again(network, network.arcs))


def resolve_flow(network: FlowNetwork, before: FlowState) -> FlowState:
    """Return a flow of least cost, found from the best flow `before` some numbers changed.

    The cost is that of `solve_flow`; of flows that cost the same it may be another. Raises
    UnableToSendAll where there is no flow.
    """
    _match(network, before.flow, before.price)
    if len(before.price) and _widest(before.price) > WIDEST_PRICE:
        return solve_flow(network)
    return _state(network, _mend(network, network.arcs, before.flow, before.price))


def _widest(price: Amounts) -> int:
    return max(int(price.max()), -int(price.min()))


def _match(network: FlowNetwork, flow: Amounts, price: Amounts) -> None:
    if len(flow) != len(network.cost) or len(price) != network.nodes:
        raise UnableToSolveFlow(
            f"The flow is of {len(flow)} arcs and {len(price)} nodes, the network of"
            f" {len(network.cost)} and {network.nodes}; use solve_flow."
        )


def _begin_again(network: FlowNetwork, arcs: Arcs) -> Standing:
    """Return a flow of least cost that sends as much as can be sent, found from nothing."""
    flow = np.zeros_like(network.cost)
    price, excess = np.zeros_like(network.supply), np.empty_like(network.supply)
    standing = Standing(flow, price, excess)
    find_excess(network.adjacency, arcs, network.supply, excess)
    send_cheapest(network.adjacency, arcs, standing, BLOCK, 2 * MOST_FLOW)
    return standing


def _mend(network: FlowNetwork, arcs: Arcs, flow: Amounts, price: Amounts) -> Standing:
    """Return the same, found from a flow and prices that may have been the best before."""
    standing = Standing(flow.copy(), price.copy(), np.empty_like(price))
    start(network.adjacency, arcs, network.supply, standing)
    limits = FAR, WIDEST_PRICE, PATIENCE * (len(flow) + network.nodes)
    left = send_all(network.adjacency, arcs, standing, limits)
    return standing if left >= 0 else _begin_again(network, arcs)


def _state(network: FlowNetwork, standing: Standing) -> FlowState:
    """Return what has been found, or raise UnableToSendAll."""
    shortfall = _shortfall(network, network.arcs, standing)
    if shortfall:
        raise UnableToSendAll(shortfall)
    flow, price, _ = standing
    flow.flags.writeable = price.flags.writeable = False
    return FlowState(flow, price, _times(flow, network.cost))


def _shortfall(network: FlowNetwork, arcs: Arcs, standing: Standing) -> Shortfall | None:
    """Return what could not be sent, if anything."""
    if not standing.excess.any():
        return None
    reached = np.empty(network.nodes, dtype=np.bool_)
    mark_reached(network.adjacency, arcs, standing, reached)
    return Shortfall(int(standing.excess[reached].sum()), reached)


def _unchanging(values: Amounts) -> Amounts:
    """Return int64 values as a kernel takes them that writes nothing; compiled but once."""
    fixed = np.asarray(values, dtype=np.int64).view()
    fixed.flags.writeable = False
    return fixed


def _times(amounts: Amounts, costs: Amounts) -> int:
    """Return the sum of products, exactly."""
    total, size = add_up(_unchanging(amounts), _unchanging(costs))
    if size < EXACT:
        return int(total)
    return sum(amount * cost for amount, cost in zip(amounts.tolist(), costs.tolist(), strict=True))


def certify(network: FlowNetwork, state: FlowState) -> None:
    """Prove that a flow is possible and costs least; raises UnableToCertifyFlow if it is not.

    Balance at every node, bounds on every arc, and reduced costs that ask for the flow there
    is: together these prove it, whoever found it.
    """
    _match(network, state.flow, state.price)
    _refuse_wide(state.price)
    flow, price = _unchanging(state.flow), _unchanging(state.price)
    standing = Standing(flow, price, np.empty_like(network.supply))
    fault, where = find_fault(network.adjacency, network.arcs, standing, network.supply)
    told = (
        "",
        f"The flow on arc {where} is out of its bounds",
        f"Another flow on arc {where} would cost less, or the prices do not prove otherwise",
        f"Node {where} is out of balance",
    )
    if fault:
        raise UnableToCertifyFlow(f"{told[fault]}; solve the network again.")
    if _times(state.flow, network.cost) != state.cost:
        raise UnableToCertifyFlow("The cost is not that of the flow; solve the network again.")


def _refuse_wide(price: Amounts) -> None:
    """Raise UnableToCertifyFlow where reduced costs by these prices might not fit 64 bits."""
    if len(price) and _widest(price) > 2 * WIDEST_PRICE:
        raise UnableToCertifyFlow("A price is too great to add up; solve the network again.")


def bound_cost(network: FlowNetwork, price: Amounts) -> int:
    """Return what no flow can cost less than, by any prices: by the best, the least cost.

    Raises UnableToCertifyFlow for prices too great to add up.
    """
    _refuse_wide(price)
    reduced = network.cost + price[network.tail] - price[network.head]
    asked = np.where(reduced > 0, network.lower, network.capacity)
    return _times(asked, reduced) - _times(network.supply, price)


def certify_shortfall(
    network: FlowNetwork, shortfall: Shortfall, capacity: Given | None = None
) -> None:
    """Prove that no flow sends everything, within a smaller `capacity` if one is given.

    Raises UnableToCertifyFlow if that is not shown.
    """
    upper = _least_capacity(network, capacity)
    if shortfall.arc is None:
        leaves, enters = shortfall.side[network.tail], shortfall.side[network.head]
        out, back = leaves & ~enters, enters & ~leaves
        has = int(network.supply[shortfall.side].sum() + network.lower[back].sum())
        room = int(upper[out].sum())
    else:
        has, room = int(network.lower[shortfall.arc]), int(upper[shortfall.arc])
    if not has - room == shortfall.unsent > 0:
        raise UnableToCertifyFlow(
            f"What is named must send {has} and can send {room}, which does not leave"
            f" {shortfall.unsent}; solve the network again."
        )


def _least_capacity(network: FlowNetwork, capacity: Given | None) -> Amounts:
    """Return the network's capacity, or what is less of it and another."""
    if capacity is None:
        return network.capacity
    return np.minimum(network.capacity, np.asarray(capacity, dtype=np.int64))


def restrict_to_optimal(network: FlowNetwork, state: FlowState) -> FlowNetwork:
    """Return the network whose flows are the network's flows of least cost, and no others.

    An arc whose reduced cost is not nought can carry only what it carries. Raises
    UnableToCertifyFlow where `state` is not shown to cost least.
    """
    certify(network, state)
    lower, upper = np.empty_like(network.lower), np.empty_like(network.capacity)
    fix_decided(network.adjacency, network.arcs, _unchanging(state.price), lower, upper)
    lower.flags.writeable = upper.flags.writeable = False
    return network.change(lower=lower, capacity=upper)


def solve_then(
    network: FlowNetwork, state: FlowState, cost: Given
) -> tuple[FlowNetwork, FlowState]:
    """Return, among the flows that cost as little as `state`, one for which `cost` is least.

    The network returned is the one it was sought in, so that a next level can follow. Raises
    UnableToCertifyFlow where `state` is not shown to cost least.
    """
    restricted = restrict_to_optimal(network, state).change(cost=cost)
    return restricted, solve_flow(restricted)


def feasible_flow(
    network: FlowNetwork, flow: Amounts, capacity: Given | None = None
) -> Amounts | Shortfall:
    """Return some flow, whatever it costs, as near as may be to `flow`; or why there is none.

    A `capacity` by arc that is less than the network's holds instead of it.
    """
    _match(network, flow, network.supply)
    upper = _unchanging(_least_capacity(network, capacity))
    over = network.lower - upper
    if over.size and over.max() > 0:
        arc = int(over.argmax())
        return Shortfall(int(over[arc]), np.zeros(network.nodes, dtype=np.bool_), arc)
    free = Arcs(network.lower, upper, _unchanging(np.zeros_like(network.cost)))
    near = np.asarray(flow, dtype=np.int64)
    standing = _mend(network, free, near, np.zeros_like(network.supply))
    standing.flow.flags.writeable = False
    return _shortfall(network, free, standing) or standing.flow
