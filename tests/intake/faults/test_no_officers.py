"""Rows for officers where there are no officers: one fault a table, and never waived."""

import pytest

from muster.intake import UnableToReadReturn, check_return, read_return

COUNTS = "as_at,within_minutes,subject,count\n2026-03-02T20:00,60,constable,90\n"


HEADER = "officer_id,rank\n"


def codes(check):
    return sorted((fault.table, fault.code) for fault in check.faults)


@pytest.mark.parametrize("officers", [HEADER, None])
def test_beside_counts_rows_for_officers_who_are_not_there_are_one_fault_a_table(
    spoilt, county, officers
):
    check = check_return(spoilt(officers=officers, counts=COUNTS), doctrine=county)
    tables = ("abstractions", "duties", "tickets")
    assert codes(check) == [(table, "no-officers") for table in tables]
    assert all(fault.row is None for fault in check.faults)


def test_rows_for_officers_who_are_not_there_cannot_be_skipped(spoilt, county):
    folder = spoilt(officers=HEADER, counts=COUNTS)
    with pytest.raises(UnableToReadReturn, match="no officers"):
        read_return(folder, doctrine=county, skip_faulty=True)


def test_officers_whose_numbers_are_all_blank_do_not_take_the_rest_with_them_unsaid(spoilt, county):
    folder = spoilt(officers=HEADER + ",sergeant\n")
    with pytest.raises(UnableToReadReturn, match="no officers"):
        read_return(folder, doctrine=county, skip_faulty=True)
