"""What a line will have by the time it is needed, and who has been waited for too long."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from muster.doctrine import Doctrine, Wait
from muster.mobilisation.callout_rules import Stage
from muster.mobilisation.callout_states import Callout, LineState, OperationState, Progress
from muster.policing import clock


class LineStanding(StrEnum):
    """How a line as a whole stands.

    Waiting for an answer; short of what is needed; coming, all of it; met; or over, when all
    that came are released.
    """

    WAITING = "waiting"
    SHORT = "short"
    COMING = "coming"
    MET = "met"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Prospect:
    """The units of a line by what has become of them, and how the line stands.

    Every unit is counted once: arrived in time or late; acknowledged and expected in time,
    late, or it is not known when; not answered; declined; stood down before it arrived.
    `waiting_since` is the earliest minute one that has not answered was asked.
    """

    arrived_in_time: int
    arrived_late: int
    expected_in_time: int
    expected_late: int
    expected_unknown: int
    unanswered: int
    declined: int
    stood_down: int
    waiting_since: int | None
    wanted: int
    standing: LineStanding

    @property
    def arrived(self) -> int:
        """Return how many have arrived."""
        return self.arrived_in_time + self.arrived_late

    @property
    def coming(self) -> int:
        """Return how many have acknowledged and not arrived."""
        return self.expected_in_time + self.expected_late + self.expected_unknown

    @property
    def short(self) -> int:
        """Return how many more are wanted than have arrived or are coming."""
        return max(0, self.wanted - self.arrived - self.coming)


def foresee_line(line: LineState, *, at: int) -> Prospect:
    """Return what a line has and will have, seen at a UTC minute.

    One that has acknowledged is late when it says so, or once the line's time has passed. What
    was stood down is no longer wanted.
    """
    found: dict[str, int] = {}
    waiting = []
    for _, number, progress in line.parts:
        fate = _fate(progress, line.terms.needed_by, at)
        found[fate] = found.get(fate, 0) + number
        if fate == "unanswered":
            waiting.append(progress.asked_at)
    counts = {fate: found.get(fate, 0) for fate in FATES}
    wanted = max(0, line.terms.count - counts["stood_down"])
    return Prospect(
        **counts,
        waiting_since=min(waiting, default=None),
        wanted=wanted,
        standing=_standing(line, counts, wanted),
    )


FATES = (
    *("arrived_in_time", "arrived_late", "expected_in_time", "expected_late"),
    *("expected_unknown", "unanswered", "declined", "stood_down"),
)
COME = FATES[:2]
COMING = FATES[2:5]


def _fate(progress: Progress, needed_by: int | None, at: int) -> str:
    if progress.arrived_at is not None:
        late = needed_by is not None and progress.arrived_at > needed_by
        return "arrived_late" if late else "arrived_in_time"
    if progress.unanswered:
        return "unanswered"
    if progress.stage is not Stage.ACKNOWLEDGED:
        return "declined" if progress.stage is Stage.DECLINED else "stood_down"
    if needed_by is not None and max(at, progress.expected or at) > needed_by:
        return "expected_late"
    return "expected_unknown" if progress.expected is None else "expected_in_time"


def _standing(line: LineState, counts: dict[str, int], wanted: int) -> LineStanding:
    come, coming = (sum(counts[fate] for fate in fates) for fates in (COME, COMING))
    stages = set(line.counts)
    if counts["unanswered"]:
        return LineStanding.WAITING
    if stages & OVER and stages <= OVER | {Stage.DECLINED}:
        return LineStanding.OVER
    if come >= wanted:
        return LineStanding.MET
    return LineStanding.COMING if come + coming >= wanted else LineStanding.SHORT


OVER = {Stage.RELEASED, Stage.RETURNED}


class Awaited(StrEnum):
    """What is waited for, each with a standard in doctrine for how long."""

    DELIVERY = "delivery"
    ANSWER = "answer"
    ARRIVAL = "arrival"


@dataclass(frozen=True, slots=True)
class Overdue:
    """Somebody who has been waited for too long: a reminder.

    `units` is how many it is of, which may be more than one where nobody is named. `since` is
    when the waiting began, `due` when it should have ended. `standard` is doctrine's wait that
    says so, None where the unit or the line said when.
    """

    operation: str
    exercise: bool
    line: str
    force: str
    unit: str
    officer: str
    units: int
    awaited: Awaited
    since: int
    due: int
    standard: Wait | None


def find_overdue(callout: Callout, *, at: int, doctrine: Doctrine) -> tuple[Overdue, ...]:
    """Return who has been waited for too long at a UTC minute, the longest overdue first.

    For a receipt and for an answer as long as doctrine says; for an arrival until the unit said
    it would come, else until the line needs it, else as long as doctrine says. Who owes an
    answer is not reminded of the receipt as well.
    """
    on = clock.instant_of(at).date()
    waits = {each: doctrine.wait(each.value, on) for each in Awaited}
    found = {
        (each.operation, each.line, each.unit, each.officer): each
        for operation in callout.operations
        for line in operation.lines
        for each in _overdue_of(operation, line, waits)
        if each.due < at
    }
    return tuple(found[key] for key in sorted(found, key=lambda key: (found[key].due, key)))


def _overdue_of(
    operation: OperationState, line: LineState, waits: dict[Awaited, Wait]
) -> Iterator[Overdue]:
    people = [(unit.unit, each) for unit in line.units for each in unit.people]
    parts = [(unit, "", number, progress) for unit, number, progress in line.parts]
    parts += [(unit, each.officer, 1, each.progress) for unit, each in people]
    for unit, officer, number, progress in parts:
        for awaited, since, due, standard in _awaited(progress, line, waits):
            yield Overdue(
                operation.operation,
                operation.exercise,
                line.line,
                line.terms.force,
                unit,
                officer,
                number,
                awaited,
                since,
                due,
                standard,
            )


def _awaited(
    progress: Progress, line: LineState, waits: dict[Awaited, Wait]
) -> Iterator[tuple[Awaited, int, int, Wait | None]]:
    """Yield what is waited for, since when, until when, and on whose word."""
    if progress.stage is Stage.SENT:
        wait = waits[Awaited.DELIVERY]
        yield Awaited.DELIVERY, progress.since, progress.since + wait.minutes, wait
    if progress.unanswered:
        wait = waits[Awaited.ANSWER]
        yield Awaited.ANSWER, progress.asked_at, progress.asked_at + wait.minutes, wait
    if progress.stage is Stage.ACKNOWLEDGED:
        said = line.terms.needed_by if progress.expected is None else progress.expected
        wait = waits[Awaited.ARRIVAL]
        due = progress.since + wait.minutes if said is None else said
        yield Awaited.ARRIVAL, progress.since, due, wait if said is None else None
