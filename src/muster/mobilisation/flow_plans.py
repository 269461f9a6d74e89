"""The best plan as a flow, level by level, each with the prices that prove it.

Kinds that want the same people are taken to be apart here: where the limits they share are
broken, what is found is a bound and not a plan.
"""

from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from muster.mobilisation.contradictions import UnableToPlan
from muster.mobilisation.flow_network import WIDEST_WAY, FlowNetwork
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
from muster.mobilisation.levels import Costs, costs_of, in_words
from muster.mobilisation.plan_networks import Layout, lay_out, network_of, shares_within
from muster.mobilisation.problems import Problem

Column = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class FlowPlan:
    """Units by arc of the problem, units kept by step, and all that a next solution starts from.

    `share` is the largest share of any donor. `first` is the network and flow by what is
    unmet and late, `last` those by every level.
    """

    layout: Layout
    sent: Column
    kept: Column
    share: Fraction
    first: tuple[FlowNetwork, FlowState]
    last: tuple[FlowNetwork, FlowState]


def solve_problem(
    problem: Problem, before: FlowPlan | None = None, *, closed: Mask | None = None
) -> FlowPlan:
    """Return the best flow of a problem, each level proved.

    From the flow `before`, of a problem with the same groups, steps, arcs and pins, it is
    found faster. Nothing is sent by arcs that are `closed`. Raises UnableToPlan where pins
    and floors cannot all be kept.
    """
    costs = costs_of(problem)
    layout = replace(before.layout, problem=problem) if before else lay_out(problem)
    network = network_of(layout, costs, before.first[0] if before else None, closed)
    try:
        state = resolve_flow(network, before.first[1]) if before else solve_flow(network)
    except UnableToSendAll:
        raise UnableToPlan(
            ("the pins cannot be kept beside the floors; lower a floor, or unpin some units",)
        ) from None
    certify(network, state)
    guess = before.share if before else None
    share, capped, flow = _fairest(layout, restrict_to_optimal(network, state), state.flow, guess)
    last = _settle(layout, costs, capped, flow)
    return _read(layout, share, (network, state), last)


def _read(
    layout: Layout,
    share: Fraction,
    first: tuple[FlowNetwork, FlowState],
    last: tuple[FlowNetwork, FlowState],
) -> FlowPlan:
    kept = np.zeros(len(layout.problem.steps.count), dtype=np.int64)
    kept[layout.keeping] = last[1].flow[layout.keeps : layout.keeps + len(layout.keeping)]
    return FlowPlan(layout, last[1].flow[: layout.unmet], kept, share, first, last)


def _settle(
    layout: Layout, costs: Costs, network: FlowNetwork, flow: Column
) -> tuple[FlowNetwork, FlowState]:
    """Return the flow that is best by the lower levels, among those a network allows."""
    widest = WIDEST_WAY // (layout.nodes + 1)
    lower = [costs.balance, costs.called, costs.travel]
    first, *rest = in_words(lower, len(layout.problem.demands), widest)
    network = network.change(cost=layout.cost(first))
    begin = FlowState(flow, np.zeros(layout.nodes, dtype=np.int64), 0)
    state = resolve_flow(network, begin)
    certify(network, state)
    for cost in rest:
        network, state = solve_then(network, state, layout.cost(cost))
        certify(network, state)
    return network, state


def _fairest(
    layout: Layout, network: FlowNetwork, flow: Column, guess: Fraction | None
) -> tuple[Fraction, FlowNetwork, Column]:
    """Return the least share of any donor, the network held to it, and a flow.

    The shares that can be are few: so many of what a donor offers. Halving finds the least
    that leaves a flow; that the one below it leaves none is certified. A `guess` is tried
    first, and the share below it.
    """
    sent, offered = _possible_shares(layout, flow)
    low, high, best = 0, len(sent) - 1, flow
    tries = _about(sent, offered, guess)
    while low < high:
        middle = tries.pop() if tries else (low + high) // 2
        if not low <= middle < high:
            continue
        found = _within(layout, network, (int(sent[middle]), int(offered[middle])), best)
        if found is None:
            low = middle + 1
        else:
            best, high = found, middle
    share = int(sent[high]), int(offered[high])
    held = network.change(capacity=shares_within(layout, network, share))
    return Fraction(*share), held, best


def _about(sent: Column, offered: Column, guess: Fraction | None) -> list[int]:
    """Return where to look first: at a guess, and just below it."""
    if guess is None:
        return []
    at = int(np.searchsorted(sent / offered, guess.numerator / guess.denominator))
    return [at - 1, at]


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
    taken = np.where(problem.donor, flow[own] - problem.keep, 0)
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
