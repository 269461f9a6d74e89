"""The best plan as a flow, level by level, each with the prices that prove it.

Kinds that want the same people are taken to be apart here: where the limits they share are
broken, what is found is a bound and not a plan.
"""

from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from muster.mobilisation.contradictions import UnableToPlan
from muster.mobilisation.flow_network import FlowNetwork
from muster.mobilisation.flows import (
    FlowState,
    Shortfall,
    UnableToSendAll,
    certify,
    certify_shortfall,
    feasible_flow,
    resolve_flow,
    restrict_to_optimal,
    solve_flow,
    solve_then,
)
from muster.mobilisation.nearest import kept_last
from muster.mobilisation.plan_networks import (
    ArcCosts,
    Layout,
    arc_costs,
    costs_alike,
    lay_out,
    network_of,
    shares_within,
)
from muster.mobilisation.problems import Problem
from muster.mobilisation.shared_limits import taken_by_step

Column = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class FlowPlan:
    """Units by arc of the problem, and all that a next solution starts from.

    `share` is the largest share of any donor. `first` is the network and flow by what is
    unmet and late, `last` those by every level.
    """

    layout: Layout
    costs: ArcCosts
    sent: Column
    share: Fraction
    first: tuple[FlowNetwork, FlowState]
    last: tuple[FlowNetwork, FlowState]

    @property
    def kept(self) -> Column:
        """Return the units kept by step: of those not sent, those that are ready last."""
        problem = self.layout.problem
        nothing = np.zeros_like(problem.steps.count)
        left = problem.steps.count - taken_by_step(problem, self.sent, nothing)
        return kept_last(replace(problem, steps=replace(problem.steps, count=left)))


def solve_problem(
    problem: Problem, before: FlowPlan | None = None, *, closed: Mask | None = None
) -> FlowPlan:
    """Return the best flow of a problem, each level proved as it is sought.

    From the flow `before`, of a problem with the same groups, steps, arcs and pins, it is
    found faster. Nothing is sent by arcs that are `closed`. Raises UnableToPlan where pins
    and floors cannot all be kept.
    """
    layout = replace(before.layout, problem=problem) if before else lay_out(problem)
    alike = before is not None and costs_alike(problem, before.layout.problem)
    costs = before.costs if before and alike else arc_costs(layout)
    network = network_of(layout, costs.first, before.first[0] if before else None, closed)
    try:
        state = resolve_flow(network, before.first[1]) if before else solve_flow(network)
    except UnableToSendAll:
        raise UnableToPlan(
            ("the pins cannot be kept beside the floors; lower a floor, or unpin some units",)
        ) from None
    guess = before.share if before else None
    share, capped = _fairest(layout, restrict_to_optimal(network, state), state.flow, guess)
    last = _settle(costs, capped, before.last[1] if before and alike else None)
    return FlowPlan(layout, costs, last[1].flow[: layout.unmet], share, (network, state), last)


def _settle(
    costs: ArcCosts, network: FlowNetwork, before: FlowState | None
) -> tuple[FlowNetwork, FlowState]:
    """Return the flow that is best by the lower levels, among those a network allows.

    It is begun from the last flow `before` that was best by the same costs, if any.
    """
    first, *rest = costs.lower
    network = network.change(cost=first)
    begin = before if not rest else None
    state = resolve_flow(network, begin) if begin else solve_flow(network)
    certify(network, state)
    for cost in rest:
        network, state = solve_then(network, state, cost)
        certify(network, state)
    return network, state


def _fairest(
    layout: Layout, network: FlowNetwork, flow: Column, guess: Fraction | None
) -> tuple[Fraction, FlowNetwork]:
    """Return the least share of any donor, and the network held to it.

    The shares that can be are few: so many of what a donor offers. Halving finds the least
    that leaves a flow; that the one below it leaves none is certified. A `guess` is tried
    first, and the share below it.
    """
    held = _guessed(layout, network, flow, guess) if guess is not None else None
    if guess is not None and held:
        return guess, held
    sent, offered = _possible_shares(layout, flow)
    low, high, best = 0, len(sent) - 1, flow
    while low < high:
        middle = (low + high) // 2
        found = _within(layout, network, (int(sent[middle]), int(offered[middle])), best)
        if found is None:
            low = middle + 1
        else:
            best, high = found, middle
    share = int(sent[high]), int(offered[high])
    held = network.change(capacity=shares_within(layout, network, share))
    return Fraction(*share), held


def _guessed(
    layout: Layout, network: FlowNetwork, flow: Column, guess: Fraction
) -> FlowNetwork | None:
    """Return the network held to a guess, if that is the least share of any donor.

    It is, if it leaves a flow and the next lower that there can be does not.
    """
    problem = layout.problem
    found = _within(layout, network, guess.as_integer_ratio(), flow)
    if found is None:
        return None
    offered = problem.offered[problem.donor & (problem.offered > 0)]
    below = (offered * guess.numerator - 1) // guess.denominator
    if guess and len(offered):
        at = int((below / offered).argmax())
        if _within(layout, network, (int(below[at]), int(offered[at])), found) is not None:
            return None
    return network.change(capacity=shares_within(layout, network, guess.as_integer_ratio()))


def _within(
    layout: Layout, network: FlowNetwork, share: tuple[int, int], flow: Column
) -> Column | None:
    """Return a flow in which no donor sends more than a share, None where it is proved away."""
    capacity = shares_within(layout, network, share)
    if (capacity < network.lower).any():
        return None
    held = network.change(capacity=capacity)
    found = feasible_flow(held, flow)
    if isinstance(found, Shortfall):
        certify_shortfall(held, found)
        return None
    return found


def _possible_shares(layout: Layout, flow: Column) -> tuple[Column, Column]:
    """Return every share there can be up to the largest that a flow takes, rising.

    As units sent, and units offered; equal fractions are equal as floating numbers too.
    """
    problem = layout.problem
    own = slice(layout.groups, layout.groups + len(problem.forces))
    taken = np.where(problem.donor, flow[own], 0)
    largest = (taken / np.maximum(problem.offered, 1)).max(initial=0.0)
    most = np.floor(problem.offered * largest).astype(np.int64) + 1
    donors = np.flatnonzero(problem.donor & (problem.offered > 0))
    rows = np.repeat(donors, most[donors])
    starts = np.cumsum(most[donors]) - most[donors]
    sent = np.arange(len(rows)) - np.repeat(starts, most[donors])
    value, first = np.unique(sent / problem.offered[rows], return_index=True)
    first = first[value <= largest]
    if not len(first):
        return np.zeros(1, dtype=np.int64), np.ones(1, dtype=np.int64)
    return sent[first], problem.offered[rows[first]]
