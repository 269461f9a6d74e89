"""The parts of a call-out's report: an operation's lines and units, and what was set aside."""

from collections.abc import Iterator, Sequence

from muster.mobilisation import (
    Callout,
    CalloutEvent,
    LineState,
    OperationState,
    Overdue,
    Progress,
    Prospect,
    Refusal,
    Stage,
    foresee_line,
)
from muster.reporting.background import Background
from muster.reporting.callout_words import (
    STAGES,
    line_words,
    marked,
    remark_words,
    stage_cell,
    standing_cell_of,
    time_words,
    who_words,
)
from muster.reporting.document import (
    Block,
    Cell,
    Heading,
    Items,
    KeyFigure,
    KeyFigures,
    Table,
    table,
)
from muster.reporting.words import counted, duration_words, force_name, joined, opened, unit_names

DIGEST_SHOWN = 16  # letters of a digest, enough to tell it by


def operation_blocks(
    operation: OperationState, overdue: Sequence[Overdue], background: Background, at: int
) -> Iterator[Block]:
    """Yield an operation's figures, lines, units and decisions."""
    yield Heading(_name(operation))
    seen = [(line, foresee_line(line, at=at)) for line in operation.lines]
    if seen:
        late = sum(each.operation == operation.operation for each in overdue)
        yield _figures([found for _, found in seen], late)
        yield _lines(operation, seen, background, at)
        yield Items(tuple(_sentence(line, found, background, at) for line, found in seen))
        yield _units(operation, at)
    if operation.decisions:
        yield Heading(f"Decisions of {_name(operation)}", 3)
        yield Items(tuple(_decision(each, at) for each in operation.decisions))


def _name(operation: OperationState) -> str:
    return marked(operation.operation, operation.exercise)


def _figures(found: Sequence[Prospect], overdue: int) -> KeyFigures:
    late = sum(each.arrived_late + each.expected_late for each in found)
    short = sum(each.short for each in found)
    return KeyFigures(
        (
            KeyFigure(f"{sum(each.arrived for each in found):,}", "units arrived"),
            KeyFigure(f"{late:,}", "late, or to be late", "short" if late else "good"),
            KeyFigure(f"{short:,}", "short of what is asked", "none" if short else "good"),
            KeyFigure(f"{overdue:,}", "overdue", "short" if overdue else "good"),
        )
    )


def _lines(
    operation: OperationState,
    seen: Sequence[tuple[LineState, Prospect]],
    background: Background,
    at: int,
) -> Table:
    rows = [
        (
            line.line,
            background.doctrine.force(line.terms.force).short_name,
            standing_cell_of(found.standing),
            line.terms.count,
            found.arrived,
            found.coming,
            found.arrived_late + found.expected_late,
            found.unanswered,
            found.declined,
        )
        for line, found in seen
    ]
    columns = (
        *("Line", "Force", "Stands", "Asked#", "Arrived#", "Coming#", "Late#"),
        *("No answer#", "Declined#"),
    )
    caption = f"Lines of {_name(operation)}; the late are among the others"
    return table(caption, columns, rows)


def _sentence(line: LineState, found: Prospect, background: Background, at: int) -> str:
    one, many = unit_names(background.doctrine.unit(line.terms.kind))
    asked = counted(line.terms.count, one, many)
    where = f" at {line.terms.rendezvous}" if line.terms.rendezvous else ""
    when = time_words(line.terms.needed_by, at)
    by = f" by {when}" if when else ""
    force = force_name(line.terms.force, background.doctrine)
    return f"Line {line.line}: {asked} of {force}{where}{by}. {line_words(found, at)}."


def _units(operation: OperationState, at: int) -> Table:
    rows = []
    for line in operation.lines:
        for unit in line.units:
            rows.append(_unit(line.line, unit.unit, unit.progress, at))
            rows += [
                _unit(line.line, f"{unit.unit} {each.officer}", each.progress, at)
                for each in unit.people
            ]
        if line.unnamed:
            name = f"{line.unnamed:,} not named"
            rows.append(_unit(line.line, name, line.progress, at))
    columns = ("Unit", "Line", "Stage", "Since", "Expected", "Last word", "Remarks")
    return table(f"Units of {_name(operation)}", columns, rows)


def _unit(line: str, name: str, progress: Progress, at: int) -> tuple[str | Cell, ...]:
    last, coming = progress.last, progress.stage is Stage.ACKNOWLEDGED
    who = ", ".join(part for part in (last.by, last.channel) if part)
    return (
        name,
        line,
        stage_cell(progress.stage),
        time_words(progress.since, at),
        time_words(progress.expected if coming else None, at),
        f"{who}: {last.note}" if last.note else who,
        remark_words(progress.remarks),
    )


def _decision(event: CalloutEvent, at: int) -> str:
    """Return a decision as a line: when, who, what, why, and on what information."""
    said = [f"{time_words(event.at, at)}, {event.by}: {event.note}"]
    said += [f"{opened(head.replace('_', ' '))}: {words}" for head, words in event.reasons]
    digests = [f"{each[:DIGEST_SHOWN]}…" for each in event.information]
    said += [f"On the information of SHA-256 {joined(digests)}"] if digests else []
    return " ".join(each if each.endswith((".", "!", "?")) else f"{each}." for each in said)


def refused_blocks(callout: Callout, at: int) -> list[Block]:
    """Return the events that were set aside, why, and what to do; nothing where there are none."""
    if not callout.refused:
        return []
    rows = [
        (
            each.event.id,
            opened(_event_words(each.event, at)),
            marked(each.event.operation, each.event.exercise),
            Cell(f"{opened(each.why)}{_since(each, at)}.", "none"),
            f"{opened(each.remedy)}.",
        )
        for each in callout.refused
    ]
    columns = ("Event", "What it said", "Operation", "Why it was refused", "What to do")
    caption = "Set aside: the state is without them"
    return [Heading("Refused"), table(caption, columns, rows)]


def _since(refusal: Refusal, at: int) -> str:
    if refusal.stage is None or refusal.since is None:
        return ""
    return f" ({STAGES[refusal.stage][0]} since {time_words(refusal.since, at)})"


def _event_words(event: CalloutEvent, at: int) -> str:
    """Return an event as `BX12, line 1, declined at 20:10`."""
    when = f"{event.step.value} at {time_words(event.at, at)}"
    return f"{who_words(event.line, event.unit, event.officer, 0)}, {when}" if event.line else when


def set_right_blocks(callout: Callout, at: int) -> list[Block]:
    """Return what was struck out, keyed again, or learned late."""
    said = [
        f"Event {each.id} ({_event_words(each, at)}) was struck out." for each in callout.struck
    ]
    said += [
        f"Event {again} was keyed from the same message as event {first}, and is not counted again."
        for again, first in callout.repeated
    ]
    said += [
        f"Event {each.event.id} ({_event_words(each.event, at)}) was recorded "
        f"{duration_words(each.minutes)} later, when later news of its line was in; it is put "
        "where it belongs."
        for each in callout.late
    ]
    return [Heading("Set right"), Items(tuple(said))] if said else []
