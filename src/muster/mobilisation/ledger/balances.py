"""What is asked of a ledger, and the balance that answers: given, received, and each line."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from muster.mobilisation.ledger.entries import AidEntry
from muster.mobilisation.ledger.stretches import AidStretch
from muster.mobilisation.ledger.tallies import NOTHING, AidTally

AidDirection = Literal["given", "received", "between"]
AidHeading = Literal["kind", "donor", "host", "operation", "year"]


@dataclass(frozen=True, slots=True)
class AidAsked:
    """Whose aid, of which kind of unit, from the minute `start` until before `end`.

    `forces` are slugs: one, or those of a region, whose aid to one another nets out.
    `without` names operations to be left out, `only` the one to be looked at alone.
    """

    forces: tuple[str, ...]
    unit: str
    start: int
    end: int
    without: tuple[str, ...] = ()
    only: str = ""


class Counting(StrEnum):
    """How an entry stands in a balance: the first three add to it."""

    WHOLE = "counted"
    CARRIED_IN = "began before the period; its days and hours in it are counted, not its units"
    THE_REST = "a total; what of it is not itemised is counted"
    OPERATION_LEFT_OUT = "its operation is left out"
    ANOTHER_OPERATION = "is of another operation than the one looked at"
    REACHES_OUTSIDE = "a total that reaches outside the period; not counted, and never divided"
    NOT_ITEMISED = "a total that does not say how much of it was of the operation looked at"
    TOLD_BY_THE_OTHER = "a total of aid among these forces; the one who gave is counted"


COUNTED = frozenset({Counting.WHOLE, Counting.CARRIED_IN, Counting.THE_REST})


@dataclass(frozen=True, slots=True)
class AidLine:
    """One entry in a balance: which way it goes, what it adds, and how it stands."""

    entry: AidEntry
    direction: AidDirection
    tally: AidTally
    counting: Counting


@dataclass(frozen=True, slots=True)
class AidGroup:
    """What was given, received and lent between the forces asked about, under one heading.

    An empty `key` is what no heading was given for.
    """

    key: str
    given: AidTally = NOTHING
    received: AidTally = NOTHING
    between: AidTally = NOTHING

    @property
    def net(self) -> int:
        """Return units given less units received."""
        return self.given.units - self.received.units


@dataclass(frozen=True, slots=True)
class PerThousand:
    """Units to a thousand officers, full-time equivalents."""

    officers: float
    given: float
    received: float

    @property
    def net(self) -> float:
        """Return given less received."""
        return self.given - self.received


@dataclass(frozen=True, slots=True)
class AidBalance:
    """The aid of some forces over a period, with the lines and headings it is made up of.

    `given` and `received` leave out aid `between` the forces themselves. `per_thousand` is
    None where the strength of one of them is not known. `long` are stretches of aid that
    would normally be secondments; `names` are those of the operations asked about, by slug.
    """

    asked: AidAsked
    given: AidTally
    received: AidTally
    between: AidTally
    lines: tuple[AidLine, ...]
    groups: Mapping[AidHeading, tuple[AidGroup, ...]]
    per_thousand: PerThousand | None
    long: tuple[AidStretch, ...]
    names: Mapping[str, str]
    notes: tuple[str, ...]

    @property
    def net(self) -> int:
        """Return units given less units received."""
        return self.given.units - self.received.units

    @property
    def standing(self) -> str:
        """Return in words which way the balance goes."""
        if self.net:
            return "a net provider" if self.net > 0 else "a net recipient"
        return "even"

    @property
    def set_aside(self) -> tuple[AidLine, ...]:
        """Return the lines that are listed and not counted."""
        return tuple(each for each in self.lines if each.counting not in COUNTED)
