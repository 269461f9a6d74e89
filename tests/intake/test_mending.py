"""Whoever mends a return sees each fault beside the cells of its line."""

import json

import pytest
from tests.intake.workbooks import save, save_ods

from muster.intake import check_to_mend, pack_return, read_return


@pytest.fixture
def wrong(spoilt, barsetshire):
    """Return Barsetshire's return with a ticket of a skill nobody knows on line 8."""
    tickets = (barsetshire / "tickets.csv").read_text() + "1004,juggling,2025-01-01,\n"
    return spoilt(tickets=tickets)


def test_the_line_of_a_fault_is_shown_as_it_was_given(wrong, county):
    found = check_to_mend(wrong, doctrine=county)
    (fault,) = found.check.faults
    table = found.tables[fault.table]
    assert table.cells(fault.row)[:3] == ("1004", "juggling", "2025-01-01")
    assert table.cells(fault.row)[table.place(fault.column)] == fault.value == "juggling"


def test_line_1_is_the_header_and_a_line_that_is_not_there_is_empty(wrong, county):
    table = check_to_mend(wrong, doctrine=county).tables["tickets"]
    assert table.cells(1) == table.header
    assert table.cells(9_999) == ()
    assert table.place("nothing") is None


def test_a_column_is_found_under_the_name_the_force_gives_it(spoilt, county):
    folder = spoilt(vehicles="Fleet number,Type,Base\nC01,tank,Barchester\n")
    found = check_to_mend(folder, doctrine=county)
    assert found.tables["vehicles"].place("kind") == 1


def test_with_faults_that_cost_a_row_the_rest_is_there_too(wrong, county):
    found = check_to_mend(wrong, doctrine=county)
    assert found.check.return_ is not None
    assert found.check.return_.rows_skipped == {"tickets": 1}


def test_with_a_fault_that_costs_more_there_is_no_return(spoilt, barsetshire, county):
    tickets = (barsetshire / "tickets.csv").read_text().replace(",", ";")
    assert check_to_mend(spoilt(tickets=tickets), doctrine=county).check.return_ is None


@pytest.mark.parametrize("suffix", [".xlsx", ".ods", ".json"])
def test_workbooks_and_json_show_their_lines_alike(suffix, book, barsetshire, county, tmp_path):
    place = tmp_path / f"return{suffix}"
    if suffix == ".xlsx":
        save(book, place)
    elif suffix == ".ods":
        save_ods(barsetshire, place)
    else:
        about = {
            "force": "Barsetshire",
            "period_from": "2026-03-01",
            "period_until": "2026-03-31",
            "prepared_at": "2026-02-27",
        }
        officers = [{"officer_id": "1001", "rank": "inspector"}]
        place.write_text(json.dumps({"about": about, "officers": officers}))
    found = check_to_mend(place, doctrine=county)
    table = found.tables["officers"]
    assert table.cells(2)[table.place("officer_id")] == "1001"
    assert found.force == "barsetshire"


def test_a_packed_file_has_no_lines_to_show(barsetshire, county, tmp_path):
    place = pack_return(read_return(barsetshire, doctrine=county), tmp_path)
    found = check_to_mend(place, doctrine=county)
    assert found.check.return_ is not None
    assert (found.tables, found.force) == ({}, "barsetshire")


def test_every_line_can_be_had_with_its_number(wrong, county):
    table = check_to_mend(wrong, doctrine=county).tables["tickets"]
    rows = dict(table.rows())
    assert rows[8] == table.cells(8)
    assert list(rows) == list(range(2, 9))
