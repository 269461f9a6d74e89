"""Read demands, and what forces without a return offer."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from muster.doctrine import Doctrine, police_area_at, read_area_map
from muster.intake.cells import (
    parse_degrees,
    parse_figures,
    parse_ids,
    parse_text,
    parse_whole,
    parse_yes_no,
)
from muster.intake.faults import Problem
from muster.intake.lists import Listed, read_list, refuse_twice, sound_rows, words_at
from muster.intake.sheets import TableReading
from muster.intake.tables import read_lists
from muster.intake.times import parse_instants, period_window
from muster.intake.vocabulary import vocabulary_from, vocabulary_of
from muster.mobilisation import TIERS, Demand, Tier, absorb_arrests, great_circle_km
from muster.policing import Place, clock
from muster.strength import Step

FURTHEST_NORTH, FURTHEST_EAST = 90, 180
MOST_HOURS = 31 * 24
MOST_UNITS = 10_000
NOTHING = Problem("nothing-asked", "asks for nothing", "give 1 or more, or leave the row out")
TOO_MANY = Problem("too-many", "is too many to be right", "check the figure")
NO_PRIORITY = Problem("no-priority", "is no priority", "give 1 or more; 1 is served first")
BAD_DURATION = Problem(
    "bad-duration", "is no duration", f"give more than 0 and at most {MOST_HOURS} hours"
)
OFFERED_TWICE = Problem(
    "offered-twice", "has this force, unit and notice a second time", "keep one of the rows"
)
TEXTS = ("operation", "rendezvous", "authority")
Column = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class _Columns:
    """The columns of demands as read, faulty rows included."""

    unit: Sequence[str]
    host: Sequence[str]
    tier: Sequence[Tier]
    count: Column
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    needed_by: Column
    hours: NDArray[np.float64]
    priority: Column
    standby: NDArray[np.bool_]
    arrests: Column


def read_demands(path: Path | str, *, doctrine: Doctrine) -> Listed[Demand]:
    """Return the demands of a CSV, workbook or JSON file, with every fault at once or none.

    Expected arrests become demands of their own beside the one they are expected at. A
    demand without a host is in the police area where its place lies. Raises UnableToReadList.
    """

    def read(reading: TableReading) -> list[Demand]:
        return _read(reading, doctrine)

    return read_list(path, read_lists()["demands"], read)


def _read(reading: TableReading, doctrine: Doctrine) -> list[Demand]:
    columns = _columns(reading, doctrine)
    refuse_twice(reading, "id")
    every = np.ones(len(columns.count), dtype=np.bool_)
    refuse_unmeant(reading, columns.count, columns.priority, columns.hours, every)
    found: list[Demand] = []
    for row in sound_rows(reading):
        demand = _demand(reading, row, columns, doctrine)
        arrests = max(int(columns.arrests[row]), 0)
        on = clock.instant_of(demand.needed_by).date()
        found += [demand, *absorb_arrests(demand, arrests, doctrine=doctrine, on=on)]
    return found


def refuse_unmeant(
    reading: TableReading,
    count: Column,
    priority: Column,
    hours: NDArray[np.float64],
    asked: NDArray[np.bool_],
) -> None:
    """Refuse demands, the rows `asked`, with figures that nobody could mean."""
    wrong = (
        ("count", count == 0, NOTHING),
        ("count", count > MOST_UNITS, TOO_MANY),
        ("priority", priority == 0, NO_PRIORITY),
        ("duration_hours", (hours <= 0) | (hours > MOST_HOURS), BAD_DURATION),
    )
    sound = asked & ~reading.dropped
    for column, rows, problem in wrong:
        reading.refuse_rows(np.flatnonzero(rows & sound), column, partial(_always, problem))


def _always(problem: Problem, _row: int) -> Problem:
    return problem


def _columns(reading: TableReading, doctrine: Doctrine) -> _Columns:
    reading.column("id", parse_ids)
    for name in TEXTS:
        reading.column(name, parse_text)
    tiers = (*TIERS, TIERS[-1])  # blank is -1: as far as any plan goes
    tier = reading.column("tier", vocabulary_from("tier", TIERS).parse)
    return _Columns(
        unit=slugs_of(reading, "unit", doctrine),
        host=slugs_of(reading, "force", doctrine, column="host"),
        tier=[tiers[code] for code in tier.tolist()],
        count=reading.column("count", parse_whole),
        lat=reading.column("lat", parse_degrees(FURTHEST_NORTH)),
        lon=reading.column("lon", parse_degrees(FURTHEST_EAST)),
        needed_by=reading.column("needed_by", parse_instants(period_window(), 0, closing=False)),
        hours=reading.column("duration_hours", parse_figures),
        priority=reading.column("priority", parse_whole),
        standby=reading.column("standby", parse_yes_no),
        arrests=reading.column("arrests", parse_whole),
    )


def slugs_of(
    reading: TableReading, vocabulary: str, doctrine: Doctrine, column: str = ""
) -> Sequence[str]:
    """Return the slug each row names, blank where its cell is; `column` if not so called."""
    words = vocabulary_of(doctrine, vocabulary)
    known = (*words.slugs, "")
    return [known[code] for code in reading.column(column or vocabulary, words.parse).tolist()]


def _demand(reading: TableReading, row: int, columns: _Columns, doctrine: Doctrine) -> Demand:
    place = Place(float(columns.lat[row]), float(columns.lon[row]))
    host = columns.host[row] or host_of(place, doctrine)
    return Demand(
        slug=words_at(reading, "id", row),
        unit=columns.unit[row],
        count=int(columns.count[row]),
        place=place,
        needed_by=int(columns.needed_by[row]),
        minutes=max(1, round(float(columns.hours[row]) * clock.HOUR)),
        priority=int(columns.priority[row]),
        host=host,
        region=region_of(host, doctrine),
        operation=words_at(reading, "operation", row),
        rendezvous=words_at(reading, "rendezvous", row),
        authority=words_at(reading, "authority", row),
        standby=bool(columns.standby[row]),
        tier=columns.tier[row],
    )


def host_of(place: Place, doctrine: Doctrine) -> str:
    """Return the territorial force in whose police area a place lies, by the map.

    Off the map, or where doctrine has other forces than the map, the one whose headquarters
    is nearest.
    """
    forces = [force for force in doctrine.forces if force.territorial]
    known = {area.name for area in read_area_map(drawn=True).areas}
    mapped = police_area_at(place) if all(force.slug in known for force in forces) else None
    if mapped:
        return mapped
    distances = great_circle_km([place], [force.place for force in forces])[0]
    return forces[int(np.argmin(distances))].slug


def region_of(force: str, doctrine: Doctrine) -> str:
    """Return the region of a force, blank for one outside the regions."""
    found = doctrine.force(force)
    return found.region if found.territorial else ""


def read_offers(path: Path | str, *, doctrine: Doctrine) -> Listed[tuple[str, Step]]:
    """Return the steps of forces that have no return, as force and step, or every fault.

    Raises UnableToReadList.
    """

    def read(reading: TableReading) -> list[tuple[str, Step]]:
        force = slugs_of(reading, "force", doctrine)
        unit = slugs_of(reading, "unit", doctrine)
        notice = reading.column("within_minutes", parse_whole)
        count = reading.column("count", parse_whole)
        rows = sound_rows(reading)
        _refuse_offered_twice(reading, [(force[r], unit[r], int(notice[r])) for r in rows], rows)
        totals = {(force[row], unit[row], int(notice[row])): int(count[row]) for row in rows}
        return list(_steps(totals))

    return read_list(path, read_lists()["offers"], read)


def read_pairs(path: Path | str, *, doctrine: Doctrine) -> Listed[tuple[str, str]]:
    """Return the pairs of forces that may make up units together, or every fault.

    Raises UnableToReadList.
    """

    def read(reading: TableReading) -> list[tuple[str, str]]:
        first = slugs_of(reading, "force", doctrine)
        second = slugs_of(reading, "force", doctrine, column="with_force")
        reading.column("source", parse_text)
        same = np.array([a != "" and a == b for a, b in zip(first, second, strict=True)])
        itself = Problem("with-itself", "is the same force", "name two forces")
        rows = np.flatnonzero(same.astype(np.bool_) & ~reading.dropped)
        reading.refuse_rows(rows, "with_force", lambda _: itself)
        return [(first[row], second[row]) for row in sound_rows(reading)]

    return read_list(path, read_lists()["pairs"], read)


def _refuse_offered_twice(
    reading: TableReading, keys: Sequence[tuple[str, str, int]], rows: Sequence[int]
) -> None:
    """Refuse a row that says again what a force can lend of a kind by a notice."""
    seen: set[tuple[str, str, int]] = set()
    for key, row in zip(keys, rows, strict=True):
        if key in seen:
            reading.refuse_rows(np.array([row]), "within_minutes", lambda _: OFFERED_TWICE)
        seen.add(key)


def _steps(totals: Mapping[tuple[str, str, int], int]) -> Iterator[tuple[str, Step]]:
    """Yield what each notice adds to the one before; a total that falls adds nothing."""
    before: dict[tuple[str, str], int] = {}
    for (force, unit, notice), count in sorted(totals.items(), key=lambda item: item[0]):
        had = before.get((force, unit), 0)
        if count > had:
            yield force, Step(unit, notice, count - had)
            before[force, unit] = count
