"""Read a return given as one JSON document."""

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from muster.intake.delimited import decode
from muster.intake.faults import Fault, FaultLog
from muster.intake.limits import MOST_CELLS, MOST_COLUMNS, MOST_JSON_BYTES, refuse_size
from muster.intake.naming import Naming
from muster.intake.returns import Input, Progress
from muster.intake.sheets import RawTable
from muster.intake.sources import Source, digest_of
from muster.intake.tables import Tables, read_tables

SHAPE = 'write {"about": {…}, "officers": [{"officer_id": …, …}, …], …}'
LIST_SHAPE = 'write {"%s": [{…}, …]}'
FIRST_LINE = 2


class _Repeated(ValueError):
    """A key stands twice in one object."""


def read_json(
    path: Path, log: FaultLog, progress: Progress, tables: Tables | None = None
) -> Source:
    """Return the tables of a JSON document: an object of tables, each a list of records.

    The first record counts as line 2, as if under a header. Where only one table may be
    there, the list of its records may stand alone.
    """
    tables = tables or read_tables()
    source = Source(tables, broken=set(tables))
    if refuse_size(path.name, path.stat().st_size, log, MOST_JSON_BYTES):
        return source
    body = path.read_bytes()
    source.inputs.append(Input(path.name, digest_of(body), len(body)))
    document = JsonDocument(path.name, log, tables)
    content = document.load(body)
    if content is not None:
        source.broken.clear()
        naming = Naming(log, "key")
        for done, (name, records) in enumerate(content.items(), 1):
            progress(f"reading {name}", done, len(content))
            table = naming.table_of(name, path.name, source)
            if table:
                document.add(source, table, records)
    return source


class JsonDocument:
    """One JSON document being read, of some tables; `shape` shows what it is to look like."""

    def __init__(self, file: str, log: FaultLog, tables: Tables, shape: str = "") -> None:
        """Keep what it is read with, and the one table that may stand alone, if only one may."""
        self.file, self.log, self.tables = file, log, tables
        self.alone = next(iter(tables)) if len(tables) == 1 else ""
        self.shape = shape or (LIST_SHAPE % self.alone if self.alone else SHAPE)

    def refuse(
        self,
        code: str,
        fault: str,
        remedy: str = "",
        *,
        table: str = "",
        line: int | None = None,
        column: str = "",
    ) -> None:
        """Log a fault of the document; without a remedy, the shape it is to have."""
        remedy = remedy or self.shape
        self.log.add(Fault(table, line, column, "", fault, remedy, self.file, code=code))

    def load(self, body: bytes) -> Mapping[str, Any] | None:
        """Return the document's object, or None and the fault."""
        text, problem = decode(body)
        if problem:
            self.refuse(problem.code, problem.fault, "save it as UTF-8")
            return None
        if not text.strip():
            self.refuse("empty-file", "the file is empty")
            return None
        try:
            content = json.loads(text, object_pairs_hook=_once, parse_constant=_refuse_constant)
        except _Repeated as wrong:
            self.refuse("repeated-key", str(wrong), "keep one of the two")
            return None
        except (json.JSONDecodeError, RecursionError, ValueError) as wrong:
            where = f" on line {wrong.lineno}" if isinstance(wrong, json.JSONDecodeError) else ""
            what = wrong.msg if isinstance(wrong, json.JSONDecodeError) else "nested too deep"
            self.refuse("not-json", f"it is not JSON{where} ({what})", "mend it or export it again")
            return None
        if self.alone and isinstance(content, list):
            return {self.alone: content}
        if not isinstance(content, dict):
            self.refuse("wrong-shape", "it is not an object of tables")
            return None
        return content

    def add(self, source: Source, table: str, records: Any) -> None:
        """Add a table's records to the source, or log why they cannot be."""
        records = [records] if isinstance(records, dict) else records
        if not isinstance(records, list):
            self.refuse("wrong-shape", "the table is not a list of records", table=table)
            source.broken.add(table)
            return
        kept, lines = [], []
        for line, record in enumerate(records, FIRST_LINE):
            if not isinstance(record, dict):
                self.refuse("wrong-shape", "the record is not an object", table=table, line=line)
            elif self._is_flat(record, table, line):
                kept.append(record)
                lines.append(line)
        header = tuple(dict.fromkeys(key for record in kept for key in record))
        if not header:
            header = tuple(column.name for column in self.tables[table].columns)
        if len(header) > MOST_COLUMNS or len(header) * len(kept) > MOST_CELLS:
            fault = f"the records have {len(header):,} different keys between them"
            remedy = "give every record of the table the same keys"
            self.refuse("too-many-columns", fault, remedy, table=table)
            source.broken.add(table)
            return
        columns = tuple([_cell(record.get(key)) for record in kept] for key in header)
        source.raw[table] = RawTable(
            table, self.file, "", header, columns, np.array(lines, dtype=np.int64)
        )

    def _is_flat(self, record: Mapping[str, Any], table: str, line: int) -> bool:
        """Say whether every value is text, a number, yes or no, nothing, or a list of texts."""
        for key, value in record.items():
            texts = isinstance(value, list) and all(isinstance(each, str) for each in value)
            if not texts and isinstance(value, list | dict):
                fault, remedy = "the value is not a plain one", "write text, a number or true"
                self.refuse("wrong-shape", fault, remedy, table=table, line=line, column=key)
                return False
        return True


def _cell(value: Any) -> Any:
    return "+".join(value) if isinstance(value, list) else value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        (twice, _), *_ = Counter(key for key, _ in pairs).most_common(1)
        raise _Repeated(f"{twice!r} stands twice in one object")
    return found


def _refuse_constant(name: str) -> float:
    raise _Repeated(f"{name} is not a value JSON has")
