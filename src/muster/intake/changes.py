"""Read what has changed since a plan was made, and edits made to it by hand."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from muster.doctrine import Doctrine
from muster.intake.cells import parse_degrees, parse_figures, parse_text, parse_whole
from muster.intake.demands import (
    FURTHEST_EAST,
    FURTHEST_NORTH,
    host_of,
    refuse_unmeant,
    region_of,
    slugs_of,
)
from muster.intake.faults import Problem
from muster.intake.lists import Listed, read_list, sound_rows, words_at
from muster.intake.sheets import TableReading
from muster.intake.tables import read_lists
from muster.intake.times import parse_instants, period_window
from muster.intake.vocabulary import vocabulary_from
from muster.mobilisation import (
    Change,
    Declined,
    Demand,
    Edit,
    Ended,
    Floor,
    Forbid,
    Lost,
    NewDemand,
    Pin,
    Refloored,
)
from muster.policing import Place, clock

PLACED = ("lat", "lon", "needed_by", "duration_hours", "priority")
NEEDS: Mapping[str, tuple[str, ...]] = {
    "demand": ("demand", "unit", "count", *PLACED),
    "ended": ("demand",),
    "declined": ("demand", "force"),
    "lost": ("force", "unit", "count"),
    "floor": ("force", "unit", "count"),
    "pin": ("demand", "force", "count"),
    "forbid": ("force",),
    "edit": ("demand", "force", "count"),
}
BY_HAND = "set when asked"


def read_changes(path: Path | str, *, doctrine: Doctrine) -> Listed[Change | Edit]:
    """Return the changes of a CSV, workbook or JSON file, with every fault at once or none.

    Each kind of change has its own columns that may not be blank. Raises UnableToReadList.
    """

    def read(reading: TableReading) -> list[Change | Edit]:
        return _read(reading, doctrine)

    return read_list(path, read_lists()["changes"], read)


def _read(reading: TableReading, doctrine: Doctrine) -> list[Change | Edit]:
    kinds = tuple(NEEDS)
    code = reading.column("change", vocabulary_from("change", kinds).parse)
    reading.column("demand", parse_text)
    columns: dict[str, Any] = {
        "force": slugs_of(reading, "force", doctrine),
        "unit": slugs_of(reading, "unit", doctrine),
        "count": reading.column("count", parse_whole),
        "lat": reading.column("lat", parse_degrees(FURTHEST_NORTH)),
        "lon": reading.column("lon", parse_degrees(FURTHEST_EAST)),
        "needed_by": reading.column("needed_by", parse_instants(period_window(), 0, closing=False)),
        "duration_hours": reading.column("duration_hours", parse_figures),
        "priority": reading.column("priority", parse_whole),
    }
    for row in sound_rows(reading):
        _refuse_blanks(reading, row, kinds[int(code[row])])
    asked = np.array([kinds[each] == "demand" for each in code])
    refuse_unmeant(reading, columns["count"], columns["priority"], columns["duration_hours"], asked)
    return [
        _made(kinds[int(code[row])], words_at(reading, "demand", row), columns, row, doctrine)
        for row in sound_rows(reading)
    ]


def _refuse_blanks(reading: TableReading, row: int, kind: str) -> None:
    """Refuse a row that leaves blank what its kind of change cannot do without."""
    for column in NEEDS[kind]:
        if not words_at(reading, column, row):
            reading.refuse_rows(np.array([row]), column, partial(_blank, kind, column))


def _blank(kind: str, column: str, _row: int) -> Problem:
    return Problem(
        "missing-value", "is blank", f"a change of kind {kind} needs {column}; fill it in"
    )


def _made(
    kind: str, demand: str, columns: Mapping[str, Any], row: int, doctrine: Doctrine
) -> Change | Edit:
    force, unit = columns["force"][row], columns["unit"][row]
    count = int(columns["count"][row])
    makers: Mapping[str, Callable[[], Change | Edit]] = {
        "demand": lambda: NewDemand(_demand(demand, columns, row, doctrine)),
        "ended": lambda: Ended(demand),
        "declined": lambda: Declined(force, demand, count if count >= 0 else None),
        "lost": lambda: Lost(force, unit, count),
        "floor": lambda: Refloored(Floor(force, unit, count, BY_HAND)),
        "pin": lambda: Pin(demand, force, count),
        "forbid": lambda: Forbid(force, demand, unit),
        "edit": lambda: Edit(demand, force, count),
    }
    return makers[kind]()


def _demand(slug: str, columns: Mapping[str, Any], row: int, doctrine: Doctrine) -> Demand:
    place = Place(float(columns["lat"][row]), float(columns["lon"][row]))
    host = columns["force"][row] or host_of(place, doctrine)
    return Demand(
        slug=slug,
        unit=columns["unit"][row],
        count=int(columns["count"][row]),
        place=place,
        needed_by=int(columns["needed_by"][row]),
        minutes=max(1, round(float(columns["duration_hours"][row]) * clock.HOUR)),
        priority=int(columns["priority"][row]),
        host=host,
        region=region_of(host, doctrine),
    )
