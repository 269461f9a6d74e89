"""Who can parade, how many whole units they make, and what stops the next one."""

from muster.strength.counts import Count, CountSet
from muster.strength.roster import (
    Abstractions,
    Bases,
    Duties,
    MinimumCover,
    Officers,
    Overlay,
    Patterns,
    Roster,
    Tickets,
    Vehicles,
)

__all__ = [
    "Abstractions",
    "Bases",
    "Count",
    "CountSet",
    "Duties",
    "MinimumCover",
    "Officers",
    "Overlay",
    "Patterns",
    "Roster",
    "Tickets",
    "Vehicles",
]
