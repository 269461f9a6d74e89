"""Fold a log of events into where every line, unit and officer of it stands."""

from collections.abc import Iterable

from muster.mobilisation.callout_events import CalloutEvent, Step, Terms
from muster.mobilisation.callout_rules import KEPT, Stage, move_from, refused_name
from muster.mobilisation.callout_sifting import Sifted, find_late, keep_once, sift
from muster.mobilisation.callout_states import (
    Callout,
    LineState,
    OperationState,
    PersonState,
    Progress,
    Refusal,
    UnitState,
)

STAGES = tuple(Stage)


def fold_callout(
    events: Iterable[CalloutEvent], *, at: int | None = None, known_at: int | None = None
) -> Callout:
    """Return where everything in a log stands, whatever order its events are given in.

    `at` and `known_at` are UTC minutes: the state is of what had happened by the one, by what
    had been recorded by the other; without them, of everything. Events are taken in the order
    they happened. One that is not legal where its subject stands is set aside in `refused`
    and changes nothing; nothing is raised.
    """
    log = keep_once(events)
    sifted = sift(log, at=at, known_at=known_at)
    operations: dict[str, _Operation] = {}
    refused = list(sifted.refused)
    for event in sifted.events:
        operation = operations.get(event.operation)
        if operation is None:
            operation = operations[event.operation] = _Operation()
        refusal = operation.take(event)
        if refusal:
            refused.append(refusal)
    return Callout(
        tuple(_operation(name, each, sifted) for name, each in operations.items()),
        tuple(refused),
        sifted.struck,
        sifted.repeated,
        find_late(sifted.events),
        log,
        at,
        known_at,
    )


class _Node:
    """A line, a unit or an officer while the log is folded, and the ones below it by name."""

    __slots__ = ("below", "expected", "last", "remarks", "since", "stage", "times")

    def __init__(self, first: CalloutEvent, above: "_Node | None" = None) -> None:
        """Start not asked, before a first event, or where the one above stands."""
        self.stage: Stage = above.stage if above else Stage.NOT_ASKED
        self.since: int = above.since if above else first.at
        self.times: dict[Stage, int] = dict(above.times) if above else {}
        self.expected: int | None = above.expected if above else None
        self.remarks: tuple[str, ...] = above.remarks if above else ()
        self.last: CalloutEvent = above.last if above else first
        self.below: dict[str, _Node] = {}

    def take(self, event: CalloutEvent) -> bool:
        """Take a step where it is legal, and say whether it was; those below take it too.

        What was said already of the same minute is taken, and moves nothing.
        """
        move = move_from(self.stage, event.step)
        if move is None:
            return self.heard(event)
        if move.stage is not self.stage:
            self._go(move.stage, event)
        if move.remark:
            self.remarks = (*(each for each in self.remarks if each != move.remark), move.remark)
        if event.expected is not None:
            self.expected = event.expected
        self.last = event
        for each in self.below.values():
            if each.would_follow(event.step):
                each.take(event)
        return True

    def heard(self, event: CalloutEvent) -> bool:
        """Say whether it stands where an event says, and since that very minute."""
        return self.since == event.at and self.stage.value == event.step.value

    def would_follow(self, step: Step) -> bool:
        """Say whether it takes a step that is taken by the one above it."""
        kept = step in KEPT and self.stage in KEPT[step]
        return not kept and move_from(self.stage, step) is not None

    def _go(self, stage: Stage, event: CalloutEvent) -> None:
        self.stage, self.since = stage, event.at
        if stage is Stage.ASKED:
            self.times, self.expected = {}, None
        self.times.setdefault(stage, event.at)


class _Line(_Node):
    """A line while the log is folded."""

    __slots__ = ("reference", "terms")

    def __init__(self, first: CalloutEvent, terms: Terms) -> None:
        """Start with what is asked for."""
        super().__init__(first)
        self.terms, self.reference = terms, ""


class _Operation:
    """An operation while the log is folded."""

    __slots__ = ("decisions", "lines")

    def __init__(self) -> None:
        self.lines: dict[str, _Line] = {}
        self.decisions: list[CalloutEvent] = []

    def take(self, event: CalloutEvent) -> Refusal | None:
        """Take an event, or return why it is refused."""
        if event.step is Step.DECIDED:
            self.decisions.append(event)
            return None
        line = self.lines.get(event.line)
        if event.terms:
            return self._ask(line or _Line(event, event.terms), event, event.terms)
        if line is None:
            return Refusal(event, refused_name(Stage.NOT_ASKED), Stage.NOT_ASKED)
        return _take_unit(line, event) if event.unit else _take_line(line, event)

    def _ask(self, line: _Line, event: CalloutEvent, terms: Terms) -> Refusal | None:
        """Ask a line, or ask it again: its terms are then the new ones."""
        if (terms.force, terms.kind) != (line.terms.force, line.terms.kind):
            return Refusal(event, "other_ask", line.stage, line.since)
        if not line.take(event):
            return _refusal(event, line)
        line.terms = terms
        line.reference = event.reference or line.reference
        self.lines.setdefault(event.line, line)
        return None


def _take_line(line: _Line, event: CalloutEvent) -> Refusal | None:
    """Take a step of a whole line: every unit does that it is legal for, named yet or not.

    It is refused where it is legal for none.
    """
    units = line.below.values()
    unnamed = len(units) < line.terms.count
    followers = [each for each in units if each.would_follow(event.step)]
    if (unnamed or followers) and line.take(event):
        return None
    for each in followers:
        each.take(event)
    behind = line if unnamed else min(units, key=lambda each: STAGES.index(each.stage))
    return None if followers or behind.heard(event) else _refusal(event, behind)


def _take_unit(line: _Line, event: CalloutEvent) -> Refusal | None:
    """Take a step of a unit or officer; one not spoken of before starts where its line stands."""
    unit = line.below.get(event.unit) or _Node(event, line)
    subject = (unit.below.get(event.officer) or _Node(event, unit)) if event.officer else unit
    if not subject.take(event):
        return _refusal(event, subject)
    line.below.setdefault(event.unit, unit)
    if event.officer:
        unit.below.setdefault(event.officer, subject)
    return None


def _refusal(event: CalloutEvent, node: _Node) -> Refusal:
    return Refusal(event, refused_name(node.stage), node.stage, node.since)


def _operation(name: str, operation: _Operation, sifted: Sifted) -> OperationState:
    lines = tuple(_line(line, node) for line, node in operation.lines.items())
    return OperationState(name, sifted.exercises[name], lines, tuple(operation.decisions))


def _line(name: str, line: _Line) -> LineState:
    units = tuple(
        UnitState(
            unit,
            _progress(node),
            tuple(PersonState(officer, _progress(each)) for officer, each in node.below.items()),
        )
        for unit, node in line.below.items()
    )
    return LineState(name, line.terms, _progress(line), line.reference, units)


def _progress(node: _Node) -> Progress:
    return Progress(node.stage, node.since, node.times, node.expected, node.remarks, node.last)
