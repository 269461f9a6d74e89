"""A sheet whose line 1 is blank has no header."""

from tests.intake.workbooks import save

from muster.intake import check_return


def test_an_empty_sheet_and_a_missing_header_are_faults(book, county, tmp_path):
    book["tickets"].delete_rows(1, 100)
    book["vehicles"].insert_rows(1)
    faults = check_return(save(book, tmp_path / "r.xlsx"), doctrine=county).faults
    assert {(fault.sheet, fault.code) for fault in faults} == {
        ("tickets", "empty-file"),
        ("vehicles", "no-header"),
    }
