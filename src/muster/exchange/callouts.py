"""`muster.callout/1`: where every line, unit and operation of a call-out stands."""

from collections.abc import Iterable, Sequence

from pydantic import AwareDatetime

from muster.doctrine import Doctrine
from muster.exchange.base import ProvenanceRecord, instant
from muster.exchange.callout_records import (
    CalloutAnswer,
    CalloutChangeRecord,
    CalloutEventRecord,
    LateRecord,
    LineRecord,
    OperationRecord,
    OverdueRecord,
    PersonRecord,
    ProgressRecord,
    ProspectRecord,
    RefusalRecord,
    RepeatRecord,
    TermsRecord,
    UnitRecord,
    WaitRecord,
)
from muster.mobilisation import (
    Callout,
    CalloutChange,
    CalloutEvent,
    LineState,
    OperationState,
    Overdue,
    PersonState,
    Progress,
    Refusal,
    Terms,
    UnitState,
    foresee_line,
)


def callout_answer(
    callout: Callout,
    overdue: Iterable[Overdue],
    *,
    at: int,
    doctrine: Doctrine,
    provenance: object,
    changes: Iterable[CalloutChange] = (),
    notes: Sequence[str] = (),
) -> CalloutAnswer:
    """Return a call-out under its contract. `provenance` has inputs, doctrine and software."""
    return CalloutAnswer(
        at=instant(at),
        known_at=_instant(callout.known_at),
        exercise=callout.exercise,
        operations=[_operation(each, at) for each in callout.operations],
        overdue=[_overdue(each, at) for each in overdue],
        refused=[_refusal(each) for each in callout.refused],
        struck=[_event(each) for each in callout.struck],
        repeated=[RepeatRecord(event=again, same_as=first) for again, first in callout.repeated],
        late=[
            LateRecord(event=_event(each.event), minutes_late=each.minutes) for each in callout.late
        ],
        learned_since=[_change(each) for each in changes],
        notes=list(notes),
        doctrine=doctrine.digest,
        provenance=ProvenanceRecord.model_validate(provenance),
    )


def _instant(minute: int | None) -> AwareDatetime | None:
    return None if minute is None else instant(minute)


def _operation(operation: OperationState, at: int) -> OperationRecord:
    return OperationRecord(
        operation=operation.operation,
        exercise=operation.exercise,
        counts={stage.value: number for stage, number in operation.counts.items()},
        lines=[_line(each, at) for each in operation.lines],
        decisions=[_event(each) for each in operation.decisions],
    )


def _line(line: LineState, at: int) -> LineRecord:
    found = foresee_line(line, at=at)
    since = found.waiting_since
    return LineRecord(
        line=line.line,
        force=line.terms.force,
        unit_kind=line.terms.kind,
        count=line.terms.count,
        rendezvous=line.terms.rendezvous,
        needed_by=_instant(line.terms.needed_by),
        reference=line.reference,
        standing=found.standing.value,
        counts={stage.value: number for stage, number in line.counts.items()},
        waiting_since=_instant(since),
        waiting_minutes=None if since is None else at - since,
        wanted=found.wanted,
        short=found.short,
        prospect=ProspectRecord.model_validate(found),
        unnamed=line.unnamed,
        of_unnamed=_progress(line.progress),
        units=[_unit(each) for each in line.units],
    )


def _unit(unit: UnitState) -> UnitRecord:
    people = [_person(each) for each in unit.people]
    return UnitRecord(unit=unit.unit, progress=_progress(unit.progress), people=people)


def _person(person: PersonState) -> PersonRecord:
    return PersonRecord(officer=person.officer, progress=_progress(person.progress))


def _progress(progress: Progress) -> ProgressRecord:
    last = progress.last
    return ProgressRecord(
        stage=progress.stage.value,
        since=instant(progress.since),
        times={stage.value: instant(minute) for stage, minute in progress.times.items()},
        expected_at=_instant(progress.expected),
        remarks=list(progress.remarks),
        last_event=last.id,
        by=last.by,
        channel=last.channel,
        note=last.note,
    )


def _event(event: CalloutEvent) -> CalloutEventRecord:
    return CalloutEventRecord(
        id=event.id,
        operation=event.operation,
        line=event.line,
        unit=event.unit,
        officer=event.officer,
        step=event.step.value,
        at=instant(event.at),
        recorded_at=instant(event.recorded_at),
        by=event.by,
        channel=event.channel,
        message=event.message,
        reference=event.reference,
        note=event.note,
        exercise=event.exercise,
        corrects=event.corrects,
        terms=_terms(event.terms) if event.terms else None,
        expected_at=_instant(event.expected),
        information=list(event.information),
        reasons=dict(event.reasons),
    )


def _terms(terms: Terms) -> TermsRecord:
    return TermsRecord(
        force=terms.force,
        unit_kind=terms.kind,
        count=terms.count,
        rendezvous=terms.rendezvous,
        needed_by=_instant(terms.needed_by),
    )


def _overdue(overdue: Overdue, at: int) -> OverdueRecord:
    standard = overdue.standard
    return OverdueRecord(
        operation=overdue.operation,
        exercise=overdue.exercise,
        line=overdue.line,
        force=overdue.force,
        unit=overdue.unit,
        officer=overdue.officer,
        units=overdue.units,
        awaited=overdue.awaited.value,
        since=instant(overdue.since),
        due=instant(overdue.due),
        minutes_over=at - overdue.due,
        standard=WaitRecord.model_validate(standard) if standard else None,
    )


def _refusal(refusal: Refusal) -> RefusalRecord:
    return RefusalRecord(
        event=_event(refusal.event),
        name=refusal.name,
        stage=refusal.stage.value if refusal.stage else None,
        since=_instant(refusal.since),
        why=refusal.why,
        remedy=refusal.remedy,
    )


def _change(change: CalloutChange) -> CalloutChangeRecord:
    return CalloutChangeRecord(
        operation=change.operation,
        exercise=change.exercise,
        line=change.line,
        unit=change.unit,
        officer=change.officer,
        was=change.was.value if change.was else None,
        was_since=_instant(change.was_since),
        now=change.now.value if change.now else None,
        since=_instant(change.since),
    )
