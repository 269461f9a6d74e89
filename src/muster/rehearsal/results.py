"""What a campaign found: chances with their intervals, shortfalls, bottlenecks, worst cases."""

from dataclasses import dataclass

from muster.mobilisation import ReplayFact
from muster.rehearsal.scenario import Policy, Scenario

CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure from sampling, with its interval at 95 %."""

    value: float
    low: float
    high: float

    @property
    def straddles(self) -> bool:
        """Say whether the interval holds nought: of a difference, noise wins."""
        return self.low <= 0 <= self.high


@dataclass(frozen=True, slots=True)
class Arrival:
    """When the n-th unit came, in minutes from the first call, of replications where it did.

    `reached` is the share of replications in which so many came before the end; the tenth,
    half and nine tenths are None where there are none.
    """

    units: int
    reached: float
    tenth: int | None
    half: int | None
    nine_tenths: int | None


@dataclass(frozen=True, slots=True)
class ShortPlace:
    """What one host was short of, step by step from the scenario's start.

    `mean` is units wanted and not there at the step's first minute, `chance` the share of
    replications in which any were.
    """

    host: str
    mean: tuple[float, ...]
    chance: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Bottleneck:
    """What stopped a force that was asked from sending one more unit of a kind.

    `posts` are the posts that ran short together, or none where `vehicle` did; `share` is of
    replications.
    """

    force: str
    unit: str
    posts: tuple[str, ...]
    vehicle: str
    share: float


@dataclass(frozen=True, slots=True)
class Exposure:
    """The share of replications in which a donor was left with less than its local need."""

    force: str
    share: float


@dataclass(frozen=True, slots=True)
class WorstCase:
    """One of the worst replications: its number plays it again; `hours_short` is unit-hours."""

    replication: int
    wanted: int
    in_time: int
    late: int
    never: int
    late_minutes: int
    hours_short: float


@dataclass(frozen=True, slots=True)
class Sent:
    """Units of a force that came to incidents of a source but for reliefs, on average."""

    source: str
    force: str
    units: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the scenario under one policy.

    `met` is the chance that the requirement is met; `in_time`, `late` and `never` are mean
    units a replication, of those `wanted`; `share` is the share in time, of all wanted in
    all replications. `hours_short` are unit-hours a replication: each unit wanted, from when it
    is needed until it arrives, the incident is over or the scenario ends. `curve[x]` is the
    chance that x per cent or more are in time (0 to 100). `fan` are units in place at each
    step: the 5th, 25th, 50th, 75th and 95th of 100. `truncated` replications had more going
    on than could be played, and count as not met.
    """

    policy: Policy
    replications: int
    met: Estimate
    share: Estimate
    wanted: float
    in_time: float
    late: float
    never: float
    late_minutes: float
    hours_short: Estimate
    incidents: float
    stood_down: float
    activated: float
    curve: tuple[float, ...]
    fan: tuple[tuple[int, int, int, int, int], ...]
    arrivals: tuple[Arrival, ...]
    short: tuple[ShortPlace, ...]
    bottlenecks: tuple[Bottleneck, ...]
    exposures: tuple[Exposure, ...]
    sent: tuple[Sent, ...]
    worst: tuple[WorstCase, ...]
    truncated: int


@dataclass(frozen=True, slots=True)
class Difference:
    """A policy less the first, replication by replication with the same draws.

    `met` is in chance, `in_time` in units a replication, `hours_short` in unit-hours a
    replication: below nought, the policy leaves fewer short.
    """

    policy: str
    against: str
    met: Estimate
    in_time: Estimate
    hours_short: Estimate

    @property
    def cannot_tell(self) -> bool:
        """Say whether noise wins, of the chance."""
        return self.met.straddles

    @property
    def better(self) -> bool | None:
        """Say whether it is better, by the chance, or where noise wins there by units.

        Those in time, and hours short: None where neither tells, or each the contrary.
        """
        if not self.met.straddles:
            return self.met.value > 0
        told = {self.in_time.value > 0} if not self.in_time.straddles else set()
        if not self.hours_short.straddles:
            told.add(self.hours_short.value < 0)
        return told.pop() if len(told) == 1 else None


@dataclass(frozen=True, slots=True)
class CampaignMisfit:
    """A published figure beside the mean of a policy's replications."""

    policy: str
    fact: ReplayFact
    rehearsed: float


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """How the outcome moves with one figure of the scenario, all others as they were.

    `figure` says which; `was`, `low` and `high` are what it was and what was tried, in words.
    `swing` is the share in time at the high less that at the low, replication by replication
    with the same draws.
    """

    figure: str
    was: str
    low: str
    high: str
    met_low: Estimate
    met_high: Estimate
    share_low: Estimate
    share_high: Estimate
    swing: Estimate
    basis: str = "assumed"

    @property
    def cannot_tell(self) -> bool:
        """Say whether noise wins."""
        return self.swing.straddles


@dataclass(frozen=True, slots=True)
class Campaign:
    """Many replications of a scenario, under one policy or several.

    `step` is the minutes of a step of fans and shortfalls. `complete` is false where it was
    interrupted before what was asked; `precise` says whether the precision asked was
    reached (None where none was). `digest` is over every replication's result, by policy in
    order, whoever ran them. `forces` are in the order of the supply. `sensitivities` are
    of the first policy, where any were asked for.
    """

    scenario: Scenario
    seed: int
    replications: int
    step: int
    forces: tuple[str, ...]
    outcomes: tuple[Outcome, ...]
    differences: tuple[Difference, ...]
    misfits: tuple[CampaignMisfit, ...]
    digest: str
    complete: bool
    precise: bool | None
    travel_times: str
    notes: tuple[str, ...] = ()
    sensitivities: tuple[Sensitivity, ...] = ()


@dataclass(frozen=True, slots=True)
class Worth:
    """What one more of something at a force is worth, by the same draws with and without it.

    `what` is a post of the unit, a kind of vehicle, or `unit`. `hours_covered` are the unit-hours
    a replication that it takes off those short, `in_time` the units that it adds to those in
    time, `met` what it adds to the chance: of each, above nought is a gain.
    """

    force: str
    unit: str
    what: str
    hours_covered: Estimate
    in_time: Estimate
    met: Estimate

    @property
    def cannot_tell(self) -> bool:
        """Say whether noise wins in both measures, unit-hours and units in time."""
        return self.hours_covered.straddles and self.in_time.straddles

    @property
    def helps(self) -> bool:
        """Say whether it helps beyond noise: in unit-hours where they tell, or else in time."""
        told = self.in_time if self.hours_covered.straddles else self.hours_covered
        return told.low > 0


@dataclass(frozen=True, slots=True)
class FrontierPoint:
    """A step of the frontier: what was added last, what all of it costs, and the chance then."""

    force: str
    what: str
    cost: float
    met: Estimate
    share: Estimate


@dataclass(frozen=True, slots=True)
class Worths:
    """What one more would be worth at every force, the most unit-hours first, and the frontier."""

    scenario: Scenario
    policy: Policy
    seed: int
    replications: int
    played: int
    worths: tuple[Worth, ...]
    frontier: tuple[FrontierPoint, ...] = ()
    notes: tuple[str, ...] = ()
