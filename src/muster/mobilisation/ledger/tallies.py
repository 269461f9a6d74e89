"""How aid is added up: units, unit-days and officer-hours, each so that periods add up.

A deployment's units are counted in the period in which it began. A unit-day is a period of
24 hours begun, from the minute the deployment started, and is counted in the period in which
it began. Officer-minutes are those that fall in the period. So whatever a period is cut into,
its parts make up the whole.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from muster.mobilisation.ledger.entries import Deployment
from muster.policing import clock


@dataclass(frozen=True, slots=True)
class AidTally:
    """Whole units, the 24-hour periods they began, and the minutes their people were away.

    `deployments` counts those that began; `in_totals` are those of the units that no more is
    known of than their number. Minutes are of absence from their own force, not of hours worked.
    """

    units: int = 0
    unit_days: int = 0
    officer_minutes: int = 0
    deployments: int = 0
    in_totals: int = 0

    def __add__(self, other: "AidTally") -> "AidTally":
        """Return the two together."""
        return AidTally(
            self.units + other.units,
            self.unit_days + other.unit_days,
            self.officer_minutes + other.officer_minutes,
            self.deployments + other.deployments,
            self.in_totals + other.in_totals,
        )

    @property
    def officer_hours(self) -> float:
        """Return the minutes as hours."""
        return self.officer_minutes / clock.HOUR


NOTHING = AidTally()


def added(tallies: Iterable[AidTally]) -> AidTally:
    """Return tallies added up; nothing where there are none."""
    return sum(tallies, NOTHING)


def tally_of(deployment: Deployment, start: int, end: int) -> AidTally:
    """Return what of a deployment falls from the minute `start` until before `end`."""
    first, last = max(deployment.start, start), min(deployment.end, end)
    if last <= first:
        return NOTHING
    begun = start <= deployment.start
    return AidTally(
        units=deployment.units if begun else 0,
        unit_days=deployment.units * days_begun(deployment, first, last),
        officer_minutes=deployment.officers * (last - first),
        deployments=int(begun),
    )


def days_begun(deployment: Deployment, start: int, end: int) -> int:
    """Return how many of a deployment's 24-hour periods begin from `start` until before `end`.

    Both lie within it.
    """
    return -((deployment.start - end) // clock.DAY) + (deployment.start - start) // clock.DAY
