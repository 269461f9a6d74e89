"""How many whole units totals allow, when a force gives counts and not people.

A missing count is unknown, not nought, so the answer is a pair: what the counts guarantee
and what they do not rule out. A count at shorter notice is a lower bound later; a count
at longer notice is an upper bound earlier. Rows may count the same people unless they
name different ranks or one of them is exclusive. A row that names a post's role (its
first skill) is taken to hold the tickets that support it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from muster.policing import Composition, Post, clock
from muster.strength.capacity import UNBOUNDED, Capacity, PostSet, Table, post_set
from muster.strength.counts import Count, CountSet

MOST_ROWS = 12  # rows that speak of one set of posts are combined in every way


@dataclass(frozen=True, slots=True, eq=False)
class Bounds:
    """What counts guarantee (`low`) and what they do not rule out (`high`).

    `unknown` names the posts and vehicle kinds no count at this very notice speaks of;
    `stated` maps the others to the count that does; `notes` says what was assumed.
    """

    low: Capacity
    high: Capacity
    unknown: tuple[str, ...]
    stated: dict[str, int | None]
    notes: tuple[str, ...]


def bounds_from_counts(
    counts: CountSet, units: Sequence[Composition], *, at: int, within: int
) -> Bounds:
    """Return bounds on the people and vehicles there are for some kinds of unit."""
    rows = _latest(counts.counts, at)
    posts = post_set(units)
    kinds = {need.kind: None for unit in units for need in unit.vehicles}
    stated: dict[str, int | None] = {}
    for unit in units:
        for post in unit.posts:
            stated[post.slug] = _stated(rows, within, _speaks_of(post))
        for need in unit.vehicles:
            stated[need.kind] = _stated(rows, within, _speaks_of_vehicle(need.kind))
    return Bounds(
        low=Capacity(posts, _low(rows, posts, within), _vehicles_low(rows, kinds, within)),
        high=Capacity(posts, _high(rows, posts, within), _vehicles_high(rows, kinds, within)),
        unknown=tuple(slug for slug, count in stated.items() if count is None),
        stated=stated,
        notes=_notes(rows, at, within),
    )


def _latest(counts: Iterable[Count], at: int) -> list[Count]:
    """Return, of rows for the same people at the same notice, the latest made by `at`.

    Where every row is later than `at`, the earliest stands in for it.
    """
    alike: dict[tuple[object, ...], list[Count]] = {}
    for row in counts:
        key = frozenset(row.subjects), frozenset(row.skills), row.within_minutes, row.exclusive
        alike.setdefault(key, []).append(row)
    found = []
    for rows in alike.values():
        times = sorted(row.as_at for row in rows)
        latest = max((time for time in times if time <= at), default=times[0])
        found += [row for row in rows if row.as_at == latest]
    return found


Speaks = Callable[[Count], bool]


def _speaks_of(post: Post) -> Speaks:
    return lambda row: bool(set(row.subjects) & set(post.ranks)) and post.skills[0] in row.skills


def _speaks_of_vehicle(kind: str) -> Speaks:
    return lambda row: kind in row.subjects


def _stated(rows: Sequence[Count], within: int, speaks: Speaks) -> int | None:
    """Return the largest count at exactly this notice that speaks of something."""
    said = [row.count for row in rows if row.within_minutes == within and speaks(row)]
    return max(said, default=None)


def _apart(one: Count, other: Count) -> bool:
    """Say whether two rows cannot count the same person or vehicle."""
    return one.exclusive or other.exclusive or not set(one.subjects) & set(other.subjects)


def _surely(rows: Sequence[Count]) -> int:
    """Return the fewest there can be, when everyone in each row counts."""
    rows = sorted(rows, key=lambda row: -row.count)[:MOST_ROWS]
    most = 0
    for size in range(1, len(rows) + 1):
        for chosen in combinations(rows, size):
            if all(_apart(*pair) for pair in combinations(chosen, 2)):
                most = max(most, sum(row.count for row in chosen))
    return most


def _low(rows: Sequence[Count], posts: PostSet, within: int) -> Table:
    """Return, for each set of posts, the people the counts guarantee."""
    reach = np.zeros(1 << len(posts.posts), dtype=np.int64)
    sooner = [row for row in rows if row.within_minutes <= within]
    for mask in range(1, len(reach)):
        inside = [post for at, post in enumerate(posts.posts) if mask >> at & 1]
        reach[mask] = _surely([row for row in sooner if _all_fit(row, inside)])
    return reach


def _all_fit(row: Count, posts: Sequence[Post]) -> bool:
    """Say whether everyone a row counts fits one of some posts, whatever their rank."""
    roles = [post for post in posts if post.skills[0] in row.skills]
    return all(any(rank in post.ranks for post in roles) for rank in row.subjects)


def _high(rows: Sequence[Count], posts: PostSet, within: int) -> Table:
    """Return, for each set of posts, the most people the counts allow: the cheapest covering.

    Everyone in a post has a rank, so rows that between them hold every rank of every post
    of a set bound it together.
    """
    pairs = [(at, rank) for at, post in enumerate(posts.posts) for rank in post.ranks]
    cheapest = {0: 0}
    for row in (row for row in rows if row.within_minutes >= within):
        held = sum(
            1 << bit
            for bit, (at, rank) in enumerate(pairs)
            if rank in row.subjects and set(row.skills) <= set(posts.posts[at].skills)
        )
        allowed = row.count + _beside(rows, row)
        for covered, cost in list(cheapest.items()):
            both = covered | held
            cheapest[both] = min(cheapest.get(both, UNBOUNDED), cost + allowed)
    reach = np.full(1 << len(posts.posts), UNBOUNDED, dtype=np.int64)
    for mask in range(len(reach)):
        asked = sum(1 << bit for bit, (at, _) in enumerate(pairs) if mask >> at & 1)
        costs = [cost for covered, cost in cheapest.items() if covered & asked == asked]
        reach[mask] = min(costs, default=UNBOUNDED)
    return reach


def _beside(rows: Sequence[Count], row: Count) -> int:
    """Return the people of the row's ranks whom exclusivity keeps out of it."""
    others = (
        other.count
        for other in rows
        if other is not row
        and (other.exclusive or row.exclusive)
        and set(other.subjects) & set(row.subjects)
    )
    return sum(others)


def _vehicles_low(rows: Sequence[Count], kinds: Iterable[str], within: int) -> dict[str, int]:
    sooner = [row for row in rows if row.within_minutes <= within]
    return {kind: _surely([row for row in sooner if kind in row.subjects]) for kind in kinds}


def _vehicles_high(rows: Sequence[Count], kinds: Iterable[str], within: int) -> dict[str, int]:
    later = [row for row in rows if row.within_minutes >= within]
    return {
        kind: min(
            (row.count + _beside(rows, row) for row in later if kind in row.subjects),
            default=UNBOUNDED,
        )
        for kind in kinds
    }


def _notes(rows: Sequence[Count], at: int, within: int) -> tuple[str, ...]:
    """Return, in sentences, what had to be assumed of the counts."""
    notes = ["A count of people trained to a role is taken to hold its supporting tickets."]
    for row in rows:
        if len(row.subjects) > 1 and row.within_minutes == within:
            notes.append(
                f"{row.count} is given for {' and '.join(row.subjects)} together; "
                "how many are of each rank is not stated."
            )
    notes += _ages(rows, at)
    if any(row.as_at > at for row in rows):
        notes.append("Some counts were made after the instant asked about.")
    if any(row.within_minutes < within for row in rows):
        notes.append("Counts at shorter notice are lower bounds here, nothing more.")
    return tuple(notes)


def _ages(rows: Sequence[Count], at: int) -> list[str]:
    """Return how old the counts are, where the oldest is a day old or more."""
    oldest = min((row.as_at for row in rows), default=at)
    days = (at - oldest) // clock.DAY
    if days < 1:
        return []
    on = clock.instant_of(oldest).strftime("%-d %B %Y")
    plural = "day" if days == 1 else "days"
    return [
        f"The oldest of these counts is of {on}, {days:,} {plural} before the instant asked about."
    ]
