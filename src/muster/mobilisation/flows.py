"""Flows of least cost, each with the prices that prove it.

`solve_flow` seeks one from nothing, `resolve_flow` from a flow that was best before a few
numbers changed; both send what is lacking by shortest ways, and both end at the least cost.
`certify` proves a flow in one pass, however it was found. `restrict_to_optimal` leaves only
the flows that are as good, so that `solve_then` can choose among them by a cost of lower
rank, without weights; `feasible_flow` asks whether there is any flow at all.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from muster.mobilisation.flow_network import (
    WIDEST_PRICE,
    FlowNetwork,
    Given,
    UnableToSolveFlow,
    build_network,
)
from muster.mobilisation.kernels_flow import Adjacency, Amounts, Arcs, Standing, send_all
from muster.mobilisation.kernels_flow_checks import add_up, find_fault, fix_decided, start

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
    `unsent` more than the arcs that leave them can carry.
    """

    unsent: int
    side: NDArray[np.bool_]


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
    nothing = np.zeros(len(network.cost), dtype=np.int64)
    return _solve(network, nothing, np.zeros(network.nodes, dtype=np.int64))


def resolve_flow(network: FlowNetwork, before: FlowState) -> FlowState:
    """Return a flow of least cost, found from the best flow `before` some numbers changed.

    The cost is that of `solve_flow`; of flows that cost the same it may be another. Raises
    UnableToSendAll where there is no flow.
    """
    _match(network, before.flow, before.price)
    if network.nodes and _widest(before.price) > WIDEST_PRICE:
        return solve_flow(network)
    return _solve(network, before.flow.copy(), before.price.copy())


def _widest(price: Amounts) -> int:
    return max(int(price.max()), -int(price.min()))


def _match(network: FlowNetwork, flow: Amounts, price: Amounts) -> None:
    if len(flow) != len(network.cost) or len(price) != network.nodes:
        raise UnableToSolveFlow(
            f"The flow is of {len(flow)} arcs and {len(price)} nodes, the network of"
            f" {len(network.cost)} and {network.nodes}; use solve_flow."
        )


def _solve(network: FlowNetwork, flow: Amounts, price: Amounts) -> FlowState:
    """Return a flow of least cost, from a flow and prices that are written over."""
    shortfall = _send(network, network.arcs, Standing(flow, price, np.empty_like(price)))
    if shortfall:
        raise UnableToSendAll(shortfall)
    return _state(network, flow, price)


def _state(network: FlowNetwork, flow: Amounts, price: Amounts) -> FlowState:
    flow.flags.writeable = False
    price.flags.writeable = False
    return FlowState(flow, price, _times(flow, network.cost))


def _times(amounts: Amounts, costs: Amounts) -> int:
    """Return the sum of products, exactly."""
    total, size = add_up(amounts, costs)
    if size < EXACT:
        return int(total)
    return sum(amount * cost for amount, cost in zip(amounts.tolist(), costs.tolist(), strict=True))


def _send(network: FlowNetwork, arcs: Arcs, standing: Standing) -> Shortfall | None:
    """Make a flow of least cost of what stands there; return what could not be sent.

    The search starts from the side, those who have or those who lack, that has more nodes.
    """
    start(network.adjacency, arcs, network.supply, standing)
    closed = np.zeros(network.nodes, dtype=np.bool_)
    excess = standing.excess
    if np.count_nonzero(excess > 0) > np.count_nonzero(excess < 0):
        left = send_all(FAR, network.adjacency, arcs, standing, closed)
        return Shortfall(int(left), closed) if left else None
    turned = Standing(standing.flow, -standing.price, -excess)
    left = send_all(FAR, _turn(network.adjacency), arcs, turned, closed)
    np.negative(turned.price, out=standing.price)
    return Shortfall(int(left), ~closed) if left else None


def _turn(adjacency: Adjacency) -> Adjacency:
    """Return the graph with every arc turned round."""
    out_ptr, out_arc, in_ptr, in_arc, tail, head = adjacency
    return Adjacency(in_ptr, in_arc, out_ptr, out_arc, head, tail)


def certify(network: FlowNetwork, state: FlowState) -> None:
    """Prove that a flow is possible and costs least; raises UnableToCertifyFlow if it is not.

    Balance at every node, bounds on every arc, and reduced costs that ask for the flow there
    is: together these prove it, whoever found it.
    """
    _match(network, state.flow, state.price)
    if network.nodes and _widest(state.price) > 2 * WIDEST_PRICE:
        raise UnableToCertifyFlow("A price is too great to add up; solve the network again.")
    standing = Standing(state.flow, state.price, np.empty_like(network.supply))
    fault, where = find_fault(network.adjacency, network.arcs, standing, network.supply)
    told = {
        1: f"The flow on arc {where} is out of its bounds",
        2: f"Another flow on arc {where} would cost less, or the prices do not prove otherwise",
        3: f"Node {where} is out of balance",
    }
    if fault:
        raise UnableToCertifyFlow(f"{told[fault]}; solve the network again.")
    if _times(state.flow, network.cost) != state.cost:
        raise UnableToCertifyFlow("The cost is not that of the flow; solve the network again.")


def bound_cost(network: FlowNetwork, price: Amounts) -> int:
    """Return what no flow can cost less than, by any prices: by the best, the least cost."""
    reduced = network.cost + price[network.tail] - price[network.head]
    asked = np.where(reduced > 0, network.lower, network.capacity)
    return _times(asked, reduced) - _times(network.supply, price)


def certify_shortfall(network: FlowNetwork, shortfall: Shortfall) -> None:
    """Prove that no flow sends everything; raises UnableToCertifyFlow if that is not shown."""
    leaves, enters = shortfall.side[network.tail], shortfall.side[network.head]
    supply = int(network.supply[shortfall.side].sum())
    room = int(network.capacity[leaves & ~enters].sum() - network.lower[enters & ~leaves].sum())
    if not supply - room == shortfall.unsent > 0:
        raise UnableToCertifyFlow(
            f"The nodes named have {supply} and room to send {room}, which does not leave"
            f" {shortfall.unsent}; solve the network again."
        )


def restrict_to_optimal(network: FlowNetwork, state: FlowState) -> FlowNetwork:
    """Return the network whose flows are the network's flows of least cost, and no others.

    An arc whose reduced cost is not nought can carry only what it carries.
    """
    _match(network, state.flow, state.price)
    lower, upper = np.empty_like(network.lower), np.empty_like(network.capacity)
    fix_decided(network.adjacency, network.arcs, state.price, lower, upper)
    return network.change(lower=lower, capacity=upper)


def solve_then(
    network: FlowNetwork, state: FlowState, cost: Given
) -> tuple[FlowNetwork, FlowState]:
    """Return, among the flows that cost as little as `state`, one for which `cost` is least.

    The network returned is the one it was sought in, so that a next level can follow.
    """
    restricted = restrict_to_optimal(network, state).change(cost=cost)
    return restricted, _solve(restricted, state.flow.copy(), np.zeros_like(network.supply))


def feasible_flow(network: FlowNetwork, flow: Amounts) -> Amounts | Shortfall:
    """Return some flow, whatever it costs, as near as may be to `flow`; or why there is none."""
    _match(network, flow, network.supply)
    nothing = np.zeros_like(network.cost)
    nothing.flags.writeable = False
    found = np.array(flow, dtype=np.int64)
    free = Arcs(network.lower, network.capacity, nothing)
    standing = Standing(found, np.zeros_like(network.supply), np.empty_like(network.supply))
    shortfall = _send(network, free, standing)
    found.flags.writeable = False
    return shortfall if shortfall else found
