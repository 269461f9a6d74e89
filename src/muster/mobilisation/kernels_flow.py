"""Compiled: what flows run on, as every kernel of flows takes it.

The reduced cost of an arc is its cost, plus the price of the node it leaves, less that of
the node it enters. A flow costs least if, with some prices, no arc with room has a reduced
cost below nought, and no arc whose flow may be lowered has one above.
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

Amounts = NDArray[np.int64]
Indices = NDArray[np.uint32]  # unsigned: nothing is asked about an index below nought
Marks = NDArray[np.bool_]


class Adjacency(NamedTuple):
    """Arcs by node, and who is at their ends.

    Rows `span[v, 0]` to `span[v, 1]` of `entry` hold the arcs that leave node v, each with
    the node it enters; from there to `span[v + 1, 0]` come those that enter v, each with
    the node it leaves.
    """

    span: Indices
    entry: Indices
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


@njit(cache=True, nogil=True)
def count_ends(ends: Indices, nodes: int) -> Indices:
    """Return where each node's arcs begin in a list by node (nodes + 1).

    `ends` names, by arc, the node at one end.
    """
    begin = np.zeros(nodes + 1, dtype=np.uint32)
    for end in ends:
        begin[end + 1] += 1
    for node in range(nodes):
        begin[node + 1] += begin[node]
    return begin


@njit(cache=True, nogil=True)
def join_ends(tail: Indices, head: Indices, nodes: int) -> Adjacency:
    """Return arcs by the nodes at their ends."""
    leaving, entering = count_ends(tail, nodes), count_ends(head, nodes)
    span = np.empty((nodes + 1, 2), dtype=np.uint32)
    span[nodes, 0] = span[nodes, 1] = 2 * len(tail)
    for node in range(nodes):
        span[node, 0] = leaving[node] + entering[node]
        span[node, 1] = leaving[node + 1] + entering[node]
    place = span.copy()
    entry = np.empty((2 * len(tail), 2), dtype=np.uint32)
    for arc in range(len(tail)):
        first, last = tail[arc], head[arc]
        entry[place[first, 0], 0], entry[place[first, 0], 1] = arc, last
        place[first, 0] += 1
        entry[place[last, 1], 0], entry[place[last, 1], 1] = arc, first
        place[last, 1] += 1
    return Adjacency(span, entry, tail, head)


@njit(cache=True, nogil=True)
def mark_reached(adjacency: Adjacency, arcs: Arcs, standing: Standing, reached: Marks) -> None:
    """Mark every node that what is left over could still reach, along arcs with room."""
    flow, _, excess = standing
    span, entry, _, _ = adjacency
    lower, upper, _ = arcs
    waiting = np.empty(len(reached), dtype=np.uint32)
    count = 0
    for node in range(len(reached)):
        reached[node] = excess[node] > 0
        if reached[node]:
            waiting[count] = node
            count += 1
    while count > 0:
        count -= 1
        node = waiting[count]
        for row in range(span[node, 0], span[node + 1, 0]):
            arc, other = entry[row, 0], entry[row, 1]
            last = upper[arc] if row < span[node, 1] else lower[arc]
            if flow[arc] != last and not reached[other]:
                reached[other], waiting[count] = True, other
                count += 1
