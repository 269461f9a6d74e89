"""Read records of call-outs: who was called, when they were predicted, when they came."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from muster.doctrine import Doctrine
from muster.intake.cells import parse_text, parse_whole, parse_yes_no
from muster.intake.delimited import read_delimited
from muster.intake.faults import Fault, FaultLog, Problem, UnableToReadTables
from muster.intake.limits import MOST_JSON_BYTES, refuse_size
from muster.intake.script_words import posts_of, ways_of_coming
from muster.intake.sheets import TableReading, open_table
from muster.intake.tables import tables_of_tests
from muster.intake.times import parse_instants, period_window
from muster.intake.vocabulary import vocabulary_of
from muster.mobilisation import STATES, Outcome

TABLE = "callouts"
Rows = NDArray[np.bool_]


class UnableToReadCallouts(UnableToReadTables):
    """Records of call-outs have faults."""


def read_callouts(path: Path | str, *, doctrine: Doctrine) -> tuple[Outcome, ...]:
    """Return what became of everyone called, from a CSV file of call-outs.

    Raises UnableToReadCallouts.
    """
    place, log = Path(path), FaultLog()
    raw = None
    if not place.is_file():
        fault, remedy = "there is no such file", "check the name"
        log.add(Fault("", None, "", "", fault, remedy, place.name, code="not-there"))
    elif not refuse_size(place.name, place.stat().st_size, log, MOST_JSON_BYTES):
        raw = read_delimited(tables_of_tests()[TABLE], place.name, place.read_bytes(), log)
    found: tuple[Outcome, ...] = ()
    if raw:
        found = _outcomes(open_table(tables_of_tests()[TABLE], raw, log), doctrine)
    if log.total:
        raise UnableToReadCallouts(str(place), log.faults(), log.more)
    return found


def _outcomes(reading: TableReading, doctrine: Doctrine) -> tuple[Outcome, ...]:
    forces, posts = vocabulary_of(doctrine, "force"), posts_of(doctrine)
    reading.column("occasion", parse_text)
    force = reading.column("force", forces.parse)
    called = reading.column("called_at", parse_instants(period_window(), 0, closing=False))
    post = reading.column("post", posts.parse)
    state = reading.column("state", ways_of_coming().parse)
    count = reading.column("count", parse_whole)
    predicted = reading.column("predicted_minutes", parse_whole)
    arrived = reading.column("arrived_minutes", parse_whole)
    absent = reading.column("absent", parse_yes_no)
    _refuse_both(reading, (arrived >= 0) & absent)
    return tuple(
        Outcome(
            occasion=" ".join(reading.value("occasion", row).split()),
            force=forces.slugs[int(force[row])],
            called_at=int(called[row]),
            post=posts.slugs[int(post[row])],
            state=STATES[int(state[row])],
            count=1 if count[row] < 0 else int(count[row]),
            predicted=int(predicted[row]) if predicted[row] >= 0 else None,
            arrived=int(arrived[row]) if arrived[row] >= 0 else None,
            absent=bool(absent[row]),
        )
        for row in np.flatnonzero(~reading.dropped).tolist()
        if count[row] != 0 and {"force", "called_at", "post", "state"} <= set(reading.texts)
    )


def _refuse_both(reading: TableReading, both: Rows) -> None:
    """Refuse rows of people who came and were found away."""
    problem = Problem("came-and-absent", "is given, and they were absent", "keep one of the two")
    reading.refuse_rows(
        np.flatnonzero(both & ~reading.dropped), "arrived_minutes", lambda _: problem
    )
