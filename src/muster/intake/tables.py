"""The tables and columns of a return, read from data."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

# A slip in these costs more than its row: officers hang on patterns and bases.
KEYSTONES = frozenset({"about", "patterns", "bases"})
IGNORED_SHEETS = frozenset({"instructions", "lists", "readme", "read me", "notes"})


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """One column: `kind` is how a cell is read, `filled` that it may not be blank."""

    name: str
    kind: str
    required: bool
    filled: bool
    aliases: tuple[str, ...]
    note: str
    example: str


@dataclass(frozen=True, slots=True)
class TableSpec:
    """One table. A `text` table is kept as it is, its own columns and any others."""

    name: str
    note: str
    required: bool
    text: bool
    aliases: tuple[str, ...]
    columns: tuple[ColumnSpec, ...]

    @property
    def waivable(self) -> bool:
        """Say whether a fault in a row of this table costs only that row."""
        return self.name not in KEYSTONES

    def column(self, name: str) -> ColumnSpec:
        """Return the column of this name; the caller knows that it exists."""
        return next(column for column in self.columns if column.name == name)

    def spellings(self) -> dict[str, str]:
        """Return every accepted spelling of a header, plain, against the column's name."""
        aliases = {plain(alias): c.name for c in self.columns for alias in c.aliases}
        return aliases | {plain(c.name): c.name for c in self.columns}


Tables = Mapping[str, TableSpec]


def plain(name: str) -> str:
    """Return a name in lower case with runs of spaces, hyphens, underscores and stops as one."""
    return re.sub(r"[\s_\-.]+", " ", name.strip().casefold()).strip()


@lru_cache(maxsize=1)
def read_tables() -> Tables:
    """Return the tables of a return by name, in the order they are read and written."""
    return _read("tables.toml")


@lru_cache(maxsize=1)
def read_lists() -> Tables:
    """Return the tables that come one to a file, and are no part of a return, by name."""
    return _read("lists.toml")


@lru_cache(maxsize=1)
def tables_of_tests() -> Tables:
    """Return the tables of tests without notice and of call-outs by name."""
    return _read("test-tables.toml")


@lru_cache(maxsize=1)
def rate_table() -> TableSpec:
    """Return the table of a rate card, which is no part of a return."""
    return _read("rates.toml")["rates"]


def _read(name: str) -> Tables:
    text = (resources.files("muster.intake") / "data" / name).read_text("utf-8")
    specs = (_table(entry) for entry in tomllib.loads(text)["table"])
    return {spec.name: spec for spec in specs}


def table_spellings(tables: Tables) -> Mapping[str, str]:
    """Return every accepted spelling of a table's name, plain, against its name."""
    named = tables.values()
    aliases = {plain(alias): table.name for table in named for alias in table.aliases}
    return aliases | {plain(table.name): table.name for table in named}


def _table(entry: Mapping[str, Any]) -> TableSpec:
    return TableSpec(
        entry["name"],
        entry["note"],
        entry.get("required", False),
        entry.get("text", False),
        tuple(entry["aliases"]),
        tuple(_column(column) for column in entry["column"]),
    )


def _column(entry: Mapping[str, Any]) -> ColumnSpec:
    return ColumnSpec(
        entry["name"],
        entry["kind"],
        entry.get("required", False),
        entry.get("filled", False),
        tuple(entry["aliases"]),
        entry["note"],
        entry["example"],
    )
