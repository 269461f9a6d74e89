"""Workbooks: what their cells mean, and every way one can be unfit to read."""

import struct
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
from tests.intake.rosters import assert_same_roster
from tests.intake.workbooks import book_of, rewrite, save, save_ods

from muster.intake import Check, check_return, read_return
from muster.policing import clock


def only_fault(check: Check):
    assert check.return_ is None
    assert len(check.faults) == 1, check.faults
    return check.faults[0]


@pytest.fixture
def book(barsetshire: Path) -> openpyxl.Workbook:
    return book_of(barsetshire)


def test_a_workbook_says_what_the_csv_files_say(book, barsetshire, county, tmp_path):
    found = read_return(save(book, tmp_path / "r.xlsx"), doctrine=county)
    assert_same_roster(found.roster, read_return(barsetshire, doctrine=county).roster)


def test_an_opendocument_workbook_says_the_same(barsetshire, county, tmp_path):
    found = read_return(save_ods(barsetshire, tmp_path / "r.ods", trail=True), doctrine=county)
    assert_same_roster(found.roster, read_return(barsetshire, doctrine=county).roster)


def test_numbers_dates_times_and_booleans_are_read_as_what_they_show(book, county, tmp_path):
    officers, patterns = book["officers"], book["patterns"]
    officers["A2"], officers["D2"], officers["G2"] = 1001, 60.0, date(2026, 3, 2)
    officers["H7"] = True
    patterns["C2"], patterns["D2"], patterns["B2"] = time(7, 0), time(17, 0), 1
    book["duties"]["B2"] = datetime(2026, 3, 2, 7, 0)
    found = read_return(save(book, tmp_path / "r.xlsx"), doctrine=county).roster
    assert found.officer_name(0) == "1001"
    assert found.officers.recall_minutes[0] == 60
    assert found.officers.restricted.tolist() == [False] * 5 + [True]
    assert found.patterns.start[0] == 7 * 60
    assert clock.describe_instant(found.duties.start[1]) == "2026-03-02T07:00+00:00"


@pytest.mark.parametrize(
    ("shown", "ends"),
    [("yyyy-mm-dd", "2026-04-18T00:00+01:00"), ("yyyy-mm-dd hh:mm", "2026-04-17T00:00+01:00")],
)
def test_midnight_is_a_whole_day_only_where_the_cell_shows_no_time(
    book, county, tmp_path, shown, ends
):
    cell = book["abstractions"]["D2"]
    cell.value, cell.number_format = datetime(2026, 4, 17), shown
    found = read_return(save(book, tmp_path / "r.xlsx"), doctrine=county).roster
    assert clock.describe_instant(found.abstractions.end[0]) == ends


def test_a_number_in_a_date_cell_is_a_fault(book, county, tmp_path):
    book["tickets"]["C2"] = 46083
    fault = only_fault(check_return(save(book, tmp_path / "r.xlsx"), doctrine=county))
    assert (fault.table, fault.row, fault.column, fault.value) == (
        "tickets",
        2,
        "awarded",
        "46083",
    )
    assert "2026-03-02" in fault.fault


def test_merged_cells_are_a_fault(book, county, tmp_path):
    book["officers"].merge_cells("C4:C5")
    fault = only_fault(check_return(save(book, tmp_path / "r.xlsx"), doctrine=county))
    assert (fault.sheet, fault.row, fault.column, fault.value) == ("officers", 4, "base", "C4:C5")
    assert "unmerge" in fault.remedy


def test_merged_cells_in_opendocument_are_a_fault(barsetshire, county, tmp_path):
    made = save_ods(barsetshire, tmp_path / "r.ods", merge="vehicles")
    faults = check_return(made, doctrine=county).faults
    assert {fault.code for fault in faults} == {"merged-cells"}
    assert faults[0].row == 2


def test_a_failed_formula_is_a_fault_and_not_a_blank(book, county, tmp_path):
    book["tickets"]["D4"] = "#N/A"
    book["tickets"]["D4"].data_type = "e"
    fault = only_fault(check_return(save(book, tmp_path / "r.xlsx"), doctrine=county))
    assert (fault.row, fault.column, fault.value, fault.code) == (
        4,
        "expires",
        "D4",
        "spreadsheet-error",
    )


def test_a_formula_text_is_data(book, county, tmp_path):
    book["vehicles"]["A2"] = "=1+1"
    book["vehicles"]["A2"].data_type = "s"
    found = read_return(save(book, tmp_path / "r.xlsx"), doctrine=county)
    assert found.roster.vehicle_name(0) == "=1+1"


def test_an_empty_sheet_and_a_missing_header_are_faults(book, county, tmp_path):
    book["tickets"].delete_rows(1, 100)
    book["vehicles"].insert_rows(1)
    faults = check_return(save(book, tmp_path / "r.xlsx"), doctrine=county).faults
    assert {(fault.sheet, fault.code) for fault in faults} == {
        ("tickets", "empty-file"),
        ("vehicles", "no-header"),
    }


def test_blank_lines_keep_the_line_numbers_true(book, county, tmp_path):
    book["vehicles"].insert_rows(3)
    book["vehicles"]["B4"] = "cart"
    fault = only_fault(check_return(save(book, tmp_path / "r.xlsx"), doctrine=county))
    assert fault.row == 4


def test_other_sheets_are_noted_and_left_alone(book, county, tmp_path):
    book.create_sheet("Pivot")["A1"] = "anything"
    found = read_return(save(book, tmp_path / "r.xlsx"), doctrine=county)
    assert any("Pivot" in note for note in found.notes)


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


def test_an_encrypted_workbook_is_refused(county, tmp_path):
    place = tmp_path / "r.xlsx"
    place.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") * 9
    )
    fault = only_fault(check_return(place, doctrine=county))
    assert fault.code == "encrypted-workbook"
    assert "password" in fault.remedy


def test_an_encrypted_opendocument_workbook_is_refused(barsetshire, county, tmp_path):
    place = save_ods(barsetshire, tmp_path / "r.ods", password=True)
    assert only_fault(check_return(place, doctrine=county)).code == "encrypted-workbook"


def test_an_old_workbook_is_refused(county, tmp_path):
    (tmp_path / "r.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    assert only_fault(check_return(tmp_path / "r.xlsx", doctrine=county)).code == "old-workbook"


def test_a_zip_bomb_is_refused_by_its_ratio(county, tmp_path):
    with zipfile.ZipFile(tmp_path / "r.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"\0" * 20_000_000)
    assert only_fault(check_return(tmp_path / "r.xlsx", doctrine=county)).code == "zip-bomb"


def test_a_zip_bomb_is_refused_by_its_size(book, county, tmp_path):
    place = save(book, tmp_path / "r.xlsx")
    body = bytearray(place.read_bytes())
    entry = body.find(b"PK\x01\x02")
    struct.pack_into("<I", body, entry + 24, 3_000_000_000)
    place.write_bytes(bytes(body))
    assert only_fault(check_return(place, doctrine=county)).code == "zip-bomb"


def test_a_zip_bomb_that_lies_about_its_size_is_refused(book, county, tmp_path):
    place = save(book, tmp_path / "r.xlsx")
    body = bytearray(place.read_bytes())
    entry = body.find(b"PK\x01\x02")
    struct.pack_into("<I", body, entry + 24, 10)
    place.write_bytes(bytes(body))
    assert only_fault(check_return(place, doctrine=county)).code == "zip-bomb"


def test_a_cell_far_outside_the_table_is_refused(book, county, tmp_path):
    book["officers"]["XFD1048576"] = "x"
    place = save(book, tmp_path / "r.xlsx")
    assert only_fault(check_return(place, doctrine=county)).code == "far-cell"


def test_a_cell_repeated_without_end_is_refused(barsetshire, county, tmp_path):
    place = save_ods(barsetshire, tmp_path / "r.ods")
    repeated = b'<table:table-cell table:number-columns-repeated="16000" office:value-type="string"'
    rewrite(place, "content.xml", b'<table:table-cell office:value-type="string"', repeated)
    rewrite(
        place,
        "content.xml",
        b"<table:table-row>",
        b'<table:table-row table:number-rows-repeated="1000000">',
    )
    assert only_fault(check_return(place, doctrine=county)).code == "far-cell"


def test_a_file_over_200_megabytes_is_refused_unread(county, tmp_path):
    for name in ("r.xlsx", "r.ods", "r.muster"):
        with (tmp_path / name).open("wb") as file:
            file.truncate(200_000_001)
        assert only_fault(check_return(tmp_path / name, doctrine=county)).code == "too-large-a-file"
