"""What the synthetic nation is made to look like, as one frozen value."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from muster.assessment import Grade
from muster.doctrine import Document, Level, Source

Shares = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Ranks:
    """Share of officers of each rank, and the fewest of a rank in any force."""

    share: Shares
    at_least: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class People:
    """Service, turnover, restriction and recall."""

    service_years: int
    recruits: float
    leavers: float
    restricted: float
    recallable: float
    recall_minutes: Mapping[int, float]
    on_call_minutes: int
    tour_shifts: tuple[int, ...]
    collar_gap: int


@dataclass(frozen=True, slots=True)
class OnCall:
    """An on-call group: a share of those holding a skill, or working in a function."""

    group: str
    share: float
    holding: str = ""
    function: str = ""


@dataclass(frozen=True, slots=True)
class BaseFigures:
    """How many bases, and how far from headquarters."""

    officers_each: int
    at_least: int
    at_most: int
    spread_km: float
    km_per_degree_lat: float
    km_per_degree_lon: float


@dataclass(frozen=True, slots=True)
class Tour:
    """A tour in local minutes from the midnight that opens its day; both 0 on a rest day."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Rota:
    """A cycle of days; team t starts it `step` days after team t - 1."""

    slug: str
    kind: str
    teams: int
    step: int
    days: tuple[tuple[Tour, ...], ...]


@dataclass(frozen=True, slots=True)
class Function:
    """Work that shares of each rank do on a rota, at a share of the bases."""

    slug: str
    rota: str
    ranks: Shares
    bases: float


@dataclass(frozen=True, slots=True)
class Trait:
    """A factor by which forces differ; one force in so many is short of it."""

    slug: str
    low: float
    high: float
    short: float
    weight: float


@dataclass(frozen=True, slots=True)
class Renewal:
    """Earlier awards on record, and renewals already booked."""

    earlier: float
    booked: float
    renewed_early_days: int


@dataclass(frozen=True, slots=True)
class TicketFigures:
    """Who holds a skill, and what share of those are in date."""

    skill: str
    holds: Shares
    in_date: float = 1.0
    among: tuple[str, ...] = ()
    unlike: str = ""
    within: str = ""
    follows: str = ""
    traits: Mapping[str, str] = field(default_factory=dict)
    favours: Shares = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Spell:
    """Episodes of one kind of abstraction; 0 days means until further notice."""

    kind: str
    per_year: float
    days: Mapping[int, float]
    even: bool = False
    season: tuple[float, ...] = (1.0,) * 12
    christmas: float = 1.0
    spell: str = ""


@dataclass(frozen=True, slots=True)
class ExceptionFigures:
    """Exceptions to the rota of one kind."""

    kind: str
    per_year: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class VehicleFigures:
    """How many vehicles of a kind: by officers, or by what they follow; `function` uses them."""

    kind: str
    prefix: str
    officers_each: int = 0
    follows: str = ""
    each: float = 0.0
    trait: str = ""
    at_least: int = 0
    function: str = "operations"


@dataclass(frozen=True, slots=True)
class OffRoad:
    """How often and how long vehicles are off the road; `opens` is a minute of the day."""

    opens: int
    serviced: float
    days: Mapping[int, float]
    further_notice: float


@dataclass(frozen=True, slots=True)
class Window:
    """Hours on some weekdays when a share of a team must stay."""

    start: int
    until: int
    weekdays: int
    share: float


@dataclass(frozen=True, slots=True)
class CoverFigures:
    """The minimum cover of a function, at each of its bases or for the whole force."""

    function: str
    windows: tuple[Window, ...]
    whole_force: bool = False


@dataclass(frozen=True, slots=True)
class ForceFigures:
    """What is particular to one force."""

    slug: str
    dogs: float = 0.0
    horses: float = 0.0
    spread_km: float | None = None
    recallable: float | None = None
    traits: Shares = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MeasureFigures:
    """What forces declare of a measure, and what ledgers and tests show of it.

    A force's own figure is one for so many officers or else `flat`, times a factor between
    the two of `spread`. `declared`, `recorded` and `shown` are shares of it, low and high;
    `declares` and `tested` are shares of forces; `notices` weighs minutes, -1 for none.
    """

    measure: str
    spread: tuple[float, float]
    officers_each: int = 0
    flat: float = 0.0
    declares: float = 0.0
    declared: tuple[float, float] = (1.0, 1.0)
    notices: Mapping[int, float] = field(default_factory=lambda: {-1: 1.0})
    recorded: tuple[float, float] | None = None
    tested: float = 0.0
    shown: tuple[float, float] = (1.0, 1.0)


@dataclass(frozen=True, slots=True)
class TestimonyFigures:
    """How registers are kept: factors by force, ages in days, and what is answered.

    `neglect` multiplies what is missing, short or in the last band of `ages`; `ambition`
    multiplies requirements. `yes`, `partly` and `no` weigh answers.
    """

    neglect: tuple[float, float]
    ambition: tuple[float, float]
    ages: Mapping[int, float]
    missing: float
    yes: float
    partly: float
    no: float
    contradicted: float
    demonstrated: float
    levels: Mapping[Level, float]


@dataclass(frozen=True, slots=True)
class JudgementFigures:
    """How many judgements a force has, what share speak of a cell, and how they fall."""

    each: int
    cells: float
    grades: Mapping[Grade, float]


@dataclass(frozen=True, slots=True)
class AidFigures:
    """How often forces are helped and help: chances, weights by name, hours and officers.

    `days` is how far ledgers reach back. `officers_each` are those of a host to one event a
    year; `near` and `far` are a donor's chance of sending, to a thousand officers, in its own
    region and elsewhere; it sends one unit, and may send one more to `unit_officers`.
    """

    days: int
    officers_each: int
    needy: tuple[float, float]
    generous: tuple[float, float]
    near: float
    far: float
    unit_officers: int
    kinds: Shares
    opens: Mapping[int, float]
    hours: Mapping[int, float]
    late_hours: int
    stated: float
    fewer: int
    one_sided: float
    differs: float


@dataclass(frozen=True, slots=True)
class AidOperation:
    """A large operation with a name: who was helped, when, for how long, and by what share.

    A donor sends one unit to `officers_each` of its officers; with `relief_days` they change
    over. `among` is the region whose forces take part, empty for the nation.
    """

    slug: str
    name: str
    host: str
    days_before: int
    days: int
    joins: float
    officers_each: int
    relief_days: int = 0
    among: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Calibration:
    """Every figure of the synthesis, with sources by table and slug. Built by the reader.

    `christmas` is the month and day on which that season starts, and its last.
    """

    documents: tuple[Document, ...]
    ranks: Ranks
    people: People
    on_call: tuple[OnCall, ...]
    bases: BaseFigures
    rotas: tuple[Rota, ...]
    functions: tuple[Function, ...]
    traits: tuple[Trait, ...]
    renewal: Renewal
    tickets: tuple[TicketFigures, ...]
    spells: tuple[Spell, ...]
    exceptions: tuple[ExceptionFigures, ...]
    vehicles: tuple[VehicleFigures, ...]
    christmas: tuple[tuple[int, int], tuple[int, int]]
    off_road: OffRoad
    cover: tuple[CoverFigures, ...]
    testimony: TestimonyFigures
    judgements: JudgementFigures
    measures: tuple[MeasureFigures, ...]
    aid: AidFigures
    operations: tuple[AidOperation, ...]
    forces: Mapping[str, ForceFigures]
    sources: Mapping[tuple[str, str], Source]
    digest: str

    def force(self, slug: str) -> ForceFigures:
        """Return what is particular to a force: nothing, where no figure is held."""
        return self.forces.get(slug, ForceFigures(slug))
