"""A flow costs least, whoever is asked; and what proves it proves nothing else."""

import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.mobilisation.networks import (
    answer,
    cost_by_highs,
    every_flow,
    expected,
    nation,
    networks,
    resolve_again,
    seek_slowly,
)

from muster.mobilisation import flow_network, flows
from muster.mobilisation.flows import (
    FlowState,
    Shortfall,
    UnableToCertifyFlow,
    UnableToSendAll,
    UnableToSolveFlow,
    bound_cost,
    build_network,
    certify,
    certify_shortfall,
    feasible_flow,
    resolve_flow,
    restrict_to_optimal,
    solve_flow,
    solve_then,
)

WIDEST = 2**58  # what a way through every node may cost
# One unit must go from 0 to 2: the cheap way by 1 has room for one, the dear way for two.
FORK = build_network(3, [0, 1, 0], [1, 2, 2], capacity=[1, 1, 2], cost=[1, 1, 5], supply=[2, 0, -2])


def test_fills_the_cheap_way_first():
    state = solve_flow(FORK)
    assert state.flow.tolist() == [1, 1, 1]
    assert state.cost == 7
    certify(FORK, state)


@settings(max_examples=300)
@given(networks())
def test_costs_what_the_slow_way_costs(network):
    assert answer(network) == expected(seek_slowly(network))


@given(networks(least_cost=0, most_cost=1, most_nodes=9, most_arcs=30))
def test_costs_what_the_slow_way_costs_where_nearly_everything_ties(network):
    assert answer(network) == expected(seek_slowly(network))


@given(networks(), st.data())
def test_keeps_costs_apart_up_to_the_very_limit(network, data):
    most = WIDEST // (network.nodes + 1)
    near = st.integers(-most, most) | st.sampled_from([-most, most, most - 1])
    size = len(network.cost)
    wide = network.change(cost=data.draw(st.lists(near, min_size=size, max_size=size)))
    assert answer(wide) == expected(seek_slowly(wide))
    assert answer(wide, lambda after: resolve_again(network, after)) == answer(wide)


@given(networks(most_nodes=9, most_arcs=24))
def test_costs_what_a_general_solver_finds(network):
    whole = network.change(cost=np.where(network.tail == network.head, 0, network.cost))
    loops = whole.tail == whole.head
    apart = build_network(
        whole.nodes,
        whole.tail[~loops],
        whole.head[~loops],
        lower=whole.lower[~loops],
        capacity=whole.capacity[~loops],
        cost=whole.cost[~loops],
        supply=whole.supply,
    )
    try:
        found = solve_flow(whole).cost
    except UnableToSendAll:
        found = None
    nothing = None if apart.supply.any() else 0
    assert found == (cost_by_highs(apart) if len(apart.cost) else nothing)


@settings(max_examples=150)
@given(networks(most_nodes=4, most_arcs=5))
def test_leaves_the_flows_of_least_cost_and_no_others(network):
    every = list(every_flow(network))
    try:
        state = solve_flow(network)
    except UnableToSendAll:
        assert not every
        return
    best = {flow for flow in every if np.dot(flow, network.cost) == state.cost}
    assert set(every_flow(restrict_to_optimal(network, state))) == best


@settings(max_examples=150)
@given(networks(least_cost=0, most_cost=2), st.data())
def test_chooses_by_a_second_and_a_third_cost_among_the_best(network, data):
    def draw_costs():
        size = len(network.cost)
        return data.draw(st.lists(st.integers(-3, 3), min_size=size, max_size=size))

    second, third = draw_costs(), draw_costs()
    try:
        first = solve_flow(network)
    except UnableToSendAll:
        return
    restricted, state = solve_then(network, first, second)
    final, last = solve_then(restricted, state, third)
    certify(final, last)
    weight = 10**6
    joint = [
        one * weight**2 + two * weight + three
        for one, two, three in zip(network.cost.tolist(), second, third, strict=True)
    ]
    levels = first.cost * weight**2 + state.cost * weight + last.cost
    assert levels == seek_slowly(network, joint).cost
    assert levels == int(np.array(joint, dtype=object) @ last.flow)


@settings(max_examples=150)
@given(networks(), st.data())
def test_finds_some_flow_or_shows_that_there_is_none(network, data):
    size = len(network.cost)
    near, capacity = (
        np.array(
            data.draw(st.lists(st.integers(least, 9), min_size=size, max_size=size)), dtype=int
        )
        for least in (-2, 0)
    )
    found = feasible_flow(network, near, capacity)
    upper = np.minimum(network.capacity, capacity)
    if (network.lower > upper).any():
        assert isinstance(found, Shortfall)
        certify_shortfall(network, found, capacity)
        return
    free = network.change(capacity=upper, cost=np.zeros(size, dtype=int))
    unsent = seek_slowly(free).unsent
    if isinstance(found, Shortfall):
        certify_shortfall(network, found, capacity)
        certify_shortfall(free, found)
        assert found.unsent == unsent > 0
    else:
        assert unsent == 0
        certify(free, FlowState(found, np.zeros_like(free.supply), 0))


def test_finds_by_thresholds_how_evenly_the_best_can_be_shared():
    # Three alike may send four; the best costs the same however they share it.
    network = build_network(
        5,
        [0, 0, 0, 1, 2, 3],
        [1, 2, 3, 4, 4, 4],
        capacity=[4] * 6,
        cost=[1, 1, 1, 0, 0, 0],
        supply=[4, 0, 0, 0, -4],
    )
    best = restrict_to_optimal(network, solve_flow(network))
    given = solve_flow(network).flow
    within = [feasible_flow(best, given, [most] * 6) for most in range(4, -1, -1)]
    found = [None if isinstance(flow, Shortfall) else max(flow[:3]) for flow in within]
    assert [most is not None for most in found] == [True, True, True, False, False]
    assert found[2] == 2
    assert [flow.unsent for flow in within[3:]] == [1, 4]


def test_keeps_a_flow_that_is_possible_as_it_is():
    flow = np.array([0, 0, 2])
    assert feasible_flow(FORK, flow).tolist() == [0, 0, 2]


@given(networks(), st.data())
def test_certifies_nothing_but_the_least_cost(network, data):
    try:
        best = solve_flow(network)
    except UnableToSendAll:
        return
    size = len(network.cost)
    if not size:
        return
    arc = data.draw(st.integers(0, size - 1))
    flow = best.flow.copy()
    flow[arc] += data.draw(st.integers(-3, 3))
    cost = int(np.dot(flow, network.cost))
    changed = FlowState(flow, best.price, cost)
    balanced = network.tail[arc] == network.head[arc] or flow[arc] == best.flow[arc]
    within = network.lower[arc] <= flow[arc] <= network.capacity[arc]
    if balanced and within and cost == best.cost:
        certify(network, changed)
    else:
        with pytest.raises(UnableToCertifyFlow):
            certify(network, changed)


@given(networks(), st.data())
def test_bounds_the_cost_by_any_prices(network, data):
    try:
        best = solve_flow(network)
    except UnableToSendAll:
        return
    size = network.nodes
    price = data.draw(st.lists(st.integers(-(2**61), 2**61), min_size=size, max_size=size))
    assert bound_cost(network, np.array(price)) <= best.cost
    with pytest.raises(UnableToCertifyFlow, match="too great"):
        bound_cost(network, np.array([*price[1:], 2**61 + 1]))


def with_flow(*flow):
    return replace(solve_flow(FORK), flow=np.array(flow))


@pytest.mark.parametrize(
    ("state", "says"),
    [
        (replace(with_flow(0, 0, 2), cost=10), "arc 0 would cost less"),
        (replace(with_flow(2, 2, 0), cost=4), "arc 0 is out of its bounds"),
        (with_flow(1, 0, 1), "would cost less|out of balance"),
        (replace(with_flow(1, 1, 1), cost=6), "cost is not that of the flow"),
        (replace(with_flow(1, 1, 1), price=np.array([0, 0, 9])), "would cost less"),
        (replace(with_flow(1, 1, 1), price=np.array([0, 0, 2**62])), "too great"),
    ],
)
def test_says_why_a_flow_is_not_certified(state, says):
    with pytest.raises(UnableToCertifyFlow, match=says):
        certify(FORK, state)


def test_chooses_nothing_by_a_second_cost_before_the_first_is_least():
    for ask in (restrict_to_optimal, lambda *given: solve_then(*given, [0, 0, 0])):
        with pytest.raises(UnableToCertifyFlow, match="would cost less"):
            ask(FORK, replace(with_flow(0, 0, 2), cost=10))


def test_certifies_no_shortfall_that_is_not_one():
    blocked = FORK.change(capacity=[1, 0, 1])
    with pytest.raises(UnableToSendAll, match="1 cannot be sent") as error:
        solve_flow(blocked)
    shortfall = error.value.shortfall
    certify_shortfall(blocked, shortfall)
    for wrong in (
        replace(shortfall, unsent=2),
        replace(shortfall, side=~shortfall.side),
        replace(shortfall, arc=0),
        Shortfall(0, np.zeros(3, dtype=bool)),
    ):
        with pytest.raises(UnableToCertifyFlow):
            certify_shortfall(blocked, wrong)
    with pytest.raises(UnableToCertifyFlow):
        certify_shortfall(FORK, shortfall)


def small(**changed):
    numbers = {"capacity": [3], "cost": [1], "supply": [1, -1], "lower": [0]} | changed
    nodes, tail, head = (numbers.pop(name, given) for name, given in ENDS.items())
    return build_network(nodes, tail, head, **numbers)


ENDS = {"nodes": 2, "tail": [0], "head": [1]}


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"capacity": [3, 3]}, "capacity has shape"),
        ({"cost": [1.5]}, "whole numbers"),
        ({"cost": [2**63]}, "whole numbers"),
        ({"supply": [1, 0]}, "Supplies come to 1, not 0"),
        ({"capacity": [-1]}, "Arc 0 may carry from 0 to -1"),
        ({"lower": [4]}, "Arc 0 may carry from 4 to 3"),
        ({"lower": [-1]}, "Arc 0 may carry from -1 to 3"),
        ({"head": [2]}, "head of arc 0 is node 2"),
        ({"tail": [-1]}, "tail of arc 0 is node -1"),
        ({"tail": [0, 1]}, "head has shape"),
        ({"nodes": -1}, "too many"),
        ({"capacity": [2**60 + 1]}, "Capacities and supplies come to more"),
        ({"supply": [2**60, -(2**60)]}, "Capacities and supplies come to more"),
        ({"supply": [-(2**63), 0]}, "Capacities and supplies come to more"),
        ({"cost": [WIDEST // 3 + 1]}, "above"),
        ({"cost": [-(2**63)]}, "above"),
    ],
)
def test_refuses_what_is_no_network_and_what_might_overflow(changed, says):
    with pytest.raises(UnableToSolveFlow, match=says):
        small(**changed)


def test_takes_the_greatest_numbers_it_allows():
    wide = small(capacity=[2**58], supply=[2**58, -(2**58)], cost=[WIDEST // 3])
    assert solve_flow(wide).cost == 2**58 * (WIDEST // 3)
    certify(wide, solve_flow(wide))


def test_refuses_a_flow_of_another_network():
    with pytest.raises(UnableToSolveFlow, match="use solve_flow"):
        resolve_flow(small(), solve_flow(FORK))


@pytest.mark.parametrize("nodes", [0, 1, 5])
def test_has_nothing_to_send_where_there_are_no_arcs(nodes):
    empty = build_network(nodes, [], [], capacity=[], cost=[], supply=[0] * nodes)
    state = solve_flow(empty)
    certify(empty, state)
    assert (state.cost, len(state.flow), len(state.price)) == (0, 0, nodes)
    assert resolve_flow(empty, state).cost == 0
    assert len(feasible_flow(empty, state.flow)) == 0
    assert solve_then(empty, state, [])[1].cost == 0


def test_shares_a_cost_among_parallel_arcs_by_their_price():
    network = build_network(
        2, [0, 0, 0], [1, 1, 1], capacity=[1, 5, 2], cost=[3, 9, 3], supply=[4, -4]
    )
    state = solve_flow(network)
    assert state.flow.tolist() == [1, 1, 2]
    assert resolve_flow(network.change(cost=[10, 9, 3]), state).flow.tolist() == [0, 2, 2]


def test_cannot_be_changed_from_outside():
    cost = np.array([1, 1, 5])
    network = FORK.change(cost=cost)
    cost[:] = 0
    state = solve_flow(network)
    assert state.cost == 7
    for array in (*network.adjacency, *network.arcs, network.supply, state.flow, state.price):
        with pytest.raises(ValueError, match="read-only"):
            array[...] = 1
    before = state.flow.tolist()
    resolve_flow(network.change(capacity=[0, 1, 2]), state)
    feasible_flow(network.change(capacity=[0, 1, 2]), state.flow)
    assert state.flow.tolist() == before


def test_a_network_that_is_changed_keeps_its_arcs():
    assert FORK.change(cost=[1, 2, 3]).adjacency is FORK.adjacency


@pytest.mark.parametrize(("seed", "tight"), [(1, 0.6), (2, 1.0), (3, 1.5)])
def test_a_nation_costs_what_a_general_solver_finds(seed, tight):
    network = nation(seed, lines=24, tight=tight)
    state = solve_flow(network)
    certify(network, state)
    assert state.cost == pytest.approx(cost_by_highs(network), rel=1e-9)


@pytest.mark.slow
@pytest.mark.parametrize(("seed", "lines", "tight"), [(11, 70, 1.0), (12, 70, 1.4), (13, 300, 0.8)])
def test_a_great_nation_costs_what_a_general_solver_finds(seed, lines, tight):
    network = nation(seed, lines=lines, tight=tight)
    state = solve_flow(network)
    certify(network, state)
    assert state.cost == pytest.approx(cost_by_highs(network), rel=1e-9)


def test_nothing_is_compiled_until_a_flow_is_asked_for():
    says = "import muster.mobilisation, sys; print('numba' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", says], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["False"]


def test_limits_leave_room_for_the_longest_way():
    way, price = flow_network.WIDEST_WAY, flow_network.WIDEST_PRICE
    assert 2 * way + 4 * price < flows.FAR
    assert 2 * flow_network.MOST_FLOW < flows.FAR
