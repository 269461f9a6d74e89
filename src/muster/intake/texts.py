"""A return as tables of text, ready to be written and read again."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from muster.intake.returns import Return, Table, words_of_return
from muster.intake.tables import read_tables
from muster.intake.times import EVERY_DAY, WEEKDAYS
from muster.policing import clock
from muster.strength import CountSet, MinimumCover, Patterns, Roster

Cells = Sequence[str]
Tables = dict[str, dict[str, Cells]]
FIRST_LINE = 2
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def tables_of(return_: Return) -> Tables:
    """Return every table of a return that has rows, by column, as text.

    Columns Muster does not use come after its own.
    """
    tables: Tables = {"about": _about(return_)}
    if return_.roster is not None:
        tables |= _roster(return_.roster, words_of_return(return_))
    if return_.counts is not None:
        tables["counts"] = _counts(return_.counts)
    for name in ("declared", "evidence", "judgements", "aid"):
        table = getattr(return_, name)
        columns = zip(*table.rows, strict=True) if table.rows else ()
        tables[name] = dict(zip(table.columns, columns, strict=False))
    order = list(read_tables())
    filled = {name: columns for name, columns in tables.items() if any(map(len, columns.values()))}
    whole = {name: _with_extras(filled[name], return_.extras.get(name)) for name in filled}
    return dict(sorted(whole.items(), key=lambda item: order.index(item[0])))


def _with_extras(columns: dict[str, Cells], extras: Table | None) -> dict[str, Cells]:
    """Return a table's columns and those Muster does not use, blank where they have no text."""
    height = len(next(iter(columns.values())))
    found = {name: [""] * height for name in extras.columns[1:]} if extras else {}
    lines = {str(at + FIRST_LINE): at for at in range(height)} if extras else {}
    for line, *texts in extras.rows if extras else ():
        for column, text in zip(found.values(), texts, strict=False):
            if line in lines:
                column[lines[line]] = text
    return columns | {name: cells for name, cells in found.items() if name not in columns}


def neutralised(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula; numbers stay as they are."""
    if not text.startswith(FORMULA_SIGNS) or _is_number(text):
        return text
    return f"'{text}"


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _about(return_: Return) -> dict[str, Cells]:
    about = return_.about
    source = {"source": [about.source]} if about.source else {}
    return {
        "force": [about.force],
        "period_from": instants(np.array([about.period_from])),
        "period_until": instants(np.array([about.period_until])),
        "prepared_at": instants(np.array([about.prepared_at])),
        "prepared_by": [about.prepared_by],
        "synthetic": ["yes" if return_.synthetic else "no"],
        **source,
    }


def _roster(roster: Roster, words: Mapping[str, Sequence[str]]) -> Tables:
    people, tickets, vehicles = roster.officers, roster.tickets, roster.vehicles
    duties, abstractions = roster.duties, roster.abstractions
    ids = [bytes(each).decode("utf-8") for each in people.officer_id]
    return {
        "officers": {
            "officer_id": ids,
            "rank": named(people.rank, words["rank"]),
            "base": named(people.base, roster.bases.name),
            "recall_minutes": wholes(people.recall_minutes),
            "on_call": named(people.on_call, roster.on_call_groups),
            "pattern": named(people.pattern, roster.pattern_names),
            "pattern_from": days(np.where(people.pattern < 0, clock.NEVER, people.pattern_from)),
            "restricted": ["yes" if each else "no" for each in people.restricted.tolist()],
            "joined": days(people.joined),
            "left": days(people.left),
        },
        "patterns": _patterns(roster.patterns, roster.pattern_names, words),
        "duties": {
            "officer_id": named(duties.officer, ids),
            "start": instants(duties.start),
            "end": instants(duties.end),
            "kind": named(duties.kind, words["duty_kind"]),
        },
        "tickets": {
            "officer_id": named(tickets.officer, ids),
            "skill": named(tickets.skill, words["skill"]),
            "awarded": days(tickets.awarded),
            "expires": days(tickets.expires),
        },
        "abstractions": {
            "officer_id": named(abstractions.officer, ids),
            "kind": named(abstractions.kind, words["abstraction_kind"]),
            "start": instants(abstractions.start),
            "end": instants(abstractions.end),
        },
        "vehicles": {
            "vehicle_id": [bytes(each).decode("utf-8") for each in vehicles.vehicle_id],
            "kind": named(vehicles.kind, words["vehicle_kind"]),
            "base": named(vehicles.base, roster.bases.name),
            "off_road_from": instants(vehicles.off_road_from),
            "off_road_until": instants(vehicles.off_road_until),
        },
        "bases": {
            "base": roster.bases.name,
            "lat": degrees(roster.bases.lat),
            "lon": degrees(roster.bases.lon),
        },
        "minimum_cover": _cover(roster.minimum_cover, roster.bases.name, words),
    }


def _patterns(
    patterns: Patterns, names: Sequence[str], words: Mapping[str, Sequence[str]]
) -> dict[str, Cells]:
    rest = patterns.end == patterns.start
    return {
        "pattern": named(patterns.pattern, names),
        "day": wholes(patterns.day + 1),
        "start": clocks(np.where(rest, -1, patterns.start)),
        "end": clocks(np.where(rest, -1, patterns.end)),
        "kind": named(patterns.kind, words["duty_kind"]),
    }


def _cover(
    cover: MinimumCover, bases: Sequence[str], words: Mapping[str, Sequence[str]]
) -> dict[str, Cells]:
    return {
        "base": named(cover.base, bases),
        "role": named(cover.role, words["duty_kind"]),
        "from_hour": clocks(cover.start),
        "to_hour": clocks(cover.until),
        "weekday": each(cover.weekdays, _weekdays),
        "count": wholes(cover.count),
    }


def _counts(counts: CountSet) -> dict[str, Cells]:
    rows = counts.counts
    return {
        "as_at": instants(np.array([row.as_at for row in rows], dtype=np.int64)),
        "within_minutes": [str(row.within_minutes) for row in rows],
        "subject": ["+".join(row.subjects) for row in rows],
        "skills": ["+".join(row.skills) for row in rows],
        "count": [str(row.count) for row in rows],
        "exclusive": ["yes" if row.exclusive else "no" for row in rows],
        "source": [row.source for row in rows],
    }


def each(column: NDArray[Any], say: Callable[[int], str]) -> list[str]:
    """Return the text of every value, each distinct one said once."""
    values, places = np.unique(column, return_inverse=True)
    texts = [say(value) for value in values.tolist()]
    return [texts[place] for place in places.tolist()]


def named(codes: NDArray[Any], names: Sequence[str]) -> list[str]:
    """Return the name of each code, blank for -1."""
    known = [*names, ""]
    return [known[code] for code in codes.tolist()]


def wholes(column: NDArray[Any]) -> list[str]:
    """Return whole numbers as text, blank for -1."""
    return ["" if number < 0 else str(number) for number in column.tolist()]


def degrees(column: NDArray[Any]) -> list[str]:
    """Return degrees as text, blank where not known."""
    return ["" if number != number else repr(number) for number in column.tolist()]


def clocks(column: NDArray[Any]) -> list[str]:
    """Return minutes of the day as HH:MM, those past midnight on the next day; blank for -1."""

    def say(minute: int) -> str:
        return "" if minute < 0 else f"{minute // 60 % 24:02}:{minute % 60:02}"

    return each(column, say)


def days(column: NDArray[Any]) -> list[str]:
    """Return day numbers as ISO dates, blank for an open start or end."""

    def say(day: int) -> str:
        return "" if day in (clock.NEVER, clock.FOREVER) else clock.date_of(day).isoformat()

    return each(column, say)


def instants(column: NDArray[Any]) -> list[str]:
    """Return UTC minutes as local ISO times, with an offset only where the hour happens twice."""

    def say(minute: int) -> str:
        if minute in (clock.NEVER, clock.FOREVER):
            return ""
        instant = clock.instant_of(minute)
        local = clock.local_from_utc(np.array([minute]))
        twice = bool(clock.is_ambiguous(local)[0])
        return (instant if twice else instant.replace(tzinfo=None)).isoformat(timespec="minutes")

    return each(column, say)


def _weekdays(bits: int) -> str:
    named_days = [name for at, name in enumerate(WEEKDAYS) if bits >> at & 1]
    return "" if bits == EVERY_DAY else " ".join(named_days)
