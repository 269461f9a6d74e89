"""One table as it stands in its file, and as it is being read: columns, lines, faults."""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from difflib import get_close_matches
from typing import Any

import numpy as np
from numpy.typing import NDArray

from muster.intake.cells import Parser, hidden_character, spreadsheet_error
from muster.intake.faults import Fault, FaultLog, Problem
from muster.intake.tables import ColumnSpec, TableSpec, plain

Lines = NDArray[np.int64]
NEUTRALISED = tuple("'" + sign for sign in "=+-@")
MINUTE = timedelta(minutes=1)
NEAR_A_HEADER = 0.75


@dataclass(frozen=True, slots=True, eq=False)
class RawTable:
    """Cells by column as a file holds them. `lines` are lines of the sheet, header on 1.

    Rows in `spoilt` (positions) were too long or short, or hang together wrongly; their fault
    is already said. So is that of the cells in `told`: positions by column, from 0.
    """

    table: str
    file: str
    sheet: str
    header: tuple[str, ...]
    columns: tuple[Sequence[Any], ...]
    lines: Lines
    spoilt: tuple[int, ...] = ()
    told: Mapping[int, NDArray[np.intp]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Texts:
    """A column as its distinct texts, and which of them each row holds."""

    values: tuple[str, ...]
    codes: NDArray[np.int32]

    def rows(self) -> list[str]:
        """Return the text of each row."""
        return [self.values[code] for code in self.codes.tolist()]


def distinct(cells: Sequence[Any]) -> Texts:
    """Return a column's distinct cells as text, in order of first appearance."""
    if bool in set(map(type, cells)):
        cells = [as_text(cell) if isinstance(cell, bool) else cell for cell in cells]
    at: dict[Any, int] = {}
    for cell in dict.fromkeys(cells):
        at[cell] = len(at)
    codes = np.fromiter(map(at.__getitem__, cells), dtype=np.int32, count=len(cells))
    texts = [as_text(cell) for cell in at]
    merged = {text: place for place, text in enumerate(dict.fromkeys(texts))}
    if len(merged) < len(texts):
        codes = np.array([merged[text] for text in texts], dtype=np.int32)[codes]
    return Texts(tuple(merged), codes)


def as_text(cell: Any) -> str:
    """Return a cell as the text a careful person would have typed."""
    if isinstance(cell, str):
        text = cell.strip()
        if not text.isascii():
            text = unicodedata.normalize("NFC", text.replace("\xa0", " ")).strip()
        return text[1:] if text.startswith(NEUTRALISED) else text
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return _time_text(cell)


def _time_text(cell: object) -> str:
    if isinstance(cell, datetime):
        # Spreadsheets hold times as fractions of a day, a hair off the second.
        cell = (cell + timedelta(microseconds=500_000)).replace(microsecond=0)
        return cell.isoformat(timespec="seconds" if cell.second else "minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time):
        return cell.isoformat(timespec="seconds" if cell.second else "minutes")
    if isinstance(cell, timedelta):
        minutes, rest = divmod(round(cell.total_seconds()), 60)
        return f"{minutes // 60:02}:{minutes % 60:02}" + (f":{rest:02}" if rest else "")
    return str(cell)


@dataclass(eq=False)
class TableReading:
    """One table being read. Rows in `dropped` have a fault and cost no more than themselves.

    `order` has the rows (positions) as the return holds them, where that is not as given.
    """

    spec: TableSpec
    raw: RawTable
    log: FaultLog
    texts: dict[str, Texts] = field(default_factory=dict)
    extras: dict[str, Texts] = field(default_factory=dict)
    order: NDArray[np.intp] | None = None
    dropped: NDArray[np.bool_] = field(init=False)
    spoilt: NDArray[np.bool_] = field(init=False)
    told: dict[str, NDArray[np.intp]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Start with only the rows dropped that could not be read whole."""
        self.spoilt = np.zeros(len(self.raw.lines), dtype=np.bool_)
        self.spoilt[list(self.raw.spoilt)] = True
        self.dropped = self.spoilt.copy()
        for rows in self.raw.told.values():
            self.dropped[rows] = True

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self.raw.lines)

    def held(self) -> NDArray[np.intp]:
        """Return the sound rows (positions) in the order the return holds them."""
        return np.flatnonzero(~self.dropped) if self.order is None else self.order

    def fault(self, problem: Problem, *, column: str = "", value: str = "", row: int = -1) -> Fault:
        """Return a fault of this table; `row` is a position, -1 for the table's own."""
        line = int(self.raw.lines[row]) if row >= 0 else None
        return Fault(
            self.spec.name,
            line,
            column,
            value,
            problem.fault,
            problem.remedy,
            self.raw.file,
            self.raw.sheet,
            problem.code,
            self.spec.waivable and row >= 0,
        )

    def refuse(self, problem: Problem, *, column: str = "", value: str = "") -> None:
        """Log a fault of the table as a whole."""
        self.log.add(self.fault(problem, column=column, value=value))

    def refuse_rows(
        self, rows: NDArray[np.int64], column: str, say: Callable[[int], Problem]
    ) -> None:
        """Log a fault for each row (positions), and drop them; `say` is asked for those kept.

        A cell whose fault is said already has no second one.
        """
        rows = rows[~self.spoilt[rows] & ~np.isin(rows, self.told.get(column, ()))]
        if not len(rows):
            return
        self.dropped[rows] = True
        like = self.fault(say(int(rows[0])), column=column)
        room = self.log.room(like)
        for row in rows[:room].tolist():
            self.log.add(
                self.fault(say(row), column=column, value=self.value(column, row), row=row)
            )
        self.log.count(like, len(rows) - min(room, len(rows)))

    def value(self, column: str, row: int) -> str:
        """Return the text of one cell, blank where the column is not there."""
        texts = self.texts.get(column)
        return texts.values[texts.codes[row]] if texts else ""

    def column(self, name: str, parse: Parser) -> NDArray[Any]:
        """Return a column's values; those that cannot be read are faults and their rows dropped."""
        spec = self.spec.column(name)
        texts = self.texts.get(name)
        if texts is None:
            return np.full(len(self), parse(("",)).values[0])
        parsed = parse(texts.values)
        problems = {**parsed.problems, **_general_problems(spec, texts.values)}
        if problems:
            self._refuse_texts(name, texts, problems)
        if not len(texts.values):
            return parsed.values
        return parsed.values[texts.codes]

    def _refuse_texts(self, name: str, texts: Texts, problems: dict[int, Problem]) -> None:
        bad = np.zeros(len(texts.values), dtype=np.bool_)
        bad[list(problems)] = True
        rows = np.flatnonzero(bad[texts.codes] & ~self.spoilt)
        by_code: dict[str, list[int]] = {}
        for row in rows.tolist():
            by_code.setdefault(problems[int(texts.codes[row])].code, []).append(row)
        for alike in by_code.values():
            self.refuse_rows(
                np.array(alike, dtype=np.int64), name, lambda row: problems[int(texts.codes[row])]
            )


def _general_problems(spec: ColumnSpec, texts: Sequence[str]) -> dict[int, Problem]:
    """Return what is wrong with texts whatever their kind: blank, hidden, a failed formula."""
    found: dict[int, Problem] = {}
    for at, text in enumerate(texts):
        if not text:
            if spec.filled:
                found[at] = Problem("missing-value", "is blank", f"fill it in: {spec.note}")
            continue
        free = " ".join(text.split()) if spec.kind == "text" else text
        wrong = hidden_character(free) or spreadsheet_error(text)
        if wrong:
            found[at] = wrong
    return found


def open_table(spec: TableSpec, raw: RawTable, log: FaultLog) -> TableReading:
    """Return a table ready to be read: headers matched, missing and doubled columns logged."""
    reading = TableReading(spec, raw, log)
    spellings = spec.spellings()
    for at, (header, cells) in enumerate(zip(raw.header, raw.columns, strict=True)):
        given = as_text(header)
        name = spellings.get(plain(given))
        if name is None and given:
            _keep_extra(reading, given, cells)
        elif name is None:
            _refuse_nameless(reading, cells)
        elif name in reading.texts:
            reading.refuse(
                Problem("duplicate-column", f"is a second column of {name}", "keep one of them"),
                column=name,
                value=given,
            )
        else:
            reading.texts[name] = distinct(cells)
            if at in raw.told:
                reading.told[name] = raw.told[at]
    _refuse_missing(reading)
    return reading


def _keep_extra(reading: TableReading, given: str, cells: Sequence[Any]) -> None:
    if given in reading.extras:
        problem = Problem("duplicate-column", "is there twice", "rename or remove one of them")
        reading.refuse(problem, column=given, value=given)
    reading.extras[given] = distinct(cells)


def _refuse_nameless(reading: TableReading, cells: Sequence[Any]) -> None:
    filled = [at for at, cell in enumerate(cells) if as_text(cell)]
    if filled:
        problem = Problem(
            "nameless-column", "stands in a column without a header", "name the column on line 1"
        )
        first = reading.fault(problem, value=as_text(cells[filled[0]]), row=filled[0])
        reading.log.add(first)
        reading.dropped[filled] = True
        reading.log.count(first, len(filled) - 1)


def _refuse_missing(reading: TableReading) -> None:
    for column in reading.spec.columns:
        if column.required and column.name not in reading.texts:
            near = near_header(column, reading.extras)
            hint = f"rename {near!r} to {column.name}" if near else f"add it: {column.note}"
            reading.refuse(
                Problem(
                    "missing-column", "the column is not there", f"{hint} (line 1 is the header)"
                ),
                column=column.name,
            )


def near_header(column: ColumnSpec, given: Sequence[str] | dict[str, Texts]) -> str | None:
    """Return the given header that looks like a slip for this column, if one does."""
    plains = {plain(name): name for name in given}
    for spelling in (column.name, *column.aliases):
        near = get_close_matches(plain(spelling), plains, n=1, cutoff=NEAR_A_HEADER)
        if near:
            return plains[near[0]]
    return None
