"""One fault of a whole table is said once, and not again of every row that leans on it."""

import pytest

from muster.intake import UnableToReadReturn, check_return, read_return

COUNTS = "as_at,within_minutes,subject,count\n2026-03-02T20:00,60,constable,90\n"
HEADER = "officer_id,rank\n"


def codes(check):
    return sorted((fault.table, fault.code) for fault in check.faults)


@pytest.mark.parametrize(
    ("officers", "code"),
    [
        ("", "empty-file"),
        (HEADER, "header-only"),
        ("shoulder,rank\n1001,sergeant\n", "missing-column"),
        (None, "missing-table"),
    ],
)
def test_without_officers_that_alone_is_the_fault(spoilt, county, officers, code):
    check = check_return(spoilt(officers=officers), doctrine=county)
    assert codes(check) == [("officers", code)]


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


@pytest.mark.parametrize(
    ("patterns", "code"),
    [("", "empty-file"), ("wheel,day,start,end,kind\nA,1,,,rest\n", "missing-column")],
)
def test_without_patterns_that_alone_is_the_fault(spoilt, county, patterns, code):
    check = check_return(spoilt(patterns=patterns), doctrine=county)
    assert codes(check) == [("patterns", code)]
