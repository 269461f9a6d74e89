"""Vehicles of many forces, and how many are on the road."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from muster.strength.availability_away import OFF_ROAD, place_overlays
from muster.strength.kernels_bits import count_road
from muster.strength.nation_build import Horizon
from muster.strength.roster import Column, Overlay, Roster


@dataclass(frozen=True, slots=True, eq=False)
class Fleet:
    """Every vehicle as a cell (force times kinds plus kind), and the spans each is off the road.

    `every` counts vehicles by cell. `spans` are rows of a vehicle, a start and an end, those
    of one vehicle together; a vehicle may have several, or none.
    """

    forces: int
    kinds: int
    cell: Column
    every: NDArray[np.int32]
    spans: Column

    def count(self, at: int, by: int) -> NDArray[np.int32]:
        """Return vehicles on the road throughout [at, by], (forces, kinds)."""
        counts: NDArray[np.int32] = count_road(self.every, self.cell, self.spans, (at, by))
        return counts.reshape(self.forces, self.kinds)

    def count_hours(self, hours: Column, within: int) -> NDArray[np.int32]:
        """Return vehicles on the road from each of `hours` on, (hours, forces, kinds).

        `hours` are UTC minutes in order; each is asked about for `within` minutes.
        """
        off = np.zeros((len(self.cell), len(hours)), dtype=bool)
        vehicles, starts, ends = self.spans
        begin, end = np.searchsorted(hours, starts - within), np.searchsorted(hours, ends)
        for vehicle, first, last in zip(vehicles, begin, end, strict=True):
            off[vehicle, first:last] = True
        counts = np.zeros((self.forces * self.kinds, len(hours)), dtype=np.int32)
        np.add.at(counts, self.cell, (~off).astype(np.int32))
        return counts.T.reshape(len(hours), self.forces, self.kinds)


def gather_fleet(
    rosters: Sequence[Roster],
    kinds: int,
    overlays: Mapping[str, Sequence[Overlay]],
    horizon: Horizon,
) -> Fleet:
    """Return every vehicle of the rosters, off the road in the horizon; `overlays` are by force."""
    cells, spans, seen = [np.zeros(0, dtype=np.int64)], [np.zeros((3, 0), dtype=np.int64)], 0
    for force, roster in enumerate(rosters):
        vehicles = roster.vehicles
        rows = np.arange(len(vehicles.kind))
        cells.append(force * kinds + vehicles.kind.astype(np.int64))
        spans.append(np.stack([seen + rows, vehicles.off_road_from, vehicles.off_road_until]))
        more = place_overlays(roster, overlays.get(roster.force, ()))[0][OFF_ROAD]
        spans.append(np.stack([seen + more.row, more.start, more.end]))
        seen += len(rows)
    cell, off = np.concatenate(cells), np.concatenate(spans, axis=1)
    off = off[:, (off[1] <= horizon.stop + horizon.within) & (off[2] > horizon.start)]
    off = np.ascontiguousarray(off[:, np.argsort(off[0], kind="stable")])
    every = np.bincount(cell, minlength=len(rosters) * kinds).astype(np.int32)
    return Fleet(len(rosters), kinds, cell, every, off)
