"""A plan: who sends what, where and when, with its proof and its price."""

from dataclasses import dataclass, field
from typing import Literal

from muster.mobilisation.demands import Demand
from muster.mobilisation.offers import Offer
from muster.mobilisation.tiers import Tier
from muster.policing import Place

Policy = Literal["optimal", "nearest"]


@dataclass(frozen=True, slots=True)
class Assignment:
    """Units of one force for one demand, with when they leave and arrive (UTC minutes).

    `notice` is the step they come from, and `ready` when they can leave at the earliest.
    `late` is how long after they are needed each of them arrives, in minutes.
    """

    demand: str
    force: str
    unit: str
    count: int
    notice: int
    ready: int
    depart: int
    arrive: int
    travel: int
    late: int


@dataclass(frozen=True, slots=True)
class Level:
    """One level of the objective: what the plan reaches, and what no plan can better.

    Lower is better; levels are in order of importance, and `bound` is of plans that are as
    good in every level above. It is None below a level that is not at its bound, for there
    nothing is compared. Equal value and bound are proof.
    """

    level: str
    value: float
    bound: float | None

    @property
    def proved(self) -> bool:
        """Say whether nothing better is possible."""
        return self.bound is not None and self.value <= self.bound


@dataclass(frozen=True, slots=True)
class Pin:
    """Exactly so many units of a force go to a demand, whatever else is better."""

    demand: str
    force: str
    count: int


@dataclass(frozen=True, slots=True)
class Forbid:
    """A force sends nothing to a demand; blank stands for every one."""

    force: str = ""
    demand: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Floor:
    """Units of a kind that a force keeps for itself, and who or what says so."""

    force: str
    unit: str
    count: int
    because: str = ""


@dataclass(frozen=True, slots=True)
class Moving:
    """Units already ordered, where they are headed, and what a change of mind must save.

    `places` are where the assignments report, one each; `price` is in minutes late, for each
    unit that is not left on its way.
    """

    assignments: tuple[Assignment, ...] = ()
    places: tuple[Place, ...] = ()
    price: int = 0


@dataclass(frozen=True, slots=True)
class Request:
    """Everything a plan is made from.

    `at` is the UTC minute of the order; `tier` how far help may be sought. `assembly` is
    minutes from leaving the base to leaving the force. With `mixed`, a unit may be made of
    serials of two forces in `compatible`.
    """

    demands: tuple[Demand, ...]
    offers: tuple[Offer, ...]
    at: int
    tier: Tier = "nation"
    floors: tuple[Floor, ...] = ()
    pins: tuple[Pin, ...] = ()
    forbidden: tuple[Forbid, ...] = ()
    assembly: int = 0
    moving: Moving = field(default_factory=Moving)


@dataclass(frozen=True, slots=True)
class Short:
    """Units of a demand that no plan can raise (or this policy does not)."""

    demand: str
    unit: str
    count: int


@dataclass(frozen=True, slots=True)
class Plan:
    """Who sends what, where and when.

    `objective` has its levels in order of importance. `proved` says that no plan is better;
    otherwise the levels say how far it may be off. `travel_times` names who spoke.
    """

    request: Request
    policy: Policy
    assignments: tuple[Assignment, ...]
    short: tuple[Short, ...]
    objective: tuple[Level, ...]
    travel_times: str
    notes: tuple[str, ...] = ()

    @property
    def proved(self) -> bool:
        """Say whether nothing better is possible."""
        return all(level.proved for level in self.objective)
