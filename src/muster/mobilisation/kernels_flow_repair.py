"""Compiled: a flow of least cost from the one there was, by the shortest ways.

When numbers change, the flow of a few arcs is set as their reduced costs now ask, and some
nodes have too much and others too little. What there is too much of is sent by the way
whose reduced cost is least, and prices are shifted so that no reduced cost changes sign.

A way is sought from both ends, by two searches that take turns, the one that has done less
work first: about a hub where everything costs the same, one end is seldom far from home.
"""

from typing import NamedTuple

import numpy as np
from numba import njit

from muster.mobilisation.kernels_flow import Adjacency, Amounts, Arcs, Indices, Standing
from muster.mobilisation.kernels_flow_heap import Heap, drop_least, lift


class Search(NamedTuple):
    """One end's labels: what a way to a node costs, and the arc it came by (~arc if back).

    Where the search began it came by BEGAN. `sign` is 1 where the search goes with the arcs and -1 where it goes against them, in
    the `adjacency` turned round. `done` are the nodes reached for good, in order. `tally`
    holds how many are done, how many of those were looked round, how many are in the heap,
    and how many arcs were looked at.
    """

    sign: int
    adjacency: Adjacency
    label: Amounts
    came_by: Indices
    done: Indices
    heap: Heap
    tally: Amounts


BEGAN = -(2**31)
DONE, SEEN, WAITING, WORK, KINDS = 0, 1, 2, 3, 4  # places in a tally


@njit(cache=True, nogil=True)
def make_search(sign: int, adjacency: Adjacency, nodes: int, far: int) -> Search:
    """Return a search that has reached nothing: every label is `far`."""
    heap = Heap(
        np.empty(nodes, dtype=np.int64),
        np.empty(nodes, dtype=np.int32),
        np.empty(nodes, dtype=np.int32),
    )
    came_by, done = np.empty(nodes, dtype=np.int32), np.empty(nodes, dtype=np.int32)
    label, tally = np.full(nodes, far, dtype=np.int64), np.zeros(KINDS, dtype=np.int64)
    return Search(sign, adjacency, label, came_by, done, heap, tally)


@njit(cache=True, nogil=True, inline="always")
def _begin(search: Search, node: int) -> None:
    """Let a search begin at a node (too)."""
    search.label[node] = 0
    search.came_by[node] = BEGAN
    search.done[search.tally[DONE]] = node
    search.tally[DONE] += 1


@njit(cache=True, nogil=True, inline="always")
def _reach(search: Search, node: int, label: int, here: int, far: int) -> None:
    """Note a shorter way to a node, met where labels are `here`."""
    known = search.label[node] < far
    search.label[node] = label
    if known:
        lift(search.heap, search.heap.place[node], label, node)
    elif label == here:
        search.done[search.tally[DONE]] = node
        search.tally[DONE] += 1
    else:
        lift(search.heap, search.tally[WAITING], label, node)
        search.tally[WAITING] += 1


@njit(cache=True, nogil=True, inline="always")
def _met(other: Search, node: int, label: int, met: tuple[int, int], far: int) -> tuple[int, int]:
    """Return the shortest way known from end to end and where it meets, with a new label."""
    if other.label[node] < far and label + other.label[node] < met[0]:
        return label + other.label[node], node
    return met


@njit(cache=True, nogil=True)
def _look_round(
    mine: Search, other: Search, arcs: Arcs, standing: Standing, met: tuple[int, int], far: int
) -> tuple[int, int]:
    """Note the ways that lead on from the next node done; return the shortest way known."""
    flow, price, _ = standing
    around, label, sign = mine.adjacency, mine.label, mine.sign
    node = mine.done[mine.tally[SEEN]]
    mine.tally[SEEN] += 1
    here = label[node]
    start = here + sign * price[node]
    for entry in range(around.out_ptr[node], around.out_ptr[node + 1]):
        arc = around.out_arc[entry]
        if flow[arc] < arcs.upper[arc]:
            head = around.head[arc]
            way = start + arcs.cost[arc] - sign * price[head]
            if way < label[head] and way < met[0]:
                mine.came_by[head] = arc
                _reach(mine, head, way, here, far)
                met = _met(other, head, way, met, far)
    for entry in range(around.in_ptr[node], around.in_ptr[node + 1]):
        arc = around.in_arc[entry]
        if flow[arc] > arcs.lower[arc]:
            tail = around.tail[arc]
            way = start - arcs.cost[arc] - sign * price[tail]
            if way < label[tail] and way < met[0]:
                mine.came_by[tail] = ~arc
                _reach(mine, tail, way, here, far)
                met = _met(other, tail, way, met, far)
    mine.tally[WORK] += around.out_ptr[node + 1] - around.out_ptr[node]
    mine.tally[WORK] += around.in_ptr[node + 1] - around.in_ptr[node]
    return met


@njit(cache=True, nogil=True, inline="always")
def _edge(search: Search, far: int) -> int:
    """Return the least label of a node not yet looked round, or `far` when there is none."""
    if search.tally[SEEN] < search.tally[DONE]:
        return search.label[search.done[search.tally[SEEN]]]
    return search.heap.label[0] if search.tally[WAITING] > 0 else far


@njit(cache=True, nogil=True, inline="always")
def _take_next(search: Search) -> None:
    """See that there is a node done that was not yet looked round."""
    if search.tally[SEEN] == search.tally[DONE]:
        search.done[search.tally[DONE]] = search.heap.node[0]
        search.tally[DONE] += 1
        search.tally[WAITING] = drop_least(search.heap, search.tally[WAITING])


@njit(cache=True, nogil=True)
def _find(
    ahead: Search, back: Search, arcs: Arcs, standing: Standing, far: int
) -> tuple[int, int, int]:
    """Search from both ends; return the shortest way's cost, where it meets, and how much of
    it lies ahead of the first end. The cost is `far` where there is no way.
    """
    met = far, -1
    while True:
        first, last = _edge(ahead, far), _edge(back, far)
        if first == far or last == far or first + last >= met[0]:
            return met[0], met[1], min(first, met[0])
        if ahead.tally[WORK] <= back.tally[WORK]:
            _take_next(ahead)
            met = _look_round(ahead, back, arcs, standing, met, far)
        else:
            _take_next(back)
            met = _look_round(back, ahead, arcs, standing, met, far)


@njit(cache=True, nogil=True)
def _forget(search: Search, reach: int, price: Amounts, far: int, widest: int) -> bool:
    """Shift the prices of nodes nearer than `reach` by what they are nearer; forget all labels.

    Returns whether every price stays within `widest` of nought.
    """
    fits = True
    for at in range(search.tally[DONE]):
        node = search.done[at]
        if search.label[node] < reach:
            price[node] += search.sign * (search.label[node] - reach)
            fits = fits and -widest <= price[node] <= widest
        search.label[node] = far
    for at in range(search.tally[WAITING]):
        search.label[search.heap.node[at]] = far
    work = search.tally[WORK]
    search.tally[:] = 0
    search.tally[WORK] = work
    return fits


@njit(cache=True, nogil=True, inline="always")
def _step(search: Search, node: int) -> int:
    """Return the node before this one on the way found."""
    arc = search.came_by[node]
    return search.adjacency.tail[arc] if arc >= 0 else search.adjacency.head[~arc]


@njit(cache=True, nogil=True)
def _carry(search: Search, node: int, arcs: Arcs, flow: Amounts, most: int) -> tuple[int, int]:
    """Return how much, up to `most`, the way to a node carries, and where it began."""
    while search.came_by[node] != BEGAN:
        arc = search.came_by[node]
        room = arcs.upper[arc] - flow[arc] if arc >= 0 else flow[~arc] - arcs.lower[~arc]
        most = min(most, room)
        node = _step(search, node)
    return most, node


@njit(cache=True, nogil=True)
def _send(search: Search, node: int, amount: int, flow: Amounts) -> None:
    """Send an amount along the way to a node."""
    while search.came_by[node] != BEGAN:
        arc = search.came_by[node]
        if arc >= 0:
            flow[arc] += amount
        else:
            flow[~arc] -= amount
        node = _step(search, node)


@njit(cache=True, nogil=True)
def _send_by(ahead: Search, back: Search, meeting: int, arcs: Arcs, standing: Standing) -> None:
    """Send by the way found as much as it carries, is there and is lacking."""
    flow, _, excess = standing
    most, root = _carry(ahead, meeting, arcs, flow, excess[ahead.done[0]])
    most, lack = _carry(back, meeting, arcs, flow, most)
    most = min(most, -excess[lack])
    _send(ahead, meeting, most, flow)
    _send(back, meeting, most, flow)
    excess[root] -= most
    excess[lack] += most


@njit(cache=True, nogil=True)
def _begin_all(back: Search, lacking: Indices, count: int, excess: Amounts) -> int:
    """Begin at every node that still lacks something; return how many of the list do."""
    kept = 0
    for at in range(count):
        if excess[lacking[at]] < 0:
            lacking[kept] = lacking[at]
            _begin(back, lacking[kept])
            kept += 1
    return kept


@njit(cache=True, nogil=True)
def send_all(
    adjacency: Adjacency,
    turned: Adjacency,
    arcs: Arcs,
    standing: Standing,
    limits: tuple[int, int, int],
) -> int:
    """Send everything that can be sent; return how much is left over, or -1 having given up.

    `turned` is the graph turned round. `limits` are a label that is never reached, how far
    from nought a price may be, and how many arcs may be looked at.
    """
    far, widest, patience = limits
    nodes = len(standing.price)
    ahead = make_search(1, adjacency, nodes, far)
    back = make_search(-1, turned, nodes, far)
    lacking = np.flatnonzero(standing.excess < 0).astype(np.int32)
    count, left = len(lacking), 0
    for root in np.flatnonzero(standing.excess > 0):
        while standing.excess[root] > 0:
            _begin(ahead, root)
            count = _begin_all(back, lacking, count, standing.excess)
            way, meeting, reach = _find(ahead, back, arcs, standing, far)
            if meeting >= 0:
                _send_by(ahead, back, meeting, arcs, standing)
            else:
                left += standing.excess[root]
                way, reach = 0, 0
            fits = _forget(ahead, reach, standing.price, far, widest)
            fits = _forget(back, way - reach, standing.price, far, widest) and fits
            if not fits or ahead.tally[WORK] + back.tally[WORK] > patience:
                return -1
            if meeting < 0:
                break
    return left
