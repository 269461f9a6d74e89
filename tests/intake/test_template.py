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


def offered(book, sheet, column):
    """Return the words that the drop-down of a column offers."""
    (found,) = [
        each
        for each in book[sheet].data_validations.dataValidation
        if str(each.sqref).startswith(f"{column}2")
    ]
    letters = found.formula1.split("$")[1]
    return [cell.value for cell in book["lists"][letters] if cell.value]


def test_words_have_drop_downs_that_hold_every_word(template, county):
    words = offered(openpyxl.load_workbook(template), "officers", "B")
    assert words == [rank.slug for rank in county.ranks]


@pytest.mark.parametrize(
    ("sheet", "column", "first", "last"),
    [
        ("counts", "C", "constable", "carrier"),
        ("evidence", "B", "recorded", "demonstrated"),
        ("evidence", "C", "stated", "deployed"),
        ("evidence", "E", "yes", "no"),
        ("judgements", "A", "terrorism.capacity", "public-order.capability.control-room"),
        ("judgements", "B", "met", "not evidenced"),
    ],
)
def test_a_drop_down_offers_what_its_own_table_takes(template, sheet, column, first, last):
    words = offered(openpyxl.load_workbook(template), sheet, column)
    assert {first, last} <= set(words)
    assert sheet == "counts" or "constable" not in words


def test_a_judgement_and_evidence_chosen_from_the_lists_are_read(template, county):
    book = openpyxl.load_workbook(template)
    book["about"].append(["Barsetshire", "2026-03-01", "2027-02-28", "2026-02-27T16:30"])
    book["officers"].append(["01001", "sergeant"])
    for word in offered(book, "judgements", "B"):
        subject = offered(book, "judgements", "A")[0]
        book["judgements"].append([subject, word, "Seen.", "ACC Operations", "2026-03-05"])
    for word in offered(book, "evidence", "C"):
        criterion = offered(book, "evidence", "A")[0]
        row = [criterion, "demonstrated", word, "", "yes", "", "2026-03-02", "Log"]
        book["evidence"].append(row)
    book.save(template)
    assert check_return(template, doctrine=county).faults == ()


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
