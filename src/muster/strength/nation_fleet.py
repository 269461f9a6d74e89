"""Vehicles of many forces, and how many are on the road."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from muster.strength.availability_away import OFF_ROAD, place_overlays
from muster.strength.roster import Column, Overlay, Roster


@dataclass(frozen=True, slots=True, eq=False)
class Fleet:
    """Every vehicle as a cell (force times kinds plus kind), and the spans each is off the road.

    `vehicle` says whose span a row of `start` and `end` is; a vehicle may have several.
    """

    forces: int
    kinds: int
    cell: Column
    vehicle: Column
    start: Column
    end: Column

    def count(self, at: int, by: int) -> NDArray[np.int32]:
        """Return vehicles on the road throughout [at, by], (forces, kinds)."""
        free = np.ones(len(self.cell), dtype=bool)
        free[self.vehicle[(self.start <= by) & (self.end > at)]] = False
        flat = np.bincount(self.cell[free], minlength=self.forces * self.kinds)
        return flat.reshape(self.forces, self.kinds).astype(np.int32)

    def count_hours(self, hours: Column, within: int) -> NDArray[np.int32]:
        """Return vehicles on the road from each of `hours` on, (hours, forces, kinds).

        `hours` are UTC minutes in order; each is asked about for `within` minutes.
        """
        off = np.zeros((len(self.cell), len(hours)), dtype=bool)
        begin = np.searchsorted(hours, self.start - within)
        end = np.searchsorted(hours, self.end)
        for vehicle, first, last in zip(self.vehicle, begin, end, strict=True):
            off[vehicle, first:last] = True
        counts = np.zeros((self.forces * self.kinds, len(hours)), dtype=np.int32)
        np.add.at(counts, self.cell, (~off).astype(np.int32))
        return counts.T.reshape(len(hours), self.forces, self.kinds)


def gather_fleet(
    rosters: Sequence[Roster], kinds: int, overlays: Mapping[str, Sequence[Overlay]]
) -> Fleet:
    """Return every vehicle of the rosters; `overlays` are by force."""
    cells, spans, seen = [np.zeros(0, dtype=np.int64)], [np.zeros((3, 0), dtype=np.int64)], 0
    for force, roster in enumerate(rosters):
        vehicles = roster.vehicles
        rows = np.arange(len(vehicles.kind))
        cells.append(force * kinds + vehicles.kind.astype(np.int64))
        spans.append(np.stack([seen + rows, vehicles.off_road_from, vehicles.off_road_until]))
        more = place_overlays(roster, overlays.get(roster.force, ()))[0][OFF_ROAD]
        spans.append(np.stack([seen + more.row, more.start, more.end]))
        seen += len(rows)
    vehicle, start, end = np.concatenate(spans, axis=1)
    return Fleet(len(rosters), kinds, np.concatenate(cells), vehicle, start, end)
