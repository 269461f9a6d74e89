"""The workbook to mend: every table as it was sent, with the faulty cells marked and explained.

It can be mended and sent again as it is: lines keep their numbers, and the sheet of notes is one
that a check leaves alone.
"""

import io
from collections.abc import Mapping
from typing import Any

import xlsxwriter

from muster.intake import SeenTable
from muster.reporting import plain
from muster.web.returns.models import UploadFault

NOTES = "notes"
HEADINGS = ("Table", "Line", "Column", "Cell", "Value", "What is wrong", "How to mend it")
WIDTHS = (16, 8, 18, 8, 24, 60, 60)
COLUMN_WIDTH = 18
MOST_COMMENT = 1_000
FORMATS = {
    "head": {"bold": True, "bg_color": "#DDE3EA", "bottom": 1},
    "faulty": {"bg_color": "#FAE7E5", "border": 2, "border_color": "#A3221F", "bold": True},
    "line": {"bg_color": "#FDF5F4"},
    "words": {"text_wrap": True, "valign": "top"},
}
Faults = Mapping[str, list[UploadFault]]


def marked_workbook(tables: Mapping[str, SeenTable], faults: list[UploadFault]) -> bytes:
    """Return the tables as a workbook: faulty cells filled and commented, and a sheet of notes."""
    body = io.BytesIO()
    book = xlsxwriter.Workbook(
        body, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    formats = {name: book.add_format(given) for name, given in FORMATS.items()}
    by_table: dict[str, list[UploadFault]] = {}
    for each in faults:
        by_table.setdefault(each.table, []).append(each)
    _write_notes(book.add_worksheet(NOTES), faults, formats)
    for name, table in tables.items():
        _write_table(book.add_worksheet(name), table, by_table.get(name, []), formats)
    book.close()
    return body.getvalue()


def _write_notes(sheet: Any, faults: list[UploadFault], formats: Mapping[str, Any]) -> None:
    for at, (heading, width) in enumerate(zip(HEADINGS, WIDTHS, strict=True)):
        sheet.set_column(at, at, width)
        sheet.write_string(0, at, heading, formats["head"])
    sheet.freeze_panes(1, 0)
    for line, each in enumerate(faults, 1):
        cells = (
            each.table or each.file,
            "" if each.line is None else str(each.line),
            each.column,
            each.address,
            each.value,
            each.fault,
            each.remedy,
        )
        for at, text in enumerate(cells):
            sheet.write_string(line, at, plain(text), formats["words"])


def _write_table(
    sheet: Any, table: SeenTable, faults: list[UploadFault], formats: Mapping[str, Any]
) -> None:
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, max(len(table.header) - 1, 0), COLUMN_WIDTH)
    for at, text in enumerate(table.header):
        sheet.write_string(0, at, plain(text), formats["head"])
    marked = {(each.line, each.place) for each in faults if each.place is not None}
    lines = {each.line for each in faults}
    for number, cells in table.rows():
        tinted = formats["line"] if number in lines else None
        for at, text in enumerate(cells):
            shown = formats["faulty"] if (number, at) in marked else tinted
            if text:
                sheet.write_string(number - 1, at, plain(text), shown)
            elif shown is not None:
                sheet.write_blank(number - 1, at, None, shown)
    _write_comments(sheet, faults)


def _write_comments(sheet: Any, faults: list[UploadFault]) -> None:
    """Write what is wrong beside each cell; what is wrong with a line or a column, at its head."""
    said: dict[tuple[int, int], list[str]] = {}
    for each in faults:
        place = ((each.line or 1) - 1, each.place or 0)
        said.setdefault(place, []).append(f"{each.fault}; {each.remedy}")
    for (line, at), words in said.items():
        text = "\n".join(words)[:MOST_COMMENT]
        sheet.write_comment(line, at, text, {"author": "Muster", "x_scale": 2, "y_scale": 1.2})
