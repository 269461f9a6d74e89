"""What says it is a workbook and is not, or no longer is."""

import zipfile

import pytest
from tests.intake.checks import only_fault
from tests.intake.workbooks import save

from muster.intake import check_return


@pytest.mark.parametrize("name", ["r.xlsx", "r.ods"])
def test_a_file_that_is_not_a_workbook_is_refused(county, tmp_path, name):
    (tmp_path / name).write_bytes(b"officer_id,rank\n1001,PC\n")
    assert only_fault(check_return(tmp_path / name, doctrine=county)).code == "not-a-workbook"


def test_a_zip_that_is_not_a_workbook_is_refused(county, tmp_path):
    with zipfile.ZipFile(tmp_path / "r.xlsx", "w") as archive:
        archive.writestr("hello.txt", "hello")
    assert only_fault(check_return(tmp_path / "r.xlsx", doctrine=county)).code == "not-a-workbook"


def test_a_truncated_workbook_is_refused(book, county, tmp_path):
    place = save(book, tmp_path / "r.xlsx")
    place.write_bytes(place.read_bytes()[:-400])
    assert only_fault(check_return(place, doctrine=county)).code == "not-a-workbook"
