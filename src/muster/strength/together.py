"""Whether units of several kinds can be raised at once, and what is missing where they cannot.

People serve in one unit at a time, so kinds that can each be had may not be had together.
With Hall's theorem as in `capacity`: the units wanted ask d(S) people of every set S of
posts, and can be had exactly when N(S) ≥ d(S) for all of them; the fewest people missing is
the largest shortfall.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from muster.doctrine import Doctrine
from muster.policing import Composition, clock
from muster.strength.answers import bounded
from muster.strength.availability import available
from muster.strength.bounds import bounds_from_counts
from muster.strength.capacity import Capacity, fill_last_first, most_units
from muster.strength.counts import CountSet
from muster.strength.formation import capacity_of, read_muster
from muster.strength.roster import Overlay, Roster


@dataclass(frozen=True, slots=True)
class JointNeed:
    """So many more people for a post, or vehicles of a kind, that these units need."""

    post: str
    count: int
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Together:
    """Units wanted at once of one force, and whether they can be had.

    `most` is the largest number of each kind by itself, and `kept` the same after minimum
    cover; None where nothing known limits it. `needs` are the fewest more people and
    vehicles with which all that is wanted can be had, empty where it can; `needs_kept` the
    same after cover. `sure` is false where only totals are known and they do not guarantee
    it, though they may not rule it out.
    """

    wanted: Mapping[str, int]
    most: Mapping[str, int | None]
    kept: Mapping[str, int | None]
    needs: tuple[JointNeed, ...]
    needs_kept: tuple[JointNeed, ...]
    sure: bool


def ask_together(
    holding: Roster | CountSet,
    *,
    wanted: Mapping[str, int],
    at: int,
    within: int,
    doctrine: Doctrine,
    overlays: Sequence[Overlay] = (),
) -> Together:
    """Return whether a force can raise all of `wanted` within `within` minutes of `at`.

    Among the ways of spreading what is missing over posts, the one that puts it on the
    first kinds and posts in the order of doctrine is returned. Raises UnableToFindDoctrine
    for an unknown kind, UnableToFormUnits where too many kinds are wanted at once.
    """
    on = clock.instant_of(at).date()
    order = [kind.slug for kind in doctrine.units]
    known = [unit for unit in order if unit in wanted]
    unknown = [unit for unit in wanted if unit not in order]
    units = [doctrine.composition(unit, on) for unit in (*known, *unknown)]
    if isinstance(holding, CountSet):
        bounds = bounds_from_counts(holding, units, at=at, within=within)
        sure = not joint_needs(bounds.low, units, wanted)
        return _together(wanted, units, bounds.high, bounds.high, sure=sure)
    present = available(holding, at=at, within=within, doctrine=doctrine, overlays=overlays)
    plain, kept = (
        capacity_of(read_muster(holding, present, units, doctrine=doctrine, releasable=releasable))
        for releasable in (False, True)
    )
    return _together(wanted, units, plain, kept, sure=True)


def _together(
    wanted: Mapping[str, int],
    units: Sequence[Composition],
    plain: Capacity,
    kept: Capacity,
    *,
    sure: bool,
) -> Together:
    needs = joint_needs(plain, units, wanted)
    needs_kept = joint_needs(kept, units, wanted)
    return Together(
        wanted=dict(wanted),
        most=_most(plain, units),
        kept=_most(kept, units),
        needs=needs,
        needs_kept=needs_kept,
        sure=sure or bool(needs),
    )


def _most(capacity: Capacity, units: Sequence[Composition]) -> dict[str, int | None]:
    return {unit.unit: bounded(most_units(capacity, at)) for at, unit in enumerate(units)}


def joint_needs(
    capacity: Capacity, units: Sequence[Composition], wanted: Mapping[str, int]
) -> tuple[JointNeed, ...]:
    """Return the fewest more people and vehicles with which all that is wanted can be had."""
    posts = capacity.post_set
    counts = np.array([wanted[unit.unit] for unit in units], dtype=np.int64)
    asked = counts @ posts.asked
    short = asked - fill_last_first(capacity.reach, asked)
    needs = [
        JointNeed(posts.posts[at].slug, int(short[at]), _askers(units, counts * posts.asked[:, at]))
        for at in np.flatnonzero(short > 0).tolist()
    ]
    for kind, held in capacity.vehicles.items():
        taken = np.array([sum(n.count for n in unit.vehicles if n.kind == kind) for unit in units])
        lacking = int((counts * taken).sum()) - held
        if lacking > 0:
            needs.append(JointNeed(kind, lacking, _askers(units, counts * taken)))
    return tuple(needs)


def _askers(units: Sequence[Composition], asked: np.typing.NDArray[np.int64]) -> tuple[str, ...]:
    return tuple(unit.unit for unit, count in zip(units, asked.tolist(), strict=True) if count)
