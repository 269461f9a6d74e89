"""Corridors set by hand, and falling back only where asked."""

from datetime import date

import pytest
from tests.fakes.routing import routing_server

from muster.doctrine import read_doctrine
from muster.mobilisation import (
    Corridor,
    FallbackTravel,
    FixedTravel,
    GreatCircleTravel,
    OsrmTravel,
    UnableToAskTravelTimes,
)
from muster.policing import Place

BORCHESTER, FELPERSHAM, PENNY = Place(52.2, -2.1), Place(52.4, -1.9), Place(51.6, -2.6)
NEAR_BORCHESTER = Place(52.21, -2.11)
CIRCLE = GreatCircleTravel(read_doctrine().travel("great_circle", date(2026, 3, 2)))
ALL = [BORCHESTER, FELPERSHAM, PENNY]


def corridor(name="A46", ends=(BORCHESTER, FELPERSHAM), within_km=5, **given):
    return Corridor(name, ends, within_km, **given)


def test_a_corridor_doubled_is_doubled_both_ways_and_nothing_else_is():
    plain, by_hand = CIRCLE.minutes(ALL, ALL), FixedTravel((corridor(factor=2.0),), CIRCLE)
    found = by_hand.minutes(ALL, ALL)
    plain[0, 1] *= 2
    plain[1, 0] *= 2
    assert found.tolist() == plain.tolist()


def test_a_corridor_holds_near_its_ends_and_not_beyond():
    near = FixedTravel((corridor(minutes=7),), CIRCLE)
    assert near.minutes([NEAR_BORCHESTER], [FELPERSHAM]).tolist() == [[7]]
    at_the_end = FixedTravel((corridor(minutes=7, within_km=0.5),), CIRCLE)
    assert at_the_end.minutes([NEAR_BORCHESTER], [FELPERSHAM]) == CIRCLE.minutes(
        [NEAR_BORCHESTER], [FELPERSHAM]
    )


def test_a_part_of_a_minute_is_rounded_up():
    plain = int(CIRCLE.minutes([BORCHESTER], [FELPERSHAM])[0, 0])
    found = FixedTravel((corridor(factor=1.01),), CIRCLE).minutes([BORCHESTER], [FELPERSHAM])
    assert found.tolist() == [[plain + 1]]


def test_corridors_alone_know_nothing_else():
    alone = FixedTravel((corridor(minutes=40),))
    assert alone.minutes([BORCHESTER], [FELPERSHAM]).tolist() == [[40]]
    with pytest.raises(UnableToAskTravelTimes, match=r"from \(52.2000, -2.1000\) to \(51.6000"):
        alone.minutes([BORCHESTER], [FELPERSHAM, PENNY])
    with pytest.raises(UnableToAskTravelTimes, match="No corridor gives the minutes"):
        FixedTravel((corridor(factor=2.0),)).minutes([BORCHESTER], [FELPERSHAM])


def test_two_corridors_for_one_journey_are_refused_by_name():
    both = FixedTravel((corridor(minutes=40), corridor("B4100", factor=2.0)), CIRCLE)
    with pytest.raises(UnableToAskTravelTimes, match="'A46' and 'B4100' both cover"):
        both.minutes(ALL, ALL)
    assert both.minutes([PENNY], [FELPERSHAM]) == CIRCLE.minutes([PENNY], [FELPERSHAM])


@pytest.mark.parametrize("given", [{}, {"minutes": 4, "factor": 2.0}, {"minutes": -1}])
def test_a_corridor_says_one_thing(given):
    with pytest.raises(UnableToAskTravelTimes, match="'A46' needs minutes or a factor"):
        corridor(**given)


def test_the_name_says_what_is_set_by_hand():
    assert FixedTravel((corridor(minutes=1),), CIRCLE).name == (
        f"{CIRCLE.name}, with 1 corridor set by hand"
    )
    assert FixedTravel((corridor(minutes=1),) * 2).name == "2 corridors set by hand"


def test_a_fall_back_is_said_and_why():
    with routing_server() as server:
        travel = FallbackTravel(OsrmTravel(server.url), CIRCLE)
        asked = travel.minutes(ALL, ALL)
        assert travel.name == f"OSRM at {server.url}"
        assert asked.tolist() != CIRCLE.minutes(ALL, ALL).tolist()
        server.faults = [(400, {"code": "NoSegment", "message": "Could not find"})]
        assert travel.minutes(ALL, ALL).tolist() == CIRCLE.minutes(ALL, ALL).tolist()
    assert travel.name.startswith(f"{CIRCLE.name}, fallen back to because OSRM at {server.url}")
    assert "NoSegment" in travel.name
    assert travel.name.endswith(f"OSRM at {server.url} spoke before that")


def test_once_fallen_back_the_first_is_asked_no_more():
    with routing_server(faults=[(500, b"{}")]) as server:
        travel = FallbackTravel(OsrmTravel(server.url), CIRCLE)
        travel.minutes(ALL, ALL)
        travel.minutes(ALL, ALL)
        assert len(server.requests) == 1
    assert "before that" not in travel.name
