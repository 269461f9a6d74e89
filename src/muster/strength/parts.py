"""What a force could add to a unit made up by two forces, beside its own whole units.

A unit that is mixed is made of parts that are not split: serials (a sergeant and the
constables under one), a commander, and a driver with a carrier. A force's spare parts are
what it can make beside all the whole units it offers; by Hall's theorem, exactly.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np

from muster.doctrine import Doctrine
from muster.policing import Composition, VehicleNeed, clock
from muster.strength.capacity import Capacity, Table
from muster.strength.roster import Overlay, Roster
from muster.strength.scheduling import capacities_of, read_bodies

MOST_SPARE = 2  # mixed units looked for between two forces: more would be whole units


@dataclass(frozen=True, slots=True)
class SpareParts:
    """Every largest choice of parts a force can spare: so many of each part of a unit.

    `parts` names them, in the order of the counts: the posts of a unit that stand alone, and
    the posts that go together as a serial. `needs` is how many of each one unit takes.
    """

    force: str
    unit: str
    parts: tuple[str, ...]
    needs: tuple[int, ...]
    spare: tuple[tuple[int, ...], ...]


def spare_parts(
    roster: Roster,
    unit: str,
    whole: int,
    *,
    at: int,
    doctrine: Doctrine,
    releasable: bool = True,
    overlays: Sequence[Overlay] = (),
) -> SpareParts:
    """Return the parts a force can spare beside `whole` units, at the longest notice.

    A serial is the posts whose counts the number of sergeants divides; every other post is a
    part by itself, with its share of the vehicles.
    """
    kind = doctrine.composition(unit, clock.instant_of(at).date())
    parts = _parts(kind)
    notices = tuple(sorted(doctrine.notice("curve", kind.starts).minutes))
    bodies = read_bodies(
        roster, [kind], at=at, notices=notices, doctrine=doctrine,
        overlays=overlays, releasable=releasable,
    )  # fmt: skip
    capacity = capacities_of(bodies)[-1]
    most = [MOST_SPARE * each.needs for each in parts]
    fits = [
        counts
        for counts in product(*(range(limit + 1) for limit in most))
        if _can_spare(capacity, kind, whole, parts, counts)
    ]
    return SpareParts(
        roster.force,
        unit,
        tuple(each.name for each in parts),
        tuple(each.needs for each in parts),
        tuple(_largest(fits)),
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a unit: how many of each post one takes, its vehicles, how many a unit needs."""

    name: str
    posts: tuple[tuple[str, int], ...]
    vehicles: tuple[VehicleNeed, ...]
    needs: int


def _parts(kind: Composition) -> list[_Part]:
    """Return the parts of a unit: the serial first, then posts that stand alone."""
    counts = {post.slug: post.count for post in kind.posts}
    serials = counts.get("sergeant", 0)
    together = [
        (post.slug, post.count // serials)
        for post in kind.posts
        if serials and post.slug in ("sergeant", "constable") and post.count % serials == 0
    ]
    found = [_Part("serial", tuple(together), (), serials)] if together else []
    inside = {slug for slug, _ in together}
    for post in kind.posts:
        if post.slug not in inside:
            cars = tuple(
                replace(need, count=need.count // post.count)
                for need in kind.vehicles
                if post.count == need.count
            )
            found.append(_Part(post.slug, ((post.slug, 1),), cars, post.count))
    return found


def _can_spare(
    capacity: Capacity,
    kind: Composition,
    whole: int,
    parts: Sequence[_Part],
    counts: Sequence[int],
) -> bool:
    """Say whether so many of each part can be made beside the whole units."""
    asked: Table = whole * capacity.post_set.asked[0].copy()
    cars = {need.kind: whole * need.count for need in kind.vehicles}
    posts = {post.slug: post for post in kind.posts}
    for part, count in zip(parts, counts, strict=True):
        for slug, each in part.posts:
            asked[capacity.post_set.column(posts[slug])] += each * count
        for need in part.vehicles:
            cars[need.kind] += need.count * count
    sums = np.zeros(1, dtype=np.int64)
    for column in range(len(asked)):
        sums = np.concatenate([sums, sums + asked[column]])
    enough = all(held >= cars.get(name, 0) for name, held in capacity.vehicles.items())
    return enough and bool((sums <= capacity.reach).all())


def _largest(fits: Sequence[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """Return the choices that no other choice covers."""
    return [
        own
        for own in fits
        if not any(
            other != own and all(a >= b for a, b in zip(other, own, strict=True)) for other in fits
        )
    ]
