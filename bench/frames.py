"""The nation as flat columns, prepared once and untimed, for the peers to work from.

What can be worked out ahead is, in the peers' favour: the tours of every class over the
whole year in UTC, the local days each duty replaces, the span in which each officer's
doings are known, tickets in order.
"""

from dataclasses import dataclass, replace

import numpy as np

from muster.doctrine import Doctrine
from muster.policing import clock
from muster.strength import Duties, Roster
from muster.strength.tours import classes_of, duty_codes, rostered_span, tours_between

Columns = dict[str, np.ndarray]
LONG_AGO = 10_000


@dataclass(frozen=True)
class Frames:
    """Columns of officers, tickets, abstractions, duties, class tours, replaced days."""

    forces: int
    skills: int
    rest: int
    officers: Columns
    tickets: Columns
    away: Columns
    duties: Columns
    tours: Columns
    replaced: Columns


def frames_of(rosters: tuple[Roster, ...], doctrine: Doctrine, start: int, stop: int) -> Frames:
    """Return the columns of all rosters, officers numbered through."""
    parts: list[dict[str, Columns]] = []
    officers_before = classes_before = 0
    for force, roster in enumerate(rosters):
        parts.append(_one(roster, doctrine, force, officers_before, classes_before, start, stop))
        officers_before += len(roster)
        classes_before += len(classes_of(roster)[0])
    joined = {
        table: {name: np.concatenate([part[table][name] for part in parts]) for name in columns}
        for table, columns in parts[0].items()
    }
    rest = doctrine.rest_rule(clock.date_of(start // clock.DAY)).minutes
    return Frames(len(rosters), len(doctrine.skills), rest, **joined)


def _one(roster, doctrine, force, before, classes_before, start, stop) -> dict[str, Columns]:
    officers, codes = roster.officers, duty_codes(doctrine)
    _, _, of = classes_of(roster)
    first, last = rostered_span(roster)
    day = clock.local_day(roster.duties.start)
    until = clock.local_day(roster.duties.end.astype(np.int64) - 1)
    kind = roster.duties.kind
    days = np.where(codes.rest[kind], until, day) - day + 1
    source = np.repeat(np.arange(len(day)), days)
    order = np.lexsort((roster.tickets.awarded, roster.tickets.skill, roster.tickets.officer))
    tickets = {
        name: getattr(roster.tickets, name)[order].astype(np.int64)
        for name in ("officer", "skill", "awarded", "expires")
    }
    return {
        "officers": {
            "force": np.full(len(roster), force),
            "cls": of + classes_before,
            "recall": officers.recall_minutes.astype(np.int64),
            "on_call": officers.on_call >= 0,
            "restricted": officers.restricted,
            "joined": officers.joined.astype(np.int64),
            "left": officers.left.astype(np.int64),
            "since": officers.pattern_from.astype(np.int64),
            "first": first,
            "last": last,
        },
        "tickets": {
            **tickets,
            "officer": tickets["officer"] + before,
            "force": np.full(len(order), force),
            "joined": officers.joined[tickets["officer"]].astype(np.int64),
            "left": officers.left[tickets["officer"]].astype(np.int64),
        },
        "away": {
            "officer": roster.abstractions.officer.astype(np.int64) + before,
            "start": roster.abstractions.start.astype(np.int64),
            "end": roster.abstractions.end.astype(np.int64),
        },
        "duties": {
            "officer": roster.duties.officer.astype(np.int64) + before,
            "start": roster.duties.start.astype(np.int64),
            "end": roster.duties.end.astype(np.int64),
            "deployable": codes.deployable[kind],
            "working": codes.working[kind],
            "standby": codes.on_call[kind],
        },
        "tours": _class_tours(roster, doctrine, classes_before, start, stop),
        "replaced": {
            "officer": roster.duties.officer[source].astype(np.int64) + before,
            "day": day[source] + np.arange(len(source)) - (np.cumsum(days) - days)[source],
        },
    }


def _class_tours(roster, doctrine, classes_before, start, stop) -> Columns:
    """Return every tour of every class, as if it had always been on its pattern."""
    none = np.zeros(0, dtype=np.int32)
    lengths = np.append(roster.pattern_lengths, 0)[roster.officers.pattern]
    officers = replace(
        roster.officers, pattern_from=roster.officers.pattern_from - lengths * LONG_AGO
    )
    plain = replace(roster, officers=officers, duties=Duties(none, none, none, none))
    codes = duty_codes(doctrine)
    _, tours = tours_between(plain, codes, start - 4 * clock.DAY, stop + 2 * clock.DAY)
    return {
        "cls": tours.owner + classes_before,
        "day": clock.local_day(tours.start),
        "start": tours.start,
        "end": tours.end,
        "deployable": codes.deployable[tours.kind],
        "working": codes.working[tours.kind],
        "standby": codes.on_call[tours.kind],
    }
