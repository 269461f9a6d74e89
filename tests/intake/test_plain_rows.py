"""Rows that say nothing besides their values are passed over, and no other row ever is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.intake import sheet_xml
from muster.intake.archive import UnableToOpenArchive
from muster.intake.sheet_xml import plain_rows, sheet_facts

TIMED = frozenset({3, 17})
PLAIN = (
    '<c r="{at}"/>',
    '<c r="{at}" s="1"/>',
    '<c r="{at}" s="13" t="s"><v>4</v></c>',
    '<c r="{at}"><v>46082.5</v></c>',
    '<c r="{at}" t="inlineStr"><is><t>PC 1004</t></is></c>',
    '<c r="{at}" t="inlineStr"><is><t xml:space="preserve"> x </t></is></c>',
)
TELLING = (
    '<c r="{at}" s="3"><v>46082.5</v></c>',
    '<c r="{at}" s="17"/>',
    '<c r="{at}" t="e"><v>#N/A</v></c>',
    "<c r='{at}' t='e'><v>#N/A</v></c>",
    '<c t="e" r="{at}"/>',
    '<c r="{at}" t="&#101;"/>',
    '<c r="{at}"><f>A1</f></c>',
    '<c r="{at}"><f>A1</f><v></v></c>',
    '<c r="{at}" x="1" t="e"/>',
    '<x:c r="{at}" t="e" xmlns:x="y"/>',
    '<c r="AA{line}" t="e"/>',
    '<c r="ZZ{line}"/>',
    '<c r="A999999"/>',
    '<c r="{at}" t="inlineStr"><is><t>café</t></is></c>',
    "<c/>",
)


def written(rows):
    """Return a sheet of rows, each a list of cells as they are spelt."""
    told = []
    for line, cells in enumerate(rows, 1):
        inside = "".join(
            cell.format(at=f"{chr(65 + place)}{line}", line=line)
            for place, cell in enumerate(cells)
        )
        told.append(f'<row r="{line}" spans="1:9" x14ac:dyDescent="0.25">{inside}</row>')
    body = "".join(told)
    return f'<worksheet xmlns:x14ac="z"><sheetData>{body}</sheetData></worksheet>'.encode()


def walked(xml, timed, monkeypatch):
    """Return what a sheet says when every row of it is walked."""
    with monkeypatch.context() as patch:
        patch.setattr(sheet_xml, "EMPTIED", rb"\g<0>")
        return sheet_facts(xml, timed)


@given(rows=st.lists(st.lists(st.sampled_from(PLAIN + TELLING), max_size=5), max_size=6))
def test_a_sheet_says_the_same_whether_or_not_its_plain_rows_are_passed_over(rows):
    xml = written(rows)
    with pytest.MonkeyPatch.context() as patch:
        assert sheet_facts(xml, TIMED) == walked(xml, TIMED, patch)


@pytest.mark.parametrize("cell", PLAIN)
def test_a_plain_row_is_passed_over(cell):
    assert plain_rows(TIMED).sub(b"", written([[cell, cell]])).count(b"<row") == 0


@pytest.mark.parametrize("cell", TELLING)
def test_a_row_that_says_more_is_walked(cell):
    assert plain_rows(TIMED).sub(b"", written([[PLAIN[3], cell]])).count(b"<row") == 1


@pytest.mark.parametrize(
    "row",
    [
        '<row r="1" r="2"><c r="A1"/></row>',
        '<row r="1"><c r="A1"><v>a & b</v></c></row>',
        '<row r="1"><c r="A1"><v>\x01</v></c></row>',
        '<row r="1"><c r="A1"></row>',
    ],
)
def test_broken_markup_is_refused_as_before(row):
    with pytest.raises(UnableToOpenArchive):
        sheet_facts(f"<worksheet><sheetData>{row}</sheetData></worksheet>".encode(), TIMED)
