"""Whole units hour by hour: sets of posts as the columns people are counted under."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from muster.doctrine import Doctrine
from muster.policing import Composition
from muster.strength.nation import Columns, NationIndex
from muster.strength.nation_units import most_units, places_by_set, post_bits
from muster.strength.reasons import State
from muster.strength.roster import Column

COLUMNS = 64


@dataclass(frozen=True, slots=True, eq=False)
class SetColumns:
    """Which set of posts of which unit each column is, every unit's sets in order."""

    units: tuple[Composition, ...]
    bits: tuple[tuple[Column, Column], ...]
    unit: Column
    posts: Column

    def fitting(self, masks: Column, ranks: Column, chosen: slice) -> Column:
        """Return bits: does someone of this mask and rank fit a post of each chosen set?"""
        found = np.zeros(len(masks), dtype=np.uint64)
        fits = [fitting_posts(masks, ranks, bits) for bits in self.bits]
        for place, (unit, posts) in enumerate(
            zip(self.unit[chosen], self.posts[chosen], strict=True)
        ):
            found |= ((fits[unit] & posts) != 0).astype(np.uint64) << np.uint64(place)
        return found


def set_columns(units: Sequence[Composition], doctrine: Doctrine) -> SetColumns:
    """Return a column for every non-empty set of posts of each unit."""
    sizes = [2 ** len(unit.posts) - 1 for unit in units]
    return SetColumns(
        units=tuple(units),
        bits=tuple(post_bits(unit, doctrine) for unit in units),
        unit=np.repeat(np.arange(len(units)), sizes),
        posts=np.concatenate([np.arange(1, size + 1) for size in sizes]),
    )


def fitting_posts(masks: Column, ranks: Column, bits: tuple[Column, Column]) -> Column:
    """Return, as int64 bits by post, which posts people of these skills and ranks fit."""
    fits = np.zeros(len(masks), dtype=np.int64)
    rank_bit = np.left_shift(np.uint64(1), ranks.astype(np.uint64))
    for post, (taken, needed) in enumerate(zip(*bits, strict=True)):
        able = ((masks & needed) == needed) & ((rank_bit & taken) != 0)
        fits |= able.astype(np.int64) << post
    return fits


def count_sets(index: NationIndex, sets: SetColumns) -> Column:
    """Return people fitting each set of posts by hour and counted state, (hours, 4, sets).

    The index holds one force; columns go through the kernel 64 at a time.
    """
    table = index.tables[0]
    ranks = np.zeros(len(index.people.mask), dtype=np.int64)
    ranks[table.seating.seat] = table.roster.officers.rank
    parts = []
    for first in range(0, len(sets.unit), COLUMNS):
        chosen = slice(first, min(first + COLUMNS, len(sets.unit)))

        def translate(masks: Column, seats: Column, chosen: slice = chosen) -> Column:
            return sets.fitting(masks, ranks[seats], chosen)

        columns = Columns(chosen.stop - chosen.start, translate)
        parts.append(index.count_hours(columns)[:, 0])
    return np.concatenate(parts, axis=2)


def units_by_hour(index: NationIndex, sets: SetColumns, counts: Column, *, assured: bool) -> Column:
    """Return the most whole units by hour and kind, of people and vehicles, (hours, units)."""
    horizon = index.horizon
    fitting = counts[:, : counted_states(assured=assured)].sum(axis=1)
    hours = horizon.start + 60 * np.arange(horizon.hours)
    road = index.place.fleet.count_hours(hours, horizon.within)[:, 0]
    kinds = [kind.slug for kind in index.doctrine.vehicle_kinds]
    found = []
    for place, unit in enumerate(sets.units):
        most = most_units(fitting[:, sets.unit == place], places_by_set(unit)[1:])
        for need in unit.vehicles:
            most = np.minimum(most, road[:, kinds.index(need.kind)] // need.count)
        found.append(most)
    return np.stack(found, axis=1).astype(np.int32)


def counted_states(*, assured: bool) -> int:
    """Return how many of the counted states, the firmest first, are taken as coming."""
    return int(State.ON_CALL if assured else State.RECALL)
