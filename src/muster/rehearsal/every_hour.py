"""Every hour tested: what could be raised, and the chance that what is required could be."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from muster.policing import Composition
from muster.rehearsal import kernels_hours
from muster.rehearsal.chance_tables import binomial_table, normal_table
from muster.rehearsal.kernels_hours import NO_LIMIT, Hours, Law
from muster.rehearsal.layout import (
    H_BOUNDS,
    H_FIRST,
    H_NORMAL,
    H_ROWS,
    H_VALUES,
    HEAD,
    VEHICLE_CODES,
    Sheet,
)
from muster.rehearsal.results import CONFIDENCE
from muster.rehearsal.scenario import Doubts
from muster.rehearsal.supply import Supply
from muster.rehearsal.tables import UnableToRehearse, rows_of

Counts = NDArray[np.int32]
Column = NDArray[np.int64]
Chances = NDArray[np.float64]
WORKERS = 2


@dataclass(frozen=True, slots=True, eq=False)
class EveryHour:
    """What each force could raise of one kind of unit at every hour, by each notice.

    `required` is int32 (forces, notices), nought where nothing is; `declared` says whose is
    from what they declared, unless it is `given` by whoever asks. `units` int32 (forces,
    hours, notices) is what everyone who could parade would make; `limits` of the same shape
    says what stops the next: a set of posts as bits, or VEHICLE_CODES and a kind of vehicle;
    `lacking` how many more people the next would take at the least.
    `met` of the same shape counts the drawn futures, of `draws`, in which what is required
    could be raised.
    """

    unit: Composition
    forces: tuple[str, ...]
    notices: tuple[int, ...]
    minutes: Column
    vehicle_kinds: tuple[str, ...]
    required: Counts
    declared: tuple[bool, ...]
    units: Counts
    limits: Counts
    lacking: Counts
    met: Counts
    seed: int
    draws: int
    doubts: Doubts
    given: bool = False
    notes: tuple[str, ...] = ()

    def chance(self, force: int) -> Chances:
        """Return the chance of what is required, (hours, notices); NaN where nothing is."""
        found: Chances = self.met[force] / self.draws
        found[:, self.required[force] == 0] = np.nan
        return found

    @property
    def error(self) -> float:
        """Return how far from the truth a chance may be for so few draws, at 95 %."""
        low, high = interval(np.array(self.draws // 2), self.draws)
        return float(high - low) / 2

    def limit_words(self, code: int) -> tuple[tuple[str, ...], str]:
        """Return the posts that a limit names, and the kind of vehicle, one of them empty."""
        if code >= VEHICLE_CODES:
            return (), self.vehicle_kinds[code - VEHICLE_CODES]
        return tuple(p.slug for at, p in enumerate(self.unit.posts) if code >> at & 1), ""


def judge_hours(
    supply: Supply,
    *,
    unit: str,
    required: Mapping[str, Sequence[int]],
    doubts: Doubts,
    seed: int,
    draws: int,
    numbers: Sequence[int] | None = None,
    given: bool = False,
) -> EveryHour:
    """Return every block of a supply judged: what could be raised, and with what chance.

    `required` is units by notice for each force; a force that is not there is asked for one
    by every notice. `numbers` name forces in draws (0, 1, … by default), so that one force
    alone is drawn as among others. Abstraction, turnout and luck are drawn once for each
    future, and hold at every hour of it; `given` is kept. Raises UnableToRehearse.
    """
    kind = _kind(supply, unit, draws)
    asked = np.array(
        [required.get(force, [1] * len(supply.notices)) for force in supply.forces], dtype=np.int32
    )
    shape = (len(supply.forces), supply.people.shape[2], len(supply.notices))
    units = np.zeros(shape, dtype=np.int32)
    limits, lacking, met = np.zeros_like(units), np.zeros_like(units), np.zeros_like(units)
    law = _law(doubts, seed, draws, kind)
    named = list(numbers) if numbers is not None else list(range(len(supply.forces)))

    def run(force: int) -> None:
        hours = _hours(supply, force, kind)
        kernels_hours.count_hours(hours, units[force], limits[force], lacking[force])
        own = law._replace(force=named[force])
        wanted = asked[force].astype(np.int64)
        kernels_hours.count_met(hours, wanted, units[force], own, met[force])

    with ThreadPoolExecutor(WORKERS) as pool:
        list(pool.map(run, range(len(supply.forces))))
    return EveryHour(
        unit=supply.kinds[kind],
        forces=supply.forces,
        notices=supply.notices,
        minutes=supply.starts + supply.block * np.arange(shape[1]),
        vehicle_kinds=supply.vehicle_kinds,
        required=asked,
        declared=tuple(force in required for force in supply.forces),
        units=units,
        limits=limits,
        lacking=lacking,
        met=met,
        seed=seed,
        draws=draws,
        doubts=doubts,
        given=given,
        notes=supply.notes,
    )


def _kind(supply: Supply, unit: str, draws: int) -> int:
    """Return the place of a kind of unit in a supply."""
    kinds = [kind.unit for kind in supply.kinds]
    if unit not in kinds:
        raise UnableToRehearse(
            f"No {unit} is counted in the supply; ask for one of {', '.join(kinds)}"
        )
    if draws < 1:
        raise UnableToRehearse("A chance takes at least one draw; ask for 200 or so")
    return kinds.index(unit)


def _law(doubts: Doubts, seed: int, draws: int, kind: int) -> Law:
    """Return what futures are drawn by."""
    ptr, values, bounds = rows_of([doubts.abstraction, doubts.turnout])
    sheet = Sheet(HEAD)
    sheet.lay(H_ROWS, ptr)
    sheet.lay(H_VALUES, np.stack([values, bounds], axis=1))
    for address, table in zip((H_FIRST, H_BOUNDS), binomial_table(), strict=True):
        sheet.lay(address, table)
    sheet.lay(H_NORMAL, normal_table())
    return Law(seed, draws, 0, kind, int(doubts.shared), sheet.column())


def _hours(supply: Supply, force: int, kind: int) -> Hours:
    """Return one force's hours as the kernels take them."""
    unit = supply.kinds[kind]
    people = supply.people[force, kind]
    masks = np.flatnonzero(people.any(axis=(0, 1, 2)))
    sets = np.arange(1 << len(unit.posts))
    places = sum((sets >> at & 1) * post.count for at, post in enumerate(unit.posts))
    road = np.full(len(people), NO_LIMIT, dtype=np.int64)
    vehicle = np.zeros(len(people), dtype=np.int64)
    for need in unit.vehicles:
        code = supply.vehicle_kinds.index(need.kind)
        enough = supply.vehicles[force, :, code].astype(np.int64) // need.count
        vehicle = np.where(enough < road, code, vehicle)
        road = np.minimum(road, enough)
    return Hours(
        people=np.ascontiguousarray(people[..., masks].swapaxes(-1, -2)),
        masks=masks.astype(np.int64),
        places=np.asarray(places, dtype=np.int64),
        road=road,
        vehicle=vehicle,
        held=int(supply.held[force, kind]),
    )


def interval(met: Counts | Column, draws: int) -> tuple[Chances, Chances]:
    """Return the interval at 95 % of a chance met in so many of `draws`, as E. B. Wilson has it."""
    score = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
    share, spread = met / draws, score * score / draws
    middle = share + spread / 2
    width = score * np.sqrt(share * (1 - share) / draws + spread / (2 * draws) / 2)
    return (middle - width) / (1 + spread), (middle + width) / (1 + spread)
