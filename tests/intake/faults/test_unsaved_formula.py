"""Formulas saved without their values: a blank is never made of what was not worked out."""

import re
import zipfile
from datetime import date

import pytest
from openpyxl.worksheet.formula import ArrayFormula
from tests.intake.workbooks import cell_of, changed, save, save_ods

from muster.intake import check_return, read_return, write_return
from muster.policing import clock


@pytest.mark.parametrize(
    ("table", "cell", "column", "formula"),
    [
        ("tickets", "D2", "expires", "=EDATE(C2,6)"),
        ("abstractions", "D2", "end", "=C2+3"),
        ("officers", "J3", "left", "=TODAY()"),
    ],
)
def test_a_formula_without_a_saved_value_is_a_fault(
    book, county, tmp_path, table, cell, column, formula
):
    book[table][cell] = formula
    check = check_return(save(book, tmp_path / "r.xlsx"), doctrine=county)
    (fault,) = check.faults
    assert (fault.file, fault.sheet, fault.row) == ("r.xlsx", table, int(cell[1:]))
    assert (fault.column, fault.value, fault.code) == (column, formula, "unsaved-formula")
    assert "save it" in fault.remedy


def test_a_skipped_formula_costs_its_row_and_is_not_taken_as_blank(book, county, tmp_path):
    rows = book["tickets"].max_row - 1
    book["tickets"]["D2"] = "=EDATE(C2,6)"
    place = save(book, tmp_path / "r.xlsx")
    found = read_return(place, doctrine=county, skip_faulty=True)
    assert len(found.roster.tickets.skill) == rows - 1
    assert found.rows_skipped == {"tickets": 1}


def test_an_array_without_saved_values_costs_every_line_it_fills(book, county, tmp_path):
    rows = book["tickets"].max_row - 1
    for line in (2, 3, 4):
        book["tickets"][f"D{line}"] = None
    book["tickets"]["D2"] = ArrayFormula("D2:D4", "=EDATE(C2:C4,6)")
    place = save(book, tmp_path / "r.xlsx")
    found = read_return(place, doctrine=county, skip_faulty=True)
    assert len(found.roster.tickets.skill) == rows - 3


@pytest.mark.parametrize(
    ("kind", "saved", "expires"),
    [
        (' t="str"', "<v></v>", clock.FOREVER),
        (' t="str"', "<v>2026-06-01</v>", clock.day_of(date(2026, 6, 1))),
    ],
)
def test_a_formula_with_a_saved_value_is_that_value(book, county, tmp_path, kind, saved, expires):
    book["tickets"]["D2"] = "=A2"
    place = save(book, tmp_path / "r.xlsx")
    part = f"xl/worksheets/sheet{book.sheetnames.index('tickets') + 1}.xml"
    after = f'<c r="D2"{kind}><f>A2</f>{saved}</c>'
    with zipfile.ZipFile(place) as archive:
        (before,) = re.findall(
            r'<c r="D2"><f>A2</f><v(?: />|></v>)</c>', archive.read(part).decode()
        )
    changed(place, part, before, after)
    tickets = read_return(place, doctrine=county).roster.tickets
    assert expires in tickets.expires[tickets.officer == 0]


CONTENT = "content.xml"
FORMULA = 'table:formula="of:=EDATE([.C2];6)"'
NAMESPACE = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
NOTE = "<office:annotation><text:p>mine</text:p></office:annotation></table:table-cell>"


@pytest.mark.parametrize(
    ("attributes", "code", "value"),
    [
        (f"{FORMULA}/>", "unsaved-formula", "=EDATE([.C2];6)"),
        (f"{FORMULA}>{NOTE}", "unsaved-formula", "=EDATE([.C2];6)"),
        (
            f"{FORMULA}><text:p>1 June</text:p></table:table-cell>",
            "unsaved-formula",
            "=EDATE([.C2];6)",
        ),
        (
            f'{FORMULA} office:value-type="string" office:string-value="" '
            'calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>',
            "spreadsheet-error",
            "A4",
        ),
    ],
)
def test_an_opendocument_cell_without_a_value_is_a_fault(
    barsetshire, county, tmp_path, attributes, code, value
):
    place = save_ods(barsetshire, tmp_path / "r.ods")
    changed(place, CONTENT, "<office:document-content ", f"<office:document-content {NAMESPACE} ")
    changed(place, CONTENT, *cell_of("1003", attributes))
    faults = check_return(place, doctrine=county).faults
    assert (code, value) in {(fault.code, fault.value) for fault in faults}


@pytest.mark.parametrize(
    "attributes",
    [
        f'{FORMULA} office:value-type="string"><text:p>1003</text:p></table:table-cell>',
        f'{FORMULA} office:value-type="float" office:value="1003"/>',
    ],
)
def test_an_opendocument_formula_with_a_saved_value_is_that_value(
    barsetshire, county, tmp_path, attributes
):
    place = changed(
        save_ods(barsetshire, tmp_path / "r.ods"), CONTENT, *cell_of("1003", attributes)
    )
    assert check_return(place, doctrine=county).faults == ()


def test_beside_a_formula_every_other_fault_of_its_row_is_told_at_once(book, county, tmp_path):
    book["officers"]["B4"] = "serjeant"
    book["officers"]["J4"] = "=TODAY()"
    book["officers"].merge_cells("C4:C5")
    check = check_return(save(book, tmp_path / "r.xlsx"), doctrine=county)
    assert {(fault.row, fault.column, fault.code) for fault in check.faults} == {
        (4, "rank", "unknown-rank"),
        (4, "left", "unsaved-formula"),
        (4, "base", "merged-cells"),
    }


@pytest.mark.parametrize("suffix", [".xlsx", ".json"])
def test_a_formula_in_a_column_that_is_not_used_is_data(book, county, tmp_path, suffix):
    last = book["officers"].max_column + 1
    book["officers"].cell(1, last).value = "My sums"
    book["officers"].cell(2, last).value = "=1+1"
    found = read_return(save(book, tmp_path / "r.xlsx"), doctrine=county)
    assert [row[1] for row in found.extras["officers"].rows] == ["=1+1"]
    again = write_return(found, tmp_path / f"again{suffix}")
    assert read_return(again, doctrine=county).extras == found.extras


def test_a_failed_formula_and_merged_cells_in_a_column_that_is_not_used_cost_nothing(
    book, county, tmp_path
):
    last = book["officers"].max_column + 1
    for line, text in ((1, "My sums"), (2, "#N/A"), (3, "both")):
        book["officers"].cell(line, last).value = text
    book["officers"].cell(2, last).data_type = "e"
    book["officers"].merge_cells(start_row=3, end_row=4, start_column=last, end_column=last)
    officers = book["officers"].max_row - 1
    found = read_return(save(book, tmp_path / "r.xlsx"), doctrine=county)
    assert len(found.roster) == officers
