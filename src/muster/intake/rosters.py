"""Read patterns, the regular cycles, and duties, the exceptions to them."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from muster.intake.cells import parse_whole
from muster.intake.context import Context, names_of, officer_rows, parse_names, reversed_rows
from muster.intake.faults import Problem
from muster.intake.people import People
from muster.intake.sheets import TableReading
from muster.intake.times import parse_clock, parse_instants
from muster.intake.vocabulary import Vocabulary, vocabulary_from
from muster.policing import clock
from muster.strength import Duties, Patterns

LONGEST_CYCLE = 366
Codes = NDArray[np.int32]


def read_patterns(context: Context) -> tuple[Patterns, Vocabulary]:
    """Return the tours of every pattern, sorted, and the patterns' names."""
    reading = context.open("patterns")
    names = names_of(reading.texts.get("pattern"))
    words = vocabulary_from("pattern", names)
    pattern = reading.column("pattern", parse_names({name: at for at, name in enumerate(names)}))
    day = reading.column("day", parse_whole) - 1
    start, end = reading.column("start", parse_clock), reading.column("end", parse_clock)
    kind = reading.column("kind", context.words["duty_kind"].parse)
    rest = kind == _code(context, "rest")
    _refuse_days(reading, day)
    _refuse_times(reading, start, end, rest)
    end = np.where(end <= start, end + clock.DAY, end)
    start, end = np.where(rest, 0, start), np.where(rest, 0, end)
    sound = np.flatnonzero(~reading.dropped)
    order = sound[np.lexsort((start[sound], day[sound], pattern[sound]))]
    reading.order = order
    for name, code in ((name, at) for at, name in enumerate(names)):
        _check_cycle(reading, name, order[pattern[order] == code], (day, start, end, rest))
    patterns = Patterns(
        pattern[order].astype(np.int16),
        day[order].astype(np.int16),
        start[order].astype(np.int16),
        end[order].astype(np.int16),
        kind[order].astype(np.int8),
    )
    return patterns, words


def _code(context: Context, kind: str) -> int:
    return context.words["duty_kind"].code(kind)


def _refuse_days(reading: TableReading, day: Codes) -> None:
    wrong = ((day < 0) | (day >= LONGEST_CYCLE)) & ~reading.dropped
    problem = Problem(
        "day-of-cycle",
        "is not a day of a cycle",
        f"number the days of the cycle from 1, up to {LONGEST_CYCLE}",
    )
    reading.refuse_rows(np.flatnonzero(wrong), "day", lambda _: problem)


def _refuse_times(reading: TableReading, start: Codes, end: Codes, rest: NDArray[np.bool_]) -> None:
    """Refuse tours without times, rest days with them, and tours that start at 24:00."""
    sound = ~reading.dropped
    untimed = Problem("missing-value", "is blank, and the row is not a rest day", "give the time")
    timed = Problem(
        "times-on-a-rest-day",
        "is given on a rest day",
        "leave start and end blank, or mend the kind",
    )
    late = Problem("not-a-time", "starts when the day is over", "write 00:00 on the next day")
    for column, times in (("start", start), ("end", end)):
        reading.refuse_rows(np.flatnonzero(sound & ~rest & (times < 0)), column, lambda _: untimed)
        reading.refuse_rows(np.flatnonzero(sound & rest & (times >= 0)), column, lambda _: timed)
    reading.refuse_rows(np.flatnonzero(sound & (start >= clock.DAY)), "start", lambda _: late)


def _check_cycle(
    reading: TableReading, name: str, rows: NDArray[np.intp], columns: tuple[NDArray[np.int32], ...]
) -> None:
    """Refuse a cycle with a day missing, a rest day that is worked, or tours that overlap."""
    if not len(rows):
        return
    day, start, end, rest = (column[rows] for column in columns)
    missing = sorted(set(range(int(day.max()) + 1)) - set(day.tolist()))
    # A row that could not be read may be the missing day: its own fault is enough.
    if missing and not reading.dropped.any():
        listed = ", ".join(str(at + 1) for at in missing)
        reading.refuse(
            Problem(
                "pattern-missing-day",
                f"does not state day {listed} of {int(day.max()) + 1}",
                "add a row for every day of the cycle, with kind rest on a rest day",
            ),
            column="day",
            value=name,
        )
    length = (int(day.max()) + 1) * clock.DAY
    opens = day * clock.DAY + np.where(rest, 0, start)
    closes = day * clock.DAY + np.where(rest, 0, end)
    worked = rest.astype(np.bool_) & np.isin(day, day[~rest.astype(np.bool_)])
    clash = Problem("overlapping-tours", "is a rest day with a tour on it", "keep one of the two")
    reading.refuse_rows(rows[worked | _repeated(day, rest)], "day", lambda _: clash)
    tours = np.flatnonzero(~rest.astype(np.bool_))
    if len(tours):
        following = np.append(opens[tours][1:], opens[tours][0] + length)
        over = rows[tours[np.maximum.accumulate(closes[tours]) > following]]
        overlap = Problem(
            "overlapping-tours", "is after the next tour of the pattern starts", "mend the times"
        )
        reading.refuse_rows(over, "end", lambda _: overlap)


def _repeated(day: Codes, rest: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Say which rows are a second rest row for one day."""
    again = np.zeros(len(day), dtype=np.bool_)
    again[1:] = (day[1:] == day[:-1]) & (rest[1:] > 0) & (rest[:-1] > 0)
    return again


def read_duties(context: Context, people: People) -> Duties:
    """Return every duty as the table has them; overlapping and endless ones are refused."""
    reading = context.open("duties")
    officer = officer_rows(context, reading, people.row_of)
    start = reading.column("start", parse_instants(context.window, 0, closing=False))
    end = reading.column("end", parse_instants(context.window, 0, closing=True))
    kind = reading.column("kind", context.words["duty_kind"].parse)
    reversed_rows(reading, start, end, "end", strict=True)
    deployable = np.array([each.deployable for each in context.doctrine.duty_kinds] + [False])
    endless = deployable[kind] & (end - start > clock.DAY) & ~reading.dropped
    too_long = Problem(
        "tour-too-long",
        "is more than 24 hours after the start",
        "give one row a tour, with the time it ends",
    )
    reading.refuse_rows(np.flatnonzero(endless), "end", lambda _: too_long)
    _refuse_overlaps(reading, officer, start, end)
    return Duties(
        officer.astype(np.int32),
        start.astype(np.int32),
        end.astype(np.int32),
        kind.astype(np.int8),
    )


def _refuse_overlaps(
    reading: TableReading, officer: Codes, start: NDArray[np.int64], end: NDArray[np.int64]
) -> None:
    sound = np.flatnonzero(~reading.dropped)
    order = sound[np.lexsort((start[sound], officer[sound]))]
    if len(order) <= 1:
        return
    # One running maximum serves every officer: each has a stretch of the line to himself.
    stretch = officer[order].astype(np.int64) * (4 * clock.FOREVER)
    reached = np.maximum.accumulate(stretch + end[order])
    over = np.flatnonzero((stretch + start[order])[1:] < reached[:-1]) + 1
    before: Mapping[int, int] = dict(
        zip(order[over].tolist(), reading.raw.lines[order[over - 1]].tolist(), strict=True)
    )
    reading.refuse_rows(
        np.sort(order[over]),
        "start",
        lambda row: Problem(
            "overlapping-duties",
            f"is before the officer's duty on line {before[row]:,} is over",
            "keep one of the two, or mend the times",
        ),
    )
