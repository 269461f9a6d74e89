"""Make workbooks for tests, sound and otherwise."""

import csv
import zipfile
from pathlib import Path

import openpyxl
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P


def rows_of(folder: Path) -> dict[str, list[list[str]]]:
    """Return a folder's CSV files as lists of rows by table."""
    return {
        file.stem: list(csv.reader(file.read_text("utf-8").splitlines()))
        for file in sorted(folder.glob("*.csv"))
    }


def book_of(folder: Path) -> openpyxl.Workbook:
    """Return a folder's CSV files as an Excel workbook of text cells."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in rows_of(folder).items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([cell or None for cell in row])
    return book


def save(book: openpyxl.Workbook, place: Path) -> Path:
    """Save a workbook and return where."""
    book.save(place)
    return place


def save_ods(
    folder: Path, place: Path, *, merge: str = "", trail: bool = False, password: bool = False
) -> Path:
    """Save a folder's CSV files as an OpenDocument spreadsheet; `merge` names a table."""
    document = OpenDocumentSpreadsheet()
    for name, rows in rows_of(folder).items():
        table = Table(name=name)
        for line, row in enumerate(rows):
            line_of = TableRow()
            for cell in row:
                spans = {"numbercolumnsspanned": 2} if merge == name and line == 1 else {}
                made = TableCell(valuetype="string", **spans) if cell else TableCell()
                if cell:
                    made.addElement(P(text=cell))
                line_of.addElement(made)
            table.addElement(line_of)
        if trail:
            last = TableRow(numberrowsrepeated=1_000_000)
            last.addElement(TableCell(numbercolumnsrepeated=16_000))
            table.addElement(last)
        document.spreadsheet.addElement(table)
    document.save(place)
    if password:
        rewrite(place, "META-INF/manifest.xml", b"</", b"<manifest:encryption-data/></")
    return place


def rewrite(place: Path, part: str, old: bytes, new: bytes) -> Path:
    """Change a part of a ZIP in place."""
    with zipfile.ZipFile(place) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = parts[part].replace(old, new, 1)
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    return place


def changed(place: Path, part: str, old: str, new: str) -> Path:
    """Change the first such passage of a part in place; it must be there."""
    with zipfile.ZipFile(place) as archive:
        assert old.encode() in archive.read(part), archive.read(part)
    return rewrite(place, part, old.encode(), new.encode())


def cell_of(text: str, attributes: str) -> tuple[str, str]:
    """Return a text cell as odfpy writes it, and the same with other attributes."""
    paragraph = f"<text:p>{text}</text:p></table:table-cell>"
    typed = f'<table:table-cell office:value-type="string">{paragraph}'
    return typed, f"<table:table-cell {attributes}"
