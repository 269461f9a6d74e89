"""Read an Excel or OpenDocument workbook: one sheet a table."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import numpy as np
import python_calamine as calamine
from numpy.typing import NDArray

from muster.intake.archive import (
    Archive,
    UnableToOpenArchive,
    encrypted,
    not_a_workbook,
    open_archive,
)
from muster.intake.book_xml import WorkbookXml
from muster.intake.faults import Fault, FaultLog, Problem
from muster.intake.naming import Naming
from muster.intake.ods_xml import ods_facts
from muster.intake.returns import Input, Progress
from muster.intake.sheet_xml import Place, SheetFacts, column_letters, sheet_facts
from muster.intake.sheets import RawTable, as_text
from muster.intake.sources import Source, digest_of
from muster.intake.tables import IGNORED_SHEETS, Tables, TableSpec, plain, read_tables

ENCRYPTION_MARK = b"encryption-data"
INSTANT_KINDS = ("start", "end")
Span = tuple[int, int]


def read_workbook(
    path: Path, log: FaultLog, progress: Progress, tables: Tables | None = None
) -> Source:
    """Return the tables of a workbook's sheets, or none and the fault that says why."""
    tables = tables or read_tables()
    source = Source(tables, inputs=[_input(path)])
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
    return Source(tables, broken=set(tables), inputs=source.inputs)


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
        naming = Naming(log, "sheet")
        alone = sum(plain(name) not in IGNORED_SHEETS for name in book.sheet_names) == 1
        for done, name in enumerate(book.sheet_names, 1):
            progress(f"reading sheet {name}", done, len(book.sheet_names))
            table = naming.table_of(name, path.name, source, name, alone=alone)
            if table is None:
                continue
            known = sheet_facts(xml.sheet(name), xml.timed) if xml else facts[name]
            _refuse_far_cells({name: known})
            sheet = _Sheet(source.tables[table], path.name, name, log, known)
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            raw = sheet.read(rows)
            if raw is None:
                source.broken.add(table)
            else:
                source.raw[table] = _timed(raw, sheet.spec, known.timed)


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
        self._settle_unused(header, rows)
        self._refuse_merged(header)
        self._refuse_formulas(header)
        self._refuse_untyped(header)
        filled = [at for at, row in enumerate(rows) if at and any(cell != "" for cell in row)]
        columns: Sequence[Sequence[Any]] = tuple(
            zip(*(rows[at] for at in filled), strict=True)
        ) or ((),) * len(header)
        lines = np.array(filled, dtype=np.int64) + 1
        across, down = self._spans()
        spoilt = tuple(np.flatnonzero(_under(across, len(rows))[lines]).tolist())
        told = {at: np.flatnonzero(_under(spans, len(rows))[lines]) for at, spans in down.items()}
        return RawTable(
            self.spec.name, self.file, self.name, tuple(header), tuple(columns), lines, spoilt, told
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

    def _settle_unused(self, header: list[str], rows: list[list[Any]]) -> None:
        """Keep what formulas say in columns Muster does not use; nothing there is a fault."""
        known = self.spec.spellings()
        unused = {at for at, name in enumerate(header) if name and plain(name) not in known}
        if not unused or not self.spec.columns:
            return
        for each in (*self.facts.unsaved, *self.facts.untyped):
            line, column = each.place
            if column in unused and line <= len(rows):
                rows[line - 1][column] = each.written
        self.facts = replace(
            self.facts,
            merged=tuple(
                (first, last)
                for first, last in self.facts.merged
                if first[1] != last[1] or first[1] not in unused
            ),
            errors=tuple(place for place in self.facts.errors if place[1] not in unused),
            unsaved=tuple(each for each in self.facts.unsaved if each.place[1] not in unused),
            untyped=tuple(each for each in self.facts.untyped if each.place[1] not in unused),
        )

    def _refuse_merged(self, header: list[str]) -> None:
        """Log each merged range."""
        fault = "the cells are merged, so all but the first are blank"
        problem = Problem("merged-cells", fault, "unmerge them and fill in every cell")
        for (top, left), (bottom, right) in self.facts.merged:
            value = f"{_address((top, left))}:{_address((bottom, right))}"
            self.refuse(problem, line=top, column=_column(header, left), value=value)

    def _refuse_formulas(self, header: list[str]) -> None:
        """Log each formula that failed, and each that was saved without its value."""
        remedy = "mend the formula, or paste the value itself"
        problem = Problem("spreadsheet-error", "is a formula that failed", remedy)
        for line, column in self.facts.errors:
            value = _address((line, column))
            self.refuse(problem, line=line, column=_column(header, column), value=value)
        fault = "is a formula that was saved without its value"
        remedy = "open the workbook in a spreadsheet program and save it, or paste the value itself"
        problem = Problem("unsaved-formula", fault, remedy)
        for each in self.facts.unsaved:
            line, column = each.place
            self.refuse(problem, line=line, column=_column(header, column), value=each.written)

    def _refuse_untyped(self, header: list[str]) -> None:
        """Log each cell that shows a text and holds no value."""
        fault = "is shown by a cell that holds no value"
        remedy = "open the workbook in a spreadsheet program and save it, or type the value again"
        problem = Problem("untyped-cell", fault, remedy)
        for each in self.facts.untyped:
            line, column = each.place
            self.refuse(problem, line=line, column=_column(header, column), value=each.written)

    def _spans(self) -> tuple[list[Span], dict[int, list[Span]]]:
        """Return the first and last lines that merges and formulas leave blank.

        Those across columns come first, which cost the whole line; then by column.
        """
        across: list[Span] = []
        down: dict[int, list[Span]] = {}
        for (top, left), (bottom, right) in self.facts.merged:
            (across if left != right else down.setdefault(left, [])).append((top, bottom))
        for line, column in self.facts.errors:
            down.setdefault(column, []).append((line, line))
        for each in (*self.facts.unsaved, *self.facts.untyped):
            down.setdefault(each.place[1], []).append((each.place[0], each.until))
        return across, down


def _under(spans: Iterable[Span], height: int) -> NDArray[np.bool_]:
    """Return by line, up to `height`, whether any span covers it; linear in both."""
    edges = np.zeros(height + 2, dtype=np.int64)
    for first, last in spans:
        if first <= min(last, height):
            edges[first] += 1
            edges[min(last, height) + 1] -= 1
    return np.cumsum(edges) > 0


def _column(header: list[str], at: int) -> str:
    return header[at] if at < len(header) else ""


def _address(place: Place) -> str:
    return f"{column_letters(place[1])}{place[0]}"


def _timed(raw: RawTable, spec: TableSpec, timed: Mapping[int, set[int]]) -> RawTable:
    """Return a table in which a midnight that shows its time of day is an instant, not a date.

    Excel keeps 2 March and 2 March 00:00 as one number; only the cell's format tells them apart.
    """
    kinds = {column.name: column.kind for column in spec.columns}
    spellings = spec.spellings()
    columns = list(raw.columns)
    for at, given in enumerate(raw.header):
        dated = kinds.get(spellings.get(plain(given), "")) in INSTANT_KINDS
        if dated and any(type(cell) is date for cell in columns[at]):
            shown = timed.get(at, set())
            columns[at] = tuple(
                datetime.combine(cell, time()) if type(cell) is date and line in shown else cell
                for cell, line in zip(columns[at], raw.lines.tolist(), strict=True)
            )
    return replace(raw, columns=tuple(columns))
