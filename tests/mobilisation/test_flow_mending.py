"""A flow found from the flow before costs what one found from nothing does."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.mobilisation.networks import (
    answer,
    change_ring,
    changes,
    expected,
    nation,
    networks,
    resolve_again,
    ring,
    seek_slowly,
)

from muster.mobilisation import flow_network, flows
from muster.mobilisation.flows import UnableToSendAll, certify, resolve_flow, solve_flow


@settings(max_examples=150)
@given(networks(), st.data())
def test_finds_from_the_flow_before_what_it_finds_from_nothing(network, data):
    state = None
    for _ in range(5):
        network = data.draw(changes(network))
        cold = answer(network)
        if state:
            warm = answer(network, lambda after, state=state: resolve_flow(after, state))
            assert warm == cold
        try:
            state = resolve_flow(network, state) if state else solve_flow(network)
        except UnableToSendAll:
            state = None


@given(networks(), st.data())
def test_begins_again_where_mending_takes_too_long(network, data):
    after = data.draw(changes(network))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flows, "PATIENCE", 0)
        assert answer(after, lambda after: resolve_again(network, after)) == answer(after)


@pytest.mark.parametrize("sign", [-1, 1])
@pytest.mark.parametrize("seed", range(20))
def test_begins_again_where_prices_wander_too_far(seed, sign):
    rng = np.random.default_rng(seed)
    network = ring(rng)
    state, after = solve_flow(network), change_ring(network, rng)
    edge = flow_network.WIDEST_PRICE - (sign * state.price).max()
    for far in (edge, edge + 1, 2**62):
        mended = resolve_flow(after, replace(state, price=state.price + sign * far))
        certify(after, mended)
        assert mended.cost == solve_flow(after).cost
        assert abs(mended.price).max() <= flow_network.WIDEST_PRICE


def mend_rings(seeds):
    """Mend rings change by change, and hold each flow to the one found from nothing."""
    for seed in seeds:
        rng = np.random.default_rng(seed)
        network = ring(rng)
        state = solve_flow(network)
        certify(network, state)
        for _ in range(6):
            network = change_ring(network, rng)
            state = resolve_flow(network, state)
            certify(network, state)
            assert state.cost == solve_flow(network).cost


def test_mends_what_is_no_nation_as_well():
    mend_rings(range(150))


@pytest.mark.slow
def test_mends_thousands_that_are_no_nations_as_well():
    mend_rings(range(1_000, 4_000))


def change_nation(network, state, rng):
    """Return a nation after one more unit asked for, a donor, a journey or a cost changed."""
    capacity, cost, supply = network.capacity.copy(), network.cost.copy(), network.supply.copy()
    used = np.flatnonzero(state.flow)
    arc = rng.choice(used[used < len(cost) - 2])
    match rng.integers(4):
        case 0:
            line = rng.choice(np.flatnonzero(supply[2:-1])) + 2
            into = network.head == line
            capacity[into] += 1
            capacity[-1] += 1
            supply[line] -= 1
            supply[1] += 1
        case 1 if network.head[arc] < len(supply) - 1:
            capacity[arc] = max(0, state.flow[arc] - 1)
        case 2:
            capacity[arc] = 0
        case _:
            cost[arc] += rng.integers(-5_000, 50_000)
    return network.change(capacity=capacity, cost=cost, supply=supply)


@pytest.mark.parametrize(("lines", "forces", "kinds"), [(30, 43, 8), (20, 12, 2), (40, 20, 1)])
@pytest.mark.parametrize("seed", range(4))
def test_a_nation_mended_change_by_change_is_as_good_as_new(seed, lines, forces, kinds):
    rng = np.random.default_rng(seed)
    network = nation(seed, lines, forces, kinds, tight=0.5 + seed / 4)
    state = solve_flow(network)
    for _ in range(40):
        after = change_nation(network, state, rng)
        cold = answer(after)
        assert answer(after, lambda after, state=state: resolve_flow(after, state)) == cold
        try:
            network, state = after, resolve_flow(after, state)
        except UnableToSendAll:
            continue


@pytest.mark.slow
@settings(max_examples=4000)
@given(networks(most_nodes=9, most_arcs=24), st.data())
def test_holds_over_thousands_of_networks(network, data):
    assert answer(network) == expected(seek_slowly(network))
    after = data.draw(changes(network))
    assert answer(after, lambda after: resolve_again(network, after)) == answer(after)
