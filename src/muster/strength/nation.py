"""The nation at an instant, and hour by hour: many rosters in one index.

`index_nation` turns rosters into bit-planes and streams of change; the index then answers
for any minute of its horizon by carrying the planes there, and for every hour of it by
running differences. `forecast` asks it for every hour of a year; `count_at` and
`count_units` are there for tables of the whole nation. One force at one instant, with a
reason for every officer, is `available`, which the index equals.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from muster.doctrine import Doctrine
from muster.policing import Composition, clock
from muster.strength import kernels_bits, kernels_cube
from muster.strength.nation_build import (
    ALWAYS,
    STEP,
    WORD,
    ForceTables,
    Horizon,
    UnableToIndexNation,
    prepare_force,
    settle_horizon,
)
from muster.strength.nation_fleet import Fleet, gather_fleet
from muster.strength.nation_units import unit_rows
from muster.strength.roster import Column, Overlay, Roster

Counts = NDArray[np.int32]
COUNTED_STATES = ("on_duty", "on_call", "recall", "absent")
ASSURED_STATES = 2
WORKERS = 2
BEFORE = -ALWAYS  # where an index stands until it is first asked


@dataclass(frozen=True, slots=True)
class Columns:
    """Something to count people under besides skills: up to 64 columns.

    `translate` takes masks of valid skills and the seats they belong to, and returns masks
    of columns.
    """

    width: int
    translate: Callable[[Column, Column], Column]


@dataclass(frozen=True, slots=True, eq=False)
class TicketDays:
    """Officers by local day from `first_day`, force and skill, int32 (days, forces, skills).

    `valid` hold a valid ticket that day; for `lapsing` the day is the last.
    """

    first_day: int
    valid: Counts
    lapsing: Counts


@dataclass(slots=True, eq=False)
class _Place:
    """Where an index stands: the planes carried there, and who could come, (3, words)."""

    minute: int
    planes: kernels_bits.Planes
    states: Column
    fleet: Fleet


@dataclass(frozen=True, eq=False)
class NationIndex:
    """Rosters indexed together for one notice; `forces` in the order given.

    Counts are int32 by force, state and skill: states are COUNTED_STATES (`on_duty` takes
    in those starting by then), skills those of doctrine, and each employed officer whose
    ticket is valid at the end of the notice counts once under each skill. The index keeps
    the place of the last question, so one index answers one thread at a time.
    """

    forces: tuple[str, ...]
    horizon: Horizon
    doctrine: Doctrine
    tables: tuple[ForceTables, ...]
    people: kernels_cube.People
    codes: Column
    streams: kernels_cube.Streams
    cells: kernels_bits.Cells
    words: Column
    first_class: Column
    ranks: Column
    edges: kernels_cube.Edges
    first_valid: Column
    width: int
    place: "_Place" = field(repr=False)

    def count_at(self, at: int) -> Counts:
        """Return people by force, state and skill at the minute `at`, (forces, 4, skills).

        Raises UnableToIndexNation for a minute outside the horizon.
        """
        self._carry(at)
        counts = np.empty((len(self.forces), len(COUNTED_STATES), self.width), dtype=np.int32)
        kernels_bits.count_states(self.place.planes, self.place.states, self.words, counts)
        return counts

    def count_hours(self, columns: Columns | None = None) -> Counts:
        """Return people at every hour of the horizon, (hours, forces, 4, skills).

        With `columns`, whatever those are worked out to be takes the place of skills.
        """
        width = columns.width if columns else self.width
        shape = (len(self.forces), self.horizon.hours, len(COUNTED_STATES), width)
        cube = np.empty(shape, dtype=np.int32)
        codes = self.codes.copy()
        people, streams = self._start(columns)

        def run(force: int) -> None:
            seats = (int(self.words[force]) * WORD, int(self.words[force + 1]) * WORD)
            classes = (int(self.first_class[force]), int(self.first_class[force + 1]))
            kernels_cube.run_cube(force, seats, classes, people, codes, streams, cube[force])

        largest_first = np.argsort(-np.diff(self.words), kind="stable")
        with ThreadPoolExecutor(WORKERS) as pool:
            list(pool.map(run, largest_first.tolist()))
        return cube.transpose(1, 0, 2, 3)

    def _start(self, columns: Columns | None) -> tuple[kernels_cube.People, kernels_cube.Streams]:
        """Return first standings that may be changed, and streams, in these columns."""
        people, streams = self.people, self.streams
        mask = people.mask.copy()
        if columns:
            seats, masks = np.arange(len(mask)), streams.masks
            mask = columns.translate(mask, seats)
            masks = masks._replace(
                before=columns.translate(masks.before, masks.seat),
                after=columns.translate(masks.after, masks.seat),
            )
            streams = streams._replace(masks=masks)
        return people._replace(mask=mask, away=people.away.copy(), own=people.own.copy()), streams

    def count_tickets(self, days: int = 365) -> TicketDays:
        """Return officers in date, and those on their last valid day, by day, force and skill.

        Days run from the local day on which the horizon starts, within it; an officer counts
        while employed, once however many tickets overlap, and lapses if still there the
        day after.
        """
        first, last = self.horizon.days
        days = min(days, last - first)
        shape = (len(self.forces), days, len(self.doctrine.skills))
        valid, lapsing = np.zeros(shape, dtype=np.int32), np.zeros(shape, dtype=np.int32)
        kernels_cube.run_tickets(self.edges, self.first_valid, valid, lapsing)
        return TicketDays(first, valid.transpose(1, 0, 2), lapsing.transpose(1, 0, 2))

    def count_units(
        self, at: int, units: Sequence[Composition], *, assured: bool = False
    ) -> Counts:
        """Return the most whole units of each kind by force at `at`, (forces, units).

        Each kind by itself, people and vehicles both. By Hall's theorem the people suffice
        for k units exactly when every set of posts finds k times its places among those
        who fit one of its posts. Raises UnableToIndexNation outside the horizon.
        """
        self._carry(at)
        place, road = self.place, self.on_road(at)
        states = place.states[:ASSURED_STATES] if assured else place.states
        found = np.empty((len(units), len(self.forces)), dtype=np.int32)
        for most, unit in zip(found, units, strict=True):
            rows = unit_rows(unit, self.doctrine)
            kernels_bits.raise_units(
                place.planes.skills, states, self.ranks, rows, self.words, road, most
            )
        return found.T

    def count_trained(self, at: int, units: Sequence[Composition]) -> Counts:
        """Return the units that everyone employed and in date would make, (forces, units).

        On duty or not, vehicles apart; a ticket is in date at the end of the notice. Every
        post must need a skill. Raises UnableToIndexNation.
        """
        if not all(post.skills for unit in units for post in unit.posts):
            raise UnableToIndexNation("A post that needs no skill has nobody trained for it")
        self._carry(at)
        place = self.place
        anyone = np.full((1, place.states.shape[1]), ~np.uint64(0), dtype=np.uint64)
        road = np.zeros((len(self.forces), len(self.doctrine.vehicle_kinds)), dtype=np.int32)
        found = np.empty((len(units), len(self.forces)), dtype=np.int32)
        for most, unit in zip(found, units, strict=True):
            rows = unit_rows(replace(unit, vehicles=()), self.doctrine)
            kernels_bits.raise_units(
                place.planes.skills, anyone, self.ranks, rows, self.words, road, most
            )
        return found.T

    def on_road(self, at: int) -> Counts:
        """Return vehicles on the road throughout the notice, (forces, vehicle kinds)."""
        return self.place.fleet.count(at, at + self.horizon.within)

    def _carry(self, at: int) -> None:
        """Carry the planes to a minute."""
        if not self.horizon.start <= at < self.horizon.stop:
            raise UnableToIndexNation(
                f"{clock.describe_instant(at)} is outside the hours indexed, "
                f"{clock.describe_instant(self.horizon.start)} to "
                f"{clock.describe_instant(self.horizon.stop)}; index the hours you need"
            )
        place = self.place
        if at != place.minute:
            moments = (place.minute, at, self.horizon.start, STEP)
            kernels_bits.move(place.planes, self.streams, moments)
            place.minute = at
            kernels_bits.standing(place.planes, self.cells, place.states)


def index_nation(
    rosters: Iterable[Roster],
    *,
    doctrine: Doctrine,
    start: int,
    hours: int = 8760,
    within: int,
    overlays: Mapping[str, Sequence[Overlay]] | None = None,
) -> NationIndex:
    """Return an index of rosters over `hours` from the UTC minute `start`, at one notice.

    `within` is in minutes; `overlays` are by force. Memory goes with what changes (about 20
    bytes a change); officers on the same day of the same pattern share theirs, so a nation
    in which everyone has a cycle of their own takes much more. Raises UnableToIndexNation.
    """
    horizon = settle_horizon(doctrine, start=start, hours=hours, within=within)
    tables: list[ForceTables] = []
    words, classes = [0], [0]
    for roster in rosters:
        table = prepare_force(
            roster,
            doctrine,
            horizon,
            seats_from=words[-1] * WORD,
            classes_from=classes[-1],
            overlays=(overlays or {}).get(roster.force, ()),
        )
        tables.append(table)
        words.append(words[-1] - -len(roster) // WORD)
        classes.append(classes[-1] + len(table.codes))
    if not tables:
        raise UnableToIndexNation("There is no roster to index; give at least one")
    return _assemble(tuple(tables), horizon, doctrine, overlays or {}, words, classes)


def _assemble(
    tables: tuple[ForceTables, ...],
    horizon: Horizon,
    doctrine: Doctrine,
    overlays: Mapping[str, Sequence[Overlay]],
    words: list[int],
    classes: list[int],
) -> NationIndex:
    """Return the index of forces that are ready."""
    people = _people(tables, words[-1] * WORD)
    codes = _join([table.codes for table in tables]).astype(np.int8)
    streams = kernels_cube.Streams(
        masks=kernels_cube.MaskStream(*_join_streams([table.streams.masks for table in tables])),
        away=kernels_cube.Stream(*_join_streams([table.streams.away for table in tables])),
        own=kernels_cube.Stream(*_join_streams([table.streams.own for table in tables])),
        classes=kernels_cube.Stream(*_join_streams([table.streams.classes for table in tables])),
    )
    cells = kernels_bits.Cells(
        *(_join([table.seating.cells[which] for table in tables]) for which in range(4))
    )
    width = len(doctrine.skills)
    planes = kernels_bits.Planes(
        skills=np.zeros((width, words[-1]), dtype=np.uint64),
        away=np.zeros(words[-1], dtype=np.uint64),
        own=np.zeros((4, words[-1]), dtype=np.uint64),
        codes=codes.copy(),
    )
    kernels_bits.set_planes(planes, people.mask, people.away, people.own)
    states = np.zeros((3, words[-1]), dtype=np.uint64)
    fleet = gather_fleet(
        [table.roster for table in tables], len(doctrine.vehicle_kinds), overlays, horizon
    )
    return NationIndex(
        forces=tuple(table.roster.force for table in tables),
        horizon=horizon,
        doctrine=doctrine,
        tables=tables,
        people=people,
        codes=codes,
        streams=streams,
        cells=cells,
        words=np.array(words, dtype=np.int64),
        first_class=np.array(classes, dtype=np.int64),
        ranks=_rank_planes(tables, len(doctrine.ranks), words[-1]),
        edges=_edges(tables, streams.masks, horizon, words[-1] * WORD),
        first_valid=_first_valid(people.mask, words, width),
        width=width,
        place=_Place(BEFORE, planes, states, fleet),
    )


def _join(columns: Sequence[Column]) -> Column:
    return np.concatenate(columns) if columns else np.zeros(0, dtype=np.int64)


def _people(tables: Sequence[ForceTables], seats: int) -> kernels_cube.People:
    """Return everyone's first standing by seat; a seat nobody has never counts."""
    people = kernels_cube.People(
        classes=np.zeros(seats, dtype=np.int32),
        group=np.full(seats, 3, dtype=np.int8),
        mask=np.zeros(seats, dtype=np.uint64),
        away=np.zeros(seats, dtype=np.bool_),
        own=np.full(seats, -1, dtype=np.int8),
    )
    for table in tables:
        seat = table.seating.seat
        people.classes[seat] = table.seating.classes
        people.group[seat] = table.seating.group
        people.mask[seat] = table.mask
        people.away[seat] = table.away
        people.own[seat] = table.own
    return people


def _edges(
    tables: Sequence[ForceTables], masks: kernels_cube.MaskStream, horizon: Horizon, seats: int
) -> kernels_cube.Edges:
    """Return tickets gained and lost, by force and day."""
    leaves = np.full(seats, clock.FOREVER, dtype=np.int32)
    for table in tables:
        leaves[table.seating.seat] = np.clip(table.leaves, clock.NEVER, clock.FOREVER)
    midnight = int(clock.utc_from_local(np.array(horizon.days[0] * clock.DAY)))
    edges: kernels_cube.Edges = kernels_cube.ticket_edges(masks, leaves, midnight - horizon.within)
    return edges


def _first_valid(mask: Column, words: Sequence[int], width: int) -> Counts:
    """Return officers by force and skill on the first day, (forces, skills)."""
    counts = np.zeros((len(words) - 1, width), dtype=np.int32)
    for force, (first, last) in enumerate(pairwise(words)):
        kernels_cube.count_masks(first * WORD, last * WORD, mask, counts[force])
    return counts


def _join_streams(streams: Sequence[kernels_cube.AnyStream]) -> tuple[Column, ...]:
    """Return the columns of many forces' streams joined, with a row of pointers for each."""
    starts = np.cumsum([0] + [len(stream.time) for stream in streams[:-1]])
    ptr = np.concatenate([stream.ptr + at for stream, at in zip(streams, starts, strict=True)])
    return ptr, *(_join([stream[which] for stream in streams]) for which in range(1, 5))


def _rank_planes(tables: Sequence[ForceTables], ranks: int, words: int) -> Column:
    """Return who holds each rank as bits, (ranks, words)."""
    marks = np.zeros((ranks, words * WORD), dtype=np.uint8)
    for table in tables:
        marks[table.roster.officers.rank, table.seating.seat] = 1
    return np.packbits(marks, axis=1, bitorder="little").view("<u8").astype(np.uint64)
