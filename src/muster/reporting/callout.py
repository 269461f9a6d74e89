"""Where a call-out stands, as a document for a control room."""

from collections.abc import Sequence

from muster.mobilisation import (
    Awaited,
    Callout,
    CalloutChange,
    OperationState,
    Overdue,
    foresee_line,
)
from muster.policing import clock
from muster.reporting.background import (
    Background,
    instant_words,
    remarks,
    source_words,
    standing_cell,
    warnings,
)
from muster.reporting.callout_parts import (
    operation_blocks,
    refused_blocks,
    set_right_blocks,
)
from muster.reporting.callout_words import (
    AWAITED,
    EXERCISE,
    marked,
    stage_cell,
    time_words,
    who_words,
)
from muster.reporting.document import Block, Cell, Document, Heading, Paragraph, Table, table
from muster.reporting.words import counted, duration_words, joined

MARK = f"{EXERCISE} {EXERCISE} {EXERCISE}. Nothing in an operation so marked is real."


def callout_report(
    callout: Callout,
    overdue: Sequence[Overdue],
    background: Background,
    *,
    at: int,
    changes: Sequence[CalloutChange] = (),
) -> Document:
    """Return where every operation, line and unit stands, who is overdue, what was refused."""
    blocks: list[Block] = [
        *([Paragraph(MARK, "warning")] if callout.exercise else []),
        *(Paragraph(_headline(each, at), "lead") for each in callout.operations),
        *([] if callout.operations else [Paragraph("Nothing had happened by then.", "lead")]),
        *_known(callout),
        *warnings(background),
        *_overdue(overdue, background, at),
        *(
            block
            for each in callout.operations
            for block in operation_blocks(each, overdue, background, at)
        ),
        *_learned(callout, changes, at),
        *refused_blocks(callout, at),
        *set_right_blocks(callout, at),
        *remarks(background),
        _waits(background, at),
    ]
    return Document(_title(callout, at), tuple(blocks), background.synthetic, background.origins)


def _title(callout: Callout, at: int) -> str:
    real = any(not each.exercise for each in callout.operations)
    said = f"Call-out, {instant_words(at)}"
    if not callout.exercise:
        return said
    return f"{said}, in part {EXERCISE}" if real else f"{EXERCISE}: {said}"


def _headline(operation: OperationState, at: int) -> str:
    found = [foresee_line(line, at=at) for line in operation.lines]
    asked = sum(line.terms.count for line in operation.lines)
    said = [
        f"{number:,} {words}"
        for number, words in (
            (sum(each.arrived for each in found), "arrived"),
            (sum(each.coming for each in found), "on the way"),
            (sum(each.unanswered for each in found), "not answered"),
            (sum(each.declined for each in found), "declined"),
            (sum(each.stood_down for each in found), "stood down"),
        )
        if number
    ]
    name = marked(operation.operation, operation.exercise)
    of = f"{counted(asked, 'unit')} asked for on {counted(len(found), 'line')}"
    return f"{name}: {of}{': ' if said else ''}{joined(said)}."


def _known(callout: Callout) -> list[Block]:
    if callout.known_at is None:
        return []
    later = sum(each.recorded_at > callout.known_at for each in callout.log)
    events = f"{counted(later, 'event')} recorded since {'is' if later == 1 else 'are'} left out"
    return [Paragraph(f"As it was known on {instant_words(callout.known_at)}; {events}.")]


def _overdue(overdue: Sequence[Overdue], background: Background, at: int) -> list[Block]:
    if not overdue:
        return []
    rows = [
        (
            who_words(each.line, each.unit, each.officer, each.units),
            marked(each.operation, each.exercise),
            background.doctrine.force(each.force).short_name,
            AWAITED[each.awaited],
            time_words(each.since, at),
            time_words(each.due, at),
            Cell(duration_words(at - each.due), "short"),
        )
        for each in overdue
    ]
    columns = ("Who", "Operation", "Force", "Waited for", "Since", "Due", "Overdue by#")
    return [Heading("Overdue"), table("The longest overdue first", columns, rows)]


def _learned(callout: Callout, changes: Sequence[CalloutChange], at: int) -> list[Block]:
    if callout.known_at is None:
        return []
    if not changes:
        said = "Nothing recorded since changes what was known then."
        return [Heading("Learned since"), Paragraph(said)]
    rows = [
        (
            who_words(each.line, each.unit, each.officer, 0),
            marked(each.operation, each.exercise),
            stage_cell(each.was),
            stage_cell(each.now),
            time_words(each.since, at),
        )
        for each in changes
    ]
    columns = ("Who", "Operation", "Was thought", "Is now known to have", "Since")
    caption = "The picture has changed"
    return [Heading("Learned since"), table(caption, columns, rows)]


def _waits(background: Background, at: int) -> Table:
    on = clock.instant_of(at).date()
    waits = [background.doctrine.wait(each.value, on) for each in Awaited]
    rows = [
        (
            f"{duration_words(each.minutes)} to wait for {AWAITED[each.slug]}",
            standing_cell(each.source),
            source_words(each.source, background.doctrine),
        )
        for each in waits
    ]
    return table("Figures relied on, and how firm they are", ("Figure", "Standing", "Source"), rows)
