"""Posts as bits, and how many whole units the people who fit them make."""

from functools import lru_cache

import numpy as np

from muster.doctrine import Doctrine
from muster.policing import Composition, Post
from muster.strength.kernels_bits import UnitRows
from muster.strength.roster import Column

BITS = 64


def post_bits(unit: Composition, doctrine: Doctrine) -> tuple[Column, Column]:
    """Return the ranks each post takes and the skills it needs, as uint64 bits by post."""
    ranks = {rank.slug: place for place, rank in enumerate(doctrine.ranks)}
    skills = {skill.slug: place for place, skill in enumerate(doctrine.skills)}
    taken = [sum(1 << ranks[slug] for slug in set(post.ranks)) for post in unit.posts]
    needed = [sum(1 << skills[slug] for slug in set(post.skills)) for post in unit.posts]
    return np.array(taken, dtype=np.uint64), np.array(needed, dtype=np.uint64)


@lru_cache(maxsize=64)
def unit_rows(unit: Composition, doctrine: Doctrine) -> UnitRows:
    """Return a unit as rows of planes of ranks and skills, and codes of vehicles."""
    listed: list[Column] = []
    for bits in post_bits(unit, doctrine):
        rows = [[place for place in range(BITS) if int(each) >> place & 1] for each in bits]
        listed.append(np.cumsum([0] + [len(each) for each in rows]))
        listed.append(np.array([row for each in rows for row in each], dtype=np.int64))
    kinds = [kind.slug for kind in doctrine.vehicle_kinds]
    listed.append(places_by_set(unit))
    for each in ([kinds.index(need.kind) for need in unit.vehicles],
                 [need.count for need in unit.vehicles]):  # fmt: skip
        listed.append(np.array(each, dtype=np.int64))
    return UnitRows(*listed)


def sets_of_posts(unit: Composition) -> tuple[tuple[Post, ...], ...]:
    """Return every set of a unit's posts; bit p of its number says that post p is in it."""
    return tuple(
        tuple(post for place, post in enumerate(unit.posts) if number >> place & 1)
        for number in range(2 ** len(unit.posts))
    )


@lru_cache(maxsize=64)
def places_by_set(unit: Composition) -> Column:
    """Return how many places one unit has in each set of its posts, int64."""
    return np.array(
        [sum(post.count for post in posts) for posts in sets_of_posts(unit)], dtype=np.int64
    )


def most_units(fitting: Column, places: Column) -> Column:
    """Return the most whole units, where `fitting` (…, sets) people fit each non-empty set.

    Hall's theorem: k units can be filled when every set of posts has k times its places
    among the people who fit at least one of its posts.
    """
    return np.asarray(np.min(fitting // places, axis=-1))
