"""Who fills which post: a largest matching that takes the earliest people first.

People who fit the same posts and could be needed for the same cover are alike, so the
matching is a flow through a small network: cover group → (group, posts they fit) → post.
People enter in order of readiness; a path that makes room for a newcomer never sends
home anyone from outside the newcomer's own cover group, so after each wave the largest
number of posts possible is filled by people ready by then.
"""

from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int64]
Node = tuple[str, int, int]

SOURCE: Node = ("source", 0, 0)
SINK: Node = ("sink", 0, 0)


@dataclass
class _Network:
    """Residual capacities between nodes."""

    spare: dict[Node, dict[Node, int]] = field(default_factory=lambda: defaultdict(dict))

    def widen(self, start: Node, end: Node, by: int) -> None:
        """Add capacity to an arc."""
        self.spare[start][end] = self.spare[start].get(end, 0) + by
        self.spare[end].setdefault(start, 0)

    def augment(self, most: int) -> int:
        """Send as much as one shortest path takes, up to `most`; 0 when there is none."""
        came: dict[Node, Node] = {SOURCE: SOURCE}
        queue = deque([SOURCE])
        while queue and SINK not in came:
            here = queue.popleft()
            for there, room in self.spare[here].items():
                if room > 0 and there not in came:
                    came[there] = here
                    queue.append(there)
        if SINK not in came:
            return 0
        path = [SINK]
        while path[-1] != SOURCE:
            path.append(came[path[-1]])
        return self._send(path[::-1], most)

    def _send(self, path: Sequence[Node], most: int) -> int:
        arcs = list(pairwise(path))
        sent = min(most, *(self.spare[start][end] for start, end in arcs))
        for start, end in arcs:
            self.spare[start][end] -= sent
            self.spare[end][start] += sent
        return sent


def assign_people(
    masks: Rows, groups: Rows, ready: Rows, places: Rows, releasable: Rows
) -> list[Rows]:
    """Return, for each post, the rows of the people who fill it, earliest first.

    `masks[i]` has bit p set where person i fits post p; `groups[i]` is their cover group,
    of which at most `releasable[group]` people may go; `ready[i]` is when they can parade;
    `places[p]` is how many post p takes. As many places are filled as can be.
    """
    network = _Network()
    for group, most in enumerate(releasable):
        network.widen(SOURCE, ("group", group, 0), int(most))
    for post, count in enumerate(places):
        network.widen(("post", post, 0), SINK, int(count))
    wanted = int(places.sum())
    for moment in np.unique(ready):
        if wanted == 0:
            break
        _admit(network, masks, groups, ready == moment, len(places))
        while wanted and (sent := network.augment(wanted)):
            wanted -= sent
    return _name(network, masks, groups, ready, len(places))


def _admit(
    network: _Network, masks: Rows, groups: Rows, now: NDArray[np.bool_], posts: int
) -> None:
    """Let a wave of people into the network."""
    kinds, counts = np.unique(np.stack([groups[now], masks[now]]), axis=1, return_counts=True)
    for (group, mask), count in zip(kinds.T.tolist(), counts.tolist(), strict=True):
        kind = ("kind", group, mask)
        network.widen(("group", group, 0), kind, count)
        for post in range(posts):
            if mask >> post & 1:
                network.widen(kind, ("post", post, 0), count)


def _name(network: _Network, masks: Rows, groups: Rows, ready: Rows, posts: int) -> list[Rows]:
    """Return the people behind the flow, the earliest of each kind, by post."""
    chosen: list[list[int]] = [[] for _ in range(posts)]
    order = np.lexsort((np.arange(len(ready)), ready))
    alike: dict[tuple[int, int], list[int]] = defaultdict(list)
    for row in order.tolist():
        alike[int(groups[row]), int(masks[row])].append(row)
    for (group, mask), people in alike.items():
        queue = iter(people)
        for post in range(posts):
            sent = network.spare[("post", post, 0)].get(("kind", group, mask), 0)
            chosen[post].extend(next(queue) for _ in range(sent))
    return [
        np.array(sorted(rows, key=lambda row: (ready[row], row)), dtype=np.int64) for rows in chosen
    ]
