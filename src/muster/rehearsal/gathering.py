"""From rosters to a supply: people by hour and notice, vehicles, what is held and needed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from muster.doctrine import Doctrine
from muster.policing import Composition, clock
from muster.rehearsal.supply import People, Supply
from muster.rehearsal.tables import UnableToRehearse
from muster.strength import CountSet, Overlay, Roster, people_by_hour, schedule_units


def gather_supply(
    holdings: Iterable[Roster | CountSet],
    *,
    doctrine: Doctrine,
    units: Sequence[str],
    starts: int,
    hours: int,
    block: int = clock.HOUR,
    needs: Mapping[tuple[str, str], int] | None = None,
    covered: bool = True,
    overlays: Mapping[str, Sequence[Overlay]] | None = None,
) -> Supply:
    """Return what forces could raise over `hours` from the UTC minute `starts`.

    Compositions and doctrine's notices are those of the first day. A block is of whole
    hours, and is what its first minute is. Minimum cover, unless `covered` is false, is
    taken as the units it keeps at the start. `needs` is the local need by force and kind of
    unit, `overlays` are by force. A force that gives totals and no people is left out, and
    a note says so. Raises UnableToRehearse, UnableToFindDoctrine, UnableToIndexNation.
    """
    if block < clock.HOUR or block % clock.HOUR:
        raise UnableToRehearse(f"A block of {block} minutes is not of whole hours; give 60 or 180")
    rosters, left_out = _with_people(holdings)
    day = clock.instant_of(starts).date()
    kinds = [doctrine.composition(unit, day) for unit in dict.fromkeys(units)]
    counted = people_by_hour(
        rosters, kinds, doctrine=doctrine, start=starts, hours=hours,
        notices=doctrine.notice("curve", day).minutes, every=block // clock.HOUR,
        overlays=overlays,
    )  # fmt: skip
    forces = [doctrine.force(force) for force in counted.forces]
    held = np.zeros((len(forces), len(kinds)), dtype=np.int32)
    if covered:
        held = _held(rosters, kinds, starts, doctrine, overlays or {})
    return Supply(
        starts=starts,
        block=block,
        forces=counted.forces,
        places=tuple(force.place for force in forces),
        regions=tuple(force.region if force.territorial else "" for force in forces),
        kinds=counted.kinds,
        notices=counted.notices,
        vehicle_kinds=tuple(kind.slug for kind in doctrine.vehicle_kinds),
        people=counted.people,
        vehicles=np.ascontiguousarray(counted.vehicles),
        held=held,
        need=_needs(counted.forces, kinds, needs or {}),
        notes=left_out,
    )


def _with_people(
    holdings: Iterable[Roster | CountSet],
) -> tuple[list[Roster], tuple[str, ...]]:
    """Return those that give people, and a note for each of the rest."""
    rosters: list[Roster] = []
    notes = []
    for each in holdings:
        if isinstance(each, Roster):
            rosters.append(each)
        else:
            notes.append(
                f"{each.force} gives totals and not people: they do not say who could come "
                "when, so it is left out."
            )
    if not rosters:
        raise UnableToRehearse("No force gives people; give at least one return with officers")
    return rosters, tuple(notes)


def _held(
    rosters: Sequence[Roster],
    kinds: Sequence[Composition],
    at: int,
    doctrine: Doctrine,
    overlays: Mapping[str, Sequence[Overlay]],
) -> People:
    """Return the units that minimum cover keeps, (forces, kinds)."""
    found = np.zeros((len(rosters), len(kinds)), dtype=np.int32)
    for row, roster in zip(found, rosters, strict=True):
        if len(roster.minimum_cover.count):
            row[:] = [
                schedule_units(
                    roster, units=[kind.unit], at=at, doctrine=doctrine,
                    overlays=overlays.get(roster.force, ()),
                ).held[0].cover
                for kind in kinds
            ]  # fmt: skip
    return found


def _needs(
    forces: Sequence[str], kinds: Sequence[Composition], needs: Mapping[tuple[str, str], int]
) -> People:
    """Return the local need, (forces, kinds)."""
    return np.array(
        [[needs.get((force, kind.unit), 0) for kind in kinds] for force in forces],
        dtype=np.int32,
    ).reshape(len(forces), len(kinds))


def with_hosts(supply: Supply, hosts: Iterable[str], doctrine: Doctrine) -> Supply:
    """Return a supply with forces that only ask: hosts without a return, who send nothing.

    Raises UnableToFindDoctrine for a force nobody knows.
    """
    more = [doctrine.force(slug) for slug in dict.fromkeys(hosts) if slug not in supply.forces]
    if not more:
        return supply

    def longer(table: People) -> People:
        return np.concatenate([table, np.zeros((len(more), *table.shape[1:]), dtype=table.dtype)])

    named = ", ".join(force.name for force in more)
    return replace(
        supply,
        forces=(*supply.forces, *(force.slug for force in more)),
        places=(*supply.places, *(force.place for force in more)),
        regions=(*supply.regions, *(f.region if f.territorial else "" for f in more)),
        people=longer(supply.people),
        vehicles=longer(supply.vehicles),
        held=longer(supply.held),
        need=longer(supply.need),
        notes=(*supply.notes, f"Without a return, and so asking and sending nothing: {named}."),
    )
