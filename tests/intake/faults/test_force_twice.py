"""Two returns of one force in a network."""

import shutil

import pytest

from muster.intake import UnableToReadReturn, read_network


def test_two_returns_of_one_force_are_a_fault_that_names_the_second(barsetshire, county, tmp_path):
    for name in ("first", "second"):
        shutil.copytree(barsetshire, tmp_path / "network" / name)
    with pytest.raises(UnableToReadReturn) as refused:
        read_network(tmp_path / "network", doctrine=county)
    (fault,) = refused.value.faults
    assert (fault.code, fault.file, fault.value) == ("force-twice", "second", "barsetshire")
