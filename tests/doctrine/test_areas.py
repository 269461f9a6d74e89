"""The map of the 43 police areas, and which of them a place lies in."""

import csv
import json
import random
from collections import Counter
from importlib import resources
from itertools import pairwise

import pytest
from tests.architecture.house import ROOT

from muster.doctrine import police_area_at, read_area_map
from muster.policing import Place

AUTHORITIES = ROOT / "tools" / "data" / "police-area-authorities.csv"
TOWNS = {
    "Birmingham": (52.4796, -1.9026, "west-midlands"),
    "Blackpool": (53.8175, -3.0357, "lancashire"),
    "Bristol": (51.4545, -2.5879, "avon-and-somerset"),
    "Cardiff": (51.4816, -3.1791, "south-wales"),
    "Croydon": (51.3762, -0.0982, "metropolitan"),
    "Hartlepool": (54.6863, -1.2129, "cleveland"),
    "Holyhead": (53.3096, -4.6330, "north-wales"),
    "Kingston upon Hull": (53.7457, -0.3367, "humberside"),
    "Newport, Isle of Wight": (50.7009, -1.2883, "hampshire"),
    "Northampton": (52.2405, -0.9027, "northamptonshire"),
    "Oxford": (51.7520, -1.2577, "thames-valley"),
    "Penzance": (50.1188, -5.5376, "devon-and-cornwall"),
    "Peterborough": (52.5695, -0.2405, "cambridgeshire"),
    "Plymouth": (50.3755, -4.1427, "devon-and-cornwall"),
    "Rotherham": (53.4302, -1.3566, "south-yorkshire"),
    "Southport": (53.6475, -3.0053, "merseyside"),
    "St Mary's, Isles of Scilly": (49.9140, -6.3150, "devon-and-cornwall"),
    "St Paul's Cathedral": (51.5138, -0.0984, "city-of-london"),
    "Sunderland": (54.9069, -1.3838, "northumbria"),
    "Swindon": (51.5558, -1.7797, "wiltshire"),
    "Trafalgar Square": (51.5080, -0.1281, "metropolitan"),
    "Berwick-upon-Tweed": (55.7710, -2.0050, "northumbria"),
}
ELSEWHERE = {
    "Edinburgh": (55.9533, -3.1883),
    "Gretna": (54.9960, -3.0670),
    "Belfast": (54.5973, -5.9301),
    "Dublin": (53.3498, -6.2603),
    "Douglas, Isle of Man": (54.1523, -4.4861),
    "Calais": (50.9513, 1.8587),
    "Dogger Bank": (54.7, 2.3),
    "the Bristol Channel": (51.35, -3.9),
    "the North Pole": (90.0, 0.0),
}


@pytest.fixture(scope="module", params=[False, True], ids=["fine", "drawn"])
def held(request):
    return read_area_map(drawn=request.param)


def winding(line, x, y):
    """Return how often a line goes about a point: another way of asking than the map's own."""
    turns = 0
    for (x1, y1), (x2, y2) in pairwise(line):
        left = (x2 - x1) * (y - y1) - (x - x1) * (y2 - y1)
        if y1 <= y < y2 and left > 0:
            turns += 1
        elif y2 <= y < y1 and left < 0:
            turns -= 1
    return turns


def on_lattice(held, place):
    return (
        (place.lon - held.origin[0]) / held.scale[0],
        (place.lat - held.origin[1]) / held.scale[1],
    )


def holders(held, place):
    """Return every area that a place lies in, by its rings."""
    x, y = on_lattice(held, place)
    return [
        area.name
        for area in held.areas
        if sum(winding(ring, x, y) for ring in held.rings(area)) % 2
    ]


def walked(held):
    """Return how often each arc is walked, `~n` standing for arc n backwards."""
    return Counter(
        number
        for area in held.areas
        for polygon in area.polygons
        for ring in polygon
        for number in ring
    )


def scattered(count):
    chosen = random.Random(43)
    return [Place(chosen.uniform(49.8, 55.9), chosen.uniform(-6.5, 1.9)) for _ in range(count)]


def test_every_territorial_force_has_an_area_and_no_other_has(held, doctrine):
    assert [area.name for area in held.areas] == sorted(
        force.slug for force in doctrine.forces if force.territorial
    )


def test_every_area_is_made_of_authorities_and_no_authority_is_in_two(held):
    with AUTHORITIES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["police_area"] for row in rows} == {area.name for area in held.areas}
    assert max(Counter(row["code"] for row in rows).values()) == 1


def test_neighbours_share_their_border_and_walk_it_in_opposite_ways(held):
    times = walked(held)
    assert set(times.values()) == {1}
    shared = [number for number in times if ~number in times]
    assert len(shared) > 2 * 43


def test_the_areas_leave_no_gap_and_no_place_is_in_two(held):
    times = walked(held)
    outer = [
        held.arcs[number if number >= 0 else ~number].corners
        for number in times
        if ~number not in times
    ]
    found = Counter()
    for place in scattered(400):
        x, y = on_lattice(held, place)
        on_land = sum(winding(line, x, y) for line in outer) % 2
        assert len(holders(held, place)) == on_land
        found[on_land] += 1
    assert min(found.values()) > 100


def test_a_place_is_in_the_area_whose_rings_go_about_it(held):
    for place in scattered(400):
        assert [held.area_at(place)] == (holders(held, place) or [None])


def test_a_place_on_a_shared_border_is_in_one_of_the_two(held):
    times = walked(held)
    shared = {max(number, ~number) for number in times if ~number in times}
    long = [number for number in shared if len(held.arcs[number].corners) > 2]
    assert len(long) > 43
    for number in long:
        corners = held.arcs[number].corners
        sides = {area.name for area in held.areas if number in area.arcs}
        assert len(sides) == 2
        assert held.area_at(held.place(corners[len(corners) // 2])) in sides


def test_a_forces_headquarters_stand_in_its_own_area(doctrine):
    elsewhere = {
        force.slug: police_area_at(force.place)
        for force in doctrine.forces
        if force.territorial and police_area_at(force.place) != force.slug
    }
    assert elsewhere == {}


@pytest.mark.parametrize("town", TOWNS)
def test_a_town_is_in_the_area_that_polices_it(town):
    lat, lon, force = TOWNS[town]
    assert police_area_at(Place(lat, lon)) == force


@pytest.mark.parametrize("place", ELSEWHERE)
def test_a_place_beyond_the_43_is_in_none(place):
    assert police_area_at(Place(*ELSEWHERE[place])) is None


def test_a_place_that_is_no_number_is_in_none():
    assert police_area_at(Place(float("nan"), 0.0)) is None


def test_the_middle_of_an_area_lies_in_it(held):
    assert [held.area_at(area.middle) for area in held.areas] == [area.name for area in held.areas]


def test_a_map_carries_the_credit_its_licence_asks_for(held):
    for owed in ("OS data ©", "Royal Mail data ©", "Office for National Statistics", "v3.0"):
        assert owed in held.credit
    assert "Natural Earth" in held.credit


def test_the_finer_map_says_how_right_it_is(doctrine):
    said = json.loads(
        (resources.files("muster.doctrine") / "data" / "police-areas.json").read_text("utf-8")
    )["metadata"]["accuracy"]
    assert said["held_out"]["places"] > 90_000
    assert said["held_out"]["right"] > 0.99
    assert said["all"]["right"] > said["held_out"]["right"]


def test_a_force_without_an_area_has_none_to_show(held):
    assert held.area("british-transport") is None
    assert held.area("kent").name == "kent"
