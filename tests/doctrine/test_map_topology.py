"""How the tool that builds the map writes it: each border once."""

import json

import pytest

from map_topology import decoded, encoded

WEST = [[[(0, 0), (2, 0), (2, 1), (2, 2), (0, 2), (0, 0)]]]
EAST = [[[(2, 0), (4, 0), (4, 2), (2, 2), (2, 1), (2, 0)]]]
AROUND = [[[(0, 0), (9, 0), (9, 9), (0, 9), (0, 0)], [(3, 3), (3, 6), (6, 6), (6, 3), (3, 3)]]]
WITHIN = [[[(6, 6), (3, 6), (3, 3), (6, 3), (6, 6)]]]


def write(**shapes):
    objects = {"areas": {name: (shape, {}) for name, shape in shapes.items()}}
    return encoded(
        objects, scale=(0.5, 0.25), translate=(-10, 49), metadata={"title": "Barsetshire"}
    )


def corners(shape):
    return {
        frozenset((-10 + x * 0.5, 49 + y * 0.25) for x, y in ring)
        for polygon in shape
        for ring in polygon
    }


@pytest.mark.parametrize("shapes", [{"a": WEST, "b": EAST}, {"a": AROUND, "b": WITHIN}])
def test_what_is_written_is_read_as_it_was(shapes):
    found = decoded(write(**shapes), "areas")
    for name, shape in shapes.items():
        assert {frozenset(ring) for polygon in found[name] for ring in polygon} == corners(shape)
        assert all(ring[0] == ring[-1] for polygon in found[name] for ring in polygon)


def test_a_border_of_two_areas_is_kept_once():
    held = json.loads(write(a=WEST, b=EAST))
    one, other = (
        {n for each in area["arcs"][0] for n in each}
        for area in held["objects"]["areas"]["geometries"]
    )
    assert len(held["arcs"]) == 3
    assert one & {~number for number in other}


def test_an_area_within_another_shares_the_whole_of_its_border():
    held = json.loads(write(a=AROUND, b=WITHIN))
    outer, inner = held["objects"]["areas"]["geometries"]
    assert len(held["arcs"]) == 2
    assert inner["arcs"] in ([[outer["arcs"][0][1]]], [[[~n for n in outer["arcs"][0][1]]]])


def test_a_map_carries_what_it_says_of_itself():
    assert json.loads(write(a=WEST))["metadata"] == {"title": "Barsetshire"}
