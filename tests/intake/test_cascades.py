"""One fault of a whole table is said once, and not again of every row that leans on it."""

import pytest

from muster.intake import check_return

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


@pytest.mark.parametrize(
    ("patterns", "code"),
    [("", "empty-file"), ("wheel,day,start,end,kind\nA,1,,,rest\n", "missing-column")],
)
def test_without_patterns_that_alone_is_the_fault(spoilt, county, patterns, code):
    check = check_return(spoilt(patterns=patterns), doctrine=county)
    assert codes(check) == [("patterns", code)]
