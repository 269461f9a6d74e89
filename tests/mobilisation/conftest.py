"""Barsetshire's roster, and who of it could come on the evening of the test."""

from pathlib import Path

import pytest
from tests.mobilisation.answers import AT

from muster.intake import read_return
from muster.strength import State, available
from muster.synthesis import county_doctrine

COUNTY = Path(__file__).parents[1] / "data" / "county"


@pytest.fixture(scope="session")
def county():
    """Return the county's doctrine."""
    return county_doctrine()


@pytest.fixture(scope="session")
def barsetshire(county):
    """Return Barsetshire's return."""
    return read_return(COUNTY / "barsetshire", doctrine=county)


@pytest.fixture(scope="session")
def by_state(barsetshire, county):
    """Return officers' ids by how they could come within two hours, and when."""
    roster = barsetshire.roster
    present = available(roster, at=AT, within=120, doctrine=county)
    found = {state: [] for state in State}
    for row, state in enumerate(present.state):
        found[State(int(state))].append((roster.officer_name(row), int(present.ready[row])))
    return found
