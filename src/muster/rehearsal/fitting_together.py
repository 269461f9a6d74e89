"""Whether a scenario can be played by a supply at all."""

import numpy as np

from muster.rehearsal.layout import LANE_BITS, MOST_SPOTS
from muster.rehearsal.scenario import Scenario
from muster.rehearsal.supply import Supply
from muster.rehearsal.tables import UnableToRehearse

MOST_FORCES = 60  # a bit each in a word, with some to spare
MOST_POSTS = 5
MOST_VEHICLE_KINDS = 31
MOST_IN_A_UNIT = 2047  # units are people by a reciprocal of SHARE_BITS, right up to here
MOST_PEOPLE = (1 << LANE_BITS) - 1


def refuse_misfits(scenario: Scenario, supply: Supply) -> None:
    """Refuse a scenario that a supply cannot play. Raises UnableToRehearse, naming all."""
    known = set(supply.forces)
    hosts = {spot.host for source in scenario.sources for spot in source.spots}
    named = hosts | {f for shock in scenario.shocks for f in (*shock.forces, *shock.hosts)}
    wrong = [f"{force} is not among the forces of the network" for force in sorted(named - known)]
    kinds = {kind.unit for kind in supply.kinds}
    wrong += [f"no {unit} is counted in the supply" for unit in scenario.units if unit not in kinds]
    if len(supply.forces) > MOST_FORCES:
        wrong.append(
            f"{len(supply.forces)} forces are more than the {MOST_FORCES} there is room for"
        )
    wrong += [
        f"{source.slug} may be at {len(source.spots)} spots, more than {MOST_SPOTS}"
        for source in scenario.sources
        if len(source.spots) > MOST_SPOTS
    ]
    wrong += [
        f"a {kind.unit} has {len(kind.posts)} posts, more than {MOST_POSTS}"
        for kind in supply.kinds
        if len(kind.posts) > MOST_POSTS
    ]
    wrong += [
        f"a {kind.unit} is of {kind.people:,} people, more than {MOST_IN_A_UNIT:,}"
        for kind in supply.kinds
        if kind.people > MOST_IN_A_UNIT
    ]
    most = supply.people.sum(axis=(4, 5), dtype=np.int64).max(axis=(1, 2, 3), initial=0)
    wrong += [
        f"{force} has {count:,} people for one kind of unit, more than {MOST_PEOPLE:,}"
        for force, count in zip(supply.forces, most.tolist(), strict=True)
        if count > MOST_PEOPLE
    ]
    if supply.starts != scenario.starts:
        wrong.append("the supply is counted from another minute than the scenario starts")
    if len(supply.vehicle_kinds) > MOST_VEHICLE_KINDS:
        wrong.append(f"there are more than {MOST_VEHICLE_KINDS} kinds of vehicle")
    if scenario.relief_lead >= scenario.tour:
        wrong.append("the relief is called as long ahead as a tour lasts; call it later")
    if wrong:
        raise UnableToRehearse(
            f"{scenario.name} cannot be played: {'; '.join(wrong)}; mend the scenario, or play it "
            "with a network that has them"
        )
