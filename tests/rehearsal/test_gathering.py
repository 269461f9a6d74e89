"""A supply says what forces could raise, hour by hour, without a name."""

import numpy as np
import pytest

from muster.intake import needs_of
from muster.policing import clock
from muster.rehearsal import UnableToRehearse, gather_supply
from muster.strength import CountSet, people_by_hour, schedule_units
from muster.synthesis import county_doctrine, network

DOCTRINE = county_doctrine()
NIGHT = clock.parse_instant("2026-03-28T02:00")


@pytest.fixture(scope="module")
def returns():
    return network("county", doctrine=DOCTRINE)


@pytest.fixture(scope="module")
def rosters(returns):
    return [each.roster for each in returns]


def gather(holdings, **asked):
    """Return a supply of support units and serials over two days."""
    given = {"units": ["psu", "serial"], "starts": NIGHT, "hours": 48, "doctrine": DOCTRINE}
    return gather_supply(holdings, **(given | asked))


def test_has_the_people_and_vehicles_of_every_block(rosters):
    supply = gather(rosters, block=180)
    counted = people_by_hour(
        rosters,
        supply.kinds,
        doctrine=DOCTRINE,
        start=NIGHT,
        hours=48,
        notices=supply.notices,
        every=3,
    )
    assert [kind.unit for kind in supply.kinds] == ["psu", "serial"]
    assert supply.notices == (0, 60, 240, 480, 1440)
    assert supply.people.shape == (len(rosters), 2, 16, 5, 2, 16)
    assert (supply.people == counted.people).all()
    assert (supply.vehicles == counted.vehicles).all()
    assert supply.vehicles.shape == (len(rosters), 16, len(supply.vehicle_kinds))


def test_says_where_forces_are(rosters):
    supply = gather(rosters)
    forces = [DOCTRINE.force(slug) for slug in supply.forces]
    assert supply.places == tuple(force.place for force in forces)
    assert supply.regions == tuple(force.region if force.territorial else "" for force in forces)


def test_holds_what_minimum_cover_keeps_at_the_start(rosters):
    supply = gather(rosters)
    for force, roster in enumerate(rosters):
        told = [
            schedule_units(roster, units=[unit], at=NIGHT, doctrine=DOCTRINE).held[0].cover
            for unit in ("psu", "serial")
        ]
        assert supply.held[force].tolist() == told
    assert not gather(rosters, covered=False).held.any()


def test_takes_the_local_need_that_each_force_declared(returns, rosters):
    needs = needs_of(returns, at=clock.parse_instant("2026-12-31T00:00"))
    supply = gather(rosters, needs=needs)
    assert needs
    for force, need in zip(supply.forces, supply.need, strict=True):
        assert need.tolist() == [needs.get((force, "psu"), 0), 0]


def test_leaves_out_a_force_that_gives_totals_and_says_so(rosters):
    supply = gather([*rosters[1:], CountSet("loamshire", ())])
    assert supply.forces == tuple(roster.force for roster in rosters[1:])
    assert "loamshire gives totals" in supply.notes[0]
    assert len(supply.held) == len(supply.need) == len(rosters) - 1


def test_refuses_a_block_that_is_not_of_whole_hours_and_a_nation_of_totals(rosters):
    with pytest.raises(UnableToRehearse, match="give 60 or 180"):
        gather(rosters, block=90)
    with pytest.raises(UnableToRehearse, match="give at least one return with officers"):
        gather([CountSet("loamshire", ())])


def test_a_block_is_what_its_first_minute_is(rosters):
    by_hour, by_block = gather(rosters), gather(rosters, block=360)
    assert (by_block.people == by_hour.people[:, :, ::6]).all()
    assert by_block.people.dtype == by_block.vehicles.dtype == np.int32
