"""A supply laid out for the kernels, and the sets of posts that can bind."""

from collections.abc import Iterator, Sequence

import numpy as np

from muster.policing import Composition
from muster.rehearsal.layout import (
    CODES,
    H_BLOCKS,
    H_FORCE,
    H_FORCES,
    H_KINDS,
    H_MASK,
    H_MASKS,
    H_NEEDS,
    H_NOTICE,
    H_NOTICES,
    H_ROAD,
    H_SETS,
    H_VEHICLES,
    NONE,
    People,
    Sheet,
)
from muster.rehearsal.supply import Supply


def lay_supply(sheet: Sheet, supply: Supply) -> People:
    """Lay out a supply behind a head; return its people as rows by force, kind and block."""
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
    listed = np.zeros((forces, kinds, masks + 1), dtype=np.int64)
    sets = np.zeros((forces, kinds, CODES, 2), dtype=np.int64)
    anyone = np.asarray(supply.people.any(axis=(2, 3, 4)))
    for force in range(forces):
        for row, kind in enumerate(supply.kinds):
            own = np.flatnonzero(anyone[force, row])
            listed[force, row, : len(own)] = own
            binding = list(binding_sets(kind, own.tolist()))
            sets[force, row, : len(binding)] = np.array(binding).reshape(-1, 2)
    sheet.lay(H_MASK, listed)
    sheet.lay(H_SETS, sets)
    sheet.lay(H_NEEDS, _needs(supply))
    return np.ascontiguousarray(supply.people, dtype=np.int32).reshape(
        forces * kinds * blocks, notices * 2 * masks
    )


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
