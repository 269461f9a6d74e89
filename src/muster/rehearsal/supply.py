"""Who could come, hour by hour: people by the posts they fit, and vehicles."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from muster.policing import Composition, Place

People = NDArray[np.int32]
FIRM, RECALLED = 0, 1  # how people are there: on duty or on call; called in from time off


@dataclass(frozen=True, slots=True, eq=False)
class Supply:
    """What forces could raise over a span, as counts and no names.

    `people` is int32 (forces, kinds, blocks, notices, 2, masks): people who could parade by
    each notice, firm and recalled, each once (nested: firm people, and both together, are
    never fewer by a longer notice; fewer may be recalled, being on duty by then), by the
    exact set of posts they fit (`mask`, bit p for post p of the kind; mask 0 is always
    nought; kinds with fewer posts leave the rest nought). `vehicles` is int32 (forces,
    blocks, vehicle kinds).
    A block is `block` minutes from the UTC minute `starts`. `held` (forces, kinds) are units
    that minimum cover keeps, `need` (forces, kinds) the assessed local need, nought where
    none is declared.
    """

    starts: int
    block: int
    forces: tuple[str, ...]
    places: tuple[Place, ...]
    regions: tuple[str, ...]
    kinds: tuple[Composition, ...]
    notices: tuple[int, ...]
    vehicle_kinds: tuple[str, ...]
    people: People
    vehicles: People
    held: People
    need: People
    notes: tuple[str, ...] = ()
