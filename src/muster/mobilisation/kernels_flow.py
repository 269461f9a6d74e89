"""Compiled: what nodes have too much of, sent where it is lacking by the shortest ways.

The reduced cost of an arc is its cost, plus the price of the node it leaves, less that of
the node it enters. Whoever calls keeps it at 0 or more on every arc that has room, and at 0
or less on every arc whose flow may be lowered; each sending keeps it so. So when nothing is
left to send, prices prove that no flow costs less.
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from muster.mobilisation.kernels_flow_heap import Heap, drop_least, lift

Amounts = NDArray[np.int64]
Indices = NDArray[np.int32]


class Adjacency(NamedTuple):
    """Arcs by the node they leave and by the node they enter.

    `out_arc[out_ptr[v]:out_ptr[v + 1]]` leave node v, and so with `in` for those that
    enter it. With `out` and `in`, `tail` and `head` exchanged it is the graph turned round.
    """

    out_ptr: Indices
    out_arc: Indices
    in_ptr: Indices
    in_arc: Indices
    tail: Indices
    head: Indices


class Arcs(NamedTuple):
    """The least and the greatest flow, and the cost of a unit, by arc."""

    lower: Amounts
    upper: Amounts
    cost: Amounts


class Standing(NamedTuple):
    """What changes: flow by arc, price by node, and what each node has too much of."""

    flow: Amounts
    price: Amounts
    excess: Amounts


class Search(NamedTuple):
    """A search's labels: the way's reduced cost, the arc it came by (~arc if backwards).

    `done` are the nodes reached for good, in order.
    """

    label: Amounts
    came_by: Indices
    done: Indices
    heap: Heap


# How far a search is: nodes in the heap, nodes done, the nearest lack's label, and its node.
Progress = tuple[int, int, int, int]


@njit(cache=True, nogil=True)
def make_search(nodes: int, far: int) -> Search:
    """Return the labels of a search that has reached nothing: all are `far`."""
    heap = Heap(
        np.empty(nodes, dtype=np.int64),
        np.empty(nodes, dtype=np.int32),
        np.empty(nodes, dtype=np.int32),
    )
    label = np.full(nodes, far, dtype=np.int64)
    return Search(label, np.empty(nodes, dtype=np.int32), np.empty(nodes, dtype=np.int32), heap)


@njit(cache=True, nogil=True, inline="always")
def _reach(
    node: int,
    label: int,
    arc: int,
    here: int,
    far: int,
    excess: Amounts,
    search: Search,
    progress: Progress,
) -> Progress:
    """Note a way to a node, unless one as short is known, or a lack as near."""
    size, done, nearest, lack = progress
    if label >= nearest or label >= search.label[node]:
        return progress
    search.came_by[node] = arc
    if excess[node] < 0:
        return size, done, label, node
    known = search.label[node] < far
    search.label[node] = label
    if known:
        lift(search.heap, search.heap.place[node], label, node)
    elif label == here:
        search.done[done] = node
        done += 1
    else:
        lift(search.heap, size, label, node)
        size += 1
    return size, done, nearest, lack


@njit(cache=True, nogil=True)
def _look_round(
    node: int,
    far: int,
    adjacency: Adjacency,
    arcs: Arcs,
    standing: Standing,
    search: Search,
    progress: Progress,
) -> Progress:
    """Note the ways that lead on from a node: along arcs with room, and back along flow."""
    flow, price, excess = standing
    here = search.label[node]
    start = here + price[node]
    for entry in range(adjacency.out_ptr[node], adjacency.out_ptr[node + 1]):
        arc = adjacency.out_arc[entry]
        if flow[arc] < arcs.upper[arc]:
            head = adjacency.head[arc]
            label = start + arcs.cost[arc] - price[head]
            progress = _reach(head, label, arc, here, far, excess, search, progress)
    for entry in range(adjacency.in_ptr[node], adjacency.in_ptr[node + 1]):
        arc = adjacency.in_arc[entry]
        if flow[arc] > arcs.lower[arc]:
            tail = adjacency.tail[arc]
            label = start - arcs.cost[arc] - price[tail]
            progress = _reach(tail, label, ~arc, here, far, excess, search, progress)
    return progress


@njit(cache=True, nogil=True)
def _find(
    root: int, far: int, adjacency: Adjacency, arcs: Arcs, standing: Standing, search: Search
) -> Progress:
    """Search from a node for the nearest node that lacks something."""
    search.label[root] = 0
    search.done[0] = root
    size, done, nearest, lack = 0, 1, far, -1
    at = 0
    while True:
        if at == done:
            if size == 0 or search.heap.label[0] >= nearest:
                break
            search.done[done] = search.heap.node[0]
            size, done = drop_least(search.heap, size), done + 1
        node = search.done[at]
        at += 1
        if search.label[node] >= nearest:
            break
        size, done, nearest, lack = _look_round(
            node, far, adjacency, arcs, standing, search, (size, done, nearest, lack)
        )
    return size, done, nearest, lack


@njit(cache=True, nogil=True)
def _settle(far: int, price: Amounts, search: Search, progress: Progress) -> None:
    """Make the ways found cost nothing by the prices, and forget the labels."""
    size, done, nearest, lack = progress
    for at in range(done):
        node = search.done[at]
        if lack >= 0 and search.label[node] < nearest:
            price[node] += search.label[node] - nearest
        search.label[node] = far
    for at in range(size):
        search.label[search.heap.node[at]] = far


@njit(cache=True, nogil=True)
def _send(
    root: int, lack: int, adjacency: Adjacency, arcs: Arcs, standing: Standing, came_by: Indices
) -> None:
    """Send as much as the way found carries from a node that has to one that lacks."""
    flow, _, excess = standing
    amount = min(excess[root], -excess[lack])
    node = lack
    while node != root:
        arc = came_by[node]
        if arc >= 0:
            amount = min(amount, arcs.upper[arc] - flow[arc])
            node = adjacency.tail[arc]
        else:
            amount = min(amount, flow[~arc] - arcs.lower[~arc])
            node = adjacency.head[~arc]
    node = lack
    while node != root:
        arc = came_by[node]
        if arc >= 0:
            flow[arc] += amount
            node = adjacency.tail[arc]
        else:
            flow[~arc] -= amount
            node = adjacency.head[~arc]
    excess[root] -= amount
    excess[lack] += amount


@njit(cache=True, nogil=True)
def send_all(
    far: int, adjacency: Adjacency, arcs: Arcs, standing: Standing, closed: NDArray[np.bool_]
) -> int:
    """Send everything that can be sent, and return how much is left over.

    `closed` comes to hold, of what is left over, every node it can reach: no arc out of
    them has room, and nothing flows in. A label never reaches `far`.
    """
    search = make_search(len(standing.price), far)
    left = 0
    for root in range(len(standing.price)):
        while standing.excess[root] > 0:
            size, done, nearest, lack = _find(root, far, adjacency, arcs, standing, search)
            if lack < 0:
                for at in range(done):
                    closed[search.done[at]] = True
            _settle(far, standing.price, search, (size, done, nearest, lack))
            if lack < 0:
                left += standing.excess[root]
                break
            _send(root, lack, adjacency, arcs, standing, search.came_by)
    return left
