"""Write areas as TopoJSON: borders once, as whole numbers, shared by the areas on both sides."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import Any

Corner = tuple[int, int]
Ring = list[Corner]
Line = list[tuple[float, float]]
Shape = Sequence[Sequence[Ring]]  # polygons, each an outer ring and its holes, closed


@dataclass
class _Arcs:
    """The arcs met so far, by their corners in the direction they were first met."""

    forks: frozenset[Corner]
    lines: list[Ring] = field(default_factory=list)
    places: dict[tuple[Corner, ...], int] = field(default_factory=dict)

    def of_ring(self, ring: Ring) -> list[int]:
        """Return a ring as numbers of arcs, `~n` where arc n is walked backwards."""
        return [self._place(tuple(line)) for line in _cut(ring, self.forks)]

    def _place(self, line: tuple[Corner, ...]) -> int:
        if line in self.places:
            return self.places[line]
        if line[::-1] in self.places:
            return ~self.places[line[::-1]]
        self.places[line] = len(self.lines)
        self.lines.append(list(line))
        return self.places[line]


def encoded(
    objects: Mapping[str, Mapping[str, tuple[Shape, Mapping[str, Any]]]],
    *,
    scale: tuple[float, float],
    translate: tuple[float, float],
    metadata: Mapping[str, Any],
) -> str:
    """Return TopoJSON text; `objects` holds shapes and properties by id, by name of collection.

    Corners are whole numbers of `scale` degrees from `translate`, longitude first.
    """
    everything = [shape for each in objects.values() for shape, _ in each.values()]
    arcs = _Arcs(_forks(everything))
    collections = {
        name: {
            "type": "GeometryCollection",
            "geometries": [_geometry(arcs, id_, *given) for id_, given in each.items()],
        }
        for name, each in objects.items()
    }
    head = {
        "type": "Topology",
        "metadata": metadata,
        "transform": {"scale": scale, "translate": translate},
        "objects": collections,
    }
    lines = ",\n".join(_compact(_deltas(line)) for line in arcs.lines)
    return f'{_compact(head)[:-1]},\n"arcs":[\n{lines}\n]}}\n'


def decoded(text: str, name: str, *, named: bool = False) -> dict[str, list[list[Line]]]:
    """Return a collection's polygons in degrees, longitude first, by id, or `named` by name."""
    held = json.loads(text)
    lines = _lines(held)
    found = {}
    for each in held["objects"][name]["geometries"]:
        polygons = each["arcs"] if each["type"] == "MultiPolygon" else [each["arcs"]]
        key = each["properties"]["name"] if named else each["id"]
        found[key] = [[_ring(lines, numbers) for numbers in polygon] for polygon in polygons]
    return found


def _lines(held: Mapping[str, Any]) -> list[Line]:
    (across, up), (west, south) = held["transform"]["scale"], held["transform"]["translate"]
    lines = []
    for deltas in held["arcs"]:
        places = accumulate(deltas, lambda at, step: (at[0] + step[0], at[1] + step[1]))
        lines.append([(west + x * across, south + y * up) for x, y in places])
    return lines


def _ring(lines: Sequence[Line], numbers: Iterable[int]) -> Line:
    corners: Line = []
    for number in numbers:
        line = lines[number] if number >= 0 else lines[~number][::-1]
        corners += line[1:] if corners else line
    return corners


def _geometry(arcs: _Arcs, id_: str, shape: Shape, properties: Mapping[str, Any]) -> dict[str, Any]:
    rings = [[arcs.of_ring(ring) for ring in polygon] for polygon in shape]
    given = {"properties": dict(properties)} if properties else {}
    return {"type": "MultiPolygon", "id": id_, **given, "arcs": rings}


def _forks(shapes: Iterable[Shape]) -> frozenset[Corner]:
    """Return the corners at which borders meet: those with other than two neighbours."""
    beside: defaultdict[Corner, set[Corner]] = defaultdict(set)
    for shape in shapes:
        for polygon in shape:
            for ring in polygon:
                for one, other in pairwise(ring):
                    beside[one].add(other)
                    beside[other].add(one)
    return frozenset(corner for corner, others in beside.items() if len(others) != 2)


def _cut(ring: Ring, forks: frozenset[Corner]) -> list[Ring]:
    """Return a closed ring cut at its forks; begun at one, or at its least corner."""
    open_ = ring[:-1]
    at = [place for place, corner in enumerate(open_) if corner in forks]
    first = at[0] if at else open_.index(min(open_))
    turned = [*open_[first:], *open_[: first + 1]]
    cuts = [place - first for place in at] or [0]
    return [
        turned[start : end + 1]
        for start, end in zip(cuts, [*cuts[1:], len(turned) - 1], strict=True)
    ]


def _deltas(line: Ring) -> list[Corner]:
    """Return each corner as the step from the one before it."""
    before = [(0, 0), *line]
    return [(x - was_x, y - was_y) for (was_x, was_y), (x, y) in zip(before, line, strict=False)]


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
