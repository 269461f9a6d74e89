"""Criteria: what an inspector asks in each cell of the matrix, dated and sourced."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from muster.doctrine.source import Source

Basis = Literal["computed", "register", "statement"]
Level = Literal["stated", "table-top", "mustered", "deployed"]
BASES: tuple[Basis, ...] = get_args(Basis)
LEVELS: tuple[Level, ...] = get_args(Level)
YES_NO = "yes-no"
SHARE = "share"  # a part of a whole: of several forces there is no sum of it
BALANCE = "aid.net"  # given less received: what one force gives another receives
PARTLY = 0.5  # what evidence of `partly` counts, against yes as 1 and no as 0


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion: a statement, what is measured, and what counts as meeting it.

    `measure` names the figure and `within_minutes` its notice, None where it has none;
    figures are compared only for the same measure at the same notice. A `yes-no` criterion
    has no requirement of its own: evidence of yes counts 1, partly a half, no 0, against 1.
    `requirement` is doctrine's, None where each force declares its own; `partial_share` is
    the share of it that counts as partly met, None for none. `level` is the lowest level
    of demonstration that counts, and evidence counts for `shelf_life_days`.
    """

    slug: str
    threat: str
    aspect: str
    statement: str
    basis: Basis
    measure: str
    unit: str
    within_minutes: int | None
    requirement: float | None
    partial_share: float | None
    partial_note: str
    level: Level
    shelf_life_days: int
    editions: tuple[str, ...]
    systems: tuple[str, ...]
    moves: str
    starts: date
    source: Source

    @property
    def yes_no(self) -> bool:
        """Say whether this is answered yes, partly or no and not with a figure."""
        return self.unit == YES_NO

    @property
    def adds_up(self) -> bool:
        """Say whether several forces' figures have a sum: counts of people, units, vehicles do."""
        return self.unit not in (YES_NO, SHARE) and self.measure != BALANCE


@dataclass(frozen=True, slots=True)
class Crossing:
    """What became of a criterion between two editions; `becomes` is empty where it was dropped."""

    slug: str
    criterion: str
    from_edition: str
    to_edition: str
    becomes: str
    note: str
    starts: date
    source: Source


@dataclass(frozen=True, slots=True)
class FrameworkQuestion:
    """One question of the capability framework a force assesses itself against."""

    slug: str
    area: str
    question: str
    starts: date
    source: Source
