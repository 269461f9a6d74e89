"""Write a return as a folder of CSV files, a workbook or JSON."""

import csv
import json
from collections.abc import Mapping
from pathlib import Path

import xlsxwriter

from muster.errors import MusterError
from muster.intake.returns import Return
from muster.intake.tables import read_tables
from muster.intake.texts import Cells, neutralised, tables_of

NUMBERS = frozenset({"whole", "latitude", "longitude"})


class UnableToWriteReturn(MusterError):
    """The return cannot be written there."""


def write_return(return_: Return, path: Path | str) -> Path:
    """Write a return where `read_return` reads it again; return the path.

    A path ending .xlsx becomes a workbook and .json a JSON file; any other is a folder of
    CSV files. Texts that a spreadsheet would take for formulas are neutralised. Raises
    UnableToWriteReturn.
    """
    place = Path(path)
    write = {".xlsx": _write_workbook, ".json": _write_json}.get(
        place.suffix.lower(), _write_folder
    )
    try:
        write(tables_of(return_), place)
    except (OSError, xlsxwriter.exceptions.FileCreateError) as wrong:
        raise UnableToWriteReturn(
            f"{place} cannot be written ({wrong}); choose another place"
        ) from wrong
    return place


def _write_folder(tables: Mapping[str, Mapping[str, Cells]], place: Path) -> None:
    place.mkdir(parents=True, exist_ok=True)
    for name, columns in tables.items():
        with (place / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(columns)
            safe = [list(map(neutralised, cells)) for cells in columns.values()]
            writer.writerows(zip(*safe, strict=True))


def _write_json(tables: Mapping[str, Mapping[str, Cells]], place: Path) -> None:
    content = {
        name: [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
        for name, columns in tables.items()
    }
    place.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")


def _write_workbook(tables: Mapping[str, Mapping[str, Cells]], place: Path) -> None:
    book = xlsxwriter.Workbook(place, {"constant_memory": True, "strings_to_formulas": False})
    for name, columns in tables.items():
        sheet = book.add_worksheet(name)
        kinds = {column.name: column.kind for column in read_tables()[name].columns}
        numeric = [kinds.get(column) in NUMBERS for column in columns]
        sheet.write_row(0, 0, list(columns))
        for at, row in enumerate(zip(*columns.values(), strict=True), 1):
            for place_in_row, text in enumerate(row):
                if text and numeric[place_in_row]:
                    sheet.write_number(at, place_in_row, float(text))
                elif text:
                    sheet.write_string(at, place_in_row, neutralised(text))
    book.close()
