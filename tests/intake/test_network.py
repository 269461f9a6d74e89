"""A directory of returns is a network."""

import shutil

import pytest

from muster.intake import UnableToReadReturn, pack_return, read_network, read_return, write_return


@pytest.fixture
def county_returns(barsetshire, county, tmp_path):
    """Return a directory of three forces: one packed, one a workbook, one a folder."""
    place = tmp_path / "county"
    place.mkdir()
    for force in ("Barsetshire", "Loamshire", "Mummerset"):
        folder = shutil.copytree(barsetshire, tmp_path / force)
        (folder / "aid.csv").unlink()
        about = (folder / "about.csv").read_text()
        (folder / "about.csv").write_text(about.replace("Barsetshire", force))
    pack_return(read_return(tmp_path / "Barsetshire", doctrine=county), place)
    loamshire = read_return(tmp_path / "Loamshire", doctrine=county)
    write_return(loamshire, place / "loamshire.xlsx")
    shutil.copytree(tmp_path / "Mummerset", place / "mummerset")
    return place


def test_every_kind_of_return_is_read_in_order_of_force(county_returns, county):
    told = []
    found = read_network(county_returns, doctrine=county, progress=lambda *step: told.append(step))
    assert [each.force for each in found] == ["barsetshire", "loamshire", "mummerset"]
    assert told[-1][1:] == (3, 3)


def test_two_returns_of_one_force_are_refused(county_returns, county):
    shutil.copytree(county_returns / "mummerset", county_returns / "again")
    with pytest.raises(UnableToReadReturn, match="second return of mummerset"):
        read_network(county_returns, doctrine=county)


def test_the_faults_of_every_return_are_told_at_once(county_returns, county):
    (county_returns / "mummerset" / "about.csv").unlink()
    (county_returns / "loamshire.xlsx").write_bytes(b"")
    with pytest.raises(UnableToReadReturn) as refused:
        read_network(county_returns, doctrine=county)
    assert {fault.code for fault in refused.value.faults} >= {"missing-table", "not-a-workbook"}


@pytest.mark.parametrize("made", [True, False])
def test_a_directory_without_returns_is_refused(tmp_path, county, made):
    place = tmp_path / "empty"
    if made:
        place.mkdir()
    with pytest.raises(UnableToReadReturn, match="no returns"):
        read_network(place, doctrine=county)
