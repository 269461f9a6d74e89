"""Tours: what patterns and duties say officers are doing around an instant.

Officers on the same day of the same pattern do the same thing, so tours are worked out
once for each such class; an officer whose own duties, or whose first day on the pattern,
fall near the instant is worked out apart.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from muster.doctrine import Doctrine
from muster.policing import clock
from muster.strength.roster import Column, Roster

Mask = NDArray[np.bool_]
ON_CALL_DUTY = "on_call"
REST_DUTY = "rest"
LONGEST_CYCLE = 2**20


@dataclass(frozen=True, slots=True, eq=False)
class DutyCodes:
    """What doctrine says of each kind of duty, by code."""

    working: Mask
    deployable: Mask
    on_call: Mask
    rest: Mask


@dataclass(frozen=True, slots=True, eq=False)
class Tours:
    """One row a tour: its owner (a class or an officer apart), UTC minutes, duty kind."""

    owner: Column
    start: Column
    end: Column
    kind: Column

    def keep(self, which: Mask) -> "Tours":
        """Return the rows that `which` marks."""
        return Tours(self.owner[which], self.start[which], self.end[which], self.kind[which])


@dataclass(frozen=True, slots=True, eq=False)
class Owners:
    """Who has tours of their own: classes first, then the officers kept apart.

    `of` gives each officer's owner; `pattern` and `anchor` each owner's pattern (-1 for
    none) and the day its cycle began; `since` its first day on it.
    """

    of: Column
    pattern: Column
    anchor: Column
    since: Column


def duty_codes(doctrine: Doctrine) -> DutyCodes:
    """Return the properties of each duty kind as columns."""
    kinds = doctrine.duty_kinds
    return DutyCodes(
        working=np.array([kind.working for kind in kinds], dtype=bool),
        deployable=np.array([kind.deployable for kind in kinds], dtype=bool),
        on_call=np.array([kind.slug == ON_CALL_DUTY for kind in kinds], dtype=bool),
        rest=np.array([kind.slug == REST_DUTY for kind in kinds], dtype=bool),
    )


def tours_between(roster: Roster, codes: DutyCodes, after: int, until: int) -> tuple[Owners, Tours]:
    """Return every tour that starts by `until` and ends after `after`, with its owner.

    A tour that the spring change of the clocks leaves no time for never happens.
    """
    first, last = _days_between(roster, after, until)
    near = _duties_near(roster, first, last)
    owners = _owners(roster, first, np.unique(roster.duties.officer[near]))
    regular = _pattern_tours(roster, owners, first, last)
    replaced = _replaced(roster, codes, owners, near, (first, last))
    regular = _not_replaced(regular, replaced, first)
    found = _join(regular[0], _duty_tours(roster, owners, near))
    return owners, found.keep((found.start <= until) & (found.end > after))


def rostered_span(roster: Roster) -> tuple[Column, Column]:
    """Return the minutes [first, last) in which each officer's doings are known.

    From the first day on the pattern, or the first duty if that is earlier, until the end
    of the period; without a pattern, from the first duty to the last. An officer with
    neither has an empty span.
    """
    officers, duties = roster.officers, roster.duties
    first = np.full(len(roster), clock.FOREVER, dtype=np.int64)
    last = np.full(len(roster), clock.NEVER, dtype=np.int64)
    np.minimum.at(first, duties.officer, duties.start)
    np.maximum.at(last, duties.officer, duties.end)
    having = np.append(roster.pattern_lengths, 0)[officers.pattern] > 0
    begins = clock.utc_from_local(officers.pattern_from.astype(np.int64) * clock.DAY)
    first = np.where(having, np.minimum(first, begins), first)
    return first, np.where(having, roster.ends, last)


def rostered_at(roster: Roster, minute: int) -> Mask:
    """Return whose doings are known at a minute."""
    first, last = rostered_span(roster)
    known: Mask = (first <= minute) & (minute < last)
    return known


def _days_between(roster: Roster, after: int, until: int) -> tuple[int, int]:
    """Return the local days on which a tour inside the window may start."""
    longest = int(roster.patterns.end.max(initial=0))
    first, last = clock.local_day(np.array([after, until]))
    return int(first) - longest // clock.DAY, int(last)


def _duties_near(roster: Roster, first: int, last: int) -> Column:
    """Return the rows of the duties that touch any local day from first to last."""
    opens, closes = clock.utc_from_local(np.array([first, last + 1]) * clock.DAY)
    near = (roster.duties.start < closes) & (roster.duties.end > opens)
    return np.flatnonzero(near)


def _owners(roster: Roster, first: int, excepted: Column) -> Owners:
    """Return classes of officers whose tours are the same, and those who stand apart."""
    officers = roster.officers
    kinds, anchors, of = classes_of(roster)
    pattern = kinds[of]
    apart = (officers.pattern_from > first) & (pattern >= 0)
    apart[excepted] = True
    rows = np.flatnonzero(apart)
    own = of.copy()
    own[rows] = len(kinds) + np.arange(len(rows))
    return Owners(
        of=own,
        pattern=np.concatenate([kinds, pattern[rows]]),
        anchor=np.concatenate([anchors, anchors[of[rows]]]),
        since=np.concatenate(
            [np.full(len(kinds), clock.NEVER), officers.pattern_from[rows].astype(np.int64)]
        ),
    )


def classes_of(roster: Roster) -> tuple[Column, Column, Column]:
    """Return each class's pattern (-1 for none) and the day its cycle began; officers' classes.

    The day is taken modulo the length of the cycle.
    """
    officers = roster.officers
    length = np.append(roster.pattern_lengths, 0)[officers.pattern]
    pattern = np.where(length > 0, officers.pattern, -1).astype(np.int64)
    anchor = officers.pattern_from.astype(np.int64) % np.maximum(length, 1)
    keys, of = np.unique(pattern * LONGEST_CYCLE + anchor, return_inverse=True)
    return keys // LONGEST_CYCLE, keys % LONGEST_CYCLE, of


def _pattern_tours(roster: Roster, owners: Owners, first: int, last: int) -> tuple[Tours, Column]:
    """Return the tours patterns give each owner on the days from first to last, and the days."""
    cells, lengths = cycle_cells(roster)
    having = np.flatnonzero(owners.pattern >= 0)
    days = np.arange(first, last + 1)
    pattern = owners.pattern[having]
    cycle = (days - owners.anchor[having, None]) % lengths[pattern, None]
    begins = np.cumsum(lengths) - lengths
    cell = (begins[pattern, None] + cycle).ravel()
    row, source = _expand(cells[cell], cells[cell + 1])
    owner = np.repeat(having, len(days))[source]
    day = np.tile(days, len(having))[source]
    tours = Tours(
        owner=owner,
        start=clock.utc_from_local(day * clock.DAY + roster.patterns.start[row]),
        end=clock.utc_from_local(day * clock.DAY + roster.patterns.end[row]),
        kind=roster.patterns.kind[row],
    )
    real = (tours.start < tours.end) & (tours.start < roster.ends) & (day >= owners.since[owner])
    return tours.keep(real), day[real]


def cycle_cells(roster: Roster) -> tuple[Column, Column]:
    """Return where the rows of each (pattern, day) begin, one past the end added, and lengths."""
    lengths = roster.pattern_lengths.astype(np.int64)
    starts = np.cumsum(lengths) - lengths
    patterns = roster.patterns
    at = starts[patterns.pattern] + patterns.day
    return np.searchsorted(at, np.arange(int(lengths.sum()) + 1)), lengths


def _expand(begins: Column, ends: Column) -> tuple[Column, Column]:
    """Return every index of the ranges [begin, end) and the range each came from."""
    sizes = ends - begins
    source = np.repeat(np.arange(len(sizes)), sizes)
    before = np.cumsum(sizes) - sizes
    return np.arange(len(source)) - before[source] + begins[source], source


def _replaced(
    roster: Roster, codes: DutyCodes, owners: Owners, near: Column, days: tuple[int, int]
) -> Mask:
    """Return, by owner and day, whether the owner's duties replace the pattern's tours."""
    first, last = days
    duties = roster.duties
    replaced = np.zeros((len(owners.pattern), last - first + 1), dtype=bool)
    opens = clock.local_day(duties.start[near])
    touched = clock.local_day(duties.end[near] - 1)
    closes = np.where(codes.rest[duties.kind[near]], touched, opens)
    opens, closes = np.maximum(opens, first), np.minimum(closes, last)
    day, source = _expand(opens, np.maximum(closes + 1, opens))
    replaced[owners.of[duties.officer[near]][source], day - first] = True
    return replaced


def _not_replaced(found: tuple[Tours, Column], replaced: Mask, first: int) -> tuple[Tours, Column]:
    tours, day = found
    kept = ~replaced[tours.owner, day - first]
    return tours.keep(kept), day[kept]


def _duty_tours(roster: Roster, owners: Owners, near: Column) -> Tours:
    duties = roster.duties
    return Tours(
        owner=owners.of[duties.officer[near]],
        start=duties.start[near].astype(np.int64),
        end=duties.end[near].astype(np.int64),
        kind=duties.kind[near],
    )


def _join(one: Tours, other: Tours) -> Tours:
    return Tours(
        owner=np.concatenate([one.owner, other.owner]),
        start=np.concatenate([one.start, other.start]),
        end=np.concatenate([one.end, other.end]),
        kind=np.concatenate([one.kind, other.kind]),
    )
