"""Networks in which whole units flow: who may send how much where, and what it costs."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from muster.errors import MusterError
from muster.mobilisation.kernels_flow import Adjacency, Amounts, Arcs, Indices, join_ends
from muster.mobilisation.kernels_flow_checks import measure_arcs, measure_supply

Given = Sequence[int] | NDArray[np.integer]
MOST_FLOW = 2**60  # all that could flow, together
MOST_NODES = 2**30
WIDEST_PRICE = 2**60
WIDEST_WAY = 2**58  # what a way through every node may cost; ways, prices and both fit 64 bits


class UnableToSolveFlow(MusterError):
    """The network is not one that flows can be sought in, or its numbers are too great."""


@dataclass(frozen=True, slots=True, eq=False)
class FlowNetwork:
    """Arcs from `tail` to `head` among `nodes` nodes; made by `build_network` or `change`.

    All by arc, int64: `lower` and `capacity` bound the whole flow, `cost` is of one unit.
    `supply` by node is what it gives (or, below nought, takes); supplies come to nought.
    Arrays are read-only. Networks that were changed share one `adjacency`. Arcs into one node
    that stand side by side are looked through fastest.
    """

    adjacency: Adjacency
    lower: Amounts
    capacity: Amounts
    cost: Amounts
    supply: Amounts

    @property
    def nodes(self) -> int:
        """Return how many nodes there are."""
        return len(self.supply)

    @property
    def tail(self) -> Indices:
        """Return the node each arc leaves."""
        return self.adjacency.tail

    @property
    def head(self) -> Indices:
        """Return the node each arc enters."""
        return self.adjacency.head

    @property
    def arcs(self) -> Arcs:
        """Return bounds and costs by arc."""
        return Arcs(self.lower, self.capacity, self.cost)

    def change(
        self,
        *,
        capacity: Given | None = None,
        cost: Given | None = None,
        supply: Given | None = None,
        lower: Given | None = None,
    ) -> "FlowNetwork":
        """Return the same nodes and arcs with some other numbers.

        Raises UnableToSolveFlow for the faults that `build_network` names.
        """
        arcs = len(self.cost)
        return _checked(
            FlowNetwork(
                self.adjacency,
                self.lower if lower is None else _held("lower", lower, arcs),
                self.capacity if capacity is None else _held("capacity", capacity, arcs),
                self.cost if cost is None else _held("cost", cost, arcs),
                self.supply if supply is None else _held("supply", supply, self.nodes),
            )
        )


def build_network(
    nodes: int,
    tail: Given,
    head: Given,
    *,
    capacity: Given,
    cost: Given,
    supply: Given,
    lower: Given | None = None,
) -> FlowNetwork:
    """Return a network; `tail`, `head`, `capacity`, `cost`, `lower` by arc, `supply` by node.

    Raises UnableToSolveFlow for nodes that are not there, bounds that are not
    0 <= lower <= capacity, supplies that do not balance, and numbers so great that a sum
    might not fit 64 bits.
    """
    arcs = len(tail)
    if not 0 <= nodes <= MOST_NODES or arcs > MOST_NODES:
        raise UnableToSolveFlow(f"{nodes} nodes and {arcs} arcs are too many; ask for a part.")
    around = join_ends(_ends("tail", tail, arcs, nodes), _ends("head", head, arcs, nodes), nodes)
    for part in around:
        part.flags.writeable = False
    return _checked(
        FlowNetwork(
            around,
            _held("lower", np.zeros(arcs, dtype=np.int64) if lower is None else lower, arcs),
            _held("capacity", capacity, arcs),
            _held("cost", cost, arcs),
            _held("supply", supply, nodes),
        )
    )


def _held(name: str, given: Given, size: int) -> Amounts:
    """Return int64 values that nobody can change, copied if somebody might."""
    values = np.asarray(given)
    if values.shape != (size,):
        raise UnableToSolveFlow(f"{name} has shape {values.shape}; give {size} values.")
    if values.dtype == np.int64 and values.base is None and not values.flags.writeable:
        return values
    if size and not np.can_cast(values.dtype, np.int64, "safe"):
        raise UnableToSolveFlow(f"{name} holds {values.dtype}; give whole numbers of 64 bits.")
    kept = np.array(values, dtype=np.int64)
    kept.flags.writeable = False
    return kept


def _ends(name: str, given: Given, arcs: int, nodes: int) -> Indices:
    ends = _held(name, given, arcs)
    outside = (ends < 0) | (ends >= nodes)
    if outside.any():
        arc = int(outside.argmax())
        raise UnableToSolveFlow(
            f"{name} of arc {arc} is node {ends[arc]}; nodes are numbered from 0 to {nodes - 1}."
        )
    return ends.astype(np.uint32)


def _checked(network: FlowNetwork) -> FlowNetwork:
    """Return the network, or raise UnableToSolveFlow saying what is wrong with its numbers."""
    wrong, dearest, carried = measure_arcs(network.arcs, MOST_FLOW)
    balance, supplied = measure_supply(network.supply, MOST_FLOW)
    if wrong >= 0:
        raise UnableToSolveFlow(
            f"Arc {wrong} may carry from {network.lower[wrong]} to {network.capacity[wrong]};"
            " give bounds with 0 <= lower <= capacity."
        )
    if carried + supplied > MOST_FLOW:
        raise UnableToSolveFlow(
            f"Capacities and supplies come to more than {MOST_FLOW:,}; give an arc without"
            " a limit no more capacity than all supplies together."
        )
    if balance:
        raise UnableToSolveFlow(f"Supplies come to {balance}, not 0; balance them at a node.")
    most = WIDEST_WAY // (network.nodes + 1)
    if dearest > most:
        raise UnableToSolveFlow(
            f"A cost of {dearest:,} is above {most:,}, the most that can be added up safely for"
            f" {network.nodes:,} nodes; use smaller weights, or one level after another"
            " (solve_then)."
        )
    return network
