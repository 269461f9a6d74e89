"""Compiled: a flow of least cost from nothing, by the network simplex.

A flow stands on a spanning tree of arcs; the others are empty or full. Prices follow from
the tree. While an arc off the tree has a reduced cost of the wrong sign, as much as may be
is sent round the cycle it closes, and an arc of that cycle leaves the tree for it. Blocks
of arcs are looked through in turn for the worst. Flows are told above the lower bounds.

A root that is no node of the network is joined to nodes by arcs of its own, so dear that
they carry something in the end only if there is no flow without. From the root something
could always be sent to any node of the tree; the leaving arc is chosen so that this stays
true, and then no tree comes back and the search ends (Cunningham 1976).
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from muster.mobilisation.kernels_flow import Adjacency, Amounts, Arcs, Indices, Standing, list_arcs
from muster.mobilisation.kernels_flow_tree import (
    DEPTH,
    JOINT,
    PARENT,
    Tree,
    hang,
    hang_anew,
    make_tree,
    shift_prices,
)


class Basis(NamedTuple):
    """Arcs with a choice, then an arc between the root and each node; prices; the tree.

    `turn` is 1 for an arc that is empty, 0 for one in the tree, -1 for one that is full.
    `source` is the arc of the network each one stands for. The root is the last node.
    """

    tail: Indices
    head: Indices
    cost: Amounts
    room: Amounts
    flow: Amounts
    turn: NDArray[np.int8]
    source: Indices
    price: Amounts
    tree: Tree


@njit(cache=True, nogil=True)
def _lay(adjacency: Adjacency, arcs: Arcs, nodes: int) -> tuple[int, int, Basis]:
    """Return how many arcs have a choice, the greatest cost among them, and a bare basis."""
    free = 0
    for arc in range(len(arcs.cost)):
        free += arcs.upper[arc] > arcs.lower[arc]
    size = free + nodes
    cost, room = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
    flow, turn = np.zeros(size, dtype=np.int64), np.ones(size, dtype=np.int8)
    ends = np.full((3, size), nodes, dtype=np.int32)
    price = np.zeros(nodes + 1, dtype=np.int64)
    tree = make_tree(nodes + 1)
    basis = Basis(ends[0], ends[1], cost, room, flow, turn, ends[2], price, tree)
    dearest, place = 0, 0
    for arc in range(len(arcs.cost)):
        if arcs.upper[arc] > arcs.lower[arc]:
            basis.tail[place], basis.head[place] = adjacency.tail[arc], adjacency.head[arc]
            basis.source[place], cost[place] = arc, arcs.cost[arc]
            room[place] = arcs.upper[arc] - arcs.lower[arc]
            dearest = max(dearest, abs(cost[place]))
            place += 1
    return free, dearest, basis


@njit(cache=True, nogil=True, inline="always")
def _stake(basis: Basis, node: int, arc: int, amount: int, dear: int, most: int) -> None:
    """Join a node to the root, and send there what it has, or send it what it lacks."""
    root = len(basis.price) - 1
    gives = amount > 0
    basis.tail[arc], basis.head[arc] = (node, root) if gives else (root, node)
    basis.flow[arc] = abs(amount)
    basis.cost[arc] = basis.price[node] = 0 if gives else dear
    basis.room[arc], basis.turn[arc] = most, 0
    basis.tree[node, DEPTH] = 1
    hang(basis.tree, node, root, arc)


@njit(cache=True, nogil=True)
def _grow(basis: Basis, out_ptr: Indices, out_arc: Indices, waiting: Indices) -> None:
    """Hang nodes that neither have nor lack anything from arcs that could bring something.

    `out_arc` lists the free arcs by the node they leave; those who give are in the tree.
    """
    count, tree = 0, basis.tree
    for node in range(len(basis.price) - 1):
        if tree[node, PARENT] >= 0 and basis.head[tree[node, JOINT]] != node:
            waiting[count] = node
            count += 1
    at = 0
    while at < count:
        node = waiting[at]
        at += 1
        for arc in out_arc[out_ptr[node] : out_ptr[node + 1]]:
            head = basis.head[arc]
            if tree[head, PARENT] < 0:
                hang(tree, head, node, arc)
                basis.turn[arc] = 0
                tree[head, DEPTH] = tree[node, DEPTH] + 1
                basis.price[head] = basis.price[node] + basis.cost[arc]
                waiting[count] = head
                count += 1


@njit(cache=True, nogil=True)
def _plant(
    basis: Basis, free: int, excess: Amounts, dear: int, most: int, waiting: Indices
) -> None:
    """Make the first tree: the root, those who give and who lack, and the rest behind them."""
    basis.tree[len(excess), DEPTH] = 0
    for node in range(len(excess)):
        if excess[node] != 0:
            _stake(basis, node, free + node, excess[node], dear, most)
    nodes = len(excess)
    out_ptr, out_arc = list_arcs(basis.tail[:free], nodes)
    _grow(basis, out_ptr, out_arc, waiting)
    for node in range(nodes):
        if basis.tree[node, PARENT] < 0:
            _stake(basis, node, free + node, 0, dear, most)


@njit(cache=True, nogil=True)
def _enter(basis: Basis, free: int, at: int, block: int) -> tuple[int, int]:
    """Return the worst arc of the first block that has a wrong one (-1 for none), and its end."""
    worst, arc, seen = 0, -1, 0
    while seen < free and arc < 0:
        stop = min(at + block, free)
        for place in range(at, stop):
            gap = basis.price[basis.tail[place]] - basis.price[basis.head[place]]
            reduced = basis.turn[place] * (basis.cost[place] + gap)
            if reduced < worst:
                worst, arc = reduced, place
        seen += stop - at
        at = stop if stop < free else 0
    return arc, at


@njit(cache=True, nogil=True, inline="always")
def _way(basis: Basis, arc: int) -> tuple[int, int]:
    """Return the nodes an entering arc would take something from, and bring it to."""
    if basis.turn[arc] > 0:
        return basis.tail[arc], basis.head[arc]
    return basis.head[arc], basis.tail[arc]


@njit(cache=True, nogil=True)
def _leave(basis: Basis, arc: int) -> tuple[int, int, int, bool]:
    """Return where the cycle of an arc meets, what it carries, and the node whose arc leaves.

    The node is -1 if the arc itself is filled or emptied first. Last is whether the node is
    on the side something is taken from. Of arcs that fill first, that side's nearest to the
    meeting comes first, and the other side's last.
    """
    tree, room, flow = basis.tree, basis.room, basis.flow
    giver, taker = _way(basis, arc)
    given, taken = room[arc], room[arc]
    give, take = -1, -1
    while giver != taker:
        if tree[giver, DEPTH] > tree[taker, DEPTH]:
            joint = tree[giver, JOINT]
            left = room[joint] - flow[joint] if basis.head[joint] == giver else flow[joint]
            if left <= given:
                given, give = left, giver
            giver = tree[giver, PARENT]
        else:
            joint = tree[taker, JOINT]
            left = room[joint] - flow[joint] if basis.tail[joint] == taker else flow[joint]
            if left < taken:
                taken, take = left, taker
            taker = tree[taker, PARENT]
    if give >= 0 and given <= taken:
        return giver, given, give, True
    return giver, taken, take, False


@njit(cache=True, nogil=True)
def _send_round(basis: Basis, arc: int, meeting: int, amount: int) -> None:
    """Send an amount round the cycle that an arc closes."""
    tree, flow = basis.tree, basis.flow
    giver, taker = _way(basis, arc)
    flow[arc] += basis.turn[arc] * amount
    while giver != meeting:
        joint = tree[giver, JOINT]
        flow[joint] += amount if basis.head[joint] == giver else -amount
        giver = tree[giver, PARENT]
    while taker != meeting:
        joint = tree[taker, JOINT]
        flow[joint] += amount if basis.tail[joint] == taker else -amount
        taker = tree[taker, PARENT]


@njit(cache=True, nogil=True)
def _pivot(basis: Basis, arc: int, waiting: Indices) -> None:
    """Send what can be sent round an arc's cycle, and let the arc take another's place."""
    meeting, amount, top, giving = _leave(basis, arc)
    if amount > 0:
        _send_round(basis, arc, meeting, amount)
    if top < 0:
        basis.turn[arc] = -basis.turn[arc]
        return
    leaving = basis.tree[top, JOINT]
    giver, taker = _way(basis, arc)
    node, parent = (giver, taker) if giving else (taker, giver)
    basis.turn[leaving] = 1 if basis.flow[leaving] == 0 else -1
    basis.turn[arc] = 0
    hang_anew(basis.tree, top, node, parent, arc)
    rise = -basis.cost[arc] if basis.tail[arc] == node else basis.cost[arc]
    by = basis.price[parent] + rise - basis.price[node]
    shift_prices(basis.tree, node, by, basis.price, waiting)


@njit(cache=True, nogil=True)
def send_cheapest(
    adjacency: Adjacency, arcs: Arcs, standing: Standing, block: int, most: int
) -> None:
    """Write a flow of least cost that sends as much as can be sent, and its prices.

    `excess` holds what nodes have when every arc carries its lower bound, and comes to hold
    what could not be sent. `most` is more than all that could flow.
    """
    flow, price, excess = standing
    free, dearest, basis = _lay(adjacency, arcs, len(price))
    waiting = np.empty(len(price) + 1, dtype=np.int32)
    dear = (dearest + 1) * (len(price) + 1)
    _plant(basis, free, excess, dear, most, waiting)
    arc, at = _enter(basis, free, 0, block)
    while arc >= 0:
        _pivot(basis, arc, waiting)
        arc, at = _enter(basis, free, at, block)
    flow[:] = arcs.lower
    for place in range(free):
        flow[basis.source[place]] += basis.flow[place]
    for node in range(len(price)):
        price[node] = basis.price[node]
        left = basis.flow[free + node]
        excess[node] = left if basis.tail[free + node] == node else -left
