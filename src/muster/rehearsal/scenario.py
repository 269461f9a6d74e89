"""What might happen, as data: incidents, shocks, doubts, and what is done about them.

Every instant of a scenario is in whole minutes from its start.
"""

from dataclasses import dataclass, field
from typing import Literal

from muster.mobilisation import ReplayFact
from muster.policing import Place
from muster.rehearsal.distributions import Distribution, fixed

Dispatch = Literal["nearest", "phone", "optimal"]
ShockKind = Literal["travel", "people", "answer", "vehicles"]


@dataclass(frozen=True, slots=True)
class Spot:
    """Somewhere an incident may be: a place in the area of a force, and its share of chance."""

    name: str
    place: Place
    host: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Rate:
    """Incidents at chance times: so many a day on average, more at some hours than others.

    `by_hour` (24, local), `by_weekday` (7, from Monday) and `by_month` (12) are weights;
    what is empty is level. Weights are scaled to mean 1.
    """

    per_day: float
    by_hour: tuple[float, ...] = ()
    by_weekday: tuple[float, ...] = ()
    by_month: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Escalation:
    """An incident grows: with a chance, so long after it is known, by so many units."""

    chance: float
    after: Distribution
    by: Distribution


@dataclass(frozen=True, slots=True)
class Source:
    """Where incidents come from: one at a known time, many at a rate, or by contagion alone.

    `at` is when it becomes known (None with a `rate`, or where only others start it), and
    its units are wanted `within` minutes of that, for `lasts` minutes from then on. It
    comes about with `chance`. `foreseen` is when it is first expected: who orders ahead may
    act from then. `spots` are where it may be, one of them drawn.
    """

    slug: str
    name: str
    unit: str
    spots: tuple[Spot, ...]
    size: Distribution
    within: int
    lasts: Distribution
    priority: int = 1
    at: int | None = None
    rate: Rate | None = None
    chance: float = 1.0
    foreseen: int | None = None
    escalates: tuple[Escalation, ...] = ()
    basis: str = "assumed"


@dataclass(frozen=True, slots=True)
class Spread:
    """Contagion: an incident of `origin` starts one of `to`, at each of its spots in reach.

    Each spot of `to` within `within_km` of the incident is struck with `chance`, `after`
    so many minutes; contagion strikes a spot once at most.
    """

    origin: str
    to: str
    chance: float
    after: Distribution
    within_km: float = 1000.0


@dataclass(frozen=True, slots=True)
class Shock:
    """Something that goes wrong from `start` until before `stop`, with a chance.

    `amount` is in whole per cent: `travel` journeys take that much of their time (200
    doubles it) from `forces` to `hosts`; `people` loses that share of those who would
    come; `answer` calls take that much of their time; `vehicles` loses that share of the
    vehicles of a kind. No forces (or hosts) stand for all.
    """

    slug: str
    name: str
    kind: ShockKind
    start: int
    stop: int
    amount: int
    chance: float = 1.0
    forces: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    vehicle: str = ""
    basis: str = "assumed"


@dataclass(frozen=True, slots=True)
class Doubts:
    """What is not known about forces, each a distribution.

    `abstraction` is the share (whole per cent) of those who should be there and are not;
    `turnout` that of people called in from time off who come; both are drawn once for each
    force, or once for all of them with `shared`. `answer` is minutes until a force says
    what it sends, drawn for each call; `travel` what each journey takes, in per cent of its
    usual time.
    """

    abstraction: Distribution = field(default_factory=lambda: fixed(0))
    turnout: Distribution = field(default_factory=lambda: fixed(100))
    answer: Distribution = field(default_factory=lambda: fixed(0))
    travel: Distribution = field(default_factory=lambda: fixed(100))
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Policy:
    """What is done when units are wanted.

    `dispatch`: `nearest` takes from the nearest force that has any; `phone` does so ringing
    one force after another on so many `lines`, without knowing who has any; `optimal` sends
    what leaves least unmet by priority and then least late. Until the nation is activated
    help comes from the host's own region: at the minute `activate_at`, or once `open_incidents`
    are open at once or `short_units` are wanted and not yet sent, whichever is first; never
    where all are None. With `stand_to`, forces are warned then, and their notice runs from
    that minute; with `order_ahead`, what is foreseen is ordered from then on. `floors` are
    kept back for a force's own need when others ask: doctrine's alert level, blank for none.
    """

    name: str
    dispatch: Dispatch = "nearest"
    activate_at: int | None = 0
    open_incidents: int | None = None
    short_units: int | None = None
    stand_to: bool = False
    order_ahead: bool = False
    lines: int = 1
    floors: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """So many units are to have come within so many minutes of the first call."""

    minutes: int
    units: int


@dataclass(frozen=True, slots=True)
class Requirement:
    """When a replication meets the requirement: a share in time (whole per cent), and marks."""

    share: int
    marks: tuple[Mark, ...] = ()
    basis: str = "assumed"


@dataclass(frozen=True, slots=True)
class Price:
    """What one more of something costs, in the scenario's own money or points."""

    what: str
    amount: float
    basis: str = "assumed"


@dataclass(frozen=True, slots=True)
class Scenario:
    """What might happen over so many `hours` from the UTC minute `starts`.

    A unit works `tour` minutes at most before it is relieved, the relief being called
    `relief_lead` minutes ahead, and rests for `rest` minutes before it can go again. The
    first policy is the scenario's own. `facts` are published figures its outcome is held
    against.
    """

    slug: str
    name: str
    question: str
    starts: int
    hours: int
    sources: tuple[Source, ...]
    requirement: Requirement
    policies: tuple[Policy, ...]
    spreads: tuple[Spread, ...] = ()
    shocks: tuple[Shock, ...] = ()
    doubts: Doubts = field(default_factory=Doubts)
    tour: int = 720
    rest: int = 660
    relief_lead: int = 240
    prices: tuple[Price, ...] = ()
    facts: tuple[ReplayFact, ...] = ()
    assumed: tuple[str, ...] = ()

    @property
    def units(self) -> tuple[str, ...]:
        """Return the kinds of unit that are wanted, each once."""
        return tuple(dict.fromkeys(source.unit for source in self.sources))

    @property
    def minutes(self) -> int:
        """Return how long it lasts, in minutes."""
        return self.hours * 60

    def policy(self, name: str = "") -> Policy:
        """Return a policy by name, its own by default. Raises KeyError."""
        if not name:
            return self.policies[0]
        return {policy.name: policy for policy in self.policies}[name]
