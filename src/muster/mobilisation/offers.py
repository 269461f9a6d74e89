"""What a force can lend: whole units by kind and notice, with their joint limits, and no names."""

from dataclasses import dataclass, field

from muster.policing import Place
from muster.strength import Held, Limit, Step


@dataclass(frozen=True, slots=True)
class Offer:
    """What one force can lend, as counts.

    Each kind's steps are a schedule that can be kept as a whole: the largest number, then
    the earliest. `limits` bind kinds that want the same people. `region` is blank for a force
    outside the regions, which lends at the national tier alone. `balance` is what the force
    gave less what it received lately, in unit-days for each thousand officers. Where two
    forces make up units together `also` is the second one's place: both have to come.
    """

    force: str
    place: Place
    region: str
    steps: tuple[Step, ...]
    limits: tuple[Limit, ...] = ()
    held: tuple[Held, ...] = ()
    balance: int = 0
    notes: tuple[str, ...] = field(default=())
    also: Place | None = None

    def total(self, unit: str) -> int:
        """Return how many units of a kind can be had at the longest notice."""
        return sum(step.count for step in self.steps if step.unit == unit)
