"""With skip_faulty a fault costs its row, the rows that hang on it, and no more."""

import pytest

from muster.intake import UnableToReadReturn, read_return


def test_a_faulty_row_is_left_out_and_listed(spoilt, county, barsetshire):
    tickets = (barsetshire / "tickets.csv").read_text() + "1004,juggling,2025-01-01,\n"
    found = read_return(spoilt(tickets=tickets), doctrine=county, skip_faulty=True)
    assert [(fault.table, fault.row) for fault in found.skipped] == [("tickets", 8)]
    assert found.rows["tickets"] == 6
    assert found.rows_skipped == {"tickets": 1}


def test_one_faulty_ticket_does_not_make_others_look_faulty(spoilt, county, barsetshire):
    officers = (barsetshire / "officers.csv").read_text().replace("1003,PC", "1003,Colonel")
    with pytest.raises(UnableToReadReturn) as refused:
        read_return(spoilt(officers=officers), doctrine=county)
    assert len(refused.value.faults) == 1


def test_a_fault_of_the_whole_file_is_never_waived(spoilt, county, barsetshire):
    tickets = (barsetshire / "tickets.csv").read_text().replace(",", ";")
    with pytest.raises(UnableToReadReturn):
        read_return(spoilt(tickets=tickets), doctrine=county, skip_faulty=True)


def test_a_return_without_fault_skips_nothing(barsetshire, county):
    found = read_return(barsetshire, doctrine=county, skip_faulty=True)
    assert found.skipped == ()
    assert found.rows_skipped == {}
