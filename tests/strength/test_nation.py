"""The index of many rosters equals every force worked out by itself."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.strength.reference_nation import first_day, slow_counts, slow_lapsing, slow_valid
from tests.strength.reference_rosters import MIDDLES, overlays_near, rosters

from muster.doctrine import read_doctrine
from muster.policing import clock
from muster.strength import (
    Overlay,
    UnableToIndexNation,
    available,
    form_units,
    index_nation,
)
from muster.strength.kernels_bits import LOT
from muster.strength.nation_build import WORD
from muster.synthesis import COUNTY_SEED, county_doctrine, county_forces, synthesise_rosters

START = clock.parse_instant("2026-01-01T00:00")
HOURS = 24 * 365
SPRING = clock.parse_instant("2026-03-29T03:00")
KINDS = ("psu", "serial", "medic_pair")
AUTUMN = clock.parse_instant("2026-10-25T03:00")


@pytest.fixture(scope="module")
def county():
    doctrine = county_doctrine()
    forces = county_forces(doctrine)
    made = synthesise_rosters(doctrine=doctrine, seed=COUNTY_SEED, starts=START, forces=forces)
    return doctrine, list(made)


@pytest.fixture(scope="module")
def index(county):
    doctrine, made = county
    return index_nation(made, doctrine=doctrine, start=START, hours=HOURS, within=60)


def test_counts_at_an_instant_as_each_force_does_alone_forward_and_back(county, index):
    doctrine, made = county
    for at in (START, AUTUMN + 17, SPRING - 61, SPRING, START + 1, START + HOURS * 60 - 1):
        assert (index.count_at(at) == slow_counts(made, doctrine, at, 60)).all()


def test_counts_every_hour_as_it_counts_that_instant(index):
    cube = index.count_hours()
    assert cube.shape == (HOURS, 3, 4, len(index.doctrine.skills))
    spring, autumn = (SPRING - START) // 60, (AUTUMN - START) // 60
    hours = {0, HOURS - 1, *range(spring - 30, spring + 30), *range(autumn - 30, autumn + 30)}
    for hour in sorted(hours):
        assert (cube[hour] == index.count_at(START + 60 * hour)).all(), hour


def test_counts_valid_tickets_day_by_day_as_a_plain_loop_does(county, index):
    doctrine, made = county
    days = index.count_tickets(days=120)
    day = first_day(START)
    for ahead in (0, 31, 119):
        slow = [slow_valid(roster, doctrine, day + ahead) for roster in made]
        assert days.valid[ahead].tolist() == slow
        slow = [slow_lapsing(roster, doctrine, day + ahead) for roster in made]
        assert days.lapsing[ahead].tolist() == slow


def test_counts_whole_units_as_form_units_does(county, index):
    doctrine, made = county
    on = clock.date_of(first_day(START))
    units = [doctrine.composition(unit.slug, on) for unit in doctrine.units]
    for at in (START + 20 * 60, SPRING, AUTUMN):
        for assured in (False, True):
            found = index.count_units(at, units, assured=assured)
            for force, roster in enumerate(made):
                known = available(roster, at=at, within=60, doctrine=doctrine)
                formed = form_units(known, roster, units=units, doctrine=doctrine, assured=assured)
                assert found[force].tolist() == [each.whole_units for each in formed]


def test_counts_whole_units_of_a_force_too_large_for_one_lot_of_words():
    doctrine = read_doctrine()
    made = list(
        synthesise_rosters(
            doctrine=doctrine, seed=3, starts=START, forces=["cleveland", "metropolitan"], scale=0.6
        )
    )
    assert max(len(roster) for roster in made) > LOT * WORD
    evening = START + 20 * 60
    index = index_nation(made, doctrine=doctrine, start=START, hours=24, within=60)
    units = [doctrine.composition(slug, clock.date_of(first_day(START))) for slug in KINDS]
    found = index.count_units(evening, units)
    for force, roster in enumerate(made):
        known = available(roster, at=evening, within=60, doctrine=doctrine)
        formed = form_units(known, roster, units=units, doctrine=doctrine)
        assert found[force].tolist() == [each.whole_units for each in formed]


def test_counts_vehicles_on_the_road_at_every_end_of_a_short_index(county):
    doctrine, made = county
    carrier = made[0].vehicles.vehicle_id[0].decode()
    hours, noon = 72, SPRING + 9 * 60
    around = [(noon - 60, noon), (noon - 30, noon + 120), (noon - 9_000, noon - 6_000)]
    overlays = {
        made[0].force: [
            Overlay(start, end, carrier, "off_road", "a test", SPRING) for start, end in around
        ]
    }
    asked = {"doctrine": doctrine, "within": 60}
    index = index_nation(made, start=SPRING, hours=hours, overlays=overlays, **asked)
    kinds = len(doctrine.vehicle_kinds)
    for at in (SPRING, noon - 121, noon - 61, noon - 30, noon + 119, noon + 120,
               SPRING + hours * 60 - 1):  # fmt: skip
        for force, roster in enumerate(made):
            own = overlays.get(roster.force, ())
            known = available(roster, at=at, overlays=own, **asked)
            road = np.bincount(roster.vehicles.kind[known.on_road], minlength=kinds)
            assert index.on_road(at)[force].tolist() == road.tolist()


def test_refuses_an_instant_outside_its_hours_and_says_which_it_has(index):
    with pytest.raises(UnableToIndexNation, match="index the hours you need"):
        index.count_at(START - 1)


def test_refuses_to_index_nothing():
    with pytest.raises(UnableToIndexNation, match="at least one"):
        index_nation([], doctrine=read_doctrine(), start=START, hours=1, within=0)


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_equals_availability_whatever_the_rosters_hold(data):
    doctrine = read_doctrine()
    middle = data.draw(st.sampled_from(MIDDLES))
    made = [data.draw(rosters(doctrine, middle)) for _ in range(data.draw(st.integers(1, 2)))]
    overlays = {"barsetshire": data.draw(overlays_near(middle))}
    within = data.draw(st.sampled_from([0, 1, 60, 240, 1440]))
    start = middle - 60 * data.draw(st.integers(0, 72)) - data.draw(st.integers(0, 59))
    known = index_nation(
        made, doctrine=doctrine, start=start, hours=96, within=within, overlays=overlays
    )
    cube = known.count_hours()
    for hour in range(0, 96, 7):
        slow = slow_counts(made, doctrine, start + 60 * hour, within, overlays)
        assert (cube[hour] == slow).all(), hour
    for _ in range(4):
        at = start + data.draw(st.integers(0, 96 * 60 - 1))
        slow = slow_counts(made, doctrine, at, within, overlays)
        assert (known.count_at(at) == slow).all(), at
        road = [
            available(roster, at=at, within=within, doctrine=doctrine,
                      overlays=overlays["barsetshire"]).on_road.sum()
            for roster in made
        ]  # fmt: skip
        assert np.array_equal(known.on_road(at).sum(axis=1), road)
