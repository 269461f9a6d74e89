"""People hour by hour by exactly which posts they fit: counts, and no names."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from muster.doctrine import Doctrine
from muster.policing import Composition, clock
from muster.strength.forecast_columns import COLUMNS, fitting_posts
from muster.strength.nation import (
    ASSURED_STATES,
    COUNTED_STATES,
    Columns,
    NationIndex,
    index_nation,
)
from muster.strength.nation_units import post_bits
from muster.strength.roster import Column, Overlay, Roster

Table = NDArray[np.int32]
Bits = tuple[Column, Column]
CALLED = COUNTED_STATES.index("recall")
WAYS = 2  # firm (on duty, starting, on call), and called in from time off


@dataclass(frozen=True, slots=True, eq=False)
class PeopleByHour:
    """People who could parade, by exactly which posts of a kind they fit, and vehicles.

    `people` is int32 (forces, kinds, hours, notices, 2, masks): firm, and called in from
    time off; bit p of a mask stands for post p of the kind, and mask 0 is always nought.
    Firm people, and all people together, are never fewer by a longer notice. `vehicles` is
    int32 (forces, hours, vehicle kinds), on the road in that minute. `minutes` are the UTC
    minutes asked about.
    """

    forces: tuple[str, ...]
    kinds: tuple[Composition, ...]
    notices: tuple[int, ...]
    minutes: Column
    people: Table
    vehicles: Table


@dataclass(frozen=True, slots=True)
class _OneHot:
    """A column for each pair of a kind and a mask of its posts that somebody has some day."""

    kind: Column
    mask: Column


def people_by_hour(
    rosters: Sequence[Roster],
    kinds: Sequence[Composition],
    *,
    doctrine: Doctrine,
    start: int,
    hours: int,
    notices: Sequence[int],
    every: int = 1,
    overlays: Mapping[str, Sequence[Overlay]] | None = None,
) -> PeopleByHour:
    """Return who could parade at every `every`-th hour from the UTC minute `start`.

    Each hour and notice is what `available` says. Who can come by a notice can wait for a
    longer one: counts are carried on to longer notices where they would fall. With no
    notice nobody is called in. `overlays` are by force. Raises UnableToIndexNation.
    """
    asked = tuple(sorted(notices))
    chosen = np.arange(0, hours, every)
    widest = 2 ** max((len(kind.posts) for kind in kinds), default=0)
    shape = (len(rosters), len(kinds), len(chosen), len(asked), WAYS, widest)
    people = np.zeros(shape, dtype=np.int32)
    minutes = start + clock.HOUR * chosen
    for number, notice in enumerate(asked):
        index = index_nation(
            rosters, doctrine=doctrine, start=start, hours=hours, within=notice, overlays=overlays
        )
        _count(index, kinds, every, people[:, :, :, number])
        if not notice:
            people[:, :, :, number, 1] = 0
        if number:
            _carry_on(people[:, :, :, number], people[:, :, :, number - 1])
    vehicles = index.place.fleet.count_hours(minutes, 0).transpose(1, 0, 2)
    return PeopleByHour(index.forces, tuple(kinds), asked, minutes, people, vehicles)


def _count(index: NationIndex, kinds: Sequence[Composition], every: int, people: Table) -> None:
    """Write counts at one notice into (forces, kinds, hours, 2, masks), 64 columns at a time."""
    bits = [post_bits(kind, index.doctrine) for kind in kinds]
    ranks = _ranks(index)
    columns = _columns(index, bits, ranks)
    for first in range(0, len(columns.kind), COLUMNS):
        part = _OneHot(*(each[first : first + COLUMNS] for each in (columns.kind, columns.mask)))
        counts = index.count_hours(_translation(part, bits, ranks))[::every]
        firm = counts[:, :, :ASSURED_STATES].sum(axis=2)
        for at, (kind, mask) in enumerate(zip(part.kind, part.mask, strict=True)):
            people[:, kind, :, 0, mask] = firm[:, :, at].T
            people[:, kind, :, 1, mask] = counts[:, :, CALLED, at].T


def _ranks(index: NationIndex) -> Column:
    """Return everyone's rank by seat, int64."""
    ranks = np.zeros(len(index.people.mask), dtype=np.int64)
    for table in index.tables:
        ranks[table.seating.seat] = table.roster.officers.rank
    return ranks


def _columns(index: NationIndex, bits: Sequence[Bits], ranks: Column) -> _OneHot:
    """Return the masks of each kind's posts that occur, now or after any change."""
    changes = index.streams.masks
    kinds, masks = [], []
    for number, own in enumerate(bits):
        first = fitting_posts(index.people.mask, ranks, own)
        later = fitting_posts(changes.after, ranks[changes.seat], own)
        found = np.union1d(first, later)
        masks.append(found[found > 0])
        kinds.append(np.full(len(masks[-1]), number))
    return _OneHot(np.concatenate(kinds), np.concatenate(masks))


def _translation(part: _OneHot, bits: Sequence[Bits], ranks: Column) -> Columns:
    """Return columns of which everyone has at most one for each kind."""

    def translate(masks: Column, seats: Column) -> Column:
        found = np.zeros(len(masks), dtype=np.uint64)
        for number, rows in _by_kind(part):
            place = np.zeros(1 << len(bits[number][0]), dtype=np.uint64)
            place[part.mask[rows]] = np.left_shift(np.uint64(1), rows.astype(np.uint64))
            found |= place[fitting_posts(masks, ranks[seats], bits[number])]
        return found

    return Columns(len(part.kind), translate)


def _by_kind(part: _OneHot) -> Iterator[tuple[int, Column]]:
    for number in np.unique(part.kind):
        yield int(number), np.flatnonzero(part.kind == number)


def _carry_on(people: Table, shorter: Table) -> None:
    """Carry firm people, and all people, on from a shorter notice where they would fall.

    Someone called in at a short notice may be on duty by a longer one, and counts once.
    """
    firm, called = people[..., 0, :], people[..., 1, :]
    called += firm
    np.maximum(called, shorter.sum(axis=-2), out=called)
    np.maximum(firm, shorter[..., 0, :], out=firm)
    called -= firm
