"""The synthetic nation and the fictional county, each made once a session."""

import pytest
from tests.synthesis.figures import NATION_SEED, STARTS

from muster.doctrine import read_doctrine
from muster.strength import Roster
from muster.synthesis import COUNTY_SEED, county_doctrine, county_forces, synthesise_rosters


@pytest.fixture(scope="session")
def nation() -> dict[str, Roster]:
    rosters = synthesise_rosters(doctrine=read_doctrine(), seed=NATION_SEED, starts=STARTS)
    return {roster.force: roster for roster in rosters}


@pytest.fixture(scope="session")
def county() -> dict[str, Roster]:
    doctrine = county_doctrine()
    rosters = synthesise_rosters(
        doctrine=doctrine, seed=COUNTY_SEED, starts=STARTS, forces=county_forces(doctrine)
    )
    return {roster.force: roster for roster in rosters}
