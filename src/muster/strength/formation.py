"""The largest number of whole units a force can form from those who can parade."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from muster.doctrine import Doctrine
from muster.policing import Composition, Post
from muster.strength.assignment import assign_people
from muster.strength.availability import Availability
from muster.strength.capacity import (
    Capacity,
    Need,
    PostSet,
    Table,
    extra_needed,
    most_units,
    post_set,
    reach_of,
)
from muster.strength.cover import Cover, cover_at, no_cover, withhold
from muster.strength.roster import Column, Roster


@dataclass(frozen=True, slots=True, eq=False)
class FilledPost:
    """The officers, as roster rows, who fill a post across all units, earliest first."""

    post: str
    officers: Column


@dataclass(frozen=True, slots=True, eq=False)
class Formation:
    """Whole units of one kind, who is in them, who is left over, and what stops the next.

    `fitting` maps each post and vehicle kind to how many could serve in it; one person may
    be counted for several posts. `base` is where the next unit would come from, empty
    unless units were asked for by base.
    """

    unit: str
    whole_units: int
    next_unit_needs: tuple[Need, ...]
    fitting: dict[str, int]
    posts: tuple[FilledPost, ...]
    left_over: Column
    base: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Muster:
    """Those who can parade, read against a set of posts.

    `masks[i]` has bit p set where officer i is available and fits post p of `post_set`;
    `vehicles` marks those on the road; `base` limits all of it to one base, -1 for none.
    """

    roster: Roster
    availability: Availability
    post_set: PostSet
    masks: Table
    cover: Cover
    vehicle_rows: dict[str, Column]
    bases: tuple[int, ...]

    def without_vehicles(self) -> "Muster":
        """Return the same people asked for units that need no vehicles."""
        units = tuple(replace(unit, vehicles=()) for unit in self.post_set.units)
        return replace(self, post_set=replace(self.post_set, units=units), vehicle_rows={})


def read_muster(
    roster: Roster,
    availability: Availability,
    units: Sequence[Composition],
    *,
    doctrine: Doctrine,
    assured: bool = False,
    releasable: bool = False,
    by_base: bool = False,
) -> Muster:
    """Return who can fill which post of some kinds of unit.

    `assured` leaves out those who might come if called; `releasable` keeps minimum cover;
    `by_base` asks for units whose people and vehicles share a base.
    """
    posts = post_set(units)
    present = availability.assured if assured else availability.present
    masks = np.where(present, fitting_masks(roster, availability.tickets, posts, doctrine), 0)
    kinds = [kind.slug for kind in doctrine.vehicle_kinds]
    wanted = {need.kind for unit in units for need in unit.vehicles}
    rows = {
        kind: np.flatnonzero(availability.on_road & (roster.vehicles.kind == kinds.index(kind)))
        for kind in sorted(wanted, key=kinds.index)
    }
    cover = cover_at(roster, availability) if releasable else no_cover(roster)
    bases = tuple(range(len(roster.bases.name))) if by_base else (-1,)
    return Muster(roster, availability, posts, masks, cover, rows, bases)


def fitting_masks(roster: Roster, tickets: Column, posts: PostSet, doctrine: Doctrine) -> Table:
    """Return, for each officer, a bit for every post whose rank and skills they have.

    `tickets` is one 64-bit word an officer, bit s for doctrine's skill s.
    """
    masks = np.zeros(len(roster), dtype=np.int64)
    for number, post in enumerate(posts.posts):
        ranks, skills = post_codes(post, doctrine)
        fits = np.isin(roster.officers.rank, ranks) & (tickets & skills == skills)
        masks |= fits.astype(np.int64) << number
    return masks


def post_codes(post: Post, doctrine: Doctrine) -> tuple[list[int], np.uint64]:
    """Return a post's ranks as codes, and its skills as a 64-bit word."""
    ranks = [rank.order for rank in doctrine.ranks if rank.slug in post.ranks]
    word = sum(1 << at for at, skill in enumerate(doctrine.skills) if skill.slug in post.skills)
    return ranks, np.uint64(word)


def capacity_of(muster: Muster, base: int = -1) -> Capacity:
    """Return what the people and vehicles of a base (-1: of the force) can carry."""
    roster = muster.roster
    here = (roster.officers.base == base) | (base < 0)
    size = 1 << len(muster.post_set.posts)
    reach = reach_of(np.bincount(muster.masks[here], minlength=size))
    reach = withhold(reach, *_pressing_cover(muster, here, size))
    held = {
        kind: int(((roster.vehicles.base[rows] == base) | (base < 0)).sum())
        for kind, rows in muster.vehicle_rows.items()
    }
    return Capacity(muster.post_set, reach, held)


def _pressing_cover(muster: Muster, here: NDArray[np.bool_], size: int) -> tuple[Table, Table]:
    """Return the people of each cover group by the posts they fit, and how many must stay.

    A group with people enough whom no post wants keeps those, and is left out.
    """
    group, masks = muster.cover.group[here], muster.masks[here]
    people = np.bincount(group, minlength=len(muster.cover.keep))
    keep = np.minimum(muster.cover.keep, people)
    spare = np.bincount(group[masks == 0], minlength=len(keep))
    pressing = np.flatnonzero(keep > spare)
    place = np.full(len(keep), -1, dtype=np.int64)
    place[pressing] = np.arange(len(pressing))
    inside = place[group] >= 0
    cells = place[group[inside]] * size + masks[inside]
    histogram = np.bincount(cells, minlength=len(pressing) * size).reshape(len(pressing), size)
    return histogram, keep[pressing]


def form_units(
    availability: Availability,
    roster: Roster,
    *,
    units: Sequence[Composition],
    doctrine: Doctrine,
    assured: bool = False,
    releasable: bool = False,
    by_base: bool = False,
) -> tuple[Formation, ...]:
    """Return, for each kind asked for, the largest number of whole units and who is in them.

    Each kind is formed as if it were the only one; `joint_limits` says what can be had
    together. Raises UnableToFormUnits where there are too many distinct posts at once.
    """
    return tuple(
        _form(
            read_muster(
                roster,
                availability,
                [unit],
                doctrine=doctrine,
                assured=assured,
                releasable=releasable,
                by_base=by_base,
            )
        )
        for unit in units
    )


def _form(muster: Muster) -> Formation:
    capacities = {base: capacity_of(muster, base) for base in muster.bases}
    formed = {base: most_units(capacity, 0) for base, capacity in capacities.items()}
    base, needs = next_unit(capacities, formed, 0)
    filled = [_fill(muster, base, count) for base, count in formed.items()]
    composition = muster.post_set.units[0]
    posts = tuple(
        FilledPost(post.slug, np.concatenate([rows[number] for rows in filled]))
        for number, post in enumerate(composition.posts)
    )
    used = np.concatenate([post.officers for post in posts])
    return Formation(
        unit=composition.unit,
        whole_units=sum(formed.values()),
        next_unit_needs=needs,
        fitting=fitting_counts(muster, 0),
        posts=posts,
        left_over=np.setdiff1d(np.flatnonzero(muster.masks), used),
        base=muster.roster.bases.name[base] if base >= 0 else "",
    )


def next_unit(
    capacities: dict[int, Capacity], formed: dict[int, int], unit: int
) -> tuple[int, tuple[Need, ...]]:
    """Return the base whose next unit takes the fewest extra people and vehicles, and which."""
    wanted = {
        base: extra_needed(capacity, unit, formed[base] + 1)
        for base, capacity in capacities.items()
    }
    base = min(wanted, key=lambda base: (sum(need.count for need in wanted[base]), base))
    return base, wanted[base]


def _fill(muster: Muster, base: int, count: int) -> list[Column]:
    """Return the roster rows that fill each post of `count` units from one base."""
    roster, asked = muster.roster, muster.post_set.asked[0]
    people = np.flatnonzero((muster.masks > 0) & ((roster.officers.base == base) | (base < 0)))
    inside = np.bincount(
        muster.cover.group[(roster.officers.base == base) | (base < 0)],
        minlength=len(muster.cover.keep),
    )
    chosen = assign_people(
        muster.masks[people],
        muster.cover.group[people],
        muster.availability.ready[people].astype(np.int64),
        asked * count,
        inside - np.minimum(muster.cover.keep, inside),
    )
    return [people[rows] for rows in chosen]


def fitting_counts(muster: Muster, unit: int) -> dict[str, int]:
    """Return how many people could serve in each post, and vehicles there are of each kind."""
    composition = muster.post_set.units[unit]
    found = {}
    for post in composition.posts:
        number = muster.post_set.column(post)
        found[post.slug] = int((muster.masks >> number & 1).sum())
    for need in composition.vehicles:
        found[need.kind] = len(muster.vehicle_rows[need.kind])
    return found
