"""Which units can be ready by which notice, and which limits kinds share.

Someone who can parade by a notice can also wait for a longer one, so bodies of people only
grow from notice to notice. Write N_b(S) for those who fit a post of the set S by notice b,
less those minimum cover keeps. Units taken by notice b can be filled from them only if
Σ d(S) ≤ N_b(S) for every S and b (see `muster.strength.capacity`).

Units that leave early may take the very people whom later ones need. For one kind that is
settled exactly: a family of sets U_0 ⊇ U_1 ⊇ …, one for each notice, is short of people when
Σ u_b·d(U_b) is more than those first ready at b who fit U_b, summed over b; by Hall's
theorem nothing else can stop a schedule. Steps are the largest number, and then the
earliest, that no such family stops.

Minimum cover is kept at every notice by the units that are gone by then: of those who count
towards a cover at that notice, a family reaches no more than may go.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from muster.doctrine import Doctrine
from muster.policing import Composition, clock
from muster.strength.answers import Options
from muster.strength.availability import available
from muster.strength.capacity import (
    Capacity,
    Table,
    extra_needed,
    most_units,
    post_set,
    subset_sums,
)
from muster.strength.counts import CountSet
from muster.strength.cover import no_cover
from muster.strength.formation import Muster, capacity_of, read_muster
from muster.strength.limits import shared_limits
from muster.strength.read_counts import read_counts
from muster.strength.reasons import State
from muster.strength.roster import Overlay, Roster
from muster.strength.schedules import Held, Schedule, Step
from muster.strength.tours import duty_codes, tours_between

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Bodies:
    """Everyone who can parade by each notice, ever more of them.

    `musters[b]` is read at the b-th notice and holds the posts of all who could parade by
    it; `first[i]` is the first notice by which officer i could parade and fits a post, the
    number of notices for never. `firm` are those on duty or on call, `working` those who
    work that day anyway.
    """

    notices: tuple[int, ...]
    musters: tuple[Muster, ...]
    first: Table
    firm: Mask
    working: Mask


def schedule_units(
    holding: Roster | CountSet,
    *,
    units: Sequence[str],
    at: int,
    doctrine: Doctrine,
    wanted: Mapping[str, int] = {},
    releasable: bool = True,
    overlays: Sequence[Overlay] = (),
) -> Schedule:
    """Return what a force can send of each kind, by doctrine's notices from the UTC minute `at`.

    From people, after minimum cover unless `releasable` is false; shared limits are those
    that can matter when no more than `wanted` of each kind are sent. From counts, only what
    is sure, each kind by itself. Raises UnableToFindDoctrine, UnableToFormUnits.
    """
    on = clock.instant_of(at).date()
    kinds = [doctrine.composition(unit, on) for unit in dict.fromkeys(units)]
    notices = tuple(sorted(doctrine.notice("curve", on).minutes))
    if isinstance(holding, CountSet):
        return _from_counts(holding, kinds, at, notices)
    bodies = read_bodies(
        holding, kinds, at=at, notices=notices, doctrine=doctrine,
        overlays=overlays, releasable=releasable,
    )  # fmt: skip
    steps: list[Step] = []
    held: list[Held] = []
    for kind in kinds:
        own = _only(bodies, kind)
        mine = tuple(_steps(own, kind))
        steps += mine
        held.append(_held(own, kind, sum(step.count for step in mine), releasable))
    shared = len(kinds) > 1
    limits = shared_limits(notices, capacities_of(bodies), steps, wanted) if shared else ()
    return Schedule(holding.force, tuple(steps), limits, tuple(held))


def _from_counts(
    counts: CountSet, kinds: Sequence[Composition], at: int, notices: tuple[int, ...]
) -> Schedule:
    """Return what counts make sure of: the low bound at each notice."""
    steps: list[Step] = []
    held = []
    for kind in kinds:
        sure = 0
        for notice in notices:
            found = read_counts(counts, [kind], at=at, within=notice, options=Options()).kinds[0]
            if found.low > sure:
                steps.append(Step(kind.unit, notice, found.low - sure))
            sure = max(sure, found.low)
        held.append(Held(kind.unit, sure, 0, ()))
    note = f"{counts.force} gives totals and not people: only what they make sure of is offered."
    return Schedule(counts.force, tuple(steps), (), tuple(held), (note,))


def read_bodies(
    roster: Roster,
    kinds: Sequence[Composition],
    *,
    at: int,
    notices: tuple[int, ...],
    doctrine: Doctrine,
    overlays: Sequence[Overlay],
    releasable: bool,
) -> Bodies:
    """Return everyone who can parade by each notice, read against some kinds of unit."""
    first = np.full(len(roster), len(notices), dtype=np.int64)
    firm = np.zeros(len(roster), dtype=bool)
    masks = np.zeros(len(roster), dtype=np.int64)
    musters: list[Muster] = []
    for number, notice in enumerate(notices):
        present = available(roster, at=at, within=notice, doctrine=doctrine, overlays=overlays)
        read = read_muster(roster, present, kinds, doctrine=doctrine, releasable=releasable)
        first = np.where((first == len(notices)) & (read.masks > 0), number, first)
        masks = np.where(masks > 0, masks, read.masks)
        firm |= present.state <= State.ON_CALL
        musters.append(replace(read, masks=masks))
    return Bodies(notices, tuple(musters), first, firm, _working(roster, at, doctrine))


def _working(roster: Roster, at: int, doctrine: Doctrine) -> Mask:
    """Return who has a working tour that starts on the local day of a minute."""
    codes = duty_codes(doctrine)
    day = int(clock.local_day(np.array([at]))[0])
    opens, closes = clock.utc_from_local(np.array([day, day + 1]) * clock.DAY)
    owners, tours = tours_between(roster, codes, int(opens), int(closes) - 1)
    found = np.zeros(len(owners.pattern), dtype=bool)
    found[tours.owner[codes.working[tours.kind] & (tours.start >= opens)]] = True
    marks: Mask = found[owners.of]
    return marks


def _only(bodies: Bodies, kind: Composition) -> Bodies:
    """Return the same people read against the posts of one kind alone."""
    posts = post_set([kind])
    musters = []
    for muster in bodies.musters:
        masks = np.zeros_like(muster.masks)
        for own, post in enumerate(posts.posts):
            masks |= (muster.masks >> muster.post_set.column(post) & 1) << own
        wanted = {need.kind for need in kind.vehicles}
        rows = {name: rows for name, rows in muster.vehicle_rows.items() if name in wanted}
        musters.append(replace(muster, masks=masks, post_set=posts, vehicle_rows=rows))
    return replace(bodies, musters=tuple(musters))


def capacities_of(bodies: Bodies) -> tuple[Capacity, ...]:
    """Return what can be carried by each notice; vehicles never fewer than by a shorter one."""
    found: list[Capacity] = []
    for muster in bodies.musters:
        own = capacity_of(muster)
        if found:
            before = found[-1].vehicles
            vehicles = {kind: max(n, before[kind]) for kind, n in own.vehicles.items()}
            own = replace(own, vehicles=vehicles)
        found.append(own)
    return tuple(found)


def _steps(bodies: Bodies, kind: Composition) -> Iterator[Step]:
    """Yield the steps of one kind: the largest number in all, and then the earliest."""
    taken = _schedule(bodies, capacities_of(bodies))
    before = (0, 0)
    for number, count in enumerate(taken):
        if count:
            called = _called(bodies, number, sum(taken[: number + 1]))
            recalled, rest_days = (
                max(now - then, 0) for now, then in zip(called, before, strict=True)
            )
            before = called
            yield Step(kind.unit, bodies.notices[number], count, recalled, rest_days)


def _schedule(bodies: Bodies, capacities: Sequence[Capacity]) -> list[int]:
    """Return how many units are taken at each notice."""
    most = [most_units(capacity, 0) for capacity in capacities]
    asked, stock = _conditions(bodies, capacities[0].post_set.demand()[0])
    total = _largest(most[-1], asked, stock)
    taken: list[int] = []
    for number in range(len(most) - 1):
        left = total - sum(taken)
        room = stock - sum(asked[:, at] * count for at, count in enumerate(taken))
        room = room - asked[:, -1] * left
        extra = asked[:, number] - asked[:, -1]
        bound = (room[extra > 0] // extra[extra > 0]).min(initial=left)
        taken.append(max(0, min(left, most[number] - sum(taken), int(bound))))
    return [*taken, total - sum(taken)]


def _conditions(bodies: Bodies, demand: Table) -> tuple[Table, Table]:
    """Return every family's row of people asked for a unit by notice, and the people it has.

    Families that end before the last notice say what cover leaves at the notice they end.
    """
    asked, stock = [], []
    for number in range(len(bodies.notices)):
        chains = _chains(len(demand), number + 1)
        row = np.zeros((len(chains), len(bodies.notices)), dtype=np.int64)
        row[:, : number + 1] = demand[chains]
        asked.append(row)
        stock.append(_within_cover(bodies, number, chains))
    return np.concatenate(asked), np.concatenate(stock)


def _within_cover(bodies: Bodies, number: int, chains: Table) -> Table:
    """Return the people each family reaches by a notice, no more of a cover than may go."""
    muster, last = bodies.musters[number], bodies.musters[-1]
    cover = muster.cover
    inside = np.bincount(cover.group, minlength=len(cover.keep))
    unfit = np.bincount(cover.group[last.masks == 0], minlength=len(cover.keep))
    pressing = np.flatnonzero(cover.keep > unfit)
    free = ~np.isin(cover.group, pressing)
    found = _reached(bodies, number, chains, free)
    for group in pressing.tolist():
        own = _reached(bodies, number, chains, cover.group == group)
        found = found + np.minimum(own, inside[group] - cover.keep[group])
    return found


def _largest(most: int, asked: Table, stock: Table) -> int:
    """Return the most units that could all wait for the longest notice."""
    last = asked[:, -1]
    return int((stock[last > 0] // last[last > 0]).min(initial=most))


def _chains(sets: int, notices: int) -> Table:
    """Return every family U_0 ⊇ U_1 ⊇ … of sets of posts, one row each, as bit masks.

    Each post stays until some notice and is gone from then on.
    """
    posts = sets.bit_length() - 1
    stays = np.indices((notices + 1,) * posts).reshape(posts, -1).T if posts else np.zeros((1, 0))
    here = stays[:, :, None] > np.arange(notices)
    bits = (1 << np.arange(posts))[None, :, None]
    return np.asarray((here * bits).sum(axis=1), dtype=np.int64)


def _reached(bodies: Bodies, number: int, chains: Table, own: Mask) -> Table:
    """Return how many of some people each family reaches, by when they are first ready."""
    last = bodies.musters[-1]
    size = 1 << len(last.post_set.posts)
    found = np.zeros(len(chains), dtype=np.int64)
    for at in range(number + 1):
        masks = bodies.musters[number].masks[own & (bodies.first == at)]
        histogram = np.bincount(masks, minlength=size)
        reach = histogram.sum() - subset_sums(histogram)[::-1]
        found += reach[chains[:, at]]
    return found


def _called(bodies: Bodies, number: int, units: int) -> tuple[int, int]:
    """Return the fewest of so many units' people called in from time off, and off a rest day."""
    muster = bodies.musters[number]
    demand = muster.post_set.demand()[0] * units
    size = 1 << len(muster.post_set.posts)
    found = []
    for here in (bodies.firm, bodies.firm | bodies.working):
        histogram = np.bincount(muster.masks[here & (bodies.first <= number)], minlength=size)
        reach = histogram.sum() - subset_sums(histogram)[::-1]
        found.append(int((demand - reach).max(initial=0)))
    return found[0], found[1]


def _held(bodies: Bodies, kind: Composition, most: int, releasable: bool) -> Held:
    """Return what there is in all, what cover keeps of it, and what would make one more."""
    whole = most
    if releasable:
        musters = tuple(replace(m, cover=no_cover(m.roster)) for m in bodies.musters)
        free = replace(bodies, musters=musters)
        whole = max(most, sum(_schedule(free, capacities_of(free))))
    needs = extra_needed(capacities_of(bodies)[-1], 0, most + 1)
    return Held(kind.unit, whole, whole - most, needs)
