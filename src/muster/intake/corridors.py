"""Read corridors: journeys whose time is set by hand."""

from pathlib import Path

import numpy as np

from muster.intake.cells import parse_degrees, parse_figures, parse_whole
from muster.intake.faults import Problem
from muster.intake.lists import Listed, read_list, refuse_twice, sound_rows, words_at
from muster.intake.sheets import TableReading
from muster.intake.tables import read_lists
from muster.mobilisation import Corridor
from muster.policing import Place

FURTHEST_NORTH, FURTHEST_EAST = 90, 180
ENDS = ("from_lat", "from_lon", "to_lat", "to_lon")


def read_corridors(path: Path | str) -> Listed[Corridor]:
    """Return the corridors of a CSV, workbook or JSON file, with every fault at once or none.

    Raises UnableToReadList.
    """
    return read_list(path, read_lists()["corridors"], _read)


def _read(reading: TableReading) -> list[Corridor]:
    limits = (FURTHEST_NORTH, FURTHEST_EAST) * 2
    ends = [
        reading.column(name, parse_degrees(limit)) for name, limit in zip(ENDS, limits, strict=True)
    ]
    within = reading.column("within_km", parse_figures)
    minutes = reading.column("minutes", parse_whole)
    factor = reading.column("factor", parse_figures)
    refuse_twice(reading, "corridor")
    both = (minutes >= 0) == ~np.isnan(factor)
    problem = Problem(
        "not-one-of-two", "is given with a factor, or neither is given", "give minutes or a factor"
    )
    reading.refuse_rows(np.flatnonzero(both & ~reading.dropped), "minutes", lambda _: problem)
    return [
        Corridor(
            words_at(reading, "corridor", row),
            (
                Place(float(ends[0][row]), float(ends[1][row])),
                Place(float(ends[2][row]), float(ends[3][row])),
            ),
            float(within[row]),
            minutes=int(minutes[row]) if minutes[row] >= 0 else None,
            factor=None if np.isnan(factor[row]) else float(factor[row]),
        )
        for row in sound_rows(reading)
    ]
