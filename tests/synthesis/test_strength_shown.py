from collections import Counter

import pytest

from muster.doctrine import read_doctrine
from muster.policing import clock
from muster.strength import Options, count_units
from muster.synthesis import county_doctrine

MONDAY_EVENING = clock.parse_instant("2026-03-02T20:00")
WEDNESDAY_MORNING = clock.parse_instant("2026-06-10T10:00")
SATURDAY_NIGHT = clock.parse_instant("2026-03-08T00:30")


def psus(roster, doctrine, *, at=MONDAY_EVENING, within=60, options=Options()):  # noqa: B008
    asked = count_units(
        roster, units=["psu"], at=at, within=within, doctrine=doctrine, options=options
    )
    return asked.kinds[0]


@pytest.fixture(scope="module")
def by_force(nation):
    return {slug: psus(roster, read_doctrine()) for slug, roster in nation.items()}


def test_is_stopped_by_different_things_in_different_forces(by_force):
    needs = Counter(
        max(found.next_unit_needs, key=lambda need: need.count).post for found in by_force.values()
    )
    alone = {found.limited_by[0] for found in by_force.values() if len(found.limited_by) == 1}
    assert len(needs) >= 3
    assert {"commander", "sergeant"} <= alone | set(needs)
    assert {post for found in by_force.values() for post in found.limited_by} == {
        "commander",
        "sergeant",
        "constable",
        "driver",
        "carrier",
    }


def test_raises_plausibly_many_units_within_the_hour(by_force):
    assert 30 <= sum(found.whole_units for found in by_force.values()) <= 120
    assert 2 <= by_force["west-midlands"].whole_units <= 15
    assert by_force["metropolitan"].whole_units > by_force["wiltshire"].whole_units


def test_has_cover_that_costs_a_unit_somewhere(nation):
    doctrine = read_doctrine()
    plain, kept = (
        [
            psus(nation[slug], doctrine, at=at, options=Options(releasable=releasable)).whole_units
            for slug in ("metropolitan", "west-midlands")
            for at in (SATURDAY_NIGHT, WEDNESDAY_MORNING)
        ]
        for releasable in (False, True)
    )
    assert all(after <= before for before, after in zip(plain, kept, strict=True))
    assert plain != kept


def test_shows_the_county_as_it_is_known(county):
    doctrine = county_doctrine()
    found = {slug: psus(roster, doctrine) for slug, roster in county.items()}
    day = {slug: psus(roster, doctrine, within=24 * 60) for slug, roster in county.items()}
    assert found["barsetshire"].whole_units >= 2
    assert day["barsetshire"].whole_units >= 3
    assert found["loamshire"].whole_units == 0
    assert "sergeant" in found["loamshire"].limited_by
    assert "sergeant" in day["loamshire"].limited_by
    assert day["mummerset"].whole_units == 1
