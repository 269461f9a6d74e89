"""What is wrong with a return: every fault, where it is, and how to mend it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from muster.errors import MusterError

MOST_SHOWN = 20
MOST_ALIKE = 1_000
MOST_KEPT = 10_000
LONGEST_VALUE = 80


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one cell or file, before it is known where it stands."""

    code: str
    fault: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a return.

    `row` is the line in the file or sheet (the header is line 1), None when the fault is
    the table's or the file's. `value` is the faulty cell and nothing else of the row.
    `code` names the kind of fault. `waivable` says that it costs only its row.
    """

    table: str
    row: int | None
    column: str
    value: str
    fault: str
    remedy: str
    file: str = ""
    sheet: str = ""
    code: str = ""
    waivable: bool = False

    def describe(self) -> str:
        """Return the fault as one line: where, what, and what to do."""
        where = [part for part in (self.file, self.sheet and f"sheet {self.sheet}") if part]
        where = where or ([self.table] if self.table else [])
        where += [f"line {self.row}"] if self.row is not None else []
        where += [f"column {self.column}"] if self.column else []
        value = f"{self.value!r} " if self.value else ""
        return f"{', '.join(where)}: {value}{self.fault}; {self.remedy}"


@dataclass
class FaultLog:
    """Faults as they are found, at most so many alike and so many in all."""

    kept: list[Fault] = field(default_factory=list)
    counts: Counter[tuple[str, str, str, str]] = field(default_factory=Counter)

    unwaivable: int = 0

    def add(self, fault: Fault) -> None:
        """Keep one fault, or only count it when there are too many like it."""
        self.unwaivable += not fault.waivable
        self.counts[_likeness(fault)] += 1
        if self.counts[_likeness(fault)] <= MOST_ALIKE and len(self.kept) < MOST_KEPT:
            self.kept.append(_printable(fault))

    def room(self, like: Fault) -> int:
        """Return how many more faults like this one would be kept."""
        return max(0, min(MOST_ALIKE - self.counts[_likeness(like)], MOST_KEPT - len(self.kept)))

    def count(self, like: Fault, times: int) -> None:
        """Count so many more faults like this one without keeping them."""
        self.counts[_likeness(like)] += times

    @property
    def total(self) -> int:
        """Return how many faults there are, kept or not."""
        return sum(self.counts.values())

    @property
    def more(self) -> int:
        """Return how many faults were counted and not kept."""
        return self.total - len(self.kept)

    def faults(self) -> tuple[Fault, ...]:
        """Return the kept faults by file, line and column."""
        return tuple(sorted(self.kept, key=_order))


def _likeness(fault: Fault) -> tuple[str, str, str, str]:
    return (fault.file or fault.table, fault.sheet, fault.column, fault.code)


def _order(fault: Fault) -> tuple[str, str, int, str]:
    return (fault.file, fault.sheet, -1 if fault.row is None else fault.row, fault.column)


def _printable(fault: Fault) -> Fault:
    """Return a fault fit to print, whatever the cell or header held."""
    names = ("table", "column", "fault", "remedy", "file", "sheet")
    clean: dict[str, Any] = {name: visible(getattr(fault, name)) for name in names}
    value = visible(fault.value[:LONGEST_VALUE])
    cut = "…" if len(fault.value) > LONGEST_VALUE else ""
    return replace(fault, value=value + cut, **clean)


def visible(text: str) -> str:
    """Return a text with every character that cannot be seen written as its number."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)


class UnableToReadTables(MusterError):
    """Tables have faults. `faults` holds them; `more` counts those left out for length."""

    def __init__(self, what: str, faults: Iterable[Fault], more: int = 0) -> None:
        """Keep every fault, and say the first of them."""
        self.faults = tuple(faults)
        self.more = more
        unseen = len(self.faults) - MOST_SHOWN + more if len(self.faults) > MOST_SHOWN else more
        lines = [f"  {fault.describe()}" for fault in self.faults[:MOST_SHOWN]]
        lines += [f"  … and {unseen:,} more"] if unseen else []
        total = len(self.faults) + more
        noun = "fault" if total == 1 else "faults"
        super().__init__(f"{what} has {total:,} {noun}:\n" + "\n".join(lines))


class UnableToReadReturn(UnableToReadTables):
    """A return has faults."""
