"""How many whole units a body of people and vehicles carries, and what stops the next one.

People matter only by which posts they fit. Write N(S) for the number of people who fit at
least one post of a set S, and d(S) for the people one unit asks of S. By Hall's theorem a
unit's posts can be filled k times over exactly when k·d(S) ≤ N(S) for every set S of
posts; so the largest k is the smallest ⌊N(S)/d(S)⌋. Nothing is searched and nothing is
greedy. Several kinds at once add their demands: the feasible vectors k satisfy
Σ k_u·d_u(S) ≤ N(S) for every S.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from muster.errors import MusterError
from muster.policing import Composition, Post

UNBOUNDED = 2**40
MOST_POSTS = 20  # sets of posts are enumerated: 2^20 at most
MOST_JOINT = 2_000_000  # combinations of kinds drawn up for one joint answer

Table = NDArray[np.int64]


class UnableToFormUnits(MusterError):
    """The question asks for more kinds at once than can be answered exactly."""


@dataclass(frozen=True, slots=True)
class Need:
    """So many more people for a post, or vehicles of a kind."""

    post: str
    count: int


@dataclass(frozen=True, slots=True, eq=False)
class PostSet:
    """The distinct posts of several compositions, and what one unit of each asks of them.

    `posts` holds one post for each distinct pair of ranks and skills, in doctrine order;
    `asked[u, p]` is how many people one unit of kind u puts in post p.
    """

    units: tuple[Composition, ...]
    posts: tuple[Post, ...]
    asked: Table

    def column(self, post: Post) -> int:
        """Return which of the distinct posts a composition's post is."""
        keys = [_key(each) for each in self.posts]
        return keys.index(_key(post))

    def demand(self) -> Table:
        """Return d_u(S) for every kind u and set S of posts, S as a bit mask."""
        sums = np.zeros((len(self.units), 1), dtype=np.int64)
        for column in range(len(self.posts)):
            sums = np.concatenate([sums, sums + self.asked[:, column : column + 1]], axis=1)
        return sums


def _key(post: Post) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(post.ranks), frozenset(post.skills)


def post_set(units: Sequence[Composition]) -> PostSet:
    """Return the distinct posts of some compositions.

    Raises UnableToFormUnits when there are more than can be enumerated.
    """
    distinct: dict[tuple[frozenset[str], frozenset[str]], int] = {}
    posts: list[Post] = []
    for post in (post for unit in units for post in unit.posts):
        if _key(post) not in distinct:
            distinct[_key(post)] = len(posts)
            posts.append(post)
    if len(posts) > MOST_POSTS:
        raise UnableToFormUnits(
            f"{len(posts)} different posts at once are more than the {MOST_POSTS} that can be "
            "answered exactly; ask for fewer kinds of unit together"
        )
    asked = np.zeros((len(units), len(posts)), dtype=np.int64)
    for row, unit in enumerate(units):
        for post in unit.posts:
            asked[row, distinct[_key(post)]] += post.count
    return PostSet(tuple(units), tuple(posts), asked)


@dataclass(frozen=True, slots=True, eq=False)
class Capacity:
    """People by set of posts, and vehicles by kind, against a set of posts.

    `reach[S]` is N(S) for every set S of posts as a bit mask, UNBOUNDED where nothing is
    known to limit it; `vehicles` maps each kind any unit asks for to how many there are.
    """

    post_set: PostSet
    reach: Table
    vehicles: dict[str, int]


def subset_sums(histogram: Table) -> Table:
    """Return, for every set S, how many people fit only posts inside S.

    `histogram[..., m]` counts people who fit exactly the posts of mask m.
    """
    sums = histogram.copy()
    size = sums.shape[-1]
    bit = 1
    while bit < size:
        with_bit = np.arange(size) & bit != 0
        sums[..., with_bit] += sums[..., np.flatnonzero(with_bit) ^ bit]
        bit *= 2
    return sums


def reach_of(histogram: Table) -> Table:
    """Return N(S) for every set S: the people who fit at least one post of S."""
    inside = subset_sums(histogram)
    return np.asarray(histogram.sum(axis=-1, keepdims=True) - inside[..., ::-1])


def most_units(capacity: Capacity, unit: int) -> int:
    """Return the largest whole number of units of one kind; UNBOUNDED if nothing limits it."""
    demand = capacity.post_set.demand()[unit]
    limiting = (demand > 0) & (capacity.reach < UNBOUNDED)
    limits = [int((capacity.reach[limiting] // demand[limiting]).min(initial=UNBOUNDED))]
    for need in capacity.post_set.units[unit].vehicles:
        held = capacity.vehicles[need.kind]
        limits.append(held // need.count if held < UNBOUNDED else UNBOUNDED)
    return min(limits)


def extra_needed(capacity: Capacity, unit: int, units: int) -> tuple[Need, ...]:
    """Return the fewest extra people and vehicles that make `units` of one kind possible.

    The fewest people is the largest shortfall of any set of posts. Among all ways of
    spreading them over posts, the one that puts them on the earliest posts of the
    composition is returned: filled posts form a polymatroid, so filling the last posts
    first, each as far as it will go, leaves the shortfall on the first.
    """
    composition = capacity.post_set.units[unit]
    wanted = units * capacity.post_set.asked[unit]
    filled = fill_last_first(capacity.reach, wanted)
    needs = []
    for post in composition.posts:
        column = capacity.post_set.column(post)
        if wanted[column] > filled[column]:
            needs.append(Need(post.slug, int(wanted[column] - filled[column])))
    for need in composition.vehicles:
        short = units * need.count - capacity.vehicles[need.kind]
        if short > 0:
            needs.append(Need(need.kind, short))
    return tuple(needs)


def fill_last_first(reach: Table, wanted: Table) -> Table:
    """Return how far each post is filled, of `wanted` places, when the last are filled first."""
    size = len(wanted)
    filled = np.zeros(size, dtype=np.int64)
    tail: list[int] = []
    before = 0
    for post in reversed(range(size)):
        tail.append(post)
        most = _most_filled(reach, wanted, tail)
        filled[post], before = most - before, most
    return filled


def _most_filled(reach: Table, wanted: Table, posts: list[int]) -> int:
    """Return how many places of some posts can be filled: min over T of N(T) + rest of d."""
    masks = np.zeros(1, dtype=np.int64)
    inside = np.zeros(1, dtype=np.int64)
    for post in posts:
        masks = np.concatenate([masks, masks | (1 << post)])
        inside = np.concatenate([inside, inside + wanted[post]])
    return int((reach[masks] + wanted[posts].sum() - inside).min())


def joint_limits(capacity: Capacity) -> tuple[tuple[int, ...], ...]:
    """Return the Pareto set: every vector of units by kind that no other vector betters.

    Raises UnableToFormUnits where that would mean drawing up too many combinations.
    A kind that nothing limits makes the set unbounded: nothing is returned.
    """
    most = [most_units(capacity, unit) for unit in range(len(capacity.post_set.units))]
    if not most or max(most) >= UNBOUNDED:
        return ()
    leading = [limit + 1 for limit in most[:-1]]
    if np.prod(leading, dtype=float) * len(most) > MOST_JOINT:
        raise UnableToFormUnits(
            "These kinds can be mixed in too many ways to list; ask for fewer kinds at once"
        )
    last = _last_kind(capacity, leading, most[-1])
    points = np.argwhere(_undominated(last))
    return tuple((*map(int, point), int(last[tuple(point)])) for point in points)


def _last_kind(capacity: Capacity, leading: list[int], most: int) -> Table:
    """Return the most units of the last kind for every combination of the others, -1 if none."""
    grid = np.indices(leading).reshape(len(leading), -1) if leading else np.zeros((0, 1), int)
    best = np.full(grid.shape[1], most, dtype=np.int64)
    for limits, stock in _constraints(capacity):
        spare = stock - limits[:-1] @ grid
        best = np.minimum(
            best, spare // limits[-1] if limits[-1] else np.where(spare < 0, -1, most)
        )
    return np.maximum(best, -1).reshape(leading)


def _constraints(capacity: Capacity) -> list[tuple[Table, int]]:
    """Return the distinct linear limits: units by kind · row ≤ stock."""
    demand = capacity.post_set.demand().T
    rows, place = np.unique(demand, axis=0, return_inverse=True)
    stock = np.full(len(rows), UNBOUNDED, dtype=np.int64)
    np.minimum.at(stock, place.reshape(-1), capacity.reach)
    found = [(row, int(limit)) for row, limit in zip(rows, stock, strict=True) if row.any()]
    for kind, held in capacity.vehicles.items():
        found.append((_vehicles_asked(capacity.post_set.units, kind), held))
    return found


def _vehicles_asked(units: Sequence[Composition], kind: str) -> Table:
    """Return how many vehicles of a kind one unit of each kind asks for."""
    return np.array([sum(n.count for n in unit.vehicles if n.kind == kind) for unit in units])


def _undominated(last: Table) -> NDArray[np.bool_]:
    """Say which points of the grid no other point betters.

    `last` never rises along an axis, so a point is bettered only if one step along some
    axis keeps it.
    """
    kept = last >= 0
    for axis in range(last.ndim):
        step = np.full_like(last, -1)
        ahead = [slice(None)] * last.ndim
        here = [slice(None)] * last.ndim
        ahead[axis], here[axis] = slice(1, None), slice(None, -1)
        step[tuple(here)] = last[tuple(ahead)]
        kept &= step < last
    return kept
