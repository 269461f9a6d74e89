"""How many whole units people make who are counted by the post they are to fill.

A control room says "five inspectors", a rendezvous sergeant counts thirty constables in: not
people with tickets, but figures for posts. A post or vehicle that no figure speaks of is
unknown, not nought. The answer is a pair, as for any totals: N(S), the people for a set S of
posts, is bounded below by figures that lie wholly within S and above by figures that touch it,
and each bound is then carried through Hall's theorem as in `capacity`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from muster.policing import Composition
from muster.strength.answers import KindCount, bounded, next_needs
from muster.strength.capacity import UNBOUNDED, Capacity, PostSet, Table, most_units, post_set


@dataclass(frozen=True, slots=True)
class Filled:
    """From `low` to `high` people for one of some posts, or vehicles of one kind.

    Each of the people fills one of the posts `subjects` names, and which is not said. `high`
    is None where nothing limits it.
    """

    subjects: tuple[str, ...]
    low: int
    high: int | None


@dataclass(frozen=True, slots=True, eq=False)
class _Figures:
    """The posts of a unit, and the fewest and most people there are for each set of them."""

    posts: PostSet
    low: Table
    high: Table


def count_filled(
    unit: Composition, filled: Sequence[Filled], *, within: int, apart: bool
) -> KindCount:
    """Return bounds on the whole units that some figures make, and what stops the next one.

    `apart` says that nobody is in two figures, as when people are counted in one by one;
    otherwise figures that share a post may be about the same people. Where figures contradict
    one another, the larger stands.
    """
    figures = _figures(unit, filled, apart=apart)
    held = {need.kind: _vehicles(filled, need.kind, apart=apart) for need in unit.vehicles}
    least = Capacity(figures.posts, figures.low, {kind: pair[0] for kind, pair in held.items()})
    most = Capacity(figures.posts, figures.high, {kind: pair[1] for kind, pair in held.items()})
    known = {
        post.slug: int(figures.high[1 << figures.posts.column(post)]) for post in unit.posts
    } | {kind: pair[1] for kind, pair in held.items()}
    return KindCount(
        unit=unit.unit,
        within=within,
        low=most_units(least, 0),
        high=bounded(most_units(most, 0)),
        unknown=tuple(subject for subject, count in known.items() if count >= UNBOUNDED),
        next_unit_needs=next_needs(most, 0),
        available={subject: bounded(count) for subject, count in known.items()},
    )


def people_filled(
    unit: Composition, filled: Sequence[Filled], skill: str, *, apart: bool
) -> tuple[int, int | None]:
    """Return bounds on the people in posts that ask for a skill; the high None for no limit."""
    figures = _figures(unit, filled, apart=apart)
    mask = _mask(figures.posts, unit, [post.slug for post in unit.posts if skill in post.skills])
    return int(figures.low[mask]), bounded(int(figures.high[mask]))


Masked = tuple[int, int, int]


def _figures(unit: Composition, filled: Sequence[Filled], *, apart: bool) -> _Figures:
    posts = post_set([unit])
    masked = [
        (_mask(posts, unit, each.subjects), each.low, UNBOUNDED if each.high is None else each.high)
        for each in filled
    ]
    people = [each for each in masked if each[0]]
    fewest, most = (_low_apart, _high_apart) if apart else (_low, _high)
    size = 1 << len(posts.posts)
    low = fewest(people, size)
    return _Figures(posts, low, np.maximum(low, most(people, size)))


def _mask(posts: PostSet, unit: Composition, slugs: Sequence[str]) -> int:
    """Return posts as a bit mask; none for vehicles."""
    columns = {posts.column(post) for post in unit.posts if post.slug in slugs}
    return sum(1 << column for column in columns)


def _low_apart(people: Sequence[Masked], size: int) -> Table:
    """Return the fewest people for each set of posts: those who can be for no other."""
    return np.array(
        [sum(low for mask, low, _ in people if mask & ~each == 0) for each in range(size)]
    )


def _high_apart(people: Sequence[Masked], size: int) -> Table:
    """Return the most people for each set of posts: all who could be for one of it."""
    spoken = 0
    for mask, _, _ in people:
        spoken |= mask
    sums = [sum(high for mask, _, high in people if mask & each) for each in range(size)]
    return np.array(
        [UNBOUNDED if each & ~spoken else min(total, UNBOUNDED) for each, total in enumerate(sums)]
    )


def _low(people: Sequence[Masked], size: int) -> Table:
    """Return the fewest people for each set of posts, when figures that share a post may overlap.

    The best set of figures within it that share no post.
    """
    fewest = np.zeros(size, dtype=np.int64)
    for each in range(1, size):
        within = [low + fewest[each & ~mask] for mask, low, _ in people if mask & ~each == 0]
        fewest[each] = max(within, default=0)
    return fewest


def _high(people: Sequence[Masked], size: int) -> Table:
    """Return the most people for each set of posts: the cheapest figures that cover it."""
    most = np.full(size, UNBOUNDED, dtype=np.int64)
    most[0] = 0
    for each in range(1, size):
        first = each & -each
        covers = [high + most[each & ~mask] for mask, _, high in people if mask & first]
        most[each] = min([*covers, UNBOUNDED])
    return most


def _vehicles(filled: Sequence[Filled], kind: str, *, apart: bool) -> tuple[int, int]:
    """Return the fewest and the most vehicles of a kind; figures not apart may overlap."""
    rows = [each for each in filled if kind in each.subjects]
    if not rows:
        return 0, UNBOUNDED
    highs = [UNBOUNDED if each.high is None else each.high for each in rows]
    if apart:
        return sum(each.low for each in rows), min(sum(highs), UNBOUNDED)
    low = max(each.low for each in rows)
    return low, max(low, min(highs))
