"""What every table is read with: doctrine's words, the days that can be right, the faults."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from muster.doctrine import Doctrine
from muster.intake.cells import Parsed, Parser
from muster.intake.faults import FaultLog, Problem
from muster.intake.returns import VOCABULARIES
from muster.intake.sheets import RawTable, TableReading, Texts, open_table
from muster.intake.tables import read_tables
from muster.intake.times import Window, period_window
from muster.intake.vocabulary import Vocabulary, vocabulary_of

Rows = NDArray[np.int32]
NO_LINES = np.zeros(0, dtype=np.int64)


@dataclass(eq=False)
class Context:
    """One return being read: its raw tables, its faults, its notes."""

    doctrine: Doctrine
    raw: Mapping[str, RawTable]
    log: FaultLog
    broken: frozenset[str] = frozenset()
    notes: list[str] = field(default_factory=list)
    readings: dict[str, TableReading] = field(default_factory=dict)
    window: Window = field(default_factory=period_window)

    def open(self, name: str) -> TableReading:
        """Return a table ready to be read; one that was not given is empty and without fault."""
        spec = read_tables()[name]
        raw = self.raw.get(name)
        if raw is None:
            columns = tuple(column.name for column in spec.columns)
            raw = RawTable(name, "", "", columns, ((),) * len(columns), NO_LINES)
        self.readings[name] = open_table(spec, raw, self.log)
        return self.readings[name]

    @property
    def officers_refused(self) -> bool:
        """Say whether a fault of the officers table as a whole is already logged."""
        if not any(map(self.given, ("officers", "counts"))):
            return True
        return self.lacks("officers", "officer_id")

    def lacks(self, table: str, column: str) -> bool:
        """Say whether a table was given without a column, or could not be read at all."""
        given = table in self.raw and column not in self.readings[table].texts
        return given or table in self.broken

    def given(self, name: str) -> bool:
        """Say whether a table has rows."""
        return name in self.raw and len(self.raw[name].lines) > 0

    @cached_property
    def words(self) -> Mapping[str, Vocabulary]:
        """Return doctrine's vocabularies by name."""
        return {kind: vocabulary_of(self.doctrine, kind) for kind in VOCABULARIES}


def names_of(texts: Texts | None) -> list[str]:
    """Return a column's distinct names, blank left out, in order."""
    return sorted(text for text in (texts.values if texts else ()) if text)


def parse_names(names: Mapping[str, int]) -> Parser:
    """Return a parser of free names into codes already given; blank is -1."""

    def parse(texts: Sequence[str]) -> Parsed:
        return Parsed(np.array([names.get(text, -1) for text in texts], dtype=np.int32), {})

    return parse


def officer_rows(context: Context, reading: TableReading, officers: Mapping[str, int]) -> Rows:
    """Return each row's officer as a row of the officers table; -1, and a fault, for no officer.

    Where there are no officers at all that is said once, and not of every row.
    """
    if officers:
        return reading.column("officer_id", known_officers(officers))
    rows = reading.column("officer_id", parse_names({}))
    if len(reading):
        reading.dropped[:] = True
        if not context.officers_refused:
            fault = "has rows for officers, and there are no officers"
            remedy = "give the officers table, or leave this table out"
            reading.refuse(Problem("no-officers", fault, remedy), column="officer_id")
    return rows


def known_officers(officers: Mapping[str, int]) -> Parser:
    """Return a parser of officer ids into rows of the officers table."""

    def problem(text: str) -> Problem:
        bare = text.lstrip("0")
        twin = next((own for own in officers if own.lstrip("0") == bare), None) if bare else None
        remedy = (
            f"did you mean {twin!r}? A spreadsheet drops leading noughts: format the column as text"
            if twin
            else "add the officer to the officers table, or mend the number"
        )
        return Problem("unknown-officer", "is not in the officers table", remedy)

    def parse(texts: Sequence[str]) -> Parsed:
        rows = np.array([officers.get(text, -1) for text in texts], dtype=np.int32)
        missing = [at for at in np.flatnonzero(rows < 0).tolist() if texts[at]]
        return Parsed(rows, {at: problem(texts[at]) for at in missing})

    return parse


def refuse_where(
    reading: TableReading, column: str, wrong: NDArray[np.bool_], problem: Problem
) -> None:
    """Refuse, for one reason, the rows in which something is wrong."""
    reading.refuse_rows(np.flatnonzero(wrong), column, lambda _: problem)


def reversed_rows(
    reading: TableReading,
    starts: NDArray[np.int64],
    ends: NDArray[np.int64],
    column: str,
    *,
    strict: bool,
) -> None:
    """Refuse rows that end before they start (or, when `strict`, as they start)."""
    wrong = (ends <= starts) if strict else (ends < starts)
    problem = Problem(
        "end-before-start", "is before the start", "swap the two, or mend the one that is wrong"
    )
    reading.refuse_rows(np.flatnonzero(wrong & ~reading.dropped), column, lambda _: problem)
