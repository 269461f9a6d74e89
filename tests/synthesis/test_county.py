from pathlib import Path

import pytest
from tests.synthesis.columns import differences

from muster.doctrine import UnableToFindDoctrine, read_doctrine
from muster.intake import check_return, pack_return, read_network, read_return
from muster.synthesis import county_doctrine, county_forces, network, write_county

COMMITTED = Path(__file__).parents[1] / "data" / "county"


def test_adds_three_forces_and_a_city_to_doctrine():
    doctrine = county_doctrine()
    assert county_forces(doctrine) == ("barsetshire", "loamshire", "mummerset")
    assert not doctrine.force("borchester-city").territorial
    assert all("fictional" in doctrine.force(slug).name for slug in county_forces(doctrine))


def test_keeps_the_county_out_of_the_shipped_doctrine():
    assert county_forces(read_doctrine()) == ()
    with pytest.raises(UnableToFindDoctrine):
        read_doctrine().force("loamshire")


def test_is_committed_as_it_would_be_written_now(tmp_path):
    for folder in write_county(tmp_path):
        committed = COMMITTED / folder.name
        assert sorted(file.name for file in committed.iterdir()) == sorted(
            file.name for file in folder.iterdir()
        )
        for file in folder.iterdir():
            assert file.read_bytes() == (committed / file.name).read_bytes(), file


def test_is_small_enough_to_keep_with_the_tests():
    files = [file for file in COMMITTED.rglob("*") if file.is_file()]
    assert sum(file.stat().st_size for file in files) < 1_100_000


def test_is_read_back_from_its_files_as_it_was_made(county):
    returns = read_network(COMMITTED, doctrine=county_doctrine())
    assert [found.force for found in returns] == list(county)
    for found in returns:
        assert found.synthetic
        assert differences(found.roster, county[found.force]) == []


@pytest.mark.parametrize("force", ["barsetshire", "loamshire", "mummerset"])
def test_has_no_fault(force):
    check = check_return(COMMITTED / force, doctrine=county_doctrine())
    assert [fault.describe() for fault in check.faults] == []


def test_is_packed_and_unpacked_whole(tmp_path, county):
    for made in network("county"):
        packed = pack_return(made, tmp_path / f"{made.force}.muster")
        read = read_return(packed, doctrine=county_doctrine())
        assert read.synthetic
        assert differences(read.roster, county[made.force]) == []
