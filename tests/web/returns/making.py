"""Small returns of West Midlands for the tests of the web, sound and otherwise."""

import csv
import io
import zipfile
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import xlsxwriter

from muster.web.returns.sent import Sent

Tables = Mapping[str, list[list[str]]]
ABOUT = ["force", "period_from", "period_until", "prepared_at", "prepared_by", "synthetic"]
OFFICERS = ["officer_id", "rank", "base", "recall_minutes", "pattern", "pattern_from"]


def tables(**changed: Any) -> dict[str, list[list[str]]]:
    """Return the tables of a sound return: 1 inspector, 2 sergeants, 3 constables, 2 carriers."""
    made: dict[str, list[list[str]]] = {
        "about": [
            ABOUT,
            [
                "West Midlands",
                "2026-03-01",
                "2027-02-28",
                "2026-03-09T16:30",
                "Operations planning",
                "yes",
            ],
        ],
        "officers": [
            OFFICERS,
            ["1001", "inspector", "Bournville Lane", "60", "", ""],
            ["1002", "sergeant", "Bournville Lane", "45", "", ""],
            ["1003", "sergeant", "Bournville Lane", "45", "", ""],
            ["1004", "constable", "Bournville Lane", "30", "", ""],
            ["1005", "constable", "Bournville Lane", "30", "", ""],
            ["1006", "constable", "Bournville Lane", "30", "", ""],
        ],
        "tickets": [
            ["officer_id", "skill", "awarded", "expires"],
            ["1001", "public_order_level_2", "2025-06-01", "2026-05-31"],
            ["1002", "public_order_level_2", "2025-06-01", "2026-05-31"],
            ["1004", "public_order_level_2", "2025-06-01", "2026-05-31"],
        ],
        "vehicles": [
            ["vehicle_id", "kind", "base"],
            ["C01", "carrier", "Bournville Lane"],
            ["C02", "carrier", "Bournville Lane"],
        ],
        "declared": [
            ["measure", "value", "unit", "as_at", "source", "within_minutes"],
            ["psu.national.required", "21", "units", "2026-03-01", "Planning assumption", ""],
        ],
    }
    return made | changed


def with_row(table: str, row: list[str], held: Tables | None = None) -> dict[str, list[list[str]]]:
    """Return the tables with one more row."""
    found = dict(held or tables())
    return found | {table: [*found[table], row]}


def workbook(held: Tables | None = None) -> bytes:
    """Return the tables as a workbook, every cell as text."""
    body = io.BytesIO()
    book = xlsxwriter.Workbook(body, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"created": datetime(2026, 3, 9)})  # the same tables, the same bytes
    for name, rows in (held or tables()).items():
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            for place, cell in enumerate(row):
                if cell:
                    sheet.write_string(at, place, cell)
    book.close()
    return body.getvalue()


def csv_of(rows: list[list[str]]) -> bytes:
    """Return rows as a CSV file."""
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def zipped(files: Mapping[str, bytes], **change: Any) -> bytes:
    """Return files as a ZIP."""
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return body.getvalue()


def csv_zip(held: Tables | None = None, folder: str = "") -> bytes:
    """Return the tables as a ZIP of CSV files."""
    return zipped(
        {f"{folder}{name}.csv": csv_of(rows) for name, rows in (held or tables()).items()}
    )


def sent(name: str, body: bytes) -> Sent:
    """Return a file as it is sent."""
    return Sent(name, io.BytesIO(body))
