"""The limits that kinds of unit share: of all sets of posts, the few that say anything."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from muster.strength.capacity import UNBOUNDED, Capacity, Table
from muster.strength.schedules import Limit, Step, Use

Mask = NDArray[np.bool_]


def shared_limits(
    notices: Sequence[int],
    capacities: Sequence[Capacity],
    steps: Sequence[Step],
    wanted: Mapping[str, int],
) -> tuple[Limit, ...]:
    """Return the limits that bind several kinds at once, by each notice.

    Left out is what no taking of the steps, up to `wanted` of each kind, can exceed, and
    what other limits imply.
    """
    found: list[Limit] = []
    for notice, capacity in zip(notices, capacities, strict=True):
        units = [unit.unit for unit in capacity.post_set.units]
        due = [step for step in steps if step.notice <= notice]
        most = np.zeros(len(units), dtype=np.int64)
        for step in due:
            most[units.index(step.unit)] += step.count
        most = np.minimum(most, [wanted.get(unit, UNBOUNDED) for unit in units])
        for what, row, stock in _binding(capacity, most):
            each = dict(zip(units, row.tolist(), strict=True))
            uses = tuple(Use(s.unit, s.notice, each[s.unit]) for s in due if each[s.unit])
            if len({use.unit for use in uses}) > 1:
                found.append(Limit(what, stock, uses))
    return tuple(found)


def _binding(capacity: Capacity, most: Table) -> Iterator[tuple[tuple[str, ...], Table, int]]:
    """Yield each limit that so many units of each kind exceed: its posts, row and stock."""
    demand = np.where(most[:, None] > 0, capacity.post_set.demand(), 0)
    telling = np.flatnonzero(_telling(capacity.reach) & (most @ demand > capacity.reach))
    rows, stock = demand[:, telling].T, capacity.reach[telling]
    for number in _lowest(rows, stock):
        yield _posts(capacity, int(telling[number])), rows[number], int(stock[number])
    for kind, held in capacity.vehicles.items():
        asked = np.array(
            [
                sum(need.count for need in unit.vehicles if need.kind == kind)
                for unit in capacity.post_set.units
            ]
        )
        if most @ asked > held:
            yield (kind,), asked, held


def _telling(reach: Table) -> Mask:
    """Say which sets of posts say more than others do.

    A set says nothing where one more post adds nobody, for then the larger set asks more of
    the same people; nor where one of its posts shares nobody with the rest, for then the
    rest and that post say as much by themselves.
    """
    size = len(reach)
    sets = np.arange(size)
    telling: Mask = (reach < UNBOUNDED) & (sets > 0)
    bit = 1
    while bit < size:
        inside = sets & bit > 0
        without = sets & ~bit
        telling &= inside | (reach[sets | bit] > reach)
        telling &= ~inside | (without == 0) | (reach < reach[without] + reach[bit])
        bit *= 2
    return telling


def _lowest(rows: Table, stock: Table) -> list[int]:
    """Return the rows that no other row, asking as much of no more stock, implies."""
    kept: list[int] = []
    for number in np.lexsort((-rows.sum(axis=1), stock)).tolist():
        if not (kept and (rows[kept] >= rows[number]).all(axis=1).any()):
            kept.append(number)
    return kept


def _posts(capacity: Capacity, mask: int) -> tuple[str, ...]:
    posts = capacity.post_set.posts
    return tuple(dict.fromkeys(post.slug for at, post in enumerate(posts) if mask >> at & 1))
