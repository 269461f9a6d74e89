"""A table wider than any spreadsheet: refused before it is laid out."""

import json

from muster.intake import check_return

MANY = 300_000


def test_records_without_a_key_in_common_are_refused_before_they_are_laid_out(county, tmp_path):
    # A column for each key and a cell for each record would be 9 × 10¹⁰ cells.
    records = [{f"k{at}": 1} for at in range(MANY)]
    place = tmp_path / "r.json"
    place.write_text(json.dumps({"about": {}, "tickets": records}))
    faults = check_return(place, doctrine=county).faults
    assert ("tickets", "too-many-columns") in {(fault.table, fault.code) for fault in faults}


def test_short_rows_under_an_endless_header_are_refused_before_they_are_filled_up(spoilt, county):
    header = "officer_id,skill,awarded" + "," * 16_000
    faults = check_return(spoilt(tickets=f"{header}\n" + "1,2\n" * MANY), doctrine=county).faults
    (fault,) = faults
    assert (fault.file, fault.row, fault.code) == ("tickets.csv", 1, "too-many-columns")
    assert "delete" in fault.remedy


def test_a_header_wider_than_any_spreadsheet_is_refused(spoilt, county):
    (fault,) = check_return(spoilt(tickets="x," * 20_000 + "\n"), doctrine=county).faults
    assert fault.code == "too-many-columns"
