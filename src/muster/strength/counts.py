"""Totals that a force gives instead of people: how many, of whom, at what notice."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Count:
    """So many people or vehicles within so many minutes of an instant.

    `subjects` are ranks (several where the force counts them together) or one vehicle
    kind; `skills` are what the people hold. `exclusive` says that nobody in it is in
    another row.
    """

    as_at: int
    within_minutes: int
    subjects: tuple[str, ...]
    skills: tuple[str, ...]
    count: int
    exclusive: bool
    source: str


@dataclass(frozen=True, slots=True)
class CountSet:
    """All the totals one force has given."""

    force: str
    counts: tuple[Count, ...]
