"""A supply laid out for the kernels, and the sets of posts that can bind."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from muster.policing import Composition
from muster.rehearsal.kernels_supply import ENDLESS
from muster.rehearsal.layout import (
    CODES,
    GROUPED,
    H_ASKED,
    H_BLOCKS,
    H_CLASSED,
    H_COUNTED,
    H_EVERYONE,
    H_FORCE,
    H_FORCES,
    H_GROUPS,
    H_KINDS,
    H_LANES,
    H_MASK,
    H_MASKS,
    H_NEEDS,
    H_NOTICE,
    H_NOTICES,
    H_ON_ROAD,
    H_ROAD,
    H_SETS,
    H_SLOTS,
    H_VEHICLES,
    H_WORDS,
    LANE_BITS,
    LANES,
    NONE,
    SHARE_BITS,
    VEHICLE_CODES,
    Ints,
    People,
    Sheet,
)
from muster.rehearsal.supply import Supply


def lay_supply(sheet: Sheet, supply: Supply) -> People:
    """Lay out a supply behind a head; return its people, as `_lay_people` has them."""
    forces, kinds, blocks, notices, _, masks = supply.people.shape
    head = sheet.head
    head[H_FORCES], head[H_KINDS], head[H_BLOCKS] = forces, kinds, blocks
    head[H_NOTICES], head[H_MASKS], head[H_VEHICLES] = notices, masks, len(supply.vehicle_kinds)
    sheet.lay(H_NOTICE, supply.notices)
    sheet.lay(H_ROAD, supply.vehicles)
    regions = {region: number for number, region in enumerate(dict.fromkeys(supply.regions))}
    region = np.array([regions[each] if each else NONE for each in supply.regions])
    pairs = np.stack([supply.held, supply.need], axis=2).reshape(forces, 2 * kinds)
    sheet.lay(H_FORCE, np.concatenate([region[:, None], pairs], axis=1))
    sheet.lay(
        H_ASKED, _bits((region[:, None] == region) & (region >= 0) | np.eye(forces, dtype=bool))
    )
    head[H_EVERYONE] = _bits(np.ones((1, forces), dtype=bool))[0]
    listed = np.zeros((forces, kinds, masks + 1), dtype=np.int64)
    sets = np.zeros((forces, kinds, CODES, 2), dtype=np.int64)
    anyone = np.asarray(supply.people.any(axis=(2, 3, 4)))
    for force in range(forces):
        for row, kind in enumerate(supply.kinds):
            own = np.flatnonzero(anyone[force, row])
            listed[force, row, : len(own)] = own
            binding = list(binding_sets(kind, own.tolist()))
            for at, (chosen, places) in enumerate(binding):
                sets[force, row, at] = chosen, share_of(places)
    sheet.lay(H_MASK, listed)
    sheet.lay(H_SETS, sets)
    _lay_lanes(sheet, listed.reshape(-1, masks + 1), sets.reshape(-1, CODES, 2)[:, :, 0])
    sheet.lay(H_NEEDS, _needs(supply))
    sheet.lay(H_ON_ROAD, _on_road(supply))
    return _lay_people(sheet, supply, listed.reshape(-1, masks + 1), sets.reshape(-1, CODES, 2))


def _bits(those: NDArray[np.bool_]) -> Ints:
    """Return each row of yes and no as bits of a whole number."""
    found: Ints = (those.astype(np.int64) << np.arange(those.shape[1])).sum(axis=1)
    return found


def _on_road(supply: Supply) -> Ints:
    """Return the units that vehicles suffice for by kind and block, and what there are fewest of.

    int64 (forces, kinds, blocks, 2): units, and a code of what limits.
    """
    forces, blocks, vehicles = supply.vehicles.shape
    found = np.zeros((forces, len(supply.kinds), blocks, 2), dtype=np.int64)
    needs = np.array(_needs(supply), dtype=np.int64).reshape(len(supply.kinds), vehicles)
    found[..., 0] = ENDLESS
    for kind, vehicle in np.argwhere(needs > 0).tolist():
        units = supply.vehicles[:, :, vehicle] // needs[kind, vehicle]
        fewer = units < found[:, kind, :, 0]
        found[:, kind, :, 0][fewer] = units[fewer]
        found[:, kind, :, 1][fewer] = VEHICLE_CODES + vehicle
    return found


def share_of(places: int) -> int:
    """Return what a number of people is taken by, and shifted, to be whole units of so many."""
    return -(-(1 << SHARE_BITS) // places)


def _lay_lanes(sheet: Sheet, listed: Ints, sets: Ints) -> None:
    """Lay out which sets each mask of a group fits, LANES sets to a word.

    (groups, words, masks): a number of people of a mask times its word is that number in the
    lane of every set that they fit a post of.
    """
    words = max(1, -(-int((sets > 0).sum(axis=1).max(initial=0)) // LANES))
    padded = np.zeros((len(sets), words * LANES), dtype=np.int64)
    used = min(padded.shape[1], sets.shape[1])
    padded[:, :used] = sets[:, :used]
    fits = (padded[:, :, None] & listed[:, None, :-1]) > 0
    lanes = fits.reshape(len(sets), words, LANES, -1).astype(np.int64)
    lanes <<= (LANE_BITS * np.arange(LANES))[:, None]
    sheet.lay(H_LANES, lanes.sum(axis=2))
    sheet.head[H_WORDS] = words


def _lay_people(sheet: Sheet, supply: Supply, listed: Ints, sets: Ints) -> People:
    """Return people as one column: rows, then what classes of people hold.

    Rows are by force, kind and block: a class by notice, and the most units that all of the
    people of any notice but the longest would make. A class is some people of a group (a force
    and kind): a slot for each of the group's masks, those firm and then those recalled. A slot
    is so many people of one state and mask of a group, how many stands in `H_COUNTED`; it is
    drawn once in a replication, and what a class makes is worked out once. Classes are numbered
    as they come, so that those of one time lie together.
    """
    _, _, blocks, notices, _, masks = supply.people.shape
    groups = len(listed)
    counts = supply.people.reshape(groups, blocks * notices, 2, masks)
    rows = np.zeros((groups, blocks, notices + 1), dtype=np.int32)
    table = np.zeros((groups, GROUPED), dtype=np.int64)
    classes: list[People] = []
    counted: list[People] = [np.zeros(1, dtype=np.int32)]
    classed, slotted, address = 0, 1, rows.size
    for group, own in enumerate(listed):
        chosen = own[own > 0]
        places = np.zeros((blocks * notices, 2, len(chosen)), dtype=np.int32)
        alike = np.zeros(blocks * notices, dtype=np.int64)
        for state, place in np.ndindex(2, len(chosen)):
            found, which = np.unique(counts[group, :, state, chosen[place]], return_inverse=True)
            alike = _numbered(alike)[1] * len(found) + which
            places[:, state, place] = slotted + which
            counted.append(found)
            slotted += len(found)
        first, at = _numbered(alike)
        kept = places.reshape(blocks * notices, 2 * len(chosen))[first]
        rows[group, :, :notices] = classed + at.reshape(blocks, notices)
        most = _most_of_all(counts[group], chosen, sets[group]).reshape(blocks, notices)
        rows[group, :, notices] = most[:, :-1].max(axis=1, initial=0)
        table[group] = classed, address, len(chosen)
        classes.append(kept.ravel())
        classed, address = classed + len(kept), address + kept.size
    sheet.lay(H_COUNTED, np.concatenate(counted))
    sheet.lay(H_GROUPS, table)
    sheet.head[H_SLOTS], sheet.head[H_CLASSED] = slotted, classed
    return np.concatenate([rows.ravel(), *classes], dtype=np.int32)


def _most_of_all(counts: People, chosen: Ints, sets: Ints) -> Ints:
    """Return the units that people make if all of them come; counts (rows, 2, masks)."""
    there = (counts[:, 0, chosen] + counts[:, 1, chosen]).T
    most = np.full(len(counts), np.iinfo(np.int32).max, dtype=np.int64)
    for posts, share in sets[sets[:, 0] > 0].tolist():
        fitting = sum(there[chosen & posts > 0], np.zeros(len(counts), dtype=np.int64))
        most = np.minimum(most, fitting * share >> SHARE_BITS)
    return most


def _numbered(alike: Ints) -> tuple[Ints, Ints]:
    """Return where each of some values comes first, in order, and which of them each is."""
    _, first, which = np.unique(alike, return_index=True, return_inverse=True)
    order = np.argsort(first)
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    return first[order], place[which]


def binding_sets(kind: Composition, masks: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the sets of a kind's posts that can bind, with their places, the lowest first.

    A set in two parts that nobody fits both of cannot bind before one of its parts.
    """
    for chosen in range(1, 1 << len(kind.posts)):
        if not _falls_apart(chosen, masks):
            own = [post for at, post in enumerate(kind.posts) if chosen >> at & 1]
            yield chosen, sum(post.count for post in own)


def _falls_apart(chosen: int, masks: Sequence[int]) -> bool:
    """Say whether a set of posts is in parts that no mask joins."""
    joined = chosen & -chosen
    grown = 0
    while grown != joined:
        grown = joined
        for mask in masks:
            if mask & joined:
                joined |= mask & chosen
    return joined != chosen


def _needs(supply: Supply) -> list[int]:
    """Return the vehicles of each kind that a unit of each kind takes, one row after another."""
    return [
        sum(need.count for need in kind.vehicles if need.kind == vehicle)
        for kind in supply.kinds
        for vehicle in supply.vehicle_kinds
    ]
