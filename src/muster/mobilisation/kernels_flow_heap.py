"""Compiled: a binary heap of nodes by label, in which a node's label may be lowered.

Nothing is set up beforehand: a node is in the heap exactly when it has been given a place.
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray


class Heap(NamedTuple):
    """Labels and nodes in heap order, and by node where it stands; the size is kept apart."""

    label: NDArray[np.int64]
    node: NDArray[np.int32]
    place: NDArray[np.int32]


@njit(cache=True, nogil=True, inline="always")
def _set(heap: Heap, place: int, label: int, node: int) -> None:
    heap.label[place] = label
    heap.node[place] = node
    heap.place[node] = place


@njit(cache=True, nogil=True)
def lift(heap: Heap, place: int, label: int, node: int) -> None:
    """Put a node with its label at a free place, or the highest above it where it may stand."""
    while place > 0:
        above = (place - 1) >> 1
        if heap.label[above] <= label:
            break
        _set(heap, place, heap.label[above], heap.node[above])
        place = above
    _set(heap, place, label, node)


@njit(cache=True, nogil=True)
def drop_least(heap: Heap, size: int) -> int:
    """Take out the node with the least label and return the new size; it was at place 0."""
    size -= 1
    label, node = heap.label[size], heap.node[size]
    place, below = 0, 1
    while below < size:
        if below + 1 < size and heap.label[below + 1] < heap.label[below]:
            below += 1
        if heap.label[below] >= label:
            break
        _set(heap, place, heap.label[below], heap.node[below])
        place, below = below, 2 * below + 1
    if size > 0:
        _set(heap, place, label, node)
    return size
