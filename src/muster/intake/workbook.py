"""Read an Excel or OpenDocument workbook: one sheet a table."""

from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import numpy as np
import python_calamine as calamine

from muster.intake.archive import (
    Archive,
    UnableToOpenArchive,
    encrypted,
    not_a_workbook,
    open_archive,
)
from muster.intake.faults import Fault, FaultLog, Problem
from muster.intake.naming import Naming
from muster.intake.ods_xml import ods_facts
from muster.intake.returns import Input, Progress
from muster.intake.sheet_xml import (
    Place,
    SheetFacts,
    WorkbookXml,
    column_letters,
    sheet_facts,
    timed_lines,
)
from muster.intake.sheets import RawTable, as_text
from muster.intake.sources import Source, digest_of
from muster.intake.tables import TableSpec, plain, read_tables

ENCRYPTION_MARK = b"encryption-data"
INSTANT_KINDS = ("start", "end")


def read_workbook(path: Path, log: FaultLog, progress: Progress) -> Source:
    """Return the tables of a workbook's sheets, or none and the fault that says why."""
    source = Source(inputs=[_input(path)])
    try:
        archive = open_archive(path)
        archive.check()
        _read_sheets(path, archive, source, log, progress)
    except UnableToOpenArchive as wrong:
        problem = wrong.problem
    except calamine.PasswordError:
        problem = encrypted()
    except (calamine.CalamineError, OSError, ValueError):
        problem = not_a_workbook()
    else:
        return source
    log.add(Fault("", None, "", "", problem.fault, problem.remedy, path.name, code=problem.code))
    return Source(broken=set(read_tables()), inputs=source.inputs)


def _input(path: Path) -> Input:
    body = path.read_bytes()
    return Input(path.name, digest_of(body), len(body))


def _read_sheets(
    path: Path, archive: Archive, source: Source, log: FaultLog, progress: Progress
) -> None:
    is_ods = path.suffix.lower() == ".ods"
    if is_ods and ENCRYPTION_MARK in archive.part("META-INF/manifest.xml"):
        raise UnableToOpenArchive(encrypted())
    facts = ods_facts(archive.part("content.xml")) if is_ods else {}
    _refuse_far_cells(facts)
    xml = None if is_ods else WorkbookXml(archive)
    with calamine.CalamineWorkbook.from_path(path) as book:
        naming = Naming(log)
        for done, name in enumerate(book.sheet_names, 1):
            progress(f"reading sheet {name}", done, len(book.sheet_names))
            table = naming.table_of(name, path.name, source, name)
            if table is None:
                continue
            body = xml.sheet(name) if xml else b""
            known = sheet_facts(body) if xml else facts.get(name, SheetFacts())
            _refuse_far_cells({name: known})
            sheet = _Sheet(read_tables()[table], path.name, name, log, known)
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            raw = sheet.read(rows)
            if raw is None:
                source.broken.add(table)
            else:
                source.raw[table] = _timed(raw, sheet.spec, body, xml) if xml else raw


def _refuse_far_cells(facts: dict[str, SheetFacts]) -> None:
    for name, known in facts.items():
        if known.too_large:
            fault = f"sheet {name} has a cell far outside its table, so it was not opened"
            remedy = "copy the table alone to a new sheet"
            raise UnableToOpenArchive(Problem("far-cell", fault, remedy))


class _Sheet:
    """One sheet becoming a raw table."""

    def __init__(
        self, spec: TableSpec, file: str, name: str, log: FaultLog, facts: SheetFacts
    ) -> None:
        self.spec, self.file, self.name, self.log, self.facts = spec, file, name, log, facts

    def read(self, rows: list[list[Any]]) -> RawTable | None:
        """Return the sheet's columns; None, and a fault, when it has nothing on line 1."""
        if not any(as_text(cell) for row in rows for cell in row):
            self.refuse(
                Problem("empty-file", "the sheet is empty", "give it a header, or remove it")
            )
            return None
        header = [as_text(cell) for cell in rows[0]]
        if not any(header):
            fault = Problem(
                "no-header", "line 1 is blank", "put the names of the columns on line 1"
            )
            self.refuse(fault, line=1)
            return None
        spoilt = self._refuse_merged(header) | self._refuse_errors(header)
        filled = [at for at, row in enumerate(rows) if at and any(cell != "" for cell in row)]
        columns: Sequence[Sequence[Any]] = tuple(
            zip(*(rows[at] for at in filled), strict=True)
        ) or ((),) * len(header)
        lines = np.array(filled, dtype=np.int64) + 1
        at = {line: place for place, line in enumerate(lines.tolist())}
        places = tuple(sorted(at[line] for line in spoilt if line in at))
        return RawTable(
            self.spec.name, self.file, self.name, tuple(header), tuple(columns), lines, places
        )

    def refuse(
        self, problem: Problem, *, line: int | None = None, column: str = "", value: str = ""
    ) -> None:
        """Log a fault of this sheet."""
        waivable = self.spec.waivable and line is not None and line > 1
        self.log.add(
            Fault(
                self.spec.name,
                line,
                column,
                value,
                problem.fault,
                problem.remedy,
                self.file,
                self.name,
                problem.code,
                waivable,
            )
        )

    def _refuse_merged(self, header: list[str]) -> set[int]:
        """Log each merged range, and return the lines that lose cells to it."""
        spoilt: set[int] = set()
        for (top, left), (bottom, right) in self.facts.merged:
            value = f"{_address((top, left))}:{_address((bottom, right))}"
            fault = "the cells are merged, so all but the first are blank"
            remedy = "unmerge them and fill in every cell"
            problem = Problem("merged-cells", fault, remedy)
            self.refuse(problem, line=top, column=_column(header, left), value=value)
            spoilt.update(range(max(top, 2), bottom + 1))
        return spoilt

    def _refuse_errors(self, header: list[str]) -> set[int]:
        """Log each formula that failed, and return their lines."""
        remedy = "mend the formula, or paste the value itself"
        problem = Problem("spreadsheet-error", "is a formula that failed", remedy)
        for line, column in self.facts.errors:
            value = _address((line, column))
            self.refuse(problem, line=line, column=_column(header, column), value=value)
        return {line for line, _ in self.facts.errors}


def _column(header: list[str], at: int) -> str:
    return header[at] if at < len(header) else ""


def _address(place: Place) -> str:
    return f"{column_letters(place[1])}{place[0]}"


def _timed(raw: RawTable, spec: TableSpec, body: bytes, xml: WorkbookXml) -> RawTable:
    """Return a table in which a midnight that shows its time of day is an instant, not a date.

    Excel keeps 2 March and 2 March 00:00 as one number; only the cell's format tells them apart.
    """
    kinds = {column.name: column.kind for column in spec.columns}
    spellings = spec.spellings()
    columns = list(raw.columns)
    for at, given in enumerate(raw.header):
        dated = kinds.get(spellings.get(plain(given), "")) in INSTANT_KINDS
        if dated and any(type(cell) is date for cell in columns[at]):
            shown = timed_lines(body, at, xml.timed)
            columns[at] = tuple(
                datetime.combine(cell, time()) if type(cell) is date and line in shown else cell
                for cell, line in zip(columns[at], raw.lines.tolist(), strict=True)
            )
    return RawTable(
        raw.table, raw.file, raw.sheet, raw.header, tuple(columns), raw.lines, raw.spoilt
    )
