"""What happens to a call-out, as events: dated twice, never edited, struck out by another."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter

from muster.errors import MusterError


class Step(StrEnum):
    """What an event says happened, in the order in which steps of one minute are taken.

    `DECIDED` moves nothing: it is an entry in the log of decisions.
    """

    ASKED = "asked"
    SENT = "sent"
    DELIVERED = "delivered"
    ACKNOWLEDGED = "acknowledged"
    DECLINED = "declined"
    ARRIVED = "arrived"
    RELIEVED = "relieved"
    RELEASED = "released"
    RETURNED = "returned"
    DECIDED = "decided"


PLACE = {step: place for place, step in enumerate(Step)}
RECIPIENTS = ("force", "unit", "officer")


class UnableToRecordStep(MusterError):
    """What was given contradicts itself: the `field`, the `fault`, and the `remedy`."""

    def __init__(self, event: str, field: str, fault: str, remedy: str) -> None:
        """Keep what is wrong with the event of this id, and say it."""
        self.field, self.fault, self.remedy = field, fault, remedy
        super().__init__(f"Event {event or '(no id)'}: it {fault}; {remedy}")


@dataclass(frozen=True, slots=True)
class Terms:
    """What one line asks of one donor force: so many units of a kind, where, and by when.

    `needed_by` is a UTC minute, None where no time was set.
    """

    force: str
    kind: str
    count: int
    rendezvous: str = ""
    needed_by: int | None = None


@dataclass(frozen=True, slots=True)
class CalloutEvent:
    """One thing that happened to a line, a unit of it, or an officer of a unit.

    A blank `unit` is the line as a whole; a blank `officer` the unit as a whole. `at` is the
    UTC minute it happened and `recorded_at` the minute it was learned of, never earlier.
    `terms` go with the ask of a line and with nothing else. `expected` is when the units say
    they will arrive. `message` is the id of the message on its `channel`, and `reference` what
    another system (the national broker's) calls it. `corrects` strikes out the event of that
    id. `information` are digests of what a decision rested on, `reasons` its heads and words.

    Raises UnableToRecordStep for one that contradicts itself.
    """

    id: str
    operation: str
    step: Step
    at: int
    recorded_at: int
    by: str
    line: str = ""
    unit: str = ""
    officer: str = ""
    terms: Terms | None = None
    expected: int | None = None
    channel: str = ""
    message: str = ""
    reference: str = ""
    note: str = ""
    exercise: bool = False
    corrects: str = ""
    information: tuple[str, ...] = ()
    reasons: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        """Refuse an event that contradicts itself."""
        wrong = _wrong_with(self)
        if wrong:
            raise UnableToRecordStep(self.id, *wrong)

    @property
    def recipient(self) -> str:
        """Return whom it concerns: `force`, `unit` or `officer`."""
        return "officer" if self.officer else "unit" if self.unit else "force"

    @property
    def subject(self) -> tuple[str, str, str, str]:
        """Return the operation, line, unit and officer it concerns."""
        return self.operation, self.line, self.unit, self.officer


Wrong = tuple[str, str, str]
NO_ID = ("id", "has no id", "give one that no other event has")
NO_OPERATION = ("operation", "names no operation", "name it")
NOBODY = ("by", "is by nobody", "say who says so")
UNHAPPENED = (
    "recorded_at",
    "was recorded before it happened",
    "mend one of the two times, or set the clocks right",
)
ITSELF = ("corrects", "strikes itself out", "name the id of the other event")
NO_LINE = ("line", "names no line", "name the line, or make it a decision")
NO_UNIT = ("unit", "names an officer and no unit", "name the unit the officer goes with")
NO_TERMS = (
    "count",
    "asks a line and does not say for how much",
    "give the force, the kind of unit and a count of one or more",
)
STRAY_TERMS = (
    "count",
    "has terms, and only the ask of a whole line has",
    "leave out the force, kind, count, rendezvous and needed_by",
)
UNDECIDED = ("note", "is a decision and does not say what was decided", "say it in the note")


def _wrong_with(event: CalloutEvent) -> Wrong | None:
    """Return the field, the fault and the remedy where an event contradicts itself."""
    if not event.id:
        return NO_ID
    if not event.operation:
        return NO_OPERATION
    if not event.by:
        return NOBODY
    if event.recorded_at < event.at:
        return UNHAPPENED
    if event.corrects == event.id:
        return ITSELF
    return _wrong_subject(event)


def _wrong_subject(event: CalloutEvent) -> Wrong | None:
    if event.officer and not event.unit:
        return NO_UNIT
    if event.step is Step.DECIDED:
        return STRAY_TERMS if event.terms else None if event.note else UNDECIDED
    if not event.line:
        return NO_LINE
    asks_line = event.step is Step.ASKED and not event.unit
    if asks_line and (event.terms is None or event.terms.count < 1):
        return NO_TERMS
    return STRAY_TERMS if event.terms and not asks_line else None


def in_order(events: Iterable[CalloutEvent]) -> list[CalloutEvent]:
    """Return events as they happened, whatever order they arrived in.

    By the minute it happened; within a minute by the order of steps, a whole line before a
    unit and a unit before an officer; then by when it was recorded, and by id. When it was
    recorded comes after the step, so that a late arrival falls where it would have fallen on
    time.
    """
    found = sorted(events, key=attrgetter("id"))
    found.sort(key=attrgetter("recorded_at"))  # each sort keeps the order of the one before
    found.sort(key=_moment)
    return found


def _moment(event: CalloutEvent) -> int:
    """Return the minute, the place of the step, and the whole or a part of it, as one number."""
    place = event.at * len(PLACE) + PLACE[event.step]
    return place * len(RECIPIENTS) + bool(event.unit) + bool(event.officer)
