"""Events as they are known, and what is proposed for each with its working."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from muster.doctrine import Source
from muster.policing import Place


@dataclass(frozen=True, slots=True)
class Event:
    """Something that may need units, from `start` until `end` (UTC minutes).

    `force` hosts it; `near` says that it was taken from the place, and not given.
    `attendance` is None where nobody has said. `answers` maps factors to what was answered:
    1 for yes, 0 for no, a figure, None for not known. `command` maps roles (gold, silver,
    bronze) to named posts. `confidence` is a slug of doctrine.
    """

    id: str
    name: str
    kind: str
    force: str
    place: Place | None
    start: int
    end: int
    attendance: int | None
    answers: Mapping[str, float | None]
    command: Mapping[str, tuple[str, ...]]
    confidence: str
    notified_by: str = ""
    source: str = ""
    near: bool = False
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One line of working: what a rule changed of one kind of unit, and why."""

    unit: str
    rule: str
    change: Fraction
    because: str
    source: Source | None


@dataclass(frozen=True, slots=True)
class Proposed:
    """Whole units of one kind, and the steps whose changes add up to them."""

    unit: str
    count: int
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class EventAssessment:
    """What is proposed for an event, in place from `deployed` until `released` (UTC minutes).

    `weight` is the confidence that the event will be; `weighted` the units times it, for a
    view over many events and never for one. `gaps` are what nobody has answered or named,
    `unnamed` the roles among them.
    """

    event: Event
    units: tuple[Proposed, ...]
    deployed: int
    released: int
    weight: float
    gaps: tuple[str, ...]
    unnamed: tuple[str, ...]

    @property
    def wanted(self) -> dict[str, int]:
        """Return whole units by kind."""
        return {each.unit: each.count for each in self.units}

    @property
    def weighted(self) -> dict[str, float]:
        """Return units by kind times the confidence that the event will be."""
        return {each.unit: each.count * self.weight for each in self.units}
