"""A return as one JSON document, and the shapes that are refused."""

import json

import pytest
from tests.intake.rosters import assert_same_roster

from muster.intake import check_return, read_return, write_return


@pytest.fixture
def content(barsetshire, county, tmp_path):
    place = write_return(read_return(barsetshire, doctrine=county), tmp_path / "r.json")
    return json.loads(place.read_text())


def check(content, county, tmp_path):
    text = content if isinstance(content, str) else json.dumps(content)
    (tmp_path / "r.json").write_text(text)
    return check_return(tmp_path / "r.json", doctrine=county)


def test_a_document_says_what_the_csv_files_say(content, county, tmp_path, barsetshire):
    content["about"] = content["about"][0]
    content["officers"][0] |= {"officer_id": 1001, "recall_minutes": 60, "restricted": False}
    content["officers"][0]["left"] = None
    found = check(content, county, tmp_path).return_
    assert_same_roster(found.roster, read_return(barsetshire, doctrine=county).roster)


def test_lists_join_ranks_and_skills(content, county, tmp_path):
    content["counts"] = [
        {
            "as_at": "2026-03-02T20:00",
            "within_minutes": 60,
            "subject": ["sergeant", "pc"],
            "count": 9,
        }
    ]
    assert check(content, county, tmp_path).return_.counts.counts[0].subjects == (
        "sergeant",
        "constable",
    )


def test_a_document_that_is_not_utf8_is_refused(county, tmp_path):
    (tmp_path / "r.json").write_bytes('{"about": "café"}'.encode("cp1252"))
    assert check_return(tmp_path / "r.json", doctrine=county).faults[0].code == "wrong-encoding"


def test_the_first_record_is_line_two(content, county, tmp_path):
    content["officers"][0]["rank"] = "sergant"
    (fault,) = check(content, county, tmp_path).faults
    assert (fault.table, fault.row, fault.column) == ("officers", 2, "rank")


def test_a_key_that_is_no_table_is_named_and_the_rest_is_read(content, county, tmp_path):
    found = check(content | {"weather": [{"sky": "grey"}]}, county, tmp_path).return_
    (note,) = [note for note in found.notes if "weather" in note]
    assert "r.json, key 'weather'" in note
    assert "the rest was read" in note


def test_a_table_under_two_keys_is_a_fault_that_says_key(content, county, tmp_path):
    (fault,) = check(content | {"Officers": []}, county, tmp_path).faults
    assert "another key" in fault.fault
