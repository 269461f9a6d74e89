"""What is written is read again as the same, and no spreadsheet runs it."""

import openpyxl
import pytest
from tests.intake.rosters import assert_same_roster

from muster.intake import UnableToWriteReturn, pack_return, read_return, write_return
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


OWN = {
    "officers": "officer_id,rank,Shoe size\n1002,sergeant,=9+1\n1001,inspector,\n\n1003,PC,44\n",
    "tickets": "officer_id,skill,awarded,=Card\n1003,L2,2025-05-01,c\n1001,L2,2025-03-01,a\n"
    "1002,L2,2025-04-01,@b\n",
    "patterns": "pattern,day,start,end,kind,Note\nA,2,,,rest,second\n"
    "A,1,07:00,17:00,response,first\n",
    "vehicles": "vehicle_id,kind,Colour\nC01,carrier,white\n",
    "duties": None,
    "abstractions": None,
}


@pytest.mark.parametrize("name", ["folder", "book.xlsx", "document.json"])
def test_columns_of_ones_own_are_written_beside_the_rows_they_belong_to(
    spoilt, county, tmp_path, name
):
    found = read_return(spoilt(**OWN), doctrine=county)
    again = read_return(write_return(found, tmp_path / name), doctrine=county)
    assert again.extras == found.extras
    assert found.extras["tickets"].columns == ("row", "=Card")
    tickets = again.roster.tickets
    cards = [cell for _, cell in again.extras["tickets"].rows]
    owners = [again.roster.officer_name(officer) for officer in tickets.officer]
    assert sorted(zip(owners, cards, strict=True)) == [("1001", "a"), ("1002", "@b"), ("1003", "c")]
    assert again.extras["officers"].rows == (("2", "=9+1"), ("4", "44"))
    assert again.extras["patterns"].rows == (("2", "first"), ("3", "second"))


def test_columns_of_ones_own_outlive_packing_and_skipped_rows(spoilt, county, tmp_path):
    tickets = OWN["tickets"].replace("2025-03-01", "last spring")
    folder = spoilt(**OWN | {"tickets": tickets})
    found = read_return(folder, doctrine=county, skip_faulty=True)
    unpacked = read_return(pack_return(found, tmp_path / "r.muster"), doctrine=county)
    again = read_return(write_return(unpacked, tmp_path / "back"), doctrine=county)
    assert again.extras["tickets"].rows == (("2", "@b"), ("3", "c"))


def test_headers_of_ones_own_are_neutralised(spoilt, county, tmp_path):
    place = write_return(read_return(spoilt(**OWN), doctrine=county), tmp_path / "back")
    assert (place / "tickets.csv").read_text().splitlines()[0].endswith(",'=Card")
    assert ",'=9+1" in (place / "officers.csv").read_text()
    book = write_return(read_return(place, doctrine=county), tmp_path / "book.xlsx")
    header = openpyxl.load_workbook(book)["tickets"][1]
    assert header[-1].value == "'=Card"


@pytest.mark.parametrize("name", ["out.pdf", "out.csv", "out.ods", "out.muster", "a.2026"])
def test_a_kind_of_file_that_is_no_return_is_refused_with_the_kinds_there_are(
    barsetshire, county, tmp_path, name
):
    found = read_return(barsetshire, doctrine=county)
    with pytest.raises(UnableToWriteReturn, match=r"ends \.xlsx or \.json.*folder"):
        write_return(found, tmp_path / name)
    assert not (tmp_path / name).exists()


def test_a_folder_that_is_there_is_written_to_whatever_its_name(barsetshire, county, tmp_path):
    (tmp_path / "march.2026").mkdir()
    found = read_return(barsetshire, doctrine=county)
    assert (write_return(found, tmp_path / "march.2026") / "officers.csv").is_file()
