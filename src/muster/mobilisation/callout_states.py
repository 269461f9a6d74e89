"""Where a call-out stands: its officers, units, lines and operations, and what was refused."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from muster.errors import MusterError
from muster.mobilisation.callout_events import CalloutEvent, Terms
from muster.mobilisation.callout_rules import REFUSALS, Stage
from muster.policing import clock

UNANSWERED = (Stage.ASKED, Stage.SENT, Stage.DELIVERED)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far something has come, and since when.

    `since` is the minute its stage was entered, `times` the minute each stage was first
    reached since it was last asked, and `expected` when it says it will arrive. `remarks` are
    names of what was out of the ordinary, in the order it happened; `last` is the latest event.
    """

    stage: Stage
    since: int
    times: Mapping[Stage, int]
    expected: int | None
    remarks: tuple[str, ...]
    last: CalloutEvent

    @property
    def unanswered(self) -> bool:
        """Say whether it was asked and has not answered."""
        return self.stage in UNANSWERED

    @property
    def asked_at(self) -> int:
        """Return the minute it was last asked."""
        return self.times[Stage.ASKED]

    @property
    def arrived_at(self) -> int | None:
        """Return the minute it first arrived, None where it has not."""
        return self.times.get(Stage.ARRIVED)


@dataclass(frozen=True, slots=True)
class PersonState:
    """An officer of a unit who is spoken of by number."""

    officer: str
    progress: Progress


@dataclass(frozen=True, slots=True)
class UnitState:
    """A unit of a line that is spoken of by call sign or number, and its officers likewise."""

    unit: str
    progress: Progress
    people: tuple[PersonState, ...] = ()


@dataclass(frozen=True, slots=True)
class LineState:
    """One demand on one donor force. `progress` is that of the `unnamed` units asked for.

    `units` are those spoken of by name; where they are more than were asked for, all of them
    count. `reference` is what another system calls the ask.
    """

    line: str
    terms: Terms
    progress: Progress
    reference: str
    units: tuple[UnitState, ...]

    @property
    def unnamed(self) -> int:
        """Return how many of the units asked for nobody has spoken of by name."""
        return max(0, self.terms.count - len(self.units))

    @property
    def total(self) -> int:
        """Return how many units there are to account for."""
        return self.unnamed + len(self.units)

    @property
    def parts(self) -> tuple[tuple[str, int, Progress], ...]:
        """Return each unit with 1 and its progress; the unnamed as a blank with their number."""
        named = tuple((each.unit, 1, each.progress) for each in self.units)
        return (*named, ("", self.unnamed, self.progress)) if self.unnamed else named

    @property
    def counts(self) -> dict[Stage, int]:
        """Return how many units are at each stage, in the order of stages, without noughts."""
        found = dict.fromkeys(Stage, 0)
        for _, number, progress in self.parts:
            found[progress.stage] += number
        return {stage: number for stage, number in found.items() if number}


@dataclass(frozen=True, slots=True)
class OperationState:
    """One operation: real, or an `exercise` and that wherever it is shown."""

    operation: str
    exercise: bool
    lines: tuple[LineState, ...]
    decisions: tuple[CalloutEvent, ...]

    @property
    def counts(self) -> dict[Stage, int]:
        """Return how many units are at each stage over all lines."""
        lines = [line.counts for line in self.lines]
        found = {stage: sum(each.get(stage, 0) for each in lines) for stage in Stage}
        return {stage: number for stage, number in found.items() if number}


@dataclass(frozen=True, slots=True)
class Refusal:
    """An event that was set aside: its name in `REFUSALS`, and where its subject stood, if known.

    `clashes` is the id of the event it clashes with, where it is one event.
    """

    event: CalloutEvent
    name: str
    stage: Stage | None = None
    since: int | None = None
    clashes: str = ""

    @property
    def why(self) -> str:
        """Return why it was refused."""
        return REFUSALS[self.name][0]

    @property
    def remedy(self) -> str:
        """Return what to do about it."""
        return REFUSALS[self.name][1]

    def describe(self) -> str:
        """Return the refusal as one line: which event, of what, why, and what to do."""
        event = self.event
        who = " ".join(part for part in (event.unit, event.officer) if part)
        where = f"{who} of line {event.line}" if who else f"line {event.line}"
        said = f"{where}, {event.step.value} at {clock.describe_instant(event.at)}"
        return f"Event {event.id} ({said}) was refused: {self.why}{self._stood()}; {self.remedy}"

    def _stood(self) -> str:
        if self.stage is None or self.since is None:
            return ""
        return f" ({self.stage.value} since {clock.describe_instant(self.since)})"


class UnableToTakeStep(MusterError):
    """A step is not legal where its subject stands; `refusal` says which, why, and what to do."""

    def __init__(self, refusal: Refusal) -> None:
        """Keep the refusal and say it."""
        self.refusal = refusal
        super().__init__(refusal.describe())


@dataclass(frozen=True, slots=True)
class Late:
    """An event learned of when something later of the same line was known already."""

    event: CalloutEvent

    @property
    def minutes(self) -> int:
        """Return how long after it happened it was recorded."""
        return self.event.recorded_at - self.event.at


@dataclass(frozen=True, slots=True)
class Callout:
    """A log folded: the state of every operation in it.

    `at` is the minute the state is of and `known_at` the minute up to which what was recorded
    is used; None means all of it. `refused` were set aside, `struck` were corrected by
    another, `repeated` are pairs of ids of which the first was keyed from the same message as
    the second and not counted again. `late` are old news, put where they belong. `log` is
    every event that was given, each once, in the order they happened.
    """

    operations: tuple[OperationState, ...]
    refused: tuple[Refusal, ...] = ()
    struck: tuple[CalloutEvent, ...] = ()
    repeated: tuple[tuple[str, str], ...] = ()
    late: tuple[Late, ...] = ()
    log: tuple[CalloutEvent, ...] = field(default=(), repr=False)
    at: int | None = None
    known_at: int | None = None

    @property
    def exercise(self) -> bool:
        """Say whether any operation in it is an exercise."""
        return any(each.exercise for each in self.operations)

    def walk(self) -> Iterator[tuple[tuple[str, str, str, str], Progress]]:
        """Yield the progress of every line, unit and officer, by operation, line, unit, officer."""
        for operation in self.operations:
            for line in operation.lines:
                key = operation.operation, line.line
                yield (*key, "", ""), line.progress
                for unit in line.units:
                    yield (*key, unit.unit, ""), unit.progress
                    for person in unit.people:
                        yield (*key, unit.unit, person.officer), person.progress
