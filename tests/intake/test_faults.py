"""Every kind of fault a CSV file can have: one folder each under data/faults, named for it.

A folder that shows a kind in another guise names the kind as its `code`.
"""

import tomllib
from pathlib import Path

import pytest

from muster.doctrine import Doctrine
from muster.intake import UnableToReadReturn, check_return, read_return

FAULTS = sorted((Path(__file__).parent / "data" / "faults").iterdir())


@pytest.fixture(params=FAULTS, ids=lambda folder: folder.name)
def case(request, spoilt) -> tuple[Path, list[dict]]:
    """Return a spoilt return and the faults that must be found in it."""
    files = {file.stem: file.read_bytes() for file in request.param.glob("*.csv")}
    absent = {file.name.split(".")[0]: None for file in request.param.glob("*.absent")}
    expected = tomllib.loads((request.param / "expected.toml").read_text())
    return spoilt(**files, **absent), expected["fault"]


def test_a_fault_is_told_with_its_place_value_and_remedy(case, county: Doctrine) -> None:
    folder, expected = case
    found = check_return(folder, doctrine=county)
    assert found.return_ is None
    places = [(f.table, f.row or 0, f.column, f.value) for f in found.faults]
    wanted = [(f["table"], f["row"], f["column"], f["value"]) for f in expected]
    assert sorted(places) == sorted(wanted)
    for fault in expected:
        place = (fault["table"], fault["row"], fault["column"])
        told = [f for f in found.faults if (f.table, f.row or 0, f.column) == place]
        assert any(fault["remedy"] in f"{each.fault}; {each.remedy}" for each in told), told


def test_a_return_with_a_fault_is_refused(case, county: Doctrine) -> None:
    folder, expected = case
    with pytest.raises(UnableToReadReturn) as refused:
        read_return(folder, doctrine=county)
    assert len(refused.value.faults) == len(expected)
    assert str(folder) in str(refused.value)


def test_only_a_fault_that_costs_its_row_is_waived(case, county: Doctrine) -> None:
    folder, _ = case
    faults = check_return(folder, doctrine=county).faults
    if all(fault.waivable for fault in faults):
        found = read_return(folder, doctrine=county, skip_faulty=True)
        assert set(faults) <= set(found.skipped)
        assert sum(found.rows_skipped.values()) == len({(f.table, f.row) for f in found.skipped})
    else:
        with pytest.raises(UnableToReadReturn):
            read_return(folder, doctrine=county, skip_faulty=True)


@pytest.mark.parametrize("folder", FAULTS, ids=lambda folder: folder.name)
def test_every_fault_is_of_the_kind_its_folder_is_named_for(folder, spoilt, county) -> None:
    files = {file.stem: file.read_bytes() for file in folder.glob("*.csv")}
    absent = {file.name.split(".")[0]: None for file in folder.glob("*.absent")}
    kind = tomllib.loads((folder / "expected.toml").read_text()).get("code", folder.name)
    found = check_return(spoilt(**files, **absent), doctrine=county)
    assert kind in {fault.code for fault in found.faults}
