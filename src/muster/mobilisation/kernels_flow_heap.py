"""Compiled: what a search from each of two ends keeps, and a binary heap that labels may fall in.

Every table has a layer for each end. A row of `marks` tells a node's label, the arc it was
reached by and its place in the heap, and, apart from these, the node that was reached for
good in that order. A row of `heap` holds a label and its node, in heap order. Nothing is
set up but the labels: a node is in the heap exactly when it has been given a place.

Written out flat: an inlined function would count references to its arrays at every turn.
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray

Table = NDArray[np.int64]
LABEL, CAME_BY, PLACE, DONE, MARKS = 0, 1, 2, 3, 4  # columns of marks, 32 bytes a row


@njit(cache=True, nogil=True)
def lift(heap: Table, marks: Table, end: int, place: int, label: int, node: int) -> None:
    """Put a node with its label at a free place, or the highest above it where it may stand."""
    while place > 0:
        above = (place - 1) >> 1
        if heap[end, above, 0] <= label:
            break
        other = heap[end, above, 1]
        heap[end, place, 0], heap[end, place, 1] = heap[end, above, 0], other
        marks[end, other, PLACE] = place
        place = above
    heap[end, place, 0], heap[end, place, 1] = label, node
    marks[end, node, PLACE] = place


@njit(cache=True, nogil=True)
def drop_least(heap: Table, marks: Table, end: int, size: int) -> int:
    """Take out the node with the least label and return the new size; it was at place 0."""
    size -= 1
    label, node = heap[end, size, 0], heap[end, size, 1]
    place, below = 0, 1
    while below < size:
        if below + 1 < size and heap[end, below + 1, 0] < heap[end, below, 0]:
            below += 1
        if heap[end, below, 0] >= label:
            break
        other = heap[end, below, 1]
        heap[end, place, 0], heap[end, place, 1] = heap[end, below, 0], other
        marks[end, other, PLACE] = place
        place, below = below, 2 * below + 1
    if size > 0:
        heap[end, place, 0], heap[end, place, 1] = label, node
        marks[end, node, PLACE] = place
    return size
