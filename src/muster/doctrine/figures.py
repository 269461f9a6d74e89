"""Dated and sourced figures that are not units, skills or forces."""

from dataclasses import dataclass
from datetime import date

from muster.doctrine.source import Source


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of the Strategic Policing Requirement: its threats and aspects, by slug."""

    slug: str
    name: str
    starts: date
    threats: tuple[str, ...]
    aspects: tuple[str, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class DutyKind:
    """A kind of duty. `working` takes rest to recover from; `deployable` can be called off."""

    slug: str
    name: str
    working: bool
    deployable: bool


@dataclass(frozen=True, slots=True)
class AbstractionKind:
    """A kind of abstraction; `planned` is known ahead, `sensitive` is for few eyes."""

    slug: str
    name: str
    planned: bool
    sensitive: bool


@dataclass(frozen=True, slots=True)
class VehicleKind:
    """A kind of vehicle."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class RestRule:
    """Minimum rest between tours, in minutes, and the rank that may override it."""

    minutes: int
    override: str
    starts: date
    source: Source


@dataclass(frozen=True, slots=True)
class Rate:
    """A share between 0 and 1 from a day on."""

    slug: str
    rate: float
    starts: date
    source: Source


@dataclass(frozen=True, slots=True)
class Requirement:
    """How many units of a kind the nation must have."""

    slug: str
    unit: str
    count: int
    starts: date
    source: Source


@dataclass(frozen=True, slots=True)
class TimeStandard:
    """The share of a requirement that is to be on the move within so many minutes."""

    slug: str
    minutes: int
    share: float
    starts: date
    source: Source


@dataclass(frozen=True, slots=True)
class Wait:
    """How many minutes to wait for a receipt, an answer or an arrival before a reminder."""

    slug: str
    minutes: int
    starts: date
    source: Source


@dataclass(frozen=True, slots=True)
class Notice:
    """A set of notices, in minutes, at which an answer is drawn as a curve."""

    slug: str
    minutes: tuple[int, ...]
    starts: date
    source: Source
