"""Who and what is away: abstractions, and overlays known since the return."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from muster.errors import MusterError
from muster.strength.roster import Column, Overlay, Roster
from muster.strength.tours import Mask

DEPLOYED = "deployed"
UNAVAILABLE = "unavailable"
OFF_ROAD = "off_road"
EFFECTS = (DEPLOYED, UNAVAILABLE, OFF_ROAD)


class UnableToApplyOverlay(MusterError):
    """An overlay says something that no overlay can."""


@dataclass(frozen=True, slots=True, eq=False)
class Away:
    """Officers abstracted or deployed, and vehicles taken off the road, in [at, by].

    `at_the_end` marks the officers away at `by` itself; `unmatched` are the subjects of
    overlays that the roster does not know.
    """

    abstracted: Mask
    deployed: Mask
    at_the_end: Mask
    off_road: Mask
    unmatched: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class PlacedOverlays:
    """Overlays of one effect as columns: row of the officer or vehicle, start and end."""

    row: Column
    start: Column
    end: Column


def away_between(roster: Roster, at: int, by: int, overlays: Sequence[Overlay]) -> Away:
    """Return who and what abstractions and overlays keep away at some time in [at, by]."""
    placed, unmatched = place_overlays(roster, overlays)
    rows = roster.abstractions
    abstractions = PlacedOverlays(rows.officer, rows.start, rows.end)
    people = (abstractions, placed[UNAVAILABLE], placed[DEPLOYED])
    abstracted = [_touched(len(roster), rows, at, by) for rows in people]
    at_the_end = [_touched(len(roster), rows, by, by) for rows in people]
    return Away(
        abstracted=abstracted[0] | abstracted[1],
        deployed=abstracted[2],
        at_the_end=at_the_end[0] | at_the_end[1] | at_the_end[2],
        off_road=_touched(len(roster.vehicles.kind), placed[OFF_ROAD], at, by),
        unmatched=unmatched,
    )


def place_overlays(
    roster: Roster, overlays: Sequence[Overlay]
) -> tuple[dict[str, PlacedOverlays], tuple[str, ...]]:
    """Return the overlays as columns by effect, and the subjects the roster does not know.

    An overlay may outlive an officer, so an unknown subject is no error. Raises
    UnableToApplyOverlay for an effect that is not known.
    """
    rows: dict[str, list[tuple[int, int, int]]] = {effect: [] for effect in EFFECTS}
    unmatched: dict[str, None] = {}
    names = _names(roster) if overlays else {}
    for overlay in overlays:
        if overlay.effect not in EFFECTS:
            raise UnableToApplyOverlay(
                f"The overlay on {overlay.subject!r} has the effect {overlay.effect!r}; "
                f"use one of {', '.join(EFFECTS)}"
            )
        row = names[overlay.effect].get(overlay.subject.encode())
        if row is None:
            unmatched[overlay.subject] = None
        else:
            rows[overlay.effect].append((row, overlay.start, overlay.end))
    return {effect: _columns(found) for effect, found in rows.items()}, tuple(unmatched)


def _names(roster: Roster) -> dict[str, dict[bytes, int]]:
    """Return the rows of officers and vehicles by name, for each effect."""
    people = {bytes(name): row for row, name in enumerate(roster.officers.officer_id)}
    vehicles = {bytes(name): row for row, name in enumerate(roster.vehicles.vehicle_id)}
    return {DEPLOYED: people, UNAVAILABLE: people, OFF_ROAD: vehicles}


def _columns(rows: list[tuple[int, int, int]]) -> PlacedOverlays:
    table = np.array(rows, dtype=np.int64).reshape(-1, 3)
    return PlacedOverlays(table[:, 0], table[:, 1], table[:, 2])


def _touched(count: int, rows: PlacedOverlays, at: int, by: int) -> Mask:
    """Return which of `count` subjects a row touches at some time in [at, by]."""
    marks = np.zeros(count, dtype=bool)
    marks[rows.row[(rows.start <= by) & (rows.end > at)]] = True
    return marks
