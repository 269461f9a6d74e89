"""A rate card's file as a raw table: CSV, or TOML with `[[rate]]` and `[[multiplier]]`."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np

from muster.intake.delimited import decode, read_delimited
from muster.intake.faults import Fault, FaultLog, Problem
from muster.intake.limits import refuse_size
from muster.intake.returns import Input
from muster.intake.sheets import RawTable
from muster.intake.sources import digest_of
from muster.intake.tables import rate_table

ENTRIES = ("rate", "multiplier")
TOP = (*ENTRIES, "currency")
HEADER = re.compile(r"^\s*\[\[\s*(rate|multiplier)\s*\]\]", re.MULTILINE)
SHAPE = "write [[rate]] and [[multiplier]] entries, each with from and source"
POUNDS = Problem("other-currency", "is not pounds", "give the card in GBP")
Entry = Mapping[str, Any]


def read_rate_file(path: Path, log: FaultLog) -> tuple[RawTable | None, Input]:
    """Return the rows of a rate card, or None and the faults that say why, and what was read."""
    unread = Input(path.name, "", 0)
    if not path.is_file():
        _refuse(log, path.name, "not-there", "there is no such file", "check the name")
        return None, unread
    if refuse_size(path.name, path.stat().st_size, log):
        return None, unread
    body = path.read_bytes()
    read = Input(path.name, digest_of(body), len(body))
    if path.suffix.lower() == ".csv":
        return read_delimited(rate_table(), path.name, body, log), read
    if path.suffix.lower() == ".toml":
        return _read_toml(path.name, body, log), read
    remedy = "give a rate card as .toml or .csv"
    _refuse(log, path.name, "unknown-format", "it is not a kind of file Muster reads", remedy)
    return None, read


def _refuse(log: FaultLog, file: str, code: str, fault: str, remedy: str, **place: Any) -> None:
    log.add(
        Fault(
            "rates", place.get("row"), place.get("column", ""), "", fault, remedy, file, code=code
        )
    )


def _read_toml(file: str, body: bytes, log: FaultLog) -> RawTable | None:
    text, problem = decode(body)
    if problem:
        _refuse(log, file, problem.code, problem.fault, "save it as UTF-8")
        return None
    try:
        content = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as wrong:
        _refuse(log, file, "not-toml", f"it is not TOML ({wrong})", "mend the file")
        return None
    for key in content:
        if key not in TOP:
            _refuse(log, file, "unknown-key", f"nothing is called {key!r} here", SHAPE)
    lines = _lines(text)
    rows = [
        (line, entry)
        for name in ENTRIES
        for line, entry in _entries(name, content.get(name, []), lines[name], file, log)
    ]
    if not in_pounds(content.get("currency", "")):
        _refuse(log, file, POUNDS.code, POUNDS.fault, POUNDS.remedy, column="currency")
    return _table(file, rows)


def in_pounds(currency: object) -> bool:
    """Say whether a currency is pounds sterling; blank is."""
    return str(currency).strip().upper() in ("", "GBP")


def _lines(text: str) -> dict[str, list[int]]:
    """Return the lines on which the entries of each kind begin."""
    found: dict[str, list[int]] = {name: [] for name in ENTRIES}
    for header in HEADER.finditer(text):
        found[header[1]].append(text.count("\n", 0, header.start(1)) + 1)
    return found


def _entries(
    name: str, given: object, lines: Sequence[int], file: str, log: FaultLog
) -> list[tuple[int, Entry]]:
    """Return entries that are tables of plain values, each with the line it begins on."""
    entries = given if isinstance(given, list) else [given]
    placed = list(lines) if len(lines) == len(entries) else list(range(1, len(entries) + 1))
    kept: list[tuple[int, Entry]] = []
    for line, entry in zip(placed, entries, strict=True):
        if isinstance(entry, dict) and all(map(_is_plain, entry.values())):
            kept.append((line, entry))
        else:
            fault = f"an entry of {name} is not a table of plain values"
            _refuse(log, file, "wrong-shape", fault, SHAPE, row=line)
    return kept


def _is_plain(value: object) -> bool:
    if isinstance(value, list):
        return not any(isinstance(each, list | dict) for each in value)
    return not isinstance(value, dict)


def _table(file: str, rows: Sequence[tuple[int, Entry]]) -> RawTable:
    """Return entries as rows under the columns they name."""
    given = [entry for _, entry in rows]
    header = tuple(dict.fromkeys(key for entry in given for key in entry))
    header = header or tuple(column.name for column in rate_table().columns)
    columns = tuple([_cell(entry.get(key)) for entry in given] for key in header)
    lines = np.array([line for line, _ in rows], dtype=np.int64)
    return RawTable("rates", file, "", header, columns, lines)


def _cell(value: object) -> object:
    if isinstance(value, list):
        return ";".join(str(_cell(each)) for each in value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
