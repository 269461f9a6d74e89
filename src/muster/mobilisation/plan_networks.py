"""A request as a network in which units flow from groups through steps to demands.

```
source → group → step → demand          unmet → demand
   │                                       │
   └────────────────────→ sink ←───────────┘
```

A group's arc carries what it sends, at most what it offers less what it keeps; a pin is a
node of its own before its demand, through which exactly so many must pass. Each kind of unit
has a source, a sink and a node of unmet demand of its own, so that kinds are apart and a
search stays within one.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from muster.mobilisation.flow_network import WIDEST_WAY, FlowNetwork, build_network
from muster.mobilisation.levels import Costs, costs_of, in_words, span
from muster.mobilisation.problems import Problem

Column = NDArray[np.int64]
HUBS = len(("source", "unmet", "sink"))  # of each kind, in this order


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """Where the arcs of a problem stand in its network.

    Arcs come in this order: those of the problem, unmet by demand, groups, steps, pins, spare
    and nothing unmet by kind. `group_kind` and `demand_kind` have the number of the kind of each
    group and demand, of `kinds` in all.
    """

    problem: Problem
    tail: Column
    head: Column
    nodes: int
    kinds: int
    group_kind: Column
    demand_kind: Column

    @property
    def unmet(self) -> int:
        """Return the first arc of what is unmet."""
        return len(self.problem.arcs.step)

    @property
    def groups(self) -> int:
        """Return the first arc of the groups."""
        return self.unmet + len(self.problem.demands)

    def cost(self, of_arcs: Column, of_unmet: Column | None = None) -> Column:
        """Return a cost for every arc of the network from that of the problem's own."""
        cost = np.zeros(len(self.tail), dtype=np.int64)
        cost[: self.unmet] = of_arcs
        if of_unmet is not None:
            cost[self.unmet : self.groups] = of_unmet
        return cost


def lay_out(problem: Problem) -> Layout:
    """Return the nodes and arcs of a problem."""
    arcs, steps = problem.arcs, problem.steps
    groups, demands = len(problem.forces), len(problem.demands)
    kinds, group_kind, demand_kind = _kinds(problem)
    source = np.arange(kinds)
    unmet, sink = kinds + source, 2 * kinds + source
    group_node = HUBS * kinds + np.arange(groups)
    step_node = HUBS * kinds + groups + np.arange(len(steps.count))
    demand_node = HUBS * kinds + groups + len(steps.count) + np.arange(demands)
    pins = np.arange(len(problem.request.pins))
    pin_node = HUBS * kinds + groups + len(steps.count) + demands + pins
    slugs = [demand.slug for demand in problem.demands]
    pinned = np.array([slugs.index(pin.demand) for pin in problem.request.pins], dtype=np.int64)
    into = np.where(arcs.pin >= 0, np.append(pin_node, 0)[arcs.pin], demand_node[arcs.demand])
    tail = [step_node[arcs.step], unmet[demand_kind], source[group_kind], group_node[steps.group]]
    head = [into, demand_node, group_node, step_node]
    tail += [pin_node, source, unmet]
    head += [demand_node[pinned], sink, sink]
    nodes = HUBS * kinds + groups + len(steps.count) + demands + len(pins)
    ends = np.concatenate(tail), np.concatenate(head)
    return Layout(problem, *ends, nodes, kinds, group_kind, demand_kind)


def _kinds(problem: Problem) -> tuple[int, Column, Column]:
    """Return how many kinds there are, and the number of each group's and demand's."""
    wanted = [demand.unit for demand in problem.demands]
    number = {kind: at for at, kind in enumerate(dict.fromkeys((*wanted, *problem.units)))}
    groups, demands = (
        np.array([number[kind] for kind in kinds], dtype=np.int64)
        for kinds in (problem.units, wanted)
    )
    return len(number), groups, demands


@dataclass(frozen=True, slots=True, eq=False)
class ArcCosts:
    """What the arcs of a layout's network cost, read-only.

    `first` orders flows by what is unmet by priority and then late; `lower` by the levels
    below the largest share, one column following another.
    """

    first: Column
    lower: tuple[Column, ...]


def arc_costs(layout: Layout) -> ArcCosts:
    """Return what the arcs of a layout's network cost."""
    problem = layout.problem
    costs, demands = costs_of(problem), len(problem.demands)
    first = layout.cost(costs.late, unmet_costs(costs, demands))
    widest = WIDEST_WAY // (layout.nodes + 1)
    words = in_words([costs.balance, costs.called, costs.travel], demands, widest)
    found = ArcCosts(first, tuple(layout.cost(word) for word in words))
    for column in (found.first, *found.lower):
        column.flags.writeable = False
    return found


def costs_alike(one: Problem, other: Problem) -> bool:
    """Say whether two problems are seen at once to cost the same; they may without this.

    Costs are of arcs, of the people a step calls in, of balances and the price of change,
    and of the priority and host of each demand.
    """
    return (
        one.arcs is other.arcs
        and one.steps.group is other.steps.group
        and one.steps.called is other.steps.called
        and one.balance is other.balance
        and one.forces is other.forces
        and one.request.moving.price == other.request.moving.price
        and all(
            here is there or (here.priority, here.host) == (there.priority, there.host)
            for here, there in zip(one.demands, other.demands, strict=True)
        )
    )


def network_of(
    layout: Layout,
    cost: Column,
    before: FlowNetwork | None = None,
    closed: NDArray[np.bool_] | None = None,
) -> FlowNetwork:
    """Return the network of a layout, with a cost by arc.

    `before` is a network of the same layout, whose nodes and arcs are used again; arcs of
    the problem that are `closed` carry nothing.
    """
    problem = layout.problem
    steps, counts = problem.steps, _counts(problem)
    pins = np.array([pin.count for pin in problem.request.pins], dtype=np.int64)
    free = problem.offered - problem.keep
    lent, asked = (
        np.bincount(kind, amounts, minlength=layout.kinds).astype(np.int64)
        for kind, amounts in ((layout.group_kind, free), (layout.demand_kind, counts))
    )
    still = np.zeros(len(problem.forces) + len(steps.count), dtype=np.int64)
    supply = np.concatenate((lent, asked, -lent, still, -counts, np.zeros_like(pins)))
    reach = steps.count[problem.arcs.step]
    if closed is not None:
        reach = np.where(closed, 0, reach)
    capacity = np.concatenate((reach, counts, free, steps.count, pins, lent, asked))
    lower = np.zeros_like(capacity)
    after = len(capacity) - 2 * layout.kinds
    lower[after - len(pins) : after] = pins
    given = {"capacity": capacity, "cost": cost, "supply": supply, "lower": lower}
    for column in given.values():
        column.flags.writeable = False
    if before is not None:
        return before.change(**given)
    return build_network(layout.nodes, layout.tail, layout.head, **given)


def unmet_costs(costs: Costs, demands: int) -> Column:
    """Return the cost of a unit unmet, by demand: one priority outweighs all lateness."""
    step = 1 + span(costs.late, demands)
    return (int(costs.unmet.max(initial=0)) + 1 - costs.unmet) * step


def _counts(problem: Problem) -> Column:
    return np.array([demand.count for demand in problem.demands], dtype=np.int64)


def shares_within(layout: Layout, network: FlowNetwork, most: tuple[int, int]) -> Column:
    """Return the capacities under which no donor sends more than a share of what it offers.

    `most` is the share as a numerator and a denominator.
    """
    problem = layout.problem
    capacity = network.capacity.copy()
    own = slice(layout.groups, layout.groups + len(problem.forces))
    cap = problem.offered * most[0] // most[1]
    capacity[own] = np.where(problem.donor, np.minimum(cap, capacity[own]), capacity[own])
    capacity.flags.writeable = False
    return capacity
