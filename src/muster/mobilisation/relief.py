"""Relief: who takes over from whom, tour by tour, and when the forces asked run out."""

from dataclasses import dataclass

from muster.mobilisation.plans import Plan


@dataclass(frozen=True, slots=True)
class ReliefTour:
    """One stretch that a demand has to be held: so many units from `start` to `end`.

    `short` of them cannot be found.
    """

    demand: str
    unit: str
    number: int
    start: int
    end: int
    wanted: int
    short: int


@dataclass(frozen=True, slots=True)
class ReliefTrip:
    """Units of a force that go to a demand, work some of its tours, and come home.

    `tours` are the numbers of the tours they work, with rest between; `depart` and `home` are
    UTC minutes, and they can be sent again from `rested` on.
    """

    demand: str
    force: str
    unit: str
    count: int
    tours: tuple[int, ...]
    depart: int
    home: int
    rested: int


@dataclass(frozen=True, slots=True)
class Relief:
    """The relief of a plan until a horizon.

    `runs_out` is the first UTC minute from which some tour cannot be filled, whatever is
    done; None where none comes before the `horizon`. `proved` says that this, and how few
    are short, is shown to be the best possible. `officer_hours` are hours of work by force.
    """

    plan: Plan
    horizon: int
    tours: tuple[ReliefTour, ...]
    trips: tuple[ReliefTrip, ...]
    runs_out: int | None
    proved: bool
    officer_hours: tuple[tuple[str, int], ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReliefRules:
    """How long units work, rest and stay, in minutes; `days` is the most days away."""

    tour: int
    rest: int
    days: int

    @property
    def beat(self) -> int:
        """Return after how many tours a unit that stays works again: rest must fit between."""
        return -(-(self.tour + self.rest) // self.tour)
