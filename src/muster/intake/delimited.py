"""Read one CSV file into columns, saying what is odd about it and reading on regardless."""

import csv
import io
import re

import numpy as np

from muster.intake.faults import Fault, FaultLog, Problem
from muster.intake.limits import MOST_CELLS, MOST_COLUMNS
from muster.intake.sheets import Lines, RawTable
from muster.intake.tables import TableSpec, plain

LINE_END = re.compile(r"\r\n|\r|\n")
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
OTHER_SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "bars"}


def read_delimited(spec: TableSpec, name: str, body: bytes, log: FaultLog) -> RawTable | None:
    """Return a CSV file's columns, or None where there is nothing to read.

    A file in another encoding, or with another separator, is a fault; it is read all the
    same, so that its other faults are found too.
    """

    def refuse(
        code: str, fault: str, remedy: str, *, row: int | None = None, value: str = ""
    ) -> None:
        log.add(Fault(spec.name, row, "", value, fault, remedy, name, "", code))

    text, problem = decode(body)
    if problem:
        refuse(problem.code, problem.fault, problem.remedy)
    if not text.strip():
        if not problem:
            refuse("empty-file", "the file is empty", "give it a header line, or remove it")
        return None
    separator = separator_of(spec, LINE_END.split(text, maxsplit=1)[0])
    if separator != ",":
        what = OTHER_SEPARATORS[separator]
        refuse(
            "semicolons" if separator == ";" else "separators",
            f"the columns are separated by {what}, not commas",
            "save it as “CSV UTF-8 (comma delimited)”",
            row=1,
        )
    records, lines, wrong = _records(text, separator)
    if wrong:
        refuse("broken-quotes", wrong.fault, wrong.remedy, row=lines[-1] if lines else 1)
    if not records:
        return None
    return _columns(spec, name, records, lines, log)


def decode(body: bytes) -> tuple[str, Problem | None]:
    """Return a file's text, and what is wrong when it is not UTF-8 (a byte-order mark is fine)."""
    if body.startswith(UTF16_MARKS):
        return body.decode("utf-16", "replace"), Problem(
            "utf-16", "the file is in UTF-16", "save it as “CSV UTF-8 (comma delimited)”"
        )
    try:
        return body.decode("utf-8-sig"), None
    except UnicodeDecodeError as wrong:
        line = body.count(b"\n", 0, wrong.start) + 1
        seen = body[wrong.start : wrong.start + 1].decode("cp1252", "replace")
        problem = Problem(
            "wrong-encoding",
            f"byte {wrong.start + 1:,} (0x{body[wrong.start]:02X}, on line {line:,}) is not UTF-8; "
            f"it looks like {seen!r} in Windows-1252",
            "save it as “CSV UTF-8 (comma delimited)”",
        )
        return body.decode("cp1252", "replace"), problem


def separator_of(spec: TableSpec, header: str) -> str:
    """Return the separator under which most of a header line's columns are known."""
    known = spec.spellings()
    if not known and "," in header:
        return ","

    def score(separator: str) -> tuple[int, int]:
        names = [name.strip().strip('"') for name in header.split(separator)]
        return sum(plain(name) in known for name in names), len(names) if not known else 0

    return max((",", *OTHER_SEPARATORS), key=score)


def _records(text: str, separator: str) -> tuple[list[list[str]], list[int], Problem | None]:
    """Return the records, the line each starts on, and what stopped the reading."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    records: list[list[str]] = []
    lines: list[int] = []
    line = 1
    try:
        for record in reader:
            records.append(record)
            lines.append(line)
            line = reader.line_num + 1
    except csv.Error as wrong:
        lines.append(line)
        return (
            records,
            lines,
            Problem(
                "broken-quotes",
                f"the line cannot be read ({wrong}); nothing after it was",
                'double the quotation marks in a cell, and put one at either end: "say ""go"""',
            ),
        )
    return records, lines, None


def _columns(
    spec: TableSpec, name: str, records: list[list[str]], lines: list[int], log: FaultLog
) -> RawTable | None:
    """Return records by column; blank lines are let go, a row too long or short is a fault.

    None, and a fault, for a header so wide that its blanks alone would fill the memory.
    """
    header, *rows = records
    width = len(header)
    filled = [at for at, row in enumerate(rows) if any(map(str.strip, row))]
    kept = [rows[at] for at in filled]
    ragged = any(len(row) != width for row in kept)
    if width > MOST_COLUMNS or (ragged and width * len(kept) > MOST_CELLS):
        fault = f"the header has {width:,} columns"
        remedy = "delete the empty columns beside the table"
        log.add(Fault(spec.name, 1, "", "", fault, remedy, name, code="too-many-columns"))
        return None
    numbers = np.array([lines[at + 1] for at in filled], dtype=np.int64)
    spoilt = _level(spec, name, kept, numbers, width, log)
    columns = tuple(zip(*kept, strict=True)) if kept else ((),) * width
    return RawTable(spec.name, name, "", tuple(header), columns, numbers, tuple(spoilt))


def _level(
    spec: TableSpec, name: str, kept: list[list[str]], lines: Lines, width: int, log: FaultLog
) -> list[int]:
    """Make every row as wide as the header, and return the rows that say something else."""
    spoilt: list[int] = []
    for at, row in enumerate(kept):
        if len(row) == width:
            continue
        if len(row) < width or any(map(str.strip, row[width:])):
            spoilt.append(at)
            fault = f"the row has {len(row)} cells and the header {width}"
            remedy = "put a cell with a comma in it in quotation marks, or mend the row"
            line = int(lines[at])
            log.add(
                Fault(spec.name, line, "", "", fault, remedy, name, "", "ragged-row", spec.waivable)
            )
        kept[at] = (row + [""] * width)[:width]
    return spoilt
