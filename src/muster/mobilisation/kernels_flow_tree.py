"""Compiled: the spanning tree of a network simplex, one row of a table to a node.

A row holds the node's parent, the arc that joins them, the depth, the first child, and
the next and previous among the parent's children, or NONE.
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from muster.mobilisation.kernels_flow import Amounts, Indices

Tree = NDArray[np.uint32]
PARENT, JOINT, DEPTH, CHILD, NEXT, PREVIOUS, WIDTH = 0, 1, 2, 3, 4, 5, 8  # 32 bytes a row
NONE = 2**32 - 1


@njit(cache=True, nogil=True)
def make_tree(nodes: int) -> Tree:
    """Return rows of nodes that hang nowhere yet."""
    return np.full((nodes, WIDTH), NONE, dtype=np.uint32)


@njit(cache=True, nogil=True)
def hang(tree: Tree, node: int, parent: int, arc: int) -> None:
    """Make a node the first child of another, by an arc between them."""
    elder = tree[parent, CHILD]
    tree[node, PARENT] = parent
    tree[node, JOINT] = arc
    tree[node, NEXT] = elder
    tree[node, PREVIOUS] = NONE
    tree[parent, CHILD] = node
    if elder != NONE:
        tree[elder, PREVIOUS] = node


@njit(cache=True, nogil=True)
def hang_anew(tree: Tree, top: int, node: int, parent: int, arc: int) -> None:
    """Hang what is under `top` from another parent, by its `node`, which becomes its top."""
    while True:
        above, joint = tree[node, PARENT], tree[node, JOINT]
        after, before = tree[node, NEXT], tree[node, PREVIOUS]
        if before != NONE:
            tree[before, NEXT] = after
        else:
            tree[above, CHILD] = after
        if after != NONE:
            tree[after, PREVIOUS] = before
        hang(tree, node, parent, arc)
        if node == top:
            break
        node, parent, arc = above, node, joint


@njit(cache=True, nogil=True)
def shift_prices(tree: Tree, top: int, by: int, price: Amounts, waiting: Indices) -> None:
    """Add to the prices of a node and of all under it, and tell each its depth."""
    price[top] += by
    tree[top, DEPTH] = tree[tree[top, PARENT], DEPTH] + 1
    count, waiting[0] = 1, top
    while count > 0:
        count -= 1
        node = waiting[count]
        below = tree[node, DEPTH] + 1
        child = tree[node, CHILD]
        while child != NONE:
            price[child] += by
            tree[child, DEPTH] = below
            if tree[child, CHILD] != NONE:
                waiting[count] = child
                count += 1
            child = tree[child, NEXT]
