"""The template reads back once filled in, and guides whoever fills it."""

import openpyxl
import pytest

from muster.intake import UnableToWriteReturn, check_return, read_return, write_template
from muster.intake.tables import read_tables


@pytest.fixture
def template(county, tmp_path):
    return write_template(tmp_path / "template.xlsx", doctrine=county, unit="psu")


def test_every_table_is_a_sheet_with_its_columns_and_notes(template):
    book = openpyxl.load_workbook(template)
    for table in read_tables().values():
        if table.columns:
            header = next(iter(book[table.name].iter_rows(max_row=1)))
            assert [cell.value for cell in header] == [column.name for column in table.columns]
            assert all(cell.comment for cell in header)


def test_words_have_drop_downs_that_hold_every_word(template, county):
    book = openpyxl.load_workbook(template)
    (rank,) = [
        each
        for each in book["officers"].data_validations.dataValidation
        if str(each.sqref).startswith("B2")
    ]
    column = rank.formula1.split("$")[1]
    offered = [cell.value for cell in book["lists"][column] if cell.value]
    assert offered == [rank.slug for rank in county.ranks]


def test_the_instructions_name_what_a_unit_takes(template):
    sheet = openpyxl.load_workbook(template)["instructions"]
    said = " ".join(str(cell.value or "") for (cell,) in sheet.iter_rows())
    assert "psu_commander" in said
    assert "3 × carrier" in said


def test_an_empty_template_is_short_of_rows_and_nothing_else(template, county):
    faults = check_return(template, doctrine=county).faults
    assert {fault.code for fault in faults} == {"about-rows", "header-only"}


def test_a_filled_template_is_a_return(template, county):
    book = openpyxl.load_workbook(template)
    book["about"].append(
        ["Barsetshire", "2026-03-01", "2027-02-28", "2026-02-27T16:30", "Planning"]
    )
    book["officers"].append(["01001", "sergeant", None, 60])
    book["patterns"].append(["A", 1, "07:00", "17:00", "response"])
    book["tickets"].append(["01001", "public_order_level_2", "2025-03-02"])
    book.save(template)
    found = read_return(template, doctrine=county)
    assert found.roster.officer_name(0) == "01001"
    assert len(found.roster.tickets.skill) == 1


def test_a_place_that_cannot_be_written_is_told(county, tmp_path):
    with pytest.raises(UnableToWriteReturn):
        write_template(tmp_path / "no" / "template.xlsx", doctrine=county)


@pytest.mark.parametrize("name", ["foo.csv", "template", "template.ods"])
def test_a_name_that_is_no_workbook_is_refused_with_the_suffix_to_give(county, tmp_path, name):
    with pytest.raises(UnableToWriteReturn, match=r"ends \.xlsx"):
        write_template(tmp_path / name, doctrine=county)
    assert not (tmp_path / name).exists()
