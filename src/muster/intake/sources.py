"""What was found in a folder, workbook or JSON file before any cell is read."""

import hashlib
from dataclasses import dataclass, field

from muster.intake.returns import Input
from muster.intake.sheets import RawTable
from muster.intake.tables import Tables, read_tables


@dataclass(eq=False)
class Source:
    """Raw tables by name; `broken` are those that were there and could not be read.

    `tables` are those that may be there: a return's, unless it is a list.
    """

    tables: Tables = field(default_factory=read_tables)
    raw: dict[str, RawTable] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    inputs: list[Input] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def digest_of(body: bytes) -> str:
    """Return the SHA-256 of a file's bytes in hexadecimal."""
    return hashlib.sha256(body).hexdigest()
