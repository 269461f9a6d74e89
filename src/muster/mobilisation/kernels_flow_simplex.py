"""Compiled: a flow of least cost from nothing, by the network simplex.

A flow stands on a spanning tree of arcs; the others are empty or full. Prices follow from
the tree. While an arc off the tree has a reduced cost of the wrong sign, as much as may be
is sent round the cycle it closes, and an arc of that cycle leaves the tree for it. Blocks
of arcs are looked through in turn for the worst. Flows are told above the lower bounds.

A root that is no node of the network is joined to nodes by arcs of its own, so dear that
they carry something in the end only if there is no flow without. From the root something
could always be sent to any node of the tree; the leaving arc is chosen so that this stays
true, and then no tree comes back and the search ends (Cunningham 1976).

The inner functions take plain arrays: references to one taken from a tuple are counted.
By arc they are `tail`, `head`, `cost`, `room` (capacity), `flow` and `turn`, which is 1 where
an arc is empty, 0 where it is in the tree and -1 where it is full; arcs with a choice come
first, then one for each node, between it and the root. By node, with the root last, `price`.
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from muster.mobilisation.kernels_flow import (
    Adjacency,
    Amounts,
    Arcs,
    Indices,
    Standing,
    count_ends,
)
from muster.mobilisation.kernels_flow_tree import (
    DEPTH,
    JOINT,
    NONE,
    PARENT,
    Tree,
    hang,
    hang_anew,
    make_tree,
    shift_prices,
)

Turns = NDArray[np.int8]


@njit(cache=True, nogil=True)
def _choose(arcs: Arcs) -> tuple[Indices, int]:
    """Return the arcs that have a choice, and the greatest cost of one."""
    lower, upper, cost = arcs
    chosen = np.empty(len(cost), dtype=np.uint32)
    count, dearest = 0, 0
    for arc in range(len(cost)):
        if upper[arc] > lower[arc]:
            chosen[count] = arc
            count += 1
            dearest = max(dearest, abs(cost[arc]))
    return chosen[:count], dearest


@njit(cache=True, nogil=True)
def _lay(
    chosen: Indices, adjacency: Adjacency, arcs: Arcs, nodes: int
) -> tuple[Indices, Indices, Amounts, Amounts]:
    """Return tails, heads, costs and room of the chosen arcs; the root's are left bare."""
    tails, heads = adjacency.tail, adjacency.head
    lower, upper, costs = arcs
    size = len(chosen) + nodes
    tail, head = np.full(size, nodes, dtype=np.uint32), np.full(size, nodes, dtype=np.uint32)
    cost, room = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
    for place in range(len(chosen)):
        arc = chosen[place]
        tail[place], head[place] = tails[arc], heads[arc]
        cost[place], room[place] = costs[arc], upper[arc] - lower[arc]
    return tail, head, cost, room


@njit(cache=True, nogil=True)
def _stake(
    every: bool,
    excess: Amounts,
    dear: int,
    most: int,
    tail: Indices,
    head: Indices,
    cost: Amounts,
    room: Amounts,
    flow: Amounts,
    turn: Turns,
    price: Amounts,
    tree: Tree,
) -> None:
    """Join those who give or lack (with `every`, all who hang nowhere yet) to the root.

    A giver's arc takes all there is to the root; another's brings what is lacking, dearly.
    """
    root = len(excess)
    for node in range(root):
        amount = excess[node]
        if tree[node, PARENT] != NONE or (amount == 0 and not every):
            continue
        arc = len(tail) - root + node
        tail[arc], head[arc] = (node, root) if amount > 0 else (root, node)
        cost[arc] = price[node] = 0 if amount > 0 else dear
        room[arc], flow[arc], turn[arc] = most, abs(amount), 0
        hang(tree, node, root, arc)
        tree[node, DEPTH] = 1


@njit(cache=True, nogil=True)
def _grow(
    excess: Amounts,
    tail: Indices,
    head: Indices,
    cost: Amounts,
    turn: Turns,
    price: Amounts,
    tree: Tree,
    waiting: Indices,
) -> None:
    """Hang nodes that neither have nor lack anything from arcs that could bring something.

    `tail` is of the arcs with a choice alone.
    """
    begin = count_ends(tail, len(excess))
    place, leaving = begin.copy(), np.empty(len(tail), dtype=np.uint32)
    for arc in range(len(tail)):
        leaving[place[tail[arc]]] = arc
        place[tail[arc]] += 1
    count = 0
    for node in range(len(excess)):
        waiting[count] = node
        count += excess[node] > 0
    at = 0
    while at < count:
        node = waiting[at]
        at += 1
        for entry in range(begin[node], begin[node + 1]):
            arc = leaving[entry]
            below = head[arc]
            if tree[below, PARENT] == NONE:
                hang(tree, below, node, arc)
                tree[below, DEPTH] = tree[node, DEPTH] + 1
                price[below] = price[node] + cost[arc]
                turn[arc] = 0
                waiting[count] = below
                count += 1


@njit(cache=True, nogil=True)
def _enter(
    free: int,
    at: int,
    block: int,
    tail: Indices,
    head: Indices,
    cost: Amounts,
    turn: Turns,
    price: Amounts,
) -> tuple[int, int]:
    """Return the worst arc of the first block that has a wrong one (-1 for none), and its end."""
    worst, entering, seen = 0, np.int64(-1), 0
    while seen < free and entering < 0:
        stop = min(at + block, free)
        for arc in range(np.uint64(at), np.uint64(stop)):
            reduced = turn[arc] * (cost[arc] + price[tail[arc]] - price[head[arc]])
            if reduced < worst:
                worst, entering = reduced, np.int64(arc)
        seen += stop - at
        at = stop if stop < free else 0
    return int(entering), at


@njit(cache=True, nogil=True)
def _leave(
    giver: int,
    taker: int,
    most: int,
    tail: Indices,
    head: Indices,
    room: Amounts,
    flow: Amounts,
    tree: Tree,
) -> tuple[int, int, int, bool]:
    """Return where a cycle meets, what it carries, and the node whose arc to above leaves.

    Something is taken from the giver and brought to the taker by an arc that carries `most`;
    the node is -1 if that one is done first. Last is whether the node is on the giver's
    side. Of arcs done together, that side's nearest to the meeting goes, or the other's last.
    """
    given, taken, give, take = most, most, -1, -1
    while giver != taker:
        if tree[giver, DEPTH] > tree[taker, DEPTH]:
            joint = tree[giver, JOINT]
            left = room[joint] - flow[joint] if head[joint] == giver else flow[joint]
            if left <= given:
                given, give = left, giver
            giver = tree[giver, PARENT]
        else:
            joint = tree[taker, JOINT]
            left = room[joint] - flow[joint] if tail[joint] == taker else flow[joint]
            if left < taken:
                taken, take = left, taker
            taker = tree[taker, PARENT]
    if give >= 0 and given <= taken:
        return giver, given, give, True
    return giver, taken, take, False


@njit(cache=True, nogil=True)
def _send_up(
    node: int, meeting: int, amount: int, ends: Indices, flow: Amounts, tree: Tree
) -> None:
    """Send an amount along the tree between a node and the meeting above it.

    It goes with the arcs that have, in `ends`, the lower of their two nodes.
    """
    while node != meeting:
        joint = tree[node, JOINT]
        flow[joint] += amount if ends[joint] == node else -amount
        node = tree[node, PARENT]


@njit(cache=True, nogil=True)
def _pivot(
    arc: int,
    tail: Indices,
    head: Indices,
    cost: Amounts,
    room: Amounts,
    flow: Amounts,
    turn: Turns,
    price: Amounts,
    tree: Tree,
    waiting: Indices,
) -> None:
    """Send what can be sent round an arc's cycle, and let the arc take another's place."""
    giver, taker = (tail[arc], head[arc]) if turn[arc] > 0 else (head[arc], tail[arc])
    meeting, amount, top, giving = _leave(giver, taker, room[arc], tail, head, room, flow, tree)
    if amount > 0:
        flow[arc] += turn[arc] * amount
        _send_up(giver, meeting, amount, head, flow, tree)
        _send_up(taker, meeting, amount, tail, flow, tree)
    if top < 0:
        turn[arc] = -turn[arc]
        return
    leaving = tree[top, JOINT]
    node, parent = (giver, taker) if giving else (taker, giver)
    turn[leaving] = 1 if flow[leaving] == 0 else -1
    turn[arc] = 0
    hang_anew(tree, top, node, parent, arc)
    rise = -cost[arc] if tail[arc] == node else cost[arc]
    shift_prices(tree, node, price[parent] + rise - price[node], price, waiting)


@njit(cache=True, nogil=True)
def _improve(
    free: int,
    block: int,
    tail: Indices,
    head: Indices,
    cost: Amounts,
    room: Amounts,
    flow: Amounts,
    turn: Turns,
    price: Amounts,
    tree: Tree,
    waiting: Indices,
) -> None:
    """Let arcs enter the tree until none would make the flow cheaper."""
    arc, at = _enter(free, 0, block, tail, head, cost, turn, price)
    while arc >= 0:
        _pivot(arc, tail, head, cost, room, flow, turn, price, tree, waiting)
        arc, at = _enter(free, at, block, tail, head, cost, turn, price)


@njit(cache=True, nogil=True)
def send_cheapest(
    adjacency: Adjacency, arcs: Arcs, standing: Standing, block: int, most: int
) -> None:
    """Write a flow of least cost that sends as much as can be sent, and its prices.

    `excess` holds what nodes have when every arc carries its lower bound, and comes to hold
    what could not be sent. Arcs are looked through `block` at a time. `most` is more than
    all that could flow.
    """
    sent, prices, excess = standing
    nodes = len(prices)
    chosen, dearest = _choose(arcs)
    tail, head, cost, room = _lay(chosen, adjacency, arcs, nodes)
    free = len(chosen)
    flow, turn = np.zeros(len(tail), dtype=np.int64), np.ones(len(tail), dtype=np.int8)
    price, tree = np.zeros(nodes + 1, dtype=np.int64), make_tree(nodes + 1)
    waiting = np.empty(nodes + 1, dtype=np.uint32)
    dear = (dearest + 1) * (nodes + 1)
    tree[nodes, PARENT], tree[nodes, DEPTH] = nodes, 0
    _stake(False, excess, dear, most, tail, head, cost, room, flow, turn, price, tree)
    _grow(excess, tail[:free], head, cost, turn, price, tree, waiting)
    _stake(True, excess, dear, most, tail, head, cost, room, flow, turn, price, tree)
    _improve(free, block, tail, head, cost, room, flow, turn, price, tree, waiting)
    sent[:] = arcs.lower
    for place in range(free):
        sent[chosen[place]] += flow[place]
    for node in range(nodes):
        prices[node] = price[node]
        left = flow[free + node]
        excess[node] = left if tail[free + node] == node else -left
