"""Read the aid table: deployments, and totals of a force that says no more than a number."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from muster.doctrine import Doctrine
from muster.intake.aid_columns import NOBODY, SIDES, AidColumns, read_columns
from muster.intake.aid_faults import refuse_unsound
from muster.intake.sheets import TableReading
from muster.intake.times import Window
from muster.intake.vocabulary import Vocabulary, vocabulary_of
from muster.mobilisation import AggregateEntry, Deployment, Ledger
from muster.policing import clock


def read_aid(
    reading: TableReading, doctrine: Doctrine, window: Window, force: str | None
) -> Ledger:
    """Return the sound rows of an aid table as a ledger; the faults of the others are logged.

    `force` is the one whose return it is, empty where that could not be read. It is None for
    a table by itself, in which every row names its forces.
    """
    forces, kinds = vocabulary_of(doctrine, "force"), vocabulary_of(doctrine, "unit")
    own = forces.code(force) if force else NOBODY
    columns = read_columns(reading, forces, kinds, window).with_own(own)
    composed = {each.unit for each in doctrine.compositions}
    known = np.array([each.slug in composed for each in doctrine.units], dtype=np.bool_)
    refuse_unsound(reading, columns, known, None if force is None else own)
    rows = _Rows(reading, columns, forces, kinds, doctrine, (force,) if force else ())
    entries = [rows.entry(row) for row in _sound(reading, columns)]
    return Ledger(
        tuple(each for each in entries if isinstance(each, Deployment)),
        tuple(each for each in entries if isinstance(each, AggregateEntry)),
    )


def _sound(reading: TableReading, columns: AidColumns) -> list[int]:
    """Return the rows that have no fault, and every value they cannot do without."""
    whole = (columns.unit >= 0) & (columns.units >= 0)
    dated = (columns.start != clock.NEVER) & (columns.end != clock.FOREVER)
    rows: list[int] = np.flatnonzero(~reading.dropped & whole & dated).tolist()
    return rows


class _Rows:
    """The rows of an aid table, to be made into entries one by one."""

    def __init__(
        self,
        reading: TableReading,
        columns: AidColumns,
        forces: Vocabulary,
        kinds: Vocabulary,
        doctrine: Doctrine,
        told_by: tuple[str, ...],
    ) -> None:
        """Hold what an entry is made from."""
        self.reading, self.columns = reading, columns
        self.forces, self.kinds = (*forces.slugs, ""), kinds.slugs
        self.doctrine, self.told_by = doctrine, told_by

    def entry(self, row: int) -> Deployment | AggregateEntry:
        """Return a sound row as a deployment or a total."""
        columns = self.columns
        shared: dict[str, Any] = {
            "unit": self.kinds[columns.unit[row]],
            "units": int(columns.units[row]),
            "start": int(columns.start[row]),
            "end": int(columns.end[row]),
            "operation": self.text("operation", row),
            "source": self.text("source", row),
            "told_by": self.told_by,
        }
        parties = self.forces[columns.donor[row]], self.forces[columns.host[row]]
        if columns.direction[row] == NOBODY:
            return self.deployment(row, parties, shared)
        side = SIDES[columns.direction[row]]
        force, partner = parties if side == "given" else parties[::-1]
        leaves_out = tuple(_names(self.text("leaves_out", row)))
        return AggregateEntry(
            force=force, side=side, partner=partner, leaves_out=leaves_out, **shared
        )

    def deployment(self, row: int, parties: tuple[str, str], shared: dict[str, Any]) -> Deployment:
        """Return a sound row as a deployment; its people by composition where not stated."""
        officers = int(self.columns.officers[row])
        stated = officers > 0
        if not stated:
            on = clock.instant_of(shared["start"]).date()
            officers = self.doctrine.composition(shared["unit"], on).people * shared["units"]
        return Deployment(
            donor=parties[0],
            host=parties[1],
            officers=officers,
            stated=stated,
            reference=self.text("reference", row),
            **shared,
        )

    def text(self, column: str, row: int) -> str:
        """Return a cell with its runs of spaces as one."""
        return " ".join(self.reading.value(column, row).split())


def _names(text: str) -> Iterator[str]:
    return (name.strip() for name in text.split(";") if name.strip())
