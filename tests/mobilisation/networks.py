"""Networks to try flows on, and slow, obvious ways to the same answers."""

from dataclasses import dataclass
from itertools import product

import highspy
import numpy as np
from hypothesis import strategies as st

from muster.mobilisation.flows import (
    FlowNetwork,
    UnableToSendAll,
    bound_cost,
    build_network,
    certify,
    certify_shortfall,
    resolve_flow,
    solve_flow,
)


@st.composite
def networks(draw, most_cost=9, least_cost=-9, most_nodes=7, most_arcs=14):
    """Draw a small network: loops, parallel arcs, arcs without room, supplies of any kind."""
    nodes = draw(st.integers(1, most_nodes))
    node, size = st.integers(0, nodes - 1), draw(st.integers(0, most_arcs))

    def by_arc(values):
        return draw(st.lists(values, min_size=size, max_size=size))

    lower = by_arc(st.sampled_from([0, 0, 0, 1, 2]))
    room = by_arc(st.integers(0, 5))
    supply = draw(st.lists(st.integers(-4, 4), min_size=nodes - 1, max_size=nodes - 1))
    return build_network(
        nodes,
        by_arc(node),
        by_arc(node),
        lower=lower,
        capacity=[least + more for least, more in zip(lower, room, strict=True)],
        cost=by_arc(st.integers(least_cost, most_cost)),
        supply=[*supply, -sum(supply)],
    )


@dataclass(frozen=True)
class Answer:
    """The least cost there is, and what cannot be sent."""

    cost: int
    unsent: int


def seek_slowly(network: FlowNetwork, cost=None) -> Answer:
    """Return the answer by Bellman and Ford's shortest ways, one unit at a time."""
    costs = network.cost.tolist() if cost is None else list(cost)
    tail, head = network.tail.tolist(), network.head.tolist()
    lower, upper = network.lower.tolist(), network.capacity.tolist()
    flow = [
        most if cost < 0 else least for least, most, cost in zip(lower, upper, costs, strict=True)
    ]
    excess = network.supply.tolist()
    for arc, amount in enumerate(flow):
        excess[tail[arc]] -= amount
        excess[head[arc]] += amount
    while (
        way := _shortest(network.nodes, tail, head, lower, upper, costs, flow, excess)
    ) is not None:
        for arc, step in way:
            flow[arc] += step
        first, last = way[0], way[-1]
        excess[tail[first[0]] if first[1] > 0 else head[first[0]]] -= 1
        excess[head[last[0]] if last[1] > 0 else tail[last[0]]] += 1
    total = sum(amount * cost for amount, cost in zip(flow, costs, strict=True))
    return Answer(total, sum(left for left in excess if left > 0))


def _shortest(nodes, tail, head, lower, upper, costs, flow, excess):
    """Return the steps (arc, +1 or -1) of a cheapest way from too much to too little."""
    label = [0 if left > 0 else None for left in excess]
    came = [None] * nodes
    steps = [
        (arc, step, *((tail[arc], head[arc]) if step > 0 else (head[arc], tail[arc])))
        for arc in range(len(flow))
        for step in (1, -1)
        if (flow[arc] < upper[arc] if step > 0 else flow[arc] > lower[arc])
    ]
    for _ in range(nodes):
        for arc, step, here, there in steps:
            if label[here] is None:
                continue
            new = label[here] + step * costs[arc]
            if label[there] is None or new < label[there]:
                label[there], came[there] = new, (arc, step, here)
    lacking = [node for node in range(nodes) if excess[node] < 0 and label[node] is not None]
    if not lacking:
        return None
    node = min(lacking, key=lambda node: label[node])
    way = []
    while came[node] is not None:
        arc, step, node = came[node]
        way.append((arc, step))
    return way[::-1]


def every_flow(network: FlowNetwork):
    """Yield every flow there is, for a network of very few units."""
    ranges = (
        range(least, most + 1)
        for least, most in zip(network.lower.tolist(), network.capacity.tolist(), strict=True)
    )
    for flow in product(*ranges):
        balance = network.supply.copy()
        np.subtract.at(balance, network.tail, flow)
        np.add.at(balance, network.head, flow)
        if not balance.any():
            yield flow


def cost_by_highs(network: FlowNetwork) -> int | None:
    """Return the least cost by a general solver of linear programmes, or None if infeasible."""
    arcs = len(network.cost)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = arcs, network.nodes
    lp.col_cost_ = network.cost.astype(float)
    lp.col_lower_, lp.col_upper_ = network.lower.astype(float), network.capacity.astype(float)
    lp.row_lower_ = lp.row_upper_ = network.supply.astype(float)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_ = np.arange(0, 2 * arcs + 1, 2)
    lp.a_matrix_.index_ = np.stack([network.tail, network.head], axis=1).ravel()
    lp.a_matrix_.value_ = np.tile([1.0, -1.0], arcs)
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.passModel(lp)
    highs.run()
    if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    return round(highs.getInfo().objective_function_value)


def ring(rng: np.random.Generator) -> FlowNetwork:
    """Return arcs at random, and a dear ring round all nodes so that there is always a flow."""
    nodes = int(rng.integers(4, 60))
    arcs = int(rng.integers(nodes, 6 * nodes))
    dear = int(rng.choice([3, 30, 10**6]))
    round_them = np.arange(nodes)
    return build_network(
        nodes,
        np.concatenate([rng.integers(0, nodes, arcs), round_them]),
        np.concatenate([rng.integers(0, nodes, arcs), (round_them + 1) % nodes]),
        capacity=np.concatenate([rng.integers(0, 12, arcs), np.full(nodes, 500)]),
        cost=np.concatenate([rng.integers(0, dear, arcs), np.full(nodes, 3 * dear)]),
        supply=balanced(rng.integers(-4, 5, nodes)),
    )


def balanced(supply):
    """Return supplies of which the last makes up for the rest."""
    return np.append(supply[:-1], -supply[:-1].sum())


def change_ring(network: FlowNetwork, rng: np.random.Generator) -> FlowNetwork:
    """Return a ring with up to five numbers changed."""
    capacity, cost, supply = network.capacity.copy(), network.cost.copy(), network.supply.copy()
    for _ in range(rng.integers(1, 6)):
        arc = rng.integers(len(cost) - network.nodes)
        match rng.integers(3):
            case 0:
                capacity[arc] = rng.integers(0, 12)
            case 1:
                cost[arc] = rng.integers(0, cost[-1] // 3)
            case _:
                supply[rng.integers(network.nodes)] += rng.integers(-3, 4)
    return network.change(capacity=capacity, cost=cost, supply=balanced(supply))


def nation(seed, lines=70, forces=43, kinds=8, bands=5, tight=1.0) -> FlowNetwork:
    """Return a nation's mobilisation: forces by kind and notice band, and lines of demand.

    Node 0 has every unit, node 1 stands for units that nobody has, the last takes what is
    not asked for. `tight` is demand by supply.
    """
    rng = np.random.default_rng(seed)
    place = rng.uniform(0, [400, 500], (forces, 2))
    size = rng.lognormal(0, 0.6, forces)
    units = rng.poisson(np.outer(size, rng.uniform(1, 6, kinds)))
    ready = rng.multinomial(units, np.ones(bands) / bands)
    kind = 2 + np.arange(forces * kinds).reshape(forces, kinds)
    band = kind[-1, -1] + 1 + np.arange(forces * kinds * bands).reshape(forces, kinds, bands)
    line = band[-1, -1, -1] + 1 + np.arange(lines)
    asks = rng.integers(0, kinds, lines)
    share = units.sum(axis=0)[asks] / np.bincount(asks, minlength=kinds)[asks]
    count = np.maximum(1, rng.poisson(tight * share))
    notice = np.array([0, 60, 240, 480, 1440])[:bands]
    spot = place[rng.integers(0, forces, lines)] + rng.normal(0, 20, (lines, 2))
    travel = (np.linalg.norm(place - spot[:, None], axis=2) * 1.4).astype(int)
    late = notice + travel[:, :, None] - rng.integers(60, 960, lines)[:, None, None]
    cost = 10_000 * np.maximum(0, late) + travel[:, :, None]
    unmet = 10 ** rng.integers(9, 12, lines)
    last = line[-1] + 1
    parts = [
        (np.zeros(units.size), kind, units, 0),
        (np.repeat(kind, bands), band, ready, 0),
        (
            band[:, asks].transpose(1, 0, 2),
            line.repeat(forces * bands),
            count.repeat(forces * bands),
            cost,
        ),
        (np.ones(lines), line, count, unmet),
        ([0, 1], [last, last], [units.sum(), count.sum()], 0),
    ]
    supply = np.zeros(last + 1, dtype=int)
    supply[0], supply[1], supply[line], supply[last] = (
        units.sum(),
        count.sum(),
        -count,
        -units.sum(),
    )
    columns = ([np.ravel(part) for part in column] for column in zip(*parts, strict=True))
    tail, head, capacity, cost = columns
    cost = [np.resize(part, len(end)) for part, end in zip(cost, tail, strict=True)]
    whole = [np.concatenate(part).astype(np.int64) for part in (tail, head, capacity, cost)]
    return build_network(
        last + 1, whole[0], whole[1], capacity=whole[2], cost=whole[3], supply=supply
    )


def answer(network, solve=solve_flow):
    """Return what a solver finds, having proved it."""
    try:
        state = solve(network)
    except UnableToSendAll as error:
        certify_shortfall(network, error.shortfall)
        return error.shortfall.unsent
    certify(network, state)
    assert bound_cost(network, state.price) == state.cost
    return state.cost


def expected(slow: Answer):
    return slow.unsent or slow.cost


def resolve_again(before, after):
    """Return the flow found from the flow before, or from nothing where there was none."""
    try:
        state = solve_flow(before)
    except UnableToSendAll:
        return solve_flow(after)
    return resolve_flow(after, state)


CHANGES = ("capacity", "cost", "supply", "lower")


@st.composite
def changes(draw, network):
    """Draw the same network with one to four numbers changed."""
    numbers = {name: getattr(network, name).copy() for name in CHANGES}
    for _ in range(draw(st.integers(1, 4))):
        name = draw(st.sampled_from(CHANGES))
        column = numbers[name]
        if not len(column):
            continue
        place = draw(st.integers(0, len(column) - 1))
        value = draw(st.integers(-9, 9) if name in ("cost", "supply") else st.integers(0, 5))
        change = value - column[place]
        column[place] += change
        if name == "supply":
            column[-1] -= change
        if name == "capacity":
            numbers["lower"][place] = min(numbers["lower"][place], value)
        if name == "lower":
            numbers["capacity"][place] = max(numbers["capacity"][place], value)
    return network.change(**numbers)
