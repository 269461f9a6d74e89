"""What can be wrong with a row of aid beside its cells: who, when, twice."""

from collections.abc import Iterator, Mapping
from itertools import combinations

import numpy as np

from muster.intake.aid_columns import AidColumns, Truths, filled
from muster.intake.context import refuse_where, reversed_rows
from muster.intake.faults import Problem
from muster.intake.sheets import TableReading
from muster.mobilisation import operation_slug

MOST_TOTALS = 1_000

NO_PARTY = Problem(
    "missing-party",
    "is blank, so it is not known whose aid this is",
    "name the force: a deployment names both, a total by itself the one it is of",
)
NOT_OURS = Problem(
    "not-our-aid",
    "is aid of other forces than this return's",
    "mend the force, or leave the row to the returns of those it concerns",
)
TO_ITSELF = Problem(
    "aid-to-itself", "is both donor and host", "mend one of the two, or leave the row out"
)
NO_UNITS = Problem(
    "no-units", "is nought", "leave the row out; blank officers take the composition in doctrine"
)
ONLY_TOTALS = Problem(
    "misplaced-cell",
    "belongs to a total, and the row is a deployment",
    "clear it, or say in direction whether the total was given or received",
)
ONLY_DEPLOYMENTS = Problem(
    "misplaced-cell",
    "belongs to a deployment, and the row is a total",
    "clear it, or clear direction where the row is one deployment",
)
NO_COMPOSITION = Problem(
    "no-composition",
    "is a kind of unit that doctrine gives no composition",
    "give officers, or add a composition to doctrine",
)


def refuse_unsound(
    reading: TableReading, columns: AidColumns, composed: Truths, own: int | None
) -> None:
    """Refuse rows whose cells, sound by themselves, do not fit together.

    `composed` says of each kind of unit whether doctrine has a composition; `own` is the code
    of the force whose return it is, -1 where unknown, None where the table stands by itself.
    """
    for column, wrong in _nameless(reading, columns, alone=own is None):
        refuse_where(reading, column, wrong, NO_PARTY)
    for column, wrong, problem in _wrongs(reading, columns, composed, own):
        refuse_where(reading, column, wrong, problem)
    reversed_rows(reading, columns.start, columns.end, "end", strict=True)
    _refuse_repeated(reading, columns)
    _refuse_overlapping(reading, columns)


def _nameless(
    reading: TableReading, columns: AidColumns, *, alone: bool
) -> Iterator[tuple[str, Truths]]:
    """Yield the rows that leave blank a force they must name; `alone` is a table by itself."""
    deployment = ~filled(reading, "direction")
    for name, ours in (("donor", columns.of_side("given")), ("host", columns.of_side("received"))):
        yield name, ~filled(reading, name) & (deployment | (ours & alone))


def _wrongs(
    reading: TableReading, columns: AidColumns, composed: Truths, own: int | None
) -> Iterator[tuple[str, Truths, Problem]]:
    """Yield a column, the rows in which it is wrong, and what is wrong with it.

    A row that has another fault already is told these too, where its cells bear them out.
    """
    total, deployment = columns.total, ~filled(reading, "direction")
    donor, host, sound = columns.donor, columns.host, ~reading.dropped
    if own is not None and own >= 0:
        others = (donor != own) & (host != own)
        yield "donor", columns.of_side("given") & (donor >= 0) & (donor != own), NOT_OURS
        yield "host", columns.of_side("received") & (host >= 0) & (host != own), NOT_OURS
        yield "donor", deployment & (donor >= 0) & (host >= 0) & others, NOT_OURS
    yield "host", (donor == host) & (donor >= 0), TO_ITSELF
    yield "units", sound & deployment & (columns.units == 0), NO_UNITS
    yield "officers", sound & deployment & (columns.officers == 0), NO_UNITS
    yield "leaves_out", deployment & filled(reading, "leaves_out"), ONLY_TOTALS
    yield "officers", total & filled(reading, "officers"), ONLY_DEPLOYMENTS
    known = composed[columns.unit] | (columns.unit < 0)
    yield "unit", deployment & ~filled(reading, "officers") & ~known, NO_COMPOSITION


def _refuse_repeated(reading: TableReading, columns: AidColumns) -> None:
    """Refuse a second deployment of the same reference between the same two forces."""
    first: dict[tuple[str, int, int], int] = {}
    again: dict[int, int] = {}
    rows = np.flatnonzero(filled(reading, "reference") & ~columns.total)
    for row in rows[~reading.dropped[rows]].tolist():
        reference = reading.value("reference", row).casefold()
        key = (reference, int(columns.donor[row]), int(columns.host[row]))
        if first.setdefault(key, row) != row:
            again[row] = first[key]
    _refuse_beside(
        reading,
        again,
        "reference",
        "duplicate-reference",
        "is the reference of line {} too",
        "keep one of the two, or give each a reference of its own",
    )


def _refuse_overlapping(reading: TableReading, columns: AidColumns) -> None:
    """Refuse a total that counts what another total counts."""
    rows = np.flatnonzero(columns.total & ~reading.dropped)
    if len(rows) > MOST_TOTALS:
        fault = f"has more than {MOST_TOTALS:,} totals"
        remedy = "give deployments, or fewer totals"
        reading.refuse(Problem("too-many-totals", fault, remedy), column="direction")
        return
    clashes: dict[int, int] = {}
    for one, other in combinations(rows.tolist(), 2):
        if other not in clashes and one not in clashes and _overlap(reading, columns, one, other):
            clashes[other] = one
    _refuse_beside(
        reading,
        clashes,
        "start",
        "overlapping-totals",
        "is in a total that counts what the total on line {} counts",
        "keep one of the two, or say in leaves_out what one of them is without",
    )


def _overlap(reading: TableReading, columns: AidColumns, one: int, other: int) -> bool:
    """Say whether two totals may count the same units."""
    side = columns.direction[one]
    ours, theirs = (columns.donor, columns.host)[:: 1 if side == 0 else -1]
    same = (
        side == columns.direction[other]
        and columns.unit[one] == columns.unit[other]
        and ours[one] == ours[other]
        and columns.start[one] < columns.end[other]
        and columns.start[other] < columns.end[one]
    )
    partners = {int(theirs[one]), int(theirs[other])} - {-1}
    return bool(same) and len(partners) < 2 and _same_operation(reading, one, other)


def _same_operation(reading: TableReading, one: int, other: int) -> bool:
    """Say whether two totals may hold the same operation."""
    named = {row: operation_slug(reading.value("operation", row)) for row in (one, other)}
    without = {
        row: {operation_slug(name) for name in reading.value("leaves_out", row).split(";")}
        for row in (one, other)
    }
    operations = set(named.values()) - {""}
    if len(operations) != 1:
        return not operations
    return not any(operations <= names for names in without.values())


def _refuse_beside(
    reading: TableReading,
    clashes: Mapping[int, int],
    column: str,
    code: str,
    fault: str,
    remedy: str,
) -> None:
    """Refuse rows that clash with another, whose line is named."""

    def say(row: int) -> Problem:
        return Problem(code, fault.format(int(reading.raw.lines[clashes[row]])), remedy)

    reading.refuse_rows(np.array(sorted(clashes), dtype=np.int64), column, say)
