"""Travel times from the straight line alone."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.doctrine import Source, SpeedBand, TravelSpeeds, read_doctrine
from muster.mobilisation import GreatCircleTravel, UnableToAskTravelTimes, great_circle_km
from muster.policing import Place

DAY = date(2026, 3, 2)
BORCHESTER, FELPERSHAM = Place(52.2, -2.1), Place(52.4, -1.9)
TRAVEL = GreatCircleTravel(read_doctrine().travel("great_circle", DAY))
places = st.builds(Place, st.floats(49.9, 58.7), st.floats(-8.2, 1.8))


def made(factor, *bands):
    figures = tuple(SpeedBand(*band) for band in bands)
    return GreatCircleTravel(
        TravelSpeeds("great_circle", factor, figures, DAY, Source("local", note="a test"))
    )


def test_a_degree_along_the_equator_is_as_long_as_geodesy_says():
    assert great_circle_km([Place(0, 0)], [Place(0, 1)])[0, 0] == pytest.approx(111.195, abs=0.001)
    assert great_circle_km([Place(0, 0)], [Place(0, 180)])[0, 0] == pytest.approx(20015.1, abs=0.1)


def test_london_to_edinburgh_is_as_far_as_the_crow_flies():
    london, edinburgh = Place(51.5074, -0.1278), Place(55.9533, -3.1883)
    assert great_circle_km([london], [edinburgh])[0, 0] == pytest.approx(534, abs=1)


def test_each_stretch_is_driven_at_the_speed_of_its_band_and_rounded_up():
    travel = made(2, (0, 60), (100, 120))
    # 111.195 km in a straight line is 222.39 km by road: 100 at 60 km/h, the rest at 120.
    assert travel.minutes([Place(0, 0)], [Place(0, 1)]).tolist() == [[162]]


def test_a_whole_minute_is_not_rounded_to_the_next():
    one_minute = 1 / 60 / great_circle_km([Place(0, 0)], [Place(0, 1)])[0, 0]
    assert made(1, (0, 1)).minutes([Place(0, 0)], [Place(0, one_minute)]).tolist() == [[1]]


def test_rows_are_origins_and_columns_destinations():
    found = TRAVEL.minutes([BORCHESTER], [BORCHESTER, FELPERSHAM, Place(51, 0)])
    assert found.shape == (1, 3)
    assert found.dtype == np.int64
    assert found[0, 0] == 0
    assert found[0, 0] < found[0, 1] < found[0, 2]


def test_nobody_and_nowhere_make_an_empty_table():
    assert TRAVEL.minutes([], [BORCHESTER]).shape == (0, 1)
    assert TRAVEL.minutes([BORCHESTER], []).shape == (1, 0)


@given(places, places)
def test_a_journey_takes_as_long_back_as_there(start, stop):
    assert TRAVEL.minutes([start], [stop]) == TRAVEL.minutes([stop], [start])


@given(places, places, places)
def test_a_longer_road_never_takes_less_time(start, one, other):
    far = great_circle_km([start], [one, other])[0]
    taken = TRAVEL.minutes([start], [one, other])[0]
    assert (taken[np.argsort(far)][0]) <= taken[np.argsort(far)][1]


def test_the_name_says_how_firm_the_figures_are():
    assert TRAVEL.name == "great circle × 1.21 with speed bands (assumed figures)"
    assert made(1.5, (0, 60)).name == "great circle × 1.5 with speed bands (local figures)"


@pytest.mark.parametrize("place", [Place(91, 0), Place(0, -181), Place(float("nan"), 0)])
def test_a_place_off_the_globe_is_refused(place):
    with pytest.raises(UnableToAskTravelTimes, match="is no place"):
        TRAVEL.minutes([BORCHESTER], [place])
