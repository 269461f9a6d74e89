"""What is asked for: units of a kind, at a place, by a time, for so long."""

from dataclasses import dataclass

from muster.mobilisation.tiers import Tier
from muster.policing import Place


@dataclass(frozen=True, slots=True)
class Demand:
    """So many units of a kind wanted at a rendezvous point.

    `needed_by` is a UTC minute and `minutes` how long they are wanted from then on; priority
    1 comes first. `host` is the force whose area it is in, of `region`; `authority` is who
    tasks it, and help is sought no further than `tier`. A `standby` demand is a reserve
    without an incident, stood down when its time is over.
    """

    slug: str
    unit: str
    count: int
    place: Place
    needed_by: int
    minutes: int
    priority: int
    host: str
    region: str = ""
    operation: str = ""
    rendezvous: str = ""
    authority: str = ""
    standby: bool = False
    tier: Tier = "nation"

    @property
    def ends(self) -> int:
        """Return the UTC minute at which it is over, or the reserve is stood down."""
        return self.needed_by + self.minutes
