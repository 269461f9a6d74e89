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
Indices = NDArray[np.int32]
Marks = NDArray[np.bool_]


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


@njit(cache=True, nogil=True)
def list_arcs(ends: Indices, nodes: int) -> tuple[Indices, Indices]:
    """Return where the arcs of each node begin (nodes + 1), and arcs in that order.

    `ends` names, by arc, the node at one end.
    """
    begin = np.zeros(nodes + 1, dtype=np.int32)
    for end in ends:
        begin[end + 1] += 1
    for node in range(nodes):
        begin[node + 1] += begin[node]
    place = begin[:-1].copy()
    order = np.empty(len(ends), dtype=np.int32)
    for arc in range(len(ends)):
        order[place[ends[arc]]] = arc
        place[ends[arc]] += 1
    return begin, order


@njit(cache=True, nogil=True)
def mark_reached(adjacency: Adjacency, arcs: Arcs, standing: Standing, reached: Marks) -> None:
    """Mark every node that what is left over could still reach, along arcs with room."""
    flow, _, excess = standing
    waiting = np.empty(len(reached), dtype=np.int32)
    count = 0
    for node in range(len(reached)):
        reached[node] = excess[node] > 0
        if reached[node]:
            waiting[count] = node
            count += 1
    while count > 0:
        count -= 1
        node = waiting[count]
        for arc in adjacency.out_arc[adjacency.out_ptr[node] : adjacency.out_ptr[node + 1]]:
            head = adjacency.head[arc]
            if not reached[head] and flow[arc] < arcs.upper[arc]:
                reached[head], waiting[count] = True, head
                count += 1
        for arc in adjacency.in_arc[adjacency.in_ptr[node] : adjacency.in_ptr[node + 1]]:
            tail = adjacency.tail[arc]
            if not reached[tail] and flow[arc] > arcs.lower[arc]:
                reached[tail], waiting[count] = True, tail
                count += 1
