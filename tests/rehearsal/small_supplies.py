"""Small supplies drawn for tests, and doubts about them."""

import numpy as np

from muster.policing import Place, clock
from muster.rehearsal import Distribution, Doubts, Supply, fixed
from muster.synthesis import county_doctrine

DOCTRINE = county_doctrine()
START = clock.parse_instant("2026-03-27T18:00")
DAY = clock.instant_of(START).date()
NOTICES = (0, 60, 240, 480, 1440)
SURE = Doubts(fixed(0), fixed(100))
ABSTRACTIONS, TURNOUTS = (0, 4, 15), (30, 60, 85)
DOUBTFUL = Doubts(Distribution("quantiles", ABSTRACTIONS), Distribution("quantiles", TURNOUTS))


def small(seed, hours=6, vehicles=9, kinds=("psu", "cbrn_team")):
    """Return a supply of two forces with a few dozen people of any mask, drawn for a test."""
    chance = np.random.default_rng(seed)
    units = tuple(DOCTRINE.composition(kind, DAY) for kind in kinds)
    people = chance.integers(0, 30, (2, len(units), hours, len(NOTICES), 2, 16), dtype=np.int32)
    people[..., 0] = 0
    for at, unit in enumerate(units):
        people[:, at, ..., 1 << len(unit.posts) :] = 0
    names = tuple(kind.slug for kind in DOCTRINE.vehicle_kinds)
    road = chance.integers(0, vehicles, (2, hours, len(names)), dtype=np.int32)
    none = np.zeros((2, len(units)), dtype=np.int32)
    return Supply(
        starts=START,
        block=60,
        forces=("barsetshire", "loamshire"),
        places=(Place(51.0, -2.0), Place(51.2, -2.2)),
        regions=("", ""),
        kinds=units,
        notices=NOTICES,
        vehicle_kinds=names,
        people=people,
        vehicles=road,
        held=none,
        need=none,
    )


def asked(supply, *numbers):
    """Return the same requirement of every force."""
    return dict.fromkeys(supply.forces, numbers)
