"""Compiled: a flow of least cost from the one there was, by the shortest ways.

When numbers change, the flow of a few arcs is set as their reduced costs now ask, and some
nodes have too much and others too little. What there is too much of is sent by the way
whose reduced cost is least, and prices are shifted so that no reduced cost changes sign.

A way is sought from both ends, the one that has done less work first: about a hub where
everything costs the same, one of them is seldom far from home. End 0 goes with the arcs
from a node that has too much, end 1 against them from all that have too little.

The inner functions take plain arrays and are written out flat: references to an array taken
from a tuple, or given to an inlined function, are counted, at several times the cost of the
work itself.
"""

import numpy as np
from numba import njit

from muster.mobilisation.kernels_flow import Adjacency, Amounts, Arcs, Indices, Standing
from muster.mobilisation.kernels_flow_heap import (
    CAME_BY,
    DONE,
    LABEL,
    MARKS,
    PLACE,
    Table,
    drop_least,
    lift,
)

BEGAN = -(2**62)  # no arc led here: the search began here
# What is counted for each end: nodes reached for good, of those how many were looked round,
# nodes in the heap, and arcs looked at.
REACHED, SEEN, WAITING, WORK, COUNTS = 0, 1, 2, 3, 4


@njit(cache=True, nogil=True)
def _look_along(
    end: int,
    turn: int,
    node: int,
    met: tuple[int, int],
    far: int,
    span: Indices,
    entry: Indices,
    lower: Amounts,
    upper: Amounts,
    cost: Amounts,
    flow: Amounts,
    price: Amounts,
    marks: Table,
    heap: Table,
    tally: Table,
) -> tuple[int, int]:
    """Note the ways on from a node, with `turn` 1 along arcs and with -1 back along flow.

    `met` and what is returned are the length of the shortest way from end to end, and the
    node where it meets.
    """
    length, meeting = met
    here, sign = marks[end, node, LABEL], 1 - 2 * end
    first = span[node, 0] if turn == sign else span[node, 1]
    last = span[node, 1] if turn == sign else span[node + 1, 0]
    for row in range(first, last):
        arc, other = entry[row, 0], entry[row, 1]
        if flow[arc] == (upper[arc] if turn > 0 else lower[arc]):
            continue
        label = here + turn * cost[arc] + sign * (price[node] - price[other])
        known = marks[end, other, LABEL]
        # Only what is as far as the whole way is passed over: prices need all that is nearer.
        if label >= known or label >= length:
            continue
        beyond = marks[1 - end, other, LABEL]
        if beyond < far and label + beyond < length:
            length, meeting = label + beyond, int(other)
        marks[end, other, CAME_BY] = np.int64(arc) if turn > 0 else ~np.int64(arc)
        marks[end, other, LABEL] = label
        if known < far:
            lift(heap, marks, end, marks[end, other, PLACE], label, other)
        elif label == here:
            marks[end, tally[end, REACHED], DONE] = other
            tally[end, REACHED] += 1
        else:
            lift(heap, marks, end, tally[end, WAITING], label, other)
            tally[end, WAITING] += 1
    return length, meeting


@njit(cache=True, nogil=True)
def _edge(end: int, far: int, marks: Table, heap: Table, tally: Table) -> int:
    """Return the least label of a node not yet looked round, or `far` when there is none."""
    if tally[end, SEEN] < tally[end, REACHED]:
        return int(marks[end, marks[end, tally[end, SEEN], DONE], LABEL])
    return int(heap[end, 0, 0]) if tally[end, WAITING] > 0 else far


@njit(cache=True, nogil=True)
def _take_nearest(end: int, marks: Table, heap: Table, tally: Table) -> int:
    """Return the nearest node that was not yet looked round."""
    if tally[end, SEEN] == tally[end, REACHED]:
        marks[end, tally[end, REACHED], DONE] = heap[end, 0, 1]
        tally[end, REACHED] += 1
        tally[end, WAITING] = drop_least(heap, marks, end, tally[end, WAITING])
    tally[end, SEEN] += 1
    return int(marks[end, tally[end, SEEN] - 1, DONE])


@njit(cache=True, nogil=True)
def _find(
    far: int,
    span: Indices,
    entry: Indices,
    lower: Amounts,
    upper: Amounts,
    cost: Amounts,
    flow: Amounts,
    price: Amounts,
    marks: Table,
    heap: Table,
    tally: Table,
) -> tuple[int, int, int]:
    """Search from both ends; return the shortest way's cost, where it meets, and how much of
    it lies before the edge of end 0. The cost is `far` where there is no way.
    """
    met = far, -1
    while True:
        first = _edge(0, far, marks, heap, tally)
        last = _edge(1, far, marks, heap, tally)
        if first == far or last == far or first + last >= met[0]:
            return met[0], met[1], min(first, met[0])
        end = 0 if tally[0, WORK] <= tally[1, WORK] else 1
        node = _take_nearest(end, marks, heap, tally)
        tally[end, WORK] += span[node + 1, 0] - span[node, 0]
        for turn in (1, -1):
            met = _look_along(
                end,
                turn,
                node,
                met,
                far,
                span,
                entry,
                lower,
                upper,
                cost,
                flow,
                price,
                marks,
                heap,
                tally,
            )


@njit(cache=True, nogil=True)
def _begin(end: int, node: int, marks: Table, tally: Table) -> None:
    """Let the search from an end begin at a node (too)."""
    marks[end, node, LABEL] = 0
    marks[end, node, CAME_BY] = BEGAN
    marks[end, tally[end, REACHED], DONE] = node
    tally[end, REACHED] += 1


@njit(cache=True, nogil=True)
def _forget(
    end: int,
    reach: int,
    far: int,
    widest: int,
    price: Amounts,
    marks: Table,
    heap: Table,
    tally: Table,
) -> bool:
    """Shift the prices of nodes nearer than `reach` by what they are nearer; forget all labels.

    Returns whether every price stays within `widest` of nought.
    """
    fits = True
    for at in range(tally[end, REACHED]):
        node = marks[end, at, DONE]
        nearer = reach - marks[end, node, LABEL]
        if nearer > 0:
            price[node] += nearer if end else -nearer
            fits = fits and -widest <= price[node] <= widest
        marks[end, node, LABEL] = far
    for at in range(tally[end, WAITING]):
        marks[end, heap[end, at, 1], LABEL] = far
    tally[end, REACHED] = tally[end, SEEN] = tally[end, WAITING] = 0
    return fits


@njit(cache=True, nogil=True)
def _carry(
    end: int,
    node: int,
    most: int,
    tail: Indices,
    head: Indices,
    lower: Amounts,
    upper: Amounts,
    flow: Amounts,
    marks: Table,
) -> tuple[int, int]:
    """Return how much, up to `most`, the way from an end to a node carries; where it begins."""
    while marks[end, node, CAME_BY] != BEGAN:
        arc = marks[end, node, CAME_BY]
        along = arc >= 0
        arc = arc if along else ~arc
        most = min(most, upper[arc] - flow[arc] if along else flow[arc] - lower[arc])
        node = tail[arc] if along == (end == 0) else head[arc]
    return most, node


@njit(cache=True, nogil=True)
def _send(
    end: int, node: int, amount: int, tail: Indices, head: Indices, flow: Amounts, marks: Table
) -> None:
    """Send an amount along the way between an end and a node."""
    while marks[end, node, CAME_BY] != BEGAN:
        arc = marks[end, node, CAME_BY]
        along = arc >= 0
        arc = arc if along else ~arc
        flow[arc] += amount if along else -amount
        node = tail[arc] if along == (end == 0) else head[arc]


@njit(cache=True, nogil=True)
def _send_by(
    root: int,
    meeting: int,
    tail: Indices,
    head: Indices,
    lower: Amounts,
    upper: Amounts,
    flow: Amounts,
    excess: Amounts,
    marks: Table,
) -> None:
    """Send by the way found as much as it carries, is there and is lacking."""
    most, _ = _carry(0, meeting, excess[root], tail, head, lower, upper, flow, marks)
    most, lack = _carry(1, meeting, most, tail, head, lower, upper, flow, marks)
    most = min(most, -excess[lack])
    _send(0, meeting, most, tail, head, flow, marks)
    _send(1, meeting, most, tail, head, flow, marks)
    excess[root] -= most
    excess[lack] += most


@njit(cache=True, nogil=True)
def _send_from(
    root: int,
    lacking: Indices,
    limits: tuple[int, int, int],
    adjacency: Adjacency,
    arcs: Arcs,
    standing: Standing,
    marks: Table,
    heap: Table,
    tally: Table,
) -> int:
    """Send all that a node has too much of; return what is left, or -1 having given up."""
    span, entry, tail, head = adjacency
    lower, upper, cost = arcs
    flow, price, excess = standing
    far, widest, patience = limits
    while excess[root] > 0:
        _begin(0, root, marks, tally)
        for at in range(len(lacking)):
            if excess[lacking[at]] < 0:
                _begin(1, lacking[at], marks, tally)
        way, meeting, reach = _find(
            far, span, entry, lower, upper, cost, flow, price, marks, heap, tally
        )
        if meeting < 0:
            way, reach = 0, 0
        else:
            _send_by(root, meeting, tail, head, lower, upper, flow, excess, marks)
        fits = _forget(0, reach, far, widest, price, marks, heap, tally)
        fits &= _forget(1, way - reach, far, widest, price, marks, heap, tally)
        if not fits or tally[0, WORK] + tally[1, WORK] > patience:
            return -1
        if meeting < 0:
            break
    return int(excess[root])


@njit(cache=True, nogil=True)
def send_all(
    adjacency: Adjacency, arcs: Arcs, standing: Standing, limits: tuple[int, int, int]
) -> int:
    """Send everything that can be sent; return how much is left over, or -1 having given up.

    `limits` are a label that is never reached, how far from nought a price may be, and how
    many arcs may be looked at.
    """
    excess = standing.excess
    nodes = len(excess)
    marks = np.empty((2, nodes, MARKS), dtype=np.int64)
    heap = np.empty((2, nodes, 2), dtype=np.int64)
    tally = np.zeros((2, COUNTS), dtype=np.int64)
    lacking, lacks, left = np.empty(nodes, dtype=np.uint32), 0, 0
    for node in range(nodes):
        marks[0, node, LABEL] = marks[1, node, LABEL] = limits[0]
        if excess[node] < 0:
            lacking[lacks] = node
            lacks += 1
    for root in range(nodes):
        if excess[root] > 0:
            rest = _send_from(
                root, lacking[:lacks], limits, adjacency, arcs, standing, marks, heap, tally
            )
            if rest < 0:
                return -1
            left += rest
    return left
