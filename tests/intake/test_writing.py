"""What is written is read again as the same, and no spreadsheet runs it."""

import pytest
from tests.intake.rosters import assert_same_roster

from muster.intake import UnableToWriteReturn, read_return, write_return
from muster.intake.texts import neutralised


@pytest.mark.parametrize("name", ["folder", "book.xlsx", "document.json"])
def test_a_written_return_reads_as_the_same(barsetshire, county, tmp_path, name):
    found = read_return(barsetshire, doctrine=county)
    again = read_return(write_return(found, tmp_path / name), doctrine=county)
    assert_same_roster(again.roster, found.roster)
    assert again.about == found.about
    assert again.declared == found.declared


@pytest.mark.parametrize("name", ["folder", "book.xlsx"])
def test_formulas_are_neutralised_on_the_way_out_and_the_same_on_the_way_in(
    spoilt, county, tmp_path, name
):
    folder = spoilt(
        vehicles="vehicle_id,kind\n=HYPERLINK(1),carrier\n@x,carrier\n-5,car\n",
        declared="measure,value\n+cmd,-5\n",
    )
    found = read_return(folder, doctrine=county)
    again = read_return(write_return(found, tmp_path / name), doctrine=county)
    assert again.declared == found.declared
    assert [again.roster.vehicle_name(row) for row in range(3)] == ["=HYPERLINK(1)", "@x", "-5"]
    if name == "folder":
        assert (tmp_path / name / "vehicles.csv").read_text().splitlines()[1].startswith("'=")
        assert "'+cmd,-5" in (tmp_path / name / "declared.csv").read_text()


@pytest.mark.parametrize("text", ["=1+1", "+A1", "-A1", "@SUM(A1)", "\t=1"])
def test_a_text_that_starts_a_formula_is_neutralised(text):
    assert neutralised(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-1", "+44.5", "1001", "Barchester", ""])
def test_numbers_and_plain_texts_are_not_touched(text):
    assert neutralised(text) == text


def test_an_hour_that_happens_twice_is_written_with_its_offset(spoilt, county, tmp_path):
    folder = spoilt(
        duties="officer_id,start,end,kind\n1005,2026-10-25T01:30+00:00,2026-10-25T09:00,response\n"
    )
    found = read_return(folder, doctrine=county)
    again = read_return(write_return(found, tmp_path / "back"), doctrine=county)
    assert_same_roster(again.roster, found.roster)


def test_a_place_that_cannot_be_written_is_told(barsetshire, county, tmp_path):
    found = read_return(barsetshire, doctrine=county)
    with pytest.raises(UnableToWriteReturn, match="another place"):
        write_return(found, tmp_path / "no" / "such" / "book.xlsx")
