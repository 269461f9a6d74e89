"""Read a table that comes alone in a file and is no part of a return: events, corridors."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

import numpy as np

from muster.intake import formats
from muster.intake.delimited import read_delimited
from muster.intake.faults import Fault, FaultLog, Problem, UnableToReadReturn
from muster.intake.limits import refuse_size
from muster.intake.returns import Input
from muster.intake.sheets import TableReading, near_header, open_table
from muster.intake.sources import Source, digest_of
from muster.intake.tables import ColumnSpec, TableSpec

ValueT = TypeVar("ValueT")
READERS = {**dict.fromkeys((".xlsx", ".xlsm", ".ods"), "read_workbook"), ".json": "read_json"}


class UnableToReadList(UnableToReadReturn):
    """A file of events, corridors or the like has faults; `faults` holds every one."""


@dataclass(frozen=True, slots=True, eq=False)
class Listed(Generic[ValueT]):
    """What a file lists, the file itself, and what is worth saying that is no fault."""

    values: tuple[ValueT, ...]
    input: Input
    notes: tuple[str, ...]


def read_list(
    path: Path | str, spec: TableSpec, read: Callable[[TableReading], list[ValueT]]
) -> Listed[ValueT]:
    """Return what a CSV, workbook or JSON file lists, or refuse it with every fault at once.

    `read` turns the table into values, and logs what is wrong with its rows. Raises
    UnableToReadList; nothing of a file with a fault is returned.
    """
    path, log = Path(path), FaultLog()
    source = _open(path, spec, log)
    raw = source.raw.get(spec.name)
    values: list[ValueT] = []
    notes = list(source.notes)
    if raw is not None:
        reading = open_table(spec, raw, log)
        if not len(reading) and not log.total:
            what = Problem("header-only", "has a header and no rows", "give it a row, or leave it")
            reading.refuse(what)
        values = read(reading)
        notes += _unknown_columns(reading)
    elif not log.total:
        fault, remedy = f"holds no {spec.name}", f"name its sheet or key {spec.name!r}"
        log.add(Fault(spec.name, None, "", "", fault, remedy, path.name, code="missing-table"))
    if log.total:
        raise UnableToReadList(str(path), log.faults(), log.more)
    return Listed(tuple(values), source.inputs[0], tuple(notes))


def sound_rows(reading: TableReading) -> list[int]:
    """Return the rows (positions) that have no fault so far."""
    rows: list[int] = np.flatnonzero(~reading.dropped).tolist()
    return rows


def words_at(reading: TableReading, column: str, row: int) -> str:
    """Return the text of one cell on one line."""
    return " ".join(reading.value(column, row).split())


def refuse_twice(reading: TableReading, column: str) -> None:
    """Refuse every row that gives again what an earlier row gave in a column that tells apart."""
    seen: dict[str, int] = {}
    for row in range(len(reading)):
        text = words_at(reading, column, row).casefold()
        if not text:
            continue
        first = seen.setdefault(text, row)
        if first != row:
            reading.refuse_rows(np.array([row]), column, partial(_given_twice, reading, first))


def _given_twice(reading: TableReading, first: int, _row: int) -> Problem:
    line = int(reading.raw.lines[first])
    return Problem(
        "duplicate-id",
        f"was already given on line {line:,}",
        "keep one row, or give each its own",
    )


def _open(path: Path, spec: TableSpec, log: FaultLog) -> Source:
    """Return the one table of a file raw; nothing, and a fault, where there is none."""
    tables, suffix = {spec.name: spec}, path.suffix.lower()
    source = Source(tables)
    if not path.is_file():
        _refuse(log, path, "not-there", "there is no such file", "check the name")
    elif refuse_size(path.name, path.stat().st_size, log):
        return source
    elif suffix in READERS:
        source = getattr(formats, READERS[suffix])(path, log, _silent, tables)
    elif suffix == ".csv":
        body = path.read_bytes()
        source.inputs.append(Input(path.name, digest_of(body), len(body)))
        raw = read_delimited(spec, path.name, body, log)
        source.raw |= {spec.name: raw} if raw else {}
    else:
        what = "it is not a kind of file Muster reads"
        remedy = "give a .csv file, a .xlsx or .ods workbook, or a .json file"
        _refuse(log, path, "unknown-format", what, remedy)
    return source


def _unknown_columns(reading: TableReading) -> Iterator[str]:
    """Yield a note for each column that is not known, with the known one it may be a slip for."""
    for given in reading.extras:
        near = [each for each in reading.spec.columns if _is_near(each, given, reading)]
        hint = f"; did you mean {near[0].name!r}?" if near else ""
        yield f"{reading.raw.file}: column {given!r} is not known, and was not used{hint}"


def _is_near(column: ColumnSpec, given: str, reading: TableReading) -> bool:
    return column.name not in reading.texts and near_header(column, [given]) == given


def _refuse(log: FaultLog, path: Path, code: str, fault: str, remedy: str) -> None:
    log.add(Fault("", None, "", "", fault, remedy, path.name, code=code))


def _silent(_what: str, _done: int, _total: int) -> None:
    """Tell nobody."""
