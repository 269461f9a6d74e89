"""Read a file of JSON lines, a record a line, into columns."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from muster.intake.delimited import LINE_END, decode
from muster.intake.documents import NESTED, cell_of, load_json, nested_key
from muster.intake.faults import Fault, FaultLog, Problem
from muster.intake.limits import MOST_CELLS, MOST_COLUMNS
from muster.intake.sheets import RawTable
from muster.intake.tables import TableSpec

NO_RECORD = Problem(
    "wrong-shape", "the line is not a record", 'write each line as {"id": "17", "step": …}'
)


def read_json_lines(spec: TableSpec, name: str, body: bytes, log: FaultLog) -> RawTable | None:
    """Return the columns of a file of JSON lines, or None where there is nothing to read.

    Lines are counted from 1, for there is no header; blank lines are let go.
    """
    text, problem = decode(body)
    if problem or not text.strip():
        fault, remedy = "the file is empty", "give it a record a line"
        wrong = problem or Problem("empty-file", fault, remedy)
        log.add(_fault(spec, name, None, wrong))
        return None
    records: list[Mapping[str, Any]] = []
    lines: list[int] = []
    for line, written in enumerate(LINE_END.split(text), 1):
        record = _record(spec, name, line, written, log) if written.strip() else None
        if record is not None:
            records.append(record)
            lines.append(line)
    header = tuple(dict.fromkeys(key for record in records for key in record))
    if len(header) > MOST_COLUMNS or len(header) * len(records) > MOST_CELLS:
        fault = f"the records have {len(header):,} different keys between them"
        wrong = Problem("too-many-columns", fault, "give every record the same keys")
        log.add(_fault(spec, name, None, wrong))
        return None
    columns = tuple([cell_of(record.get(key)) for record in records] for key in header)
    return RawTable(spec.name, name, "", header, columns, np.array(lines, dtype=np.int64))


def _record(
    spec: TableSpec, name: str, line: int, written: str, log: FaultLog
) -> Mapping[str, Any] | None:
    """Return the record on a line, or None and the fault."""
    found = load_json(written)
    if not isinstance(found, dict):
        wrong = found if isinstance(found, Problem) else NO_RECORD
        log.add(_fault(spec, name, line, wrong))
        return None
    key = nested_key(found)
    if key is not None:
        log.add(_fault(spec, name, line, NESTED, key))
        return None
    return found


def _fault(
    spec: TableSpec, name: str, line: int | None, problem: Problem, column: str = ""
) -> Fault:
    return Fault(
        spec.name, line, column, "", problem.fault, problem.remedy, name, code=problem.code
    )
