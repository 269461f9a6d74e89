"""Small rosters, made by hand or drawn, for tests of counting."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from muster.doctrine import read_doctrine
from muster.policing import Composition, Post, VehicleNeed, clock
from muster.strength import (
    Abstractions,
    Availability,
    Bases,
    Duties,
    MinimumCover,
    Officers,
    Patterns,
    Roster,
    State,
    Tickets,
    Vehicles,
)

DOCTRINE = read_doctrine()
RANKS = [rank.slug for rank in DOCTRINE.ranks]
SKILLS = [skill.slug for skill in DOCTRINE.skills]
ROLES = [kind.slug for kind in DOCTRINE.duty_kinds]
KINDS = [kind.slug for kind in DOCTRINE.vehicle_kinds]
AT = clock.parse_instant("2026-03-02T20:00")
DAY_ONE = date(2026, 1, 1)


@dataclass(frozen=True)
class Person:
    """Someone in the cast: rank, tickets in date, how they can come, what they are doing."""

    rank: str
    skills: tuple[str, ...] = ()
    state: State = State.ON_DUTY
    role: str = ""
    base: int = 0
    ready: int = 0
    held: tuple[str, ...] = ()


@dataclass(frozen=True)
class Stay:
    """Minimum cover: so many of a role at a base."""

    role: str
    count: int
    base: int = 0


def unit(slug: str, *posts: tuple[int, Sequence[str], Sequence[str]], **vehicles: int):
    """Return a composition; a post is (count, ranks, skills) and is named by its position."""
    return Composition(
        slug,
        DAY_ONE,
        tuple(
            Post(f"post_{at}", count, tuple(ranks), tuple(skills))
            for at, (count, ranks, skills) in enumerate(posts)
        ),
        tuple(VehicleNeed(kind, count) for kind, count in vehicles.items()),
    )


def word(skills: Sequence[str]) -> int:
    """Return skills as a 64-bit word."""
    return sum(1 << SKILLS.index(skill) for skill in set(skills))


def parade(
    people: Sequence[Person],
    vehicles: Sequence[tuple[str, int]] = (),
    cover: Sequence[Stay] = (),
    bases: int = 1,
    force: str = "barsetshire",
) -> tuple[Roster, Availability]:
    """Return a roster and who of it can parade, as `available` would have found them."""
    size = len(people)
    empty = np.zeros(0, dtype=np.int32)
    officers = Officers(
        officer_id=np.array([f"B{at:04}".encode() for at in range(size)], dtype="S8"),
        rank=np.array([RANKS.index(person.rank) for person in people], dtype=np.int8),
        base=np.array([person.base for person in people], dtype=np.int16),
        recall_minutes=np.full(size, -1, np.int32),
        on_call=np.full(size, -1, np.int16),
        pattern=np.full(size, -1, np.int16),
        pattern_from=np.full(size, clock.NEVER, np.int32),
        restricted=np.zeros(size, bool),
        joined=np.full(size, clock.NEVER, np.int32),
        left=np.full(size, clock.FOREVER, np.int32),
    )
    roster = Roster(
        force=force,
        starts=AT - clock.DAY,
        ends=AT + clock.DAY,
        officers=officers,
        patterns=Patterns(empty, empty, empty, empty, empty),
        duties=Duties(empty, empty, empty, empty),
        tickets=Tickets(empty, empty, empty, empty),
        abstractions=Abstractions(empty, empty, empty, empty),
        vehicles=Vehicles(
            np.array([f"V{at}".encode() for at in range(len(vehicles))], dtype="S8"),
            np.array([KINDS.index(kind) for kind, _ in vehicles], dtype=np.int8),
            np.array([base for _, base in vehicles], dtype=np.int16),
            np.full(len(vehicles), clock.FOREVER, np.int32),
            np.full(len(vehicles), clock.FOREVER, np.int32),
        ),
        bases=Bases(tuple(f"Base {at}" for at in range(bases)), np.zeros(bases), np.zeros(bases)),
        minimum_cover=MinimumCover(
            np.array([stay.base for stay in cover], dtype=np.int16),
            np.array([ROLES.index(stay.role) for stay in cover], dtype=np.int8),
            np.zeros(len(cover), np.int16),
            np.full(len(cover), clock.DAY, np.int16),
            np.full(len(cover), 127, np.uint8),
            np.array([stay.count for stay in cover], dtype=np.int32),
        ),
        pattern_names=(),
        on_call_groups=(),
    )
    tickets = np.array([word(person.skills) for person in people], dtype=np.uint64)
    held = np.array([word((*person.skills, *person.held)) for person in people], dtype=np.uint64)
    availability = Availability(
        at=AT,
        by=AT + 60,
        state=np.array([person.state for person in people], dtype=np.int8),
        reason=np.zeros(size, np.int8),
        ready=np.array([person.ready for person in people], dtype=np.int32),
        tickets=tickets,
        held=held,
        role=np.array(
            [ROLES.index(person.role) if person.role else -1 for person in people], dtype=np.int8
        ),
        on_road=np.ones(len(vehicles), bool),
    )
    return roster, availability
