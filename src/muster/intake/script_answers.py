"""Read the answers of a test: when each came in, of what kind, and about what."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from muster.doctrine import Doctrine
from muster.intake.cells import parse_ids, parse_text, parse_whole
from muster.intake.faults import Problem
from muster.intake.script_words import answer_kinds, parts_of, read_parts, ways_of_coming
from muster.intake.sheets import TableReading
from muster.intake.times import parse_instants, period_window
from muster.mobilisation import STATES, AnswerKind, TimedAnswer
from muster.policing import Composition, clock

LONGEST = 7 * clock.DAY
BLANK = -1
SAID = (AnswerKind.AVAILABLE, AnswerKind.TALKED_THROUGH, AnswerKind.ACKNOWLEDGED)


@dataclass(frozen=True, slots=True)
class _Cells:
    """The cells of one answer as numbers: BLANK where nothing is given."""

    minutes: int
    at: int
    kind: AnswerKind
    parts: tuple[str, ...]
    count: int
    ready: int
    state: str
    officers: tuple[str, ...]


def read_answers(
    reading: TableReading,
    unit: Composition,
    put_at: int,
    ended: int | None,
    doctrine: Doctrine,
) -> tuple[TimedAnswer, ...]:
    """Return the sound answers of a table; every fault of the others is in its log."""
    posts = {post.slug for post in unit.posts}
    found = []
    for row, cells in _cells(reading, unit, doctrine):
        problem = _problem(cells, put_at, ended, posts)
        if problem:
            _refuse(reading, row, *problem)
            continue
        found.append(
            TimedAnswer(
                minutes=cells.minutes if cells.minutes != BLANK else cells.at - put_at,
                kind=cells.kind,
                subjects=cells.parts,
                count=cells.count,
                ready=None if cells.ready == BLANK else cells.ready,
                state=cells.state,
                by=" ".join(reading.value("by", row).split()),
                officers=cells.officers,
                source=" ".join(reading.value("source", row).split()),
                answer_id=reading.value("answer_id", row),
            )
        )
    return tuple(found)


def _refuse(reading: TableReading, row: int, column: str, problem: Problem) -> None:
    reading.refuse_rows(np.array([row]), column, lambda _: problem)


def _cells(
    reading: TableReading, unit: Composition, doctrine: Doctrine
) -> Iterator[tuple[int, _Cells]]:
    """Yield the rows whose cells can all be read."""
    words, kinds = parts_of(unit, doctrine), list(AnswerKind)
    minutes = reading.column("minutes", parse_whole)
    at = reading.column("at", parse_instants(period_window(), BLANK, closing=False))
    kind = reading.column("kind", answer_kinds().parse)
    reading.column("what", lambda texts: read_parts(words, unit, texts))
    count = reading.column("count", parse_whole)
    ready = reading.column("ready_minutes", parse_whole)
    state = reading.column("state", ways_of_coming().parse)
    for name in ("by", "officers", "source"):
        reading.column(name, parse_text)
    reading.column("answer_id", parse_ids)
    for row in np.flatnonzero(~reading.dropped).tolist():
        codes, _ = words.parse_all(reading.value("what", row))
        officers = reading.value("officers", row).replace(",", "+").replace(";", "+")
        yield (
            row,
            _Cells(
                int(minutes[row]),
                int(at[row]),
                kinds[int(kind[row])],
                tuple(dict.fromkeys(words.slugs[code] for code in codes)),
                int(count[row]),
                int(ready[row]),
                STATES[int(state[row])] if state[row] >= 0 else "",
                tuple(each.strip() for each in officers.split("+") if each.strip()),
            ),
        )


def _problem(
    cells: _Cells, put_at: int, ended: int | None, posts: set[str]
) -> tuple[str, Problem] | None:
    """Return what is wrong with an answer whose cells can be read, and where."""
    return (
        _time_problem(cells, put_at, ended)
        or _ready_problem(cells)
        or _officers_problem(cells, posts)
    )


def _time_problem(cells: _Cells, put_at: int, ended: int | None) -> tuple[str, Problem] | None:
    if cells.minutes == BLANK and cells.at == BLANK:
        fault, remedy = "has no time", "give minutes after the start, or at"
        return "minutes", Problem("no-time", fault, remedy)
    minutes = cells.minutes if cells.minutes != BLANK else cells.at - put_at
    column = "minutes" if cells.minutes != BLANK else "at"
    if cells.at != BLANK and cells.at - put_at != minutes:
        fault = f"is {cells.at - put_at:,} minutes after the start, and minutes says {minutes:,}"
        return "at", Problem("two-times", fault, "keep one of the two")
    if minutes < 0:
        fault, remedy = "is before the test was put", "mend it, or put_at"
        return column, Problem("before-the-start", fault, remedy)
    if max(minutes, cells.ready) > LONGEST:
        fault, remedy = "is more than a week after the start", "give minutes after the start"
        return column, Problem("too-late", fault, remedy)
    if ended is not None and minutes > ended:
        fault, remedy = f"is after the test ended, at {ended:,} minutes", "mend one of the two"
        return column, Problem("after-the-end", fault, remedy)
    return None


def _ready_problem(cells: _Cells) -> tuple[str, Problem] | None:
    if cells.ready == BLANK or cells.kind in SAID:
        return None
    fault = f"is given, and {cells.kind.replace('_', ' ')} is at the minute it came in"
    return "ready_minutes", Problem("needless-ready", fault, "leave it blank")


def _officers_problem(cells: _Cells, posts: set[str]) -> tuple[str, Problem] | None:
    if not cells.officers:
        return None
    if not set(cells.parts) <= posts:
        fault, remedy = "names officers of what is no post", "leave the officers out"
        return "officers", Problem("officers-of-no-post", fault, remedy)
    if len(set(cells.officers)) != cells.count:
        fault = f"names {len(set(cells.officers)):,} officers and counts {cells.count:,}"
        return "officers", Problem("officers-and-count", fault, "make the two agree")
    return None
