"""The fewest officers whose lapsed tickets, renewed, bring back so many whole units.

People differ only by the posts they fit now and those they would fit with every ticket
they once held renewed. Each place taken costs nothing where its taker fits it now and 1
where a renewal is needed; the cheapest way to take every place is the fewest officers. It
is found exactly, by shortest augmenting paths over the few kinds of people.
"""

from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from muster.policing import Composition
from muster.strength.roster import Column

Node = tuple[str, int]
SOURCE: Node = ("source", 0)
SINK: Node = ("sink", 0)
FAR = 2**30


@dataclass(slots=True)
class _Network:
    """Room left on each arc and what a person sent along it costs."""

    room: dict[Node, dict[Node, int]] = field(default_factory=dict)
    cost: dict[tuple[Node, Node], int] = field(default_factory=dict)

    def join(self, start: Node, end: Node, room: int, cost: int) -> None:
        """Add an arc and its reverse."""
        self.room.setdefault(start, {})[end] = room
        self.room.setdefault(end, {})[start] = 0
        self.cost[start, end], self.cost[end, start] = cost, -cost

    def cheapest_path(self) -> list[Node]:
        """Return the cheapest path with room from source to sink, empty if there is none."""
        cost, came = {SOURCE: 0}, {SOURCE: SOURCE}
        queue = [SOURCE]
        for node in queue:
            for end, room in self.room[node].items():
                reached = cost[node] + self.cost[node, end]
                if room and reached < cost.get(end, FAR):
                    cost[end], came[end] = reached, node
                    queue.append(end)
        if SINK not in came:
            return []
        path = [SINK]
        while path[-1] != SOURCE:
            path.append(came[path[-1]])
        return path[::-1]

    def send(self, path: list[Node]) -> None:
        """Send as many people along a path as it has room for."""
        arcs = list(pairwise(path))
        sent = min(self.room[start][end] for start, end in arcs)
        for start, end in arcs:
            self.room[start][end] -= sent
            self.room[end][start] += sent


def fewest_renewals(
    unit: Composition, units: int, now: Column, renewed: Column
) -> tuple[tuple[int, int, int, int], ...] | None:
    """Return how many of which people must renew for which post, None where it cannot be done.

    `now` and `renewed` are each person's posts as bits, before and after renewing
    everything. Rows are (posts now, posts renewed, post, people).
    """
    kinds, counts = np.unique(np.stack([now, renewed]), axis=1, return_counts=True)
    network = _Network(room={SOURCE: {}, SINK: {}})
    for post, needed in enumerate(unit.posts):
        network.join(("post", post), SINK, units * needed.count, 0)
    for kind, count in enumerate(counts):
        network.join(SOURCE, ("kind", kind), int(count), 0)
        for post in range(len(unit.posts)):
            if kinds[1, kind] >> post & 1:
                cost = 1 - int(kinds[0, kind] >> post & 1)
                network.join(("kind", kind), ("post", post), int(count), cost)
    while path := network.cheapest_path():
        network.send(path)
    if any(network.room[("post", post)][SINK] for post in range(len(unit.posts))):
        return None
    return tuple(
        (int(kinds[0, kind]), int(kinds[1, kind]), post, people)
        for kind in range(len(counts))
        for post in range(len(unit.posts))
        if (people := network.room[("post", post)].get(("kind", kind), 0))
        and not kinds[0, kind] >> post & 1
    )
