"""Workbooks: what their cells mean, and every way one can be unfit to read."""

from datetime import date, datetime, time

import pytest
from tests.intake.checks import only_fault
from tests.intake.rosters import assert_same_roster
from tests.intake.workbooks import save, save_ods

from muster.intake import check_return, read_return
from muster.policing import clock


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


def test_blank_lines_keep_the_line_numbers_true(book, county, tmp_path):
    book["vehicles"].insert_rows(3)
    book["vehicles"]["B4"] = "cart"
    fault = only_fault(check_return(save(book, tmp_path / "r.xlsx"), doctrine=county))
    assert fault.row == 4


def test_other_sheets_are_noted_and_left_alone(book, county, tmp_path):
    book.create_sheet("Pivot")["A1"] = "anything"
    found = read_return(save(book, tmp_path / "r.xlsx"), doctrine=county)
    assert any("Pivot" in note for note in found.notes)
