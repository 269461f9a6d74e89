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
class SpeedBand:
    """The speed at which every stretch of a road beyond `over_km` is driven."""

    over_km: float
    kmh: float


@dataclass(frozen=True, slots=True)
class TravelSpeeds:
    """How a straight line becomes a journey: road by `factor`, driven at the speed of each band.

    The first band starts at nought, and they rise.
    """

    slug: str
    factor: float
    bands: tuple[SpeedBand, ...]
    starts: date
    source: Source


@dataclass(frozen=True, slots=True)
class TimeNorm:
    """The minutes within which a share of people, or of units, have done something."""

    slug: str
    minutes: int
    share: float
    starts: date
    source: Source


@dataclass(frozen=True, slots=True)
class NormEvidence:
    """How much must have been seen before a norm is proposed, and how sure its interval is.

    `fewest` observations on at least `occasions` different occasions; `confidence` is the
    share of such intervals that hold what they are about.
    """

    slug: str
    fewest: int
    occasions: int
    confidence: float
    starts: date
    source: Source


@dataclass(frozen=True, slots=True)
class Notice:
    """A set of notices, in minutes, at which an answer is drawn as a curve."""

    slug: str
    minutes: tuple[int, ...]
    starts: date
    source: Source


@dataclass(frozen=True, slots=True)
class Absorption:
    """How many arrests one unit of a kind deals with, and for how many minutes they take it."""

    slug: str
    unit: str
    arrests: int
    minutes: int
    starts: date
    source: Source


@dataclass(frozen=True, slots=True)
class AidTour:
    """How long a unit on aid works at a stretch, in minutes, and the most days it is away."""

    slug: str
    minutes: int
    days: int
    starts: date
    source: Source


@dataclass(frozen=True, slots=True)
class Secondment:
    """The most days that continuous aid normally lasts before it is a secondment."""

    slug: str
    days: int
    starts: date
    source: Source


@dataclass(frozen=True, slots=True)
class Premium:
    """How many times over an hour is paid, and the least minutes paid for."""

    slug: str
    factor: float
    minutes: int
    starts: date
    source: Source


@dataclass(frozen=True, slots=True)
class BalancePeriod:
    """How many whole years aid is weighed over, and the month and day a year starts on."""

    slug: str
    years: int
    month: int
    day: int
    starts: date
    source: Source
