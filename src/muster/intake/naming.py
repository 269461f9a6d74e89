"""Which table a file or sheet holds, from its name."""

from dataclasses import dataclass
from difflib import get_close_matches

from muster.intake.faults import Fault, FaultLog
from muster.intake.sources import Source
from muster.intake.tables import IGNORED_SHEETS, plain, table_spellings

NEAR = 0.75


@dataclass(eq=False)
class Naming:
    """Names files, sheets and keys; logs those that look like a slip, notes those that do not."""

    log: FaultLog
    what: str = "file"

    def table_of(
        self, name: str, file: str, source: Source, sheet: str = "", *, alone: bool = False
    ) -> str | None:
        """Return the table a name stands for, or None when it is not to be read.

        Where only one table may be there, what is `alone` is it, whatever its name.
        """
        spellings = table_spellings(source.tables)
        table = spellings.get(plain(name))
        if alone and len(source.tables) == 1 and plain(name) not in IGNORED_SHEETS:
            table = next(iter(source.tables))
        if table is None:
            self._set_aside(name, file, source, sheet)
            return None
        if table in source.raw or table in source.broken:
            fault = f"holds {table}, which another {self.what} gives too"
            remedy = "put all its rows in one"
            self.log.add(Fault(table, None, "", name, fault, remedy, file, sheet, "table-twice"))
            return None
        return table

    def _set_aside(self, name: str, file: str, source: Source, sheet: str) -> None:
        if plain(name) in IGNORED_SHEETS:
            return
        spellings = table_spellings(source.tables)
        near = get_close_matches(plain(name), spellings, n=1, cutoff=NEAR)
        where = file if self.what == "file" else f"{file}, {self.what} {name!r}"
        if not near:
            rest = "" if self.what == "file" else "; the rest was read"
            source.notes.append(f"{where}: not a table of a return, so it is left alone{rest}")
            return
        table = spellings[near[0]]
        fault, remedy = "is not the name of a table", f"did you mean {table!r}? Rename it"
        self.log.add(Fault("", None, "", name, fault, remedy, file, sheet, "unknown-table"))
