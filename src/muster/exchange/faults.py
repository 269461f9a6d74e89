"""`muster.faults/1`: what is wrong with a return."""

from collections.abc import Iterable, Mapping
from typing import Literal

from muster.exchange.base import Answer, Record, schema_field


class FaultRecord(Record):
    """One fault: where it stands, what is wrong, and what to do about it.

    `row` is the line in the file or sheet, the header being line 1; null when the fault is
    the table's or the file's. `waivable` says that `--skip-faulty` would leave the row out.
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


class FaultsAnswer(Answer):
    """Every fault of a return (`more` were left out for length), and the rows read by table."""

    schema_: Literal["muster.faults/1"] = schema_field("muster.faults/1")
    faults: list[FaultRecord]
    more: int
    rows: dict[str, int]
    extras: dict[str, list[str]]
    notes: list[str]
    synthetic: bool = False


def faults_answer(
    faults: Iterable[object],
    *,
    rows: Mapping[str, int],
    extras: Mapping[str, Iterable[str]],
    more: int = 0,
    notes: Iterable[str] = (),
    synthetic: bool = False,
) -> FaultsAnswer:
    """Return the faults of a return under their contract. `extras` names unknown columns."""
    return FaultsAnswer(
        faults=[FaultRecord.model_validate(fault) for fault in faults],
        more=more,
        rows=dict(rows),
        extras={table: list(columns) for table, columns in extras.items()},
        notes=list(notes),
        synthetic=synthetic,
    )
