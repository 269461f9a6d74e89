"""What the compiled rehearsal leaves in its room, told as the reference tells it."""

import numpy as np
from tests.rehearsal.reference_answer import Dispatched, Objective, Reference

from muster.rehearsal.kernels_play import play
from muster.rehearsal.layout import (
    A_BOTTLE,
    A_GROUPS,
    A_STEPS,
    CODES,
    G_ARRIVES,
    G_COUNT,
    G_DUE,
    G_FORCE,
    G_HOME,
    G_LEAVES,
    G_NOTICE,
    G_ORDERED,
    G_WANT,
    GROUP,
    H_STEPS,
    I_SOURCE,
    I_SPOT,
    N_GROUPS,
    N_STAMP,
    R_EXPOSED,
    R_FIRST,
    R_INCIDENTS,
    R_MET,
    R_SHORT_MINUTES,
    R_TRUNCATED,
    R_WANTED,
    VEHICLE_CODES,
    W_INCIDENT,
    W_NEEDED,
    W_PRIORITY,
    W_UNIT,
)
from muster.rehearsal.room_building import make_room
from muster.rehearsal.world_building import build_world, policy_head


def play_fast(scenario, supply, minutes, assembly, policy, floors, seed, replication):
    """Play one replication as the programme itself does."""
    from_start = Prepared(scenario, supply, minutes, assembly, policy, floors)
    return from_start.play(seed, replication)


class GivenMinutes:
    """Travel minutes that are given, (forces, spots)."""

    name = "given"

    def __init__(self, table):
        self.table = np.array(table, dtype=np.int64)

    def minutes(self, origins, destinations):
        assert (len(origins), len(destinations)) == self.table.shape
        return self.table


class Prepared:
    """A world laid out once, for many replications."""

    def __init__(self, scenario, supply, minutes, assembly, policy, floors):
        self.scenario, self.supply = scenario, supply
        travel = GivenMinutes(minutes)
        self.world = build_world(scenario, supply, travel=travel, assembly=assembly)
        self.room = make_room(self.world, policy_head(policy), np.array(floors, dtype=np.int64))

    def play(self, seed, replication):
        play(self.world.column, self.world.people, self.room, seed, replication)
        return self.told()

    def told(self):
        """Return the room's result; steps are running sums of what is kept as differences."""
        room = self.room
        assert not room[R_TRUNCATED]
        steps = int(self.world.column[H_STEPS])
        first, forces = room[A_STEPS], len(self.supply.forces)
        rows = room[first : first + (1 + forces) * steps].reshape(1 + forces, steps)
        place, *short = rows.cumsum(axis=1)[:, : steps - 1].tolist()
        return Reference(
            *room[R_WANTED:R_INCIDENTS].tolist(),
            int(room[R_SHORT_MINUTES]),
            *room[R_INCIDENTS:R_FIRST].tolist(),
            came=tuple(room[R_FIRST : R_FIRST + 3].tolist()),
            place=tuple(place),
            short=tuple(map(tuple, short)),
            bottlenecks=frozenset(self._bottlenecks()),
            exposed=frozenset(f for f in range(forces) if room[R_EXPOSED] >> f & 1),
            dispatches=tuple(sorted(self._dispatches())),
            objective=None,
            met=bool(room[R_MET]),
        )

    def objective_at(self, minute):
        """Return what was sent at a minute, and at what cost."""
        room, met, late, travel = self.room, {}, 0, 0
        for row in range(room[N_GROUPS]):
            own = room[A_GROUPS] + row * GROUP
            want, count = room[own + G_WANT], int(room[own + G_COUNT])
            if room[own + G_ORDERED] == minute:
                priority = int(room[want + W_PRIORITY])
                met[priority] = met.get(priority, 0) + count
                late += count * int(room[own + G_ARRIVES] - room[want + W_NEEDED])
                back = self.scenario.rest + room[own + G_DUE]
                travel += count * int(room[own + G_HOME] - back)
        return Objective(minute, tuple(sorted(met.items())), late, travel)

    def _bottlenecks(self):
        forces, kinds = len(self.supply.forces), len(self.supply.kinds)
        first = self.room[A_BOTTLE]
        marked = self.room[first : first + forces * kinds * CODES] == self.room[N_STAMP]
        for force, kind, code in np.argwhere(marked.reshape(forces, kinds, CODES)).tolist():
            by_road = code >= VEHICLE_CODES
            yield force, kind, ("vehicle", code - VEHICLE_CODES) if by_road else ("posts", code)

    def _dispatches(self):
        room = self.room
        for row in range(room[N_GROUPS]):
            own = room[A_GROUPS] + row * GROUP
            want = room[own + G_WANT]
            incident = room[want + W_INCIDENT]
            names = (G_NOTICE, G_COUNT, G_ORDERED, G_LEAVES, G_ARRIVES, G_DUE, G_HOME)
            told = (
                room[incident + I_SOURCE],
                room[incident + I_SPOT],
                room[own + G_FORCE],
                room[want + W_UNIT],
                *(room[own + each] for each in names),
            )
            yield Dispatched(*map(int, told))
