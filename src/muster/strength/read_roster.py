"""Read a force's roster against some kinds of unit, at one notice."""

from collections.abc import Sequence

import numpy as np

from muster.doctrine import Doctrine
from muster.policing import Composition, clock
from muster.strength.answers import KindCount, Options, PostStrength, Reading
from muster.strength.availability import available
from muster.strength.capacity import most_units, post_set
from muster.strength.cover import CoverGap
from muster.strength.formation import (
    Muster,
    capacity_of,
    fitting_counts,
    fitting_masks,
    next_unit,
    read_muster,
)
from muster.strength.reasons import REASONS, Reason, State
from muster.strength.roster import Column, Overlay, Roster

NAMED = 2  # of the overlays that name nobody


def read_roster(
    roster: Roster,
    units: Sequence[Composition],
    *,
    at: int,
    within: int,
    doctrine: Doctrine,
    options: Options,
    overlays: Sequence[Overlay] = (),
) -> Reading:
    """Return the whole units of each kind a roster yields, and why other officers do not count."""
    present = available(roster, at=at, within=within, doctrine=doctrine, overlays=overlays)
    muster = read_muster(
        roster,
        present,
        units,
        doctrine=doctrine,
        assured=options.assured,
        releasable=options.releasable,
        by_base=options.by_base,
    )
    kinds = tuple(_kind(muster, number, doctrine) for number in range(len(units)))
    return Reading(kinds, capacity_of(muster), _notes(muster, doctrine))


def _kind(muster: Muster, number: int, doctrine: Doctrine) -> KindCount:
    capacities = {base: capacity_of(muster, base) for base in muster.bases}
    formed = {base: most_units(capacity, number) for base, capacity in capacities.items()}
    base, needs = next_unit(capacities, formed, number)
    composition, total = muster.post_set.units[number], sum(formed.values())
    return KindCount(
        unit=composition.unit,
        within=muster.availability.by - muster.availability.at,
        low=total,
        high=total,
        unknown=(),
        next_unit_needs=needs,
        available=fitting_counts(muster, number),
        by_post=_by_post(muster, composition, doctrine),
        unavailable=_unavailable(muster, composition, doctrine),
        base=muster.roster.bases.name[base] if base >= 0 else "",
    )


def _by_post(
    muster: Muster, composition: Composition, doctrine: Doctrine
) -> tuple[PostStrength, ...]:
    """Return the people who could serve in each post by how firm they are."""
    on = clock.instant_of(muster.availability.at).date()
    on_call_rate = doctrine.turnout("on_call", on).rate
    recall_rate = doctrine.turnout("recall", on).rate
    found = []
    for post in composition.posts:
        fits = muster.masks >> muster.post_set.column(post) & 1 > 0
        by_state = np.bincount(muster.availability.state[fits], minlength=len(State))
        duty = int(by_state[State.ON_DUTY] + by_state[State.STARTING])
        on_call, recall = int(by_state[State.ON_CALL]), int(by_state[State.RECALL])
        expected = duty + on_call * on_call_rate + recall * recall_rate
        found.append(PostStrength(post.slug, duty, on_call, recall, expected))
    return tuple(found)


def unavailable_reasons(muster: Muster, composition: Composition, doctrine: Doctrine) -> Column:
    """Return why each officer fills no post of a unit: a `Reason` code, NONE for those who fit.

    Training comes first, for it is what can be put right: someone whose rank or tickets
    never fitted any post is untrained, someone whose tickets did and do not now is lapsed.
    """
    posts = post_set([composition])
    fits = np.zeros(len(muster.roster), dtype=bool)
    for post in composition.posts:
        fits |= muster.masks >> muster.post_set.column(post) & 1 > 0
    trained = fitting_masks(muster.roster, muster.availability.held, posts, doctrine) > 0
    in_date = fitting_masks(muster.roster, muster.availability.tickets, posts, doctrine) > 0
    reason = np.select(
        [fits, ~trained, ~in_date, muster.availability.present],
        [Reason.NONE, Reason.UNTRAINED, Reason.LAPSED, Reason.NOT_ASSURED],
        muster.availability.reason,
    )
    return reason.astype(np.int8)


def _unavailable(muster: Muster, composition: Composition, doctrine: Doctrine) -> dict[str, int]:
    counts = np.bincount(unavailable_reasons(muster, composition, doctrine), minlength=len(REASONS))
    return {
        REASONS[code]: int(count)
        for code, count in enumerate(counts)
        if count and code != Reason.NONE
    }


def _notes(muster: Muster, doctrine: Doctrine) -> tuple[str, ...]:
    notes = [_gap_note(gap, doctrine) for gap in muster.cover.gaps]
    if muster.availability.at >= muster.roster.ends:
        ends = clock.describe_instant(muster.roster.ends)
        notes.append(f"The return ends at {ends}; after it officers are unrostered.")
    if muster.availability.unmatched:
        notes.append(_unmatched_note(muster.availability.unmatched))
    return tuple(notes)


def _unmatched_note(subjects: tuple[str, ...]) -> str:
    """Return which overlays name nobody, the first of them by name."""
    shown = ", ".join(subjects[:NAMED])
    more = len(subjects) - NAMED
    said = shown + (f" and {more:,} more" if more > 0 else "")
    many = "overlay names" if len(subjects) == 1 else "overlays name"
    return f"{len(subjects):,} {many} nobody and no vehicle in the return: {said}."


def _gap_note(gap: CoverGap, doctrine: Doctrine) -> str:
    role = doctrine.duty_kinds[gap.role].name.lower()
    where = f" at {gap.base}" if gap.base else ""
    return f"Minimum cover for {role}{where} is {gap.required}; {gap.on_duty} are on duty."
