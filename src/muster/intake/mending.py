"""Check a return for whoever is to mend it: its faults, and the cells they stand among."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from muster.doctrine import Doctrine
from muster.intake.cells import YES
from muster.intake.faults import FaultLog
from muster.intake.reading import check_packed, check_tables, read_source, silent
from muster.intake.returns import Check, Progress
from muster.intake.sheets import RawTable, as_text
from muster.intake.tables import plain, read_tables
from muster.intake.vocabulary import vocabulary_of

PACKED = ".muster"


@dataclass(frozen=True, eq=False)
class SeenTable:
    """One table as it stands in its file or sheet, to be shown line by line."""

    table: str
    file: str
    sheet: str
    header: tuple[str, ...]
    raw: RawTable = field(repr=False)

    @property
    def first(self) -> int | None:
        """Return the first line with something on it below the header; None where there is none."""
        return int(self.raw.lines[0]) if len(self.raw.lines) else None

    def place(self, column: str) -> int | None:
        """Return where a column stands, from 0, by Muster's name for it or its own; None if not."""
        if column in self.header:
            return self.header.index(column)
        known = read_tables()[self.table].spellings()
        named = [known.get(plain(given), "") for given in self.header]
        return named.index(column) if column and column in named else None

    def cells(self, line: int) -> tuple[str, ...]:
        """Return the texts of a line (the header is line 1); empty where it is blank or absent."""
        if line == 1:
            return self.header
        at = int(np.searchsorted(self.raw.lines, line))
        if at >= len(self.raw.lines) or self.raw.lines[at] != line:
            return ()
        return self._texts(at)

    def rows(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Yield every line below the header that is not blank, with its number."""
        for at, line in enumerate(self.raw.lines.tolist()):
            yield line, self._texts(at)

    def _texts(self, at: int) -> tuple[str, ...]:
        return tuple(as_text(column[at]) for column in self.raw.columns)


@dataclass(frozen=True, eq=False)
class Mending:
    """What was found in a return, and its tables as they were given, by name.

    `check.return_` is there where nothing is wrong, and also where every fault costs no more
    than its row: then it is the return without those rows, and `check.faults` says which.
    `synthetic` is what its cover says, faulty or not.
    """

    check: Check
    tables: Mapping[str, SeenTable]
    force: str
    synthetic: bool = False


def check_to_mend(
    path: Path | str, *, doctrine: Doctrine, progress: Progress | None = None
) -> Mending:
    """Return every fault of a return beside its cells, reading it once.

    `path` is what `read_return` takes. A packed file has no cells to show.
    """
    place, log, tell = Path(path), FaultLog(), progress or silent
    if place.suffix.lower() == PACKED and place.is_file():
        check = check_packed(place, doctrine, log, tell)
        made = check.return_
        return Mending(check, {}, made.force if made else "", bool(made and made.synthetic))
    source = read_source(place, log, tell)
    check = check_tables(source, doctrine, log, True, tell)
    tables = {name: _seen(raw) for name, raw in source.raw.items()}
    about = tables.get("about")
    return Mending(check, tables, _force_of(about, doctrine), _is_made_up(about))


def _force_of(about: SeenTable | None, doctrine: Doctrine) -> str:
    at = about.place("force") if about else None
    if about is None or at is None or about.first is None:
        return ""
    words = vocabulary_of(doctrine, "force")
    code = words.code(about.cells(about.first)[at])
    return words.slugs[code] if code >= 0 else ""


def _is_made_up(about: SeenTable | None) -> bool:
    """Say whether a cover says that its people are invented."""
    at = about.place("synthetic") if about else None
    if about is None or at is None or about.first is None:
        return False
    return about.cells(about.first)[at].strip().casefold() in YES


def _seen(raw: RawTable) -> SeenTable:
    header = tuple(as_text(given) for given in raw.header)
    return SeenTable(raw.table, raw.file, raw.sheet, header, raw)
