"""A force's people, vehicles and cover as whole columns.

Every column is a NumPy array; a row's position is its identity inside the roster. Codes
index the vocabularies of doctrine (ranks, skills, duty kinds, abstraction kinds, vehicle
kinds, in doctrine's order) or of the roster itself (bases, patterns, on-call groups), and
-1 means none. Minutes are UTC minutes, days are local calendar days (see
`muster.policing.clock`); NEVER and FOREVER stand for an open start and an open end.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

Column = NDArray[Any]


@dataclass(frozen=True, slots=True, eq=False)
class Officers:
    """One row an officer."""

    officer_id: Column  # S, UTF-8 bytes
    rank: Column  # int8, doctrine ranks
    base: Column  # int16, roster bases
    recall_minutes: Column  # int32, -1 when not recallable
    on_call: Column  # int16, roster on-call groups; -1 when not rostered on call
    pattern: Column  # int16, roster patterns
    pattern_from: Column  # int32 day on which day 1 of the pattern falls
    restricted: Column  # bool
    joined: Column  # int32, first day of service; NEVER when not stated
    left: Column  # int32, last day of service; FOREVER when not stated


@dataclass(frozen=True, slots=True, eq=False)
class Patterns:
    """One row a tour (or rest day) of a regular cycle, sorted by pattern and day.

    `start` and `end` are local wall-clock minutes from the midnight that opens the day;
    an `end` beyond 1440 falls on the next day; both are 0 on a rest day.
    """

    pattern: Column  # int16
    day: Column  # int16, 0-based within the cycle
    start: Column  # int16
    end: Column  # int16
    kind: Column  # int8, doctrine duty kinds


@dataclass(frozen=True, slots=True, eq=False)
class Duties:
    """One row an exception to the pattern, sorted by officer and start.

    A duty replaces the pattern's tours that start on the local day it starts on; a `rest`
    duty replaces those of every local day it touches.
    """

    officer: Column  # int32
    start: Column  # int32 minute
    end: Column  # int32 minute
    kind: Column  # int8, doctrine duty kinds


@dataclass(frozen=True, slots=True, eq=False)
class Tickets:
    """One row a ticket, sorted by officer. Valid from `awarded` to `expires`, both days in."""

    officer: Column  # int32
    skill: Column  # int16, doctrine skills
    awarded: Column  # int32 day
    expires: Column  # int32, last valid day; FOREVER where it does not lapse


@dataclass(frozen=True, slots=True, eq=False)
class Abstractions:
    """One row an abstraction, half open, sorted by officer and start."""

    officer: Column  # int32
    kind: Column  # int8, doctrine abstraction kinds
    start: Column  # int32 minute
    end: Column  # int32 minute; FOREVER until further notice


@dataclass(frozen=True, slots=True, eq=False)
class Vehicles:
    """One row a vehicle; off the road in [off_road_from, off_road_until)."""

    vehicle_id: Column  # S, UTF-8 bytes
    kind: Column  # int8, doctrine vehicle kinds
    base: Column  # int16
    off_road_from: Column  # int32 minute; FOREVER when never off the road
    off_road_until: Column  # int32 minute; FOREVER until further notice


@dataclass(frozen=True, slots=True, eq=False)
class Bases:
    """Where people and vehicles start from."""

    name: tuple[str, ...]
    lat: Column  # float64 degrees
    lon: Column  # float64 degrees


@dataclass(frozen=True, slots=True, eq=False)
class MinimumCover:
    """People on duty in a role that must stay.

    Local wall-clock hours as minutes of the day; `until` is greater than 1440 where the
    cover runs past midnight. `weekdays` has bit 0 for Monday and counts the day on which
    the cover starts. Where rows for one base and role overlap, the largest count holds.
    """

    base: Column  # int16; -1 for the force as a whole
    role: Column  # int8, doctrine duty kinds
    start: Column  # int16 minute of the day
    until: Column  # int16
    weekdays: Column  # uint8 bits
    count: Column  # int32


@dataclass(frozen=True, eq=False)
class Roster:
    """Everything the records of one force say about who and what can parade.

    `starts` and `ends` are the UTC minutes of the half-open period the return covers; past
    it, patterns say nothing and officers are unrostered.
    """

    force: str
    starts: int
    ends: int
    officers: Officers
    patterns: Patterns
    duties: Duties
    tickets: Tickets
    abstractions: Abstractions
    vehicles: Vehicles
    bases: Bases
    minimum_cover: MinimumCover
    pattern_names: tuple[str, ...]
    on_call_groups: tuple[str, ...]

    def __len__(self) -> int:
        """Return how many officers there are."""
        return len(self.officers.rank)

    @cached_property
    def pattern_lengths(self) -> Column:
        """Return the days in each pattern's cycle, int32: the highest day it states."""
        lengths = np.zeros(len(self.pattern_names), dtype=np.int32)
        np.maximum.at(lengths, self.patterns.pattern, self.patterns.day.astype(np.int32) + 1)
        return lengths

    def officer_name(self, row: int) -> str:
        """Return an officer's id as text."""
        return bytes(self.officers.officer_id[row]).decode("utf-8")

    def vehicle_name(self, row: int) -> str:
        """Return a vehicle's id as text."""
        return bytes(self.vehicles.vehicle_id[row]).decode("utf-8")


@dataclass(frozen=True, slots=True)
class Overlay:
    """Something known since the return that changes strength for a while.

    `subject` is an officer or vehicle id; `effect` is `deployed` or `unavailable` for an
    officer and `off_road` for a vehicle. The interval is half open, in UTC minutes.
    """

    start: int
    end: int
    subject: str
    effect: str
    reason: str
    recorded_at: int
