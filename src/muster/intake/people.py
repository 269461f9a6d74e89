"""Read officers, their tickets and their abstractions."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from muster.intake.cells import parse_ids, parse_whole, parse_yes_no
from muster.intake.context import Context, names_of, officer_rows, parse_names, reversed_rows
from muster.intake.faults import Problem
from muster.intake.sheets import TableReading
from muster.intake.times import parse_days, parse_instants
from muster.intake.vocabulary import Vocabulary
from muster.policing import clock
from muster.strength import Abstractions, Officers, Tickets

Rows = NDArray[np.int64]
MONTHS = np.timedelta64(1, "M")


@dataclass(frozen=True, slots=True, eq=False)
class People:
    """Officers as read, every row of the table; `row_of` finds them by id."""

    officers: Officers
    row_of: Mapping[str, int]
    on_call_groups: tuple[str, ...]


def read_officers(context: Context, bases: Vocabulary, patterns: Vocabulary) -> People:
    """Return every officer, faulty rows included, so that others can refer to them."""
    reading = context.open("officers")
    ids = reading.column("officer_id", parse_ids)
    rank = reading.column("rank", context.words["rank"].parse)
    base = reading.column("base", bases.parse)
    recall = reading.column("recall_minutes", parse_whole)
    groups = names_of(reading.texts.get("on_call"))
    on_call = reading.column("on_call", parse_names({name: at for at, name in enumerate(groups)}))
    known = parse_names({}) if context.lacks("patterns", "pattern") else patterns.parse
    pattern = reading.column("pattern", known)
    unset = clock.NEVER
    pattern_from = reading.column("pattern_from", parse_days(context.window, unset))
    restricted = reading.column("restricted", parse_yes_no)
    joined = reading.column("joined", parse_days(context.window, clock.NEVER))
    left = reading.column("left", parse_days(context.window, clock.FOREVER))
    first = refuse_duplicates(reading, "officer_id", ids)
    reversed_rows(reading, joined, left, "left", strict=False)
    _refuse_undated(reading, pattern, pattern_from)
    texts = reading.texts.get("officer_id")
    values = texts.values if texts else ()
    row_of = {values[code]: int(row) for code, row in first.items() if code >= 0}
    officers = Officers(
        officer_id=encoded(values, ids),
        rank=rank.astype(np.int8),
        base=base.astype(np.int16),
        recall_minutes=recall.astype(np.int32),
        on_call=on_call.astype(np.int16),
        pattern=pattern.astype(np.int16),
        pattern_from=np.where(pattern_from == unset, 0, pattern_from).astype(np.int32),
        restricted=restricted,
        joined=joined.astype(np.int32),
        left=left.astype(np.int32),
    )
    return People(officers, row_of, tuple(groups))


def refuse_duplicates(reading: TableReading, column: str, ids: NDArray[np.int32]) -> dict[int, int]:
    """Refuse every row but the first of an id; return the first row of each."""
    seen, first = np.unique(ids, return_index=True)
    first_of = dict(zip(seen.tolist(), first.tolist(), strict=True))
    repeats = np.ones(len(ids), dtype=np.bool_)
    repeats[first] = False
    repeats &= ids >= 0

    def say(row: int) -> Problem:
        line = int(reading.raw.lines[first_of[int(ids[row])]])
        return Problem(
            "duplicate-id",
            f"was already given on line {line:,}",
            "keep one row, or give each its own number",
        )

    reading.refuse_rows(np.flatnonzero(repeats), column, say)
    return first_of


def encoded(values: tuple[str, ...], codes: NDArray[np.int32]) -> NDArray[np.bytes_]:
    """Return the text of each row as UTF-8 bytes of fixed width, blank for -1."""
    bodies = [value.encode("utf-8") for value in (*values, "")]
    return np.array(bodies, dtype=f"S{max(1, *map(len, bodies))}")[codes]


def _refuse_undated(
    reading: TableReading, pattern: NDArray[np.int32], pattern_from: NDArray[np.int64]
) -> None:
    undated = (pattern >= 0) & (pattern_from == clock.NEVER) & ~reading.dropped
    problem = Problem(
        "undated-pattern",
        "is blank, and the officer works a pattern",
        "give a day on which day 1 of the pattern falls for this officer",
    )
    reading.refuse_rows(np.flatnonzero(undated), "pattern_from", lambda _: problem)


def read_tickets(context: Context, people: People) -> Tickets:
    """Return every ticket as the table has them; blank expiry follows doctrine's interval."""
    reading = context.open("tickets")
    officer = officer_rows(context, reading, people.row_of)
    skill = reading.column("skill", context.words["skill"].parse)
    awarded = reading.column("awarded", parse_days(context.window, clock.NEVER))
    expires = reading.column("expires", parse_days(context.window, clock.NEVER))
    blank = expires == clock.NEVER
    months = np.array([skill.refresher_months or 0 for skill in context.doctrine.skills] + [0])
    expires = np.where(blank, last_valid_days(awarded, months[skill]), expires)
    reversed_rows(reading, awarded, expires, "expires", strict=False)
    return Tickets(
        officer.astype(np.int32),
        skill.astype(np.int16),
        awarded.astype(np.int32),
        expires.astype(np.int32),
    )


def last_valid_days(awarded: Rows, months: NDArray[np.int64]) -> Rows:
    """Return the day before the same day so many months on; FOREVER where months is 0.

    Where that month has no such day, the last day of the month is the last valid one.
    """
    days = np.where(awarded == clock.NEVER, 0, awarded).astype("datetime64[D]")
    month = days.astype("datetime64[M]")
    into = (days - month.astype("datetime64[D]")).astype(np.int64)
    target = month + months.astype("timedelta64[M]")
    opens = target.astype("datetime64[D]").astype(np.int64)
    length = (target + MONTHS).astype("datetime64[D]").astype(np.int64) - opens
    last = opens + np.minimum(into, length) - 1
    return np.where(months > 0, last, clock.FOREVER)


def read_abstractions(context: Context, people: People) -> Abstractions:
    """Return every abstraction; a blank end is until further notice."""
    reading = context.open("abstractions")
    officer = officer_rows(context, reading, people.row_of)
    kind = reading.column("kind", context.words["abstraction_kind"].parse)
    start = reading.column("start", parse_instants(context.window, 0, closing=False))
    end = reading.column("end", parse_instants(context.window, clock.FOREVER, closing=True))
    reversed_rows(reading, start, end, "end", strict=True)
    return Abstractions(
        officer.astype(np.int32), kind.astype(np.int8), start.astype(np.int32), end.astype(np.int32)
    )
