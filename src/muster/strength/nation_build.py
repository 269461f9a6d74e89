"""Turn rosters into seats, classes and streams of change for the compiled kernels.

Officers are seated force by force, each force from a fresh 64-bit word, and inside a force
by class and group, so that whoever does the same sits together.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from muster.doctrine import Doctrine
from muster.errors import MusterError
from muster.policing import clock
from muster.strength import kernels_bits, kernels_cube, kernels_events, kernels_tables
from muster.strength.availability_away import DEPLOYED, UNAVAILABLE, place_overlays
from muster.strength.roster import Column, Overlay, Roster
from muster.strength.tours import (
    classes_of,
    cycle_cells,
    duty_codes,
    rostered_span,
)

STEP = clock.HOUR
WORD = 64
BEYOND = 48  # steps past the horizon in which the tickets of its last day may lapse
ALWAYS = 2**40  # a minute after every other


class UnableToIndexNation(MusterError):
    """The rosters cannot be indexed together over the span asked for."""


@dataclass(frozen=True, slots=True)
class Horizon:
    """The hours an index covers, from the UTC minute `start`, at one notice."""

    start: int
    hours: int
    within: int
    rest: int

    @property
    def stop(self) -> int:
        """Return the first minute past the horizon."""
        return self.start + self.hours * STEP

    @property
    def days(self) -> tuple[int, int]:
        """Return the local day of the start, and the one after the last anyone can parade on."""
        first, last = clock.local_day(np.array([self.start, self.stop + self.within]))
        return int(first), int(last) + 1


class Seating(NamedTuple):
    """Where a force's officers sit: seat by officer, its words and classes, and the cells."""

    seat: Column
    group: Column
    classes: Column
    pattern: Column
    anchor: Column
    cells: kernels_bits.Cells


@dataclass(frozen=True, slots=True, eq=False)
class ForceTables:
    """One force, ready: its seating, first standing, and streams cut into steps.

    `leaves` is the minute of `at` from which each officer is no longer employed.
    """

    roster: Roster
    seating: Seating
    mask: Column
    away: Column
    own: Column
    codes: Column
    streams: kernels_cube.Streams
    leaves: Column


def settle_horizon(doctrine: Doctrine, *, start: int, hours: int, within: int) -> Horizon:
    """Return the horizon, refusing one whose minimum rest changes on the way."""
    if hours < 1 or within < 0:
        raise UnableToIndexNation(
            f"{hours} hours at {within} minutes' notice cannot be indexed; "
            "ask for at least one hour, at a notice of 0 or more"
        )
    first, last = clock.local_day(np.array([start, start + hours * STEP]) + within)
    rules = [doctrine.rest_rule(clock.date_of(int(day))).minutes for day in (first, last)]
    if rules[0] != rules[1]:
        raise UnableToIndexNation(
            "The minimum rest changes between the first hour and the last; "
            "ask for the hours before and after the change apart"
        )
    return Horizon(start=start, hours=hours, within=within, rest=rules[0])


def prepare_force(
    roster: Roster,
    doctrine: Doctrine,
    horizon: Horizon,
    *,
    seats_from: int,
    classes_from: int,
    overlays: Sequence[Overlay] = (),
) -> ForceTables:
    """Return a force's tables, its seats and classes numbered from those given."""
    seating = _seat(roster, horizon, seats_from, classes_from)
    rules = _rules(roster, doctrine, horizon)
    cycles = _cycles(roster, horizon, rules)
    exceptions = _exceptions(roster, doctrine)
    codes, class_table = kernels_events.class_events(
        seating.pattern, seating.anchor, roster.ends, cycles, exceptions, rules
    )
    class_table[:, 1] += classes_from
    own, own_table = kernels_events.own_events(
        _owners(roster, seating), (seating.seat, _wide(seating.group)), cycles, exceptions, rules
    )
    tickets = _ticket_columns(roster)
    joined, left = _wide(roster.officers.joined), _wide(roster.officers.left)
    mask, when, masks = kernels_tables.ticket_events(
        tickets, joined, left, seating.seat, cycles, rules, horizon.days
    )
    span = _employed_span(joined, left, horizon)
    away, away_table = kernels_tables.away_events(
        _away_columns(roster, overlays), *span, seating.seat, rules
    )
    streams = kernels_cube.Streams(
        masks=_mask_stream(when, masks, horizon),
        away=_stream(away_table, horizon),
        own=_stream(own_table, horizon),
        classes=_stream(class_table, horizon),
    )
    return ForceTables(roster, seating, mask, away, own, codes, streams, span[1])


def _wide(column: Column) -> Column:
    return np.ascontiguousarray(column, dtype=np.int64)


def _seat(roster: Roster, horizon: Horizon, seats_from: int, classes_from: int) -> Seating:
    """Return seats by class and group; a word's bits are 64 neighbours."""
    officers = roster.officers
    pattern, anchor, of = classes_of(roster)
    reachable = (officers.recall_minutes >= 0) & (officers.recall_minutes <= horizon.within)
    group = np.where(reachable, np.where(officers.on_call >= 0, 2, 1), 0)
    group[officers.restricted] = 3
    order = np.lexsort((group, of))
    seat = np.empty(len(roster), dtype=np.int64)
    seat[order] = seats_from + np.arange(len(roster))
    cell = (of * 4 + group)[order]
    begin = np.flatnonzero(np.diff(cell, prepend=-1))
    end = np.append(begin[1:], len(cell)) if len(cell) else begin
    cells = kernels_bits.Cells(
        classes=(cell[begin] // 4 + classes_from).astype(np.int32),
        group=(cell[begin] % 4).astype(np.int8),
        begin=(begin + seats_from).astype(np.int32),
        end=(end + seats_from).astype(np.int32),
    )
    return Seating(seat, group.astype(np.int8), of + classes_from, pattern, anchor, cells)


def _rules(roster: Roster, doctrine: Doctrine, horizon: Horizon) -> kernels_events.Rules:
    codes = duty_codes(doctrine)
    return kernels_events.Rules(
        within=horizon.within,
        rest=horizon.rest,
        start=horizon.start,
        stop=horizon.stop,
        longest=int(roster.patterns.end.max(initial=0)) + clock.DAY + clock.HOUR,
        kinds=_wide(codes.deployable + 2 * codes.working + 4 * codes.on_call),
    )


def _cycles(roster: Roster, horizon: Horizon, rules: kernels_events.Rules) -> kernels_events.Cycles:
    """Return the patterns and the UTC minute of each of their times on each day that matters."""
    back = horizon.rest + rules.longest
    first, last = clock.local_day(np.array([horizon.start - back, horizon.stop + horizon.within]))
    days = np.arange(first - 2, last + 3)
    patterns = roster.patterns
    times, place = np.unique(np.concatenate([patterns.start, patterns.end]), return_inverse=True)
    cells, lengths = cycle_cells(roster)
    return kernels_events.Cycles(
        first=np.cumsum(lengths) - lengths,
        cells=_wide(cells),
        length=lengths,
        start=_wide(place[: len(patterns.start)]),
        end=_wide(place[len(patterns.start) :]),
        kind=_wide(patterns.kind),
        utc=clock.utc_from_local(days[:, None] * clock.DAY + times.astype(np.int64)),
        midnight=clock.utc_from_local(days * clock.DAY),
        day=int(days[0]),
    )


def _exceptions(roster: Roster, doctrine: Doctrine) -> kernels_events.Exceptions:
    """Return the duties by officer, with the days on which each replaces the pattern."""
    duties = roster.duties
    first = clock.local_day(duties.start)
    rest = duty_codes(doctrine).rest[duties.kind]
    return kernels_events.Exceptions(
        ptr=_pointers(duties.officer, len(roster)),
        start=_wide(duties.start),
        end=_wide(duties.end),
        kind=_wide(duties.kind),
        first_day=first,
        last_day=np.where(rest, clock.local_day(duties.end.astype(np.int64) - 1), first),
    )


def _pointers(officer: Column, count: int) -> Column:
    """Return where each officer's rows begin, and one past the end."""
    return np.searchsorted(officer, np.arange(count + 1)).astype(np.int64)


def _owners(roster: Roster, seating: Seating) -> tuple[Column, Column, Column, Column, Column]:
    """Return pattern, anchor, first day on it, and the span known, by officer."""
    of = seating.classes - (seating.classes.min() if len(roster) else 0)
    pattern = seating.pattern[of]
    since = np.where(pattern >= 0, roster.officers.pattern_from, clock.NEVER)
    first, last = rostered_span(roster)
    return pattern, seating.anchor[of], _wide(since), first, _wide(last)


def _ticket_columns(roster: Roster) -> tuple[Column, Column, Column, Column]:
    """Return pointers by officer into skills, first and last valid days."""
    rows = roster.tickets
    ptr = _pointers(rows.officer, len(roster))
    return ptr, _wide(rows.skill), _wide(rows.awarded), _wide(rows.expires)


def _employed_span(joined: Column, left: Column, horizon: Horizon) -> tuple[Column, Column]:
    """Return the span of `at` in which each officer is employed when on parade."""
    first, last = horizon.days
    days = np.arange(first, last + 2)
    midnight = clock.utc_from_local(days * clock.DAY) - horizon.within
    arrives = midnight[np.clip(joined - first, 0, len(days) - 1)]
    leaves = midnight[np.clip(left + 1 - first, 0, len(days) - 1)]
    return (
        np.where(joined <= first, -ALWAYS, np.where(joined > last, ALWAYS, arrives)),
        np.where(left >= last, ALWAYS, np.where(left < first, -ALWAYS, leaves)),
    )


def _away_columns(roster: Roster, overlays: Sequence[Overlay]) -> tuple[Column, Column, Column]:
    """Return spans away by officer and start, overlays among them, with pointers."""
    rows = roster.abstractions
    officer, start, end = _wide(rows.officer), _wide(rows.start), _wide(rows.end)
    if overlays:
        placed, _ = place_overlays(roster, overlays)
        more = (placed[DEPLOYED], placed[UNAVAILABLE])
        officer = np.concatenate([officer, *(each.row for each in more)])
        start = np.concatenate([start, *(each.start for each in more)])
        end = np.concatenate([end, *(each.end for each in more)])
        order = np.lexsort((start, officer))
        officer, start, end = officer[order], start[order], end[order]
    return _pointers(officer, len(roster)), start, end


def _stream(table: Column, horizon: Horizon) -> kernels_cube.Stream:
    """Return a table of (time, seat[, before, after]) cut into steps."""
    ptr, time, seat, before, after = kernels_tables.cut_values(
        table, horizon.start, STEP, horizon.hours + 1
    )
    return kernels_cube.Stream(ptr[None, :], time, seat, before, after)


def _mask_stream(when: Column, masks: Column, horizon: Horizon) -> kernels_cube.MaskStream:
    ptr, time, seat, before, after = kernels_tables.cut_masks(
        when, masks, horizon.start, STEP, horizon.hours + 1 + BEYOND
    )
    return kernels_cube.MaskStream(ptr[None, :], time, seat, before, after)
