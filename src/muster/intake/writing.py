"""Write a return as a folder of CSV files, a workbook or JSON."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import xlsxwriter

from muster.errors import MusterError
from muster.intake.returns import Return
from muster.intake.tables import read_tables
from muster.intake.texts import Tables, neutralised, tables_of

WORKBOOK = ".xlsx"
NUMBERS = frozenset({"whole", "latitude", "longitude"})


class UnableToWriteReturn(MusterError):
    """The return cannot be written there."""


def write_return(return_: Return, path: Path | str) -> Path:
    """Write a return where `read_return` reads it again; return the path.

    A path ending .xlsx becomes a workbook and .json a JSON file; one without a suffix, or a
    folder that is there, becomes a folder of CSV files. Texts that a spreadsheet would take
    for formulas are neutralised. Raises UnableToWriteReturn, also for any other suffix.
    """
    place = Path(path)
    write = _writer(place)
    try:
        write(tables_of(return_), place)
    except (OSError, xlsxwriter.exceptions.FileCreateError) as wrong:
        raise UnableToWriteReturn(
            f"{place} cannot be written ({wrong}); choose another place"
        ) from wrong
    return place


def _writer(place: Path) -> Callable[[Tables, Path], None]:
    suffix = "" if place.is_dir() else place.suffix.lower()
    writers = {WORKBOOK: _write_workbook, ".json": _write_json, "": _write_folder}
    if suffix not in writers:
        raise UnableToWriteReturn(
            f"{place} cannot be written: {suffix} is not a kind of return; give a name that ends "
            f"{WORKBOOK} or .json, or one without a full stop for a folder of CSV files"
        )
    return writers[suffix]


def _write_folder(tables: Tables, place: Path) -> None:
    place.mkdir(parents=True, exist_ok=True)
    for name, columns in tables.items():
        with (place / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(map(neutralised, columns))
            safe = [list(map(neutralised, cells)) for cells in columns.values()]
            writer.writerows(zip(*safe, strict=True))


def _write_json(tables: Tables, place: Path) -> None:
    content = {
        name: [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
        for name, columns in tables.items()
    }
    place.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")


def _write_workbook(tables: Tables, place: Path) -> None:
    book = xlsxwriter.Workbook(place, {"constant_memory": True, "strings_to_formulas": False})
    for name, columns in tables.items():
        sheet = book.add_worksheet(name)
        kinds = {column.name: column.kind for column in read_tables()[name].columns}
        numeric = [kinds.get(column) in NUMBERS for column in columns]
        for place_in_row, column in enumerate(columns):
            sheet.write_string(0, place_in_row, neutralised(column))
        for at, row in enumerate(zip(*columns.values(), strict=True), 1):
            for place_in_row, text in enumerate(row):
                if text and numeric[place_in_row]:
                    sheet.write_number(at, place_in_row, float(text))
                elif text:
                    sheet.write_string(at, place_in_row, neutralised(text))
    book.close()
