"""Workbooks made to hang, to swell or to be read past: each is read or refused, and soon."""

import zipfile

import pytest
from tests.intake.workbooks import book_of, changed, save

from muster.intake import check_return
from muster.intake.archive import UnableToOpenArchive
from muster.intake.ods_xml import ods_facts
from muster.intake.sheet_xml import sheet_facts

MANY = 400_000
NO_TIMES: frozenset[int] = frozenset()


@pytest.fixture
def place(barsetshire, tmp_path):
    return save(book_of(barsetshire), tmp_path / "r.xlsx")


def sheet(inside: str) -> bytes:
    return f"<worksheet><sheetData>{inside}</sheetData></worksheet>".encode()


@pytest.mark.parametrize(
    "start", ['<c t="e" x="1" ', '<c r="A', "<row ", "<mergeCell ", '<c t="e" r="', "<aaaaaaaa "]
)
def test_tags_without_an_end_are_refused_before_they_are_searched_again_and_again(start):
    # Each tag searched to the end of the sheet would be 10¹² steps.
    with pytest.raises(UnableToOpenArchive):
        sheet_facts(sheet(start * MANY), NO_TIMES)


def test_markup_that_hides_in_a_value_is_read_once():
    hidden = f'<row r="1"><c r="A1" t="e" x="{"&lt;c t=" * MANY}"/></row>'
    assert sheet_facts(sheet(hidden), NO_TIMES).errors == ((1, 0),)


def test_every_cell_is_met_once_however_many_there_are():
    cells = '<c t="e"/>' * MANY
    errors = sheet_facts(sheet(f'<row r="7">{cells}</row>'), NO_TIMES).errors
    assert len(errors) == MANY
    assert errors[-1] == (7, MANY - 1)


@pytest.mark.parametrize("start", ["<table:table-cell ", "<table:table ", '<table:table table:n="'])
def test_opendocument_tags_without_an_end_are_refused(start):
    with pytest.raises(UnableToOpenArchive):
        ods_facts(f"<office>{start * MANY}</office>".encode())


def test_many_merges_of_whole_columns_cost_no_more_than_their_number(place, county):
    many = MANY // 4
    merges = "".join(f'<mergeCell ref="A{at}:A1048576"/>' for at in range(2, many + 2))
    part = "xl/worksheets/sheet1.xml"
    changed(place, part, "</sheetData>", f"</sheetData><mergeCells>{merges}</mergeCells>")
    check = check_return(place, doctrine=county)
    assert {fault.code for fault in check.faults} >= {"merged-cells"}
    assert len(check.faults) + check.more >= many


@pytest.mark.parametrize("cell", ["AAAA1", "a1", "1", "ZZZZZZZZ1"])
def test_a_cell_that_is_in_no_column_is_too_far_out(cell):
    assert sheet_facts(sheet(f'<row r="1"><c r="{cell}"/></row>'), NO_TIMES).too_large


def test_a_sheet_hidden_behind_another_spelling_of_its_part_is_still_looked_at(place, county):
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    changed(place, "xl/worksheets/sheet1.xml", "</sheetData>", far)
    changed(place, "xl/_rels/workbook.xml.rels", "worksheets/sheet1.xml", "worksheets/SHEET1.xml")
    (fault,) = check_return(place, doctrine=county).faults
    assert fault.code in ("far-cell", "not-a-workbook")


def test_two_parts_of_one_name_are_refused(place, county):
    with pytest.warns(UserWarning), zipfile.ZipFile(place, "a") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", sheet(""))
    (fault,) = check_return(place, doctrine=county).faults
    assert fault.code == "not-a-workbook"
