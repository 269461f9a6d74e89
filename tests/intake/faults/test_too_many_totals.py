"""Totals are held against one another pair by pair, so there is a most of them."""

from tests.intake.checks import code_of

from muster.intake import aid_faults

HEADER = "unit,units,start,end,direction\n"


def test_more_totals_than_can_be_held_against_one_another_are_refused(spoilt, county, monkeypatch):
    monkeypatch.setattr(aid_faults, "MOST_TOTALS", 2)
    rows = [f"psu,9,202{year}-04-01,202{year}-05-31,given\n" for year in (3, 4, 5)]
    assert code_of(spoilt(aid=HEADER + "".join(rows)), county) == "too-many-totals"
