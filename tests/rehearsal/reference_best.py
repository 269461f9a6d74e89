"""The best that can be sent at one moment: a transport problem, by successive shortest paths."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Way:
    """So much a unit costs from an end to a want, compared one figure after another."""

    end: int
    want: int
    cost: tuple[int, ...]


def best_flow(ready, wanted, ways):
    """Return units by (end, want) of least cost in all; costs may be below nought.

    `ready` are units at each end, `wanted` those each want is short of.
    """
    flow = {(way.end, way.want): 0 for way in ways}
    while True:
        path = _cheapest_path(ready, wanted, ways, flow)
        if not path:
            return {pair: count for pair, count in flow.items() if count}
        for end, want, sense in path:
            flow[end, want] += sense


def total_cost(flow, ways, length):
    total = [0] * length
    for way in ways:
        for at, each in enumerate(way.cost):
            total[at] += each * flow.get((way.end, way.want), 0)
    return tuple(total)


def _plus(one, other, sense):
    return tuple(a + sense * b for a, b in zip(one, other, strict=True))


def _cheapest_path(ready, wanted, ways, flow):
    """Return the steps that better the flow most, or none; by Bellman and Ford."""
    if not ways:
        return []
    nothing = (0,) * len(ways[0].cost)
    sent, come = [0] * len(ready), [0] * len(wanted)
    for (end, want), count in flow.items():
        sent[end] += count
        come[want] += count
    known = {("end", e): (nothing, []) for e, most in enumerate(ready) if sent[e] < most}
    changed = True
    while changed:
        changed = False
        for way in ways:
            start, stop = ("end", way.end), ("want", way.want)
            steps = [(start, stop, 1)]
            if flow[way.end, way.want]:
                steps.append((stop, start, -1))
            for tail, head, sense in steps:
                if tail in known:
                    cost = _plus(known[tail][0], way.cost, sense)
                    if head not in known or cost < known[head][0]:
                        known[head] = cost, [*known[tail][1], (way.end, way.want, sense)]
                        changed = True
    open_ended = [
        known["want", w] for w, most in enumerate(wanted) if come[w] < most and ("want", w) in known
    ]
    cost, path = min(open_ended, default=(nothing, []))
    return path if cost < nothing else []
