"""Room for one replication, under one policy, with or without one more of something."""

from dataclasses import dataclass

import numpy as np

from muster.rehearsal.layout import (
    A_BITS,
    A_BOTTLE,
    A_CAME,
    A_COST,
    A_DRAWN,
    A_DRY,
    A_ENDED,
    A_ENDS,
    A_ENTRIES,
    A_FITTING,
    A_FLOORS,
    A_FLOW,
    A_FORCES,
    A_GROUPS,
    A_HEAD,
    A_INCIDENTS,
    A_LUCK,
    A_RAISED,
    A_REACH,
    A_SENT,
    A_SHOCKS,
    A_SOURCES,
    A_STEPS,
    A_UNITS,
    A_WAITING,
    A_WANTS,
    CODES,
    D_STAMP,
    DRY,
    END,
    ENTRY,
    GROUP,
    H_BLOCKS,
    H_CLASSED,
    H_FORCES,
    H_HORIZON,
    H_KINDS,
    H_MARKS,
    H_MASKS,
    H_NOTICES,
    H_SHOCKS,
    H_SLOTS,
    H_SOURCES,
    H_STEPS,
    HAPPENINGS,
    HEAD,
    INCIDENT,
    MOST,
    NONE,
    O_COMES,
    O_FORCE,
    O_THERE,
    P_DISPATCH,
    P_LINES,
    RAISED,
    ROOM_HEAD,
    TURN,
    U_UNITS,
    WANT,
    WANTS_TOGETHER,
    WAY,
    Ints,
    Sheet,
)
from muster.rehearsal.world_building import World


@dataclass(frozen=True, slots=True)
class OneMore:
    """One more of something at a force, by number: a person, a vehicle or whole units.

    `mask` are the posts of `kind` the person fits (0 for nobody), `vehicle` a kind of vehicle (-1
    for none), `units` whole units of `kind`.
    """

    force: int
    kind: int
    mask: int = 0
    vehicle: int = NONE
    units: int = 0


def _size(*many: int) -> Ints:
    return np.zeros(int(np.prod(many)), dtype=np.int64)


def make_room(world: World, policy: tuple[int, ...], floors: Ints) -> Ints:
    """Return room to play replications of a world in, under a policy as numbers."""
    head = world.column[:HEAD]
    forces, kinds, notices = (int(head[at]) for at in (H_FORCES, H_KINDS, H_NOTICES))
    groups, horizon = forces * kinds, int(head[H_HORIZON])
    sheet = Sheet(ROOM_HEAD)
    sheet.head[P_DISPATCH : P_LINES + 1] = policy
    sheet.head[O_FORCE : O_COMES + 1] = NONE, NONE, 0, NONE, 0, 0, 0
    sheet.lay(A_FLOORS, floors)
    sheet.lay(A_HEAD, _size(horizon))
    sheet.lay(A_BITS, _size((horizon >> 6) + 1))
    sheet.lay(A_ENTRIES, _size(HAPPENINGS, ENTRY))
    sheet.lay(A_INCIDENTS, _size(MOST, INCIDENT))
    sheet.lay(A_WANTS, _size(MOST, WANT))
    sheet.lay(A_GROUPS, _size(MOST, GROUP))
    sheet.lay(A_WAITING, _size(MOST))
    sheet.lay(A_ENDED, _size(MOST))
    sheet.lay(A_FORCES, _size(forces, D_STAMP + 1 + 2 * kinds))
    sheet.lay(A_LUCK, _size(groups, 2, int(head[H_MASKS])))
    sheet.lay(A_UNITS, _size(groups, int(head[H_BLOCKS]), U_UNITS + notices))
    sheet.lay(A_SOURCES, _size(int(head[H_SOURCES]), TURN))
    sheet.lay(A_SHOCKS, _size(int(head[H_SHOCKS])))
    sheet.lay(A_STEPS, _size(forces + 1, int(head[H_STEPS])))
    sheet.lay(A_BOTTLE, _size(groups, CODES))
    sheet.lay(A_SENT, _size(int(head[H_SOURCES]), forces))
    sheet.lay(A_CAME, _size(int(head[H_MARKS])))
    ends = 2 * forces * notices
    sheet.lay(A_COST, _size(ends, WANTS_TOGETHER))
    sheet.lay(A_FLOW, _size(ends, WANTS_TOGETHER))
    sheet.lay(A_ENDS, _size(ends, END))
    sheet.lay(A_REACH, _size(WANTS_TOGETHER, WAY))
    sheet.lay(A_FITTING, _size(int(head[H_MASKS])))
    sheet.lay(A_DRAWN, _size(int(head[H_SLOTS])))
    sheet.lay(A_RAISED, _size(int(head[H_CLASSED]), RAISED))
    sheet.lay(A_DRY, _size(kinds, DRY))
    return sheet.column()


def add_more(room: Ints, more: OneMore | None) -> None:
    """Let what is played in a room from now on have one more of something, or nothing more."""
    own = more or OneMore(NONE, NONE)
    room[O_FORCE:O_THERE] = own.force, own.kind, own.mask, own.vehicle, own.units
