"""What belongs to a skipped officer goes with the officer, and that is said."""

from muster.intake import read_return


def test_what_belongs_to_a_skipped_officer_goes_with_the_officer(spoilt, county, barsetshire):
    officers = (barsetshire / "officers.csv").read_text().replace("1003,PC", "1003,Colonel")
    found = read_return(spoilt(officers=officers), doctrine=county, skip_faulty=True)
    roster = found.roster
    assert [roster.officer_name(row) for row in range(len(roster))] == [
        "1001",
        "1002",
        "1004",
        "1005",
        "1006",
    ]
    assert found.rows_skipped == {"officers": 1, "tickets": 3}
    assert {fault.code for fault in found.skipped} == {"unknown-rank", "officer-skipped"}
    assert [roster.officer_name(row) for row in roster.tickets.officer] == ["1001", "1002", "1004"]
    assert [roster.officer_name(row) for row in roster.duties.officer] == ["1001", "1005", "1005"]
