"""Which events of a log are to be folded: each once, none struck out, none of the other nature."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from muster.mobilisation.callout_events import CalloutEvent, Step, in_order
from muster.mobilisation.callout_states import Late, Refusal
from muster.policing import clock


@dataclass(frozen=True, slots=True)
class Sifted:
    """A log sifted: the events to fold as they happened, and what became of the others."""

    events: tuple[CalloutEvent, ...]
    exercises: Mapping[str, bool]
    refused: tuple[Refusal, ...]
    struck: tuple[CalloutEvent, ...]
    repeated: tuple[tuple[str, str], ...]


def keep_once(events: Iterable[CalloutEvent]) -> tuple[CalloutEvent, ...]:
    """Return every event once, in the order they happened; the same id may say two things."""
    seen: dict[str, CalloutEvent] = {}
    others: dict[str, set[CalloutEvent]] = {}
    for event in events:
        first = seen.setdefault(event.id, event)
        if first is not event and first != event:
            others.setdefault(event.id, {first}).add(event)
    twins = [each for id_, several in others.items() for each in several if each != seen[id_]]
    return tuple(in_order(sorted((*seen.values(), *twins), key=repr) if twins else seen.values()))


def sift(log: Sequence[CalloutEvent], *, at: int | None, known_at: int | None) -> Sifted:
    """Return what of a log is to be folded: known by `known_at`, and happened by `at`.

    `log` has every event once, in the order they happened. A correction counts as soon as it
    is known, whenever it was made.
    """
    heard = [each for each in log if known_at is None or each.recorded_at <= known_at]
    known, refused = _one_for_each_id(heard)
    out = {(each.operation, each.exercise, each.corrects) for each in known if each.corrects}
    struck = [each for each in known if _place(each) in out] if out else []
    kept = [each for each in known if _place(each) not in out] if struck else known
    exercises = _natures(kept)
    mixed = [each for each in kept if each.exercise != exercises[each.operation]]
    mixed = [each for each in mixed if not (each.step is Step.DECIDED and each.corrects)]
    if mixed:
        others = set(mixed)
        kept = [each for each in kept if each not in others]
    refused += [Refusal(each, "exercise_mixed") for each in mixed]
    kept, repeated = _keyed_once(kept)
    last = clock.FOREVER if at is None else at
    return Sifted(
        tuple(each for each in kept if each.at <= last),
        exercises,
        tuple(each for each in refused if each.event.at <= last),
        tuple(each for each in struck if each.at <= last),
        tuple((again.id, first.id) for again, first in repeated if again.at <= last),
    )


def _place(event: CalloutEvent) -> tuple[str, bool, str]:
    """Return what a correction must name: an exercise strikes nothing real out."""
    return event.operation, event.exercise, event.id


def _one_for_each_id(
    events: list[CalloutEvent],
) -> tuple[list[CalloutEvent], list[Refusal]]:
    """Return the first recorded event of each id, and the others refused."""
    if len({each.id for each in events}) == len(events):
        return events, []
    first: dict[str, CalloutEvent] = {}
    for event in events:
        held = first.setdefault(event.id, event)
        if event.recorded_at < held.recorded_at:
            first[event.id] = event
    kept = [each for each in events if first[each.id] is each]
    others = [each for each in events if first[each.id] is not each]
    return kept, [Refusal(each, "id_taken", clashes=each.id) for each in others]


def _natures(events: Sequence[CalloutEvent]) -> dict[str, bool]:
    """Return whether each operation is an exercise: what its first recorded step said.

    What is recorded later cannot turn one into the other. Of several recorded in the same
    first minute one that says exercise is believed, so that the flag is never lost.
    """
    given = {(event.operation, event.exercise) for event in events}
    if len(dict(given)) == len(given):
        return dict(given)
    found: dict[str, tuple[bool, int, bool]] = {}
    for event in events:
        said = event.step is Step.DECIDED, event.recorded_at, not event.exercise
        held = found.setdefault(event.operation, said)
        if said < held:
            found[event.operation] = said
    return {operation: not real for operation, (_, _, real) in found.items()}


def _keyed_once(
    events: list[CalloutEvent],
) -> tuple[list[CalloutEvent], list[tuple[CalloutEvent, CalloutEvent]]]:
    """Return events without those keyed again from one message of another system.

    Such events have the reference, subject, step, minute and figures of one recorded before.
    """
    if not any(each.reference for each in events):
        return events, []
    seen: dict[tuple[object, ...], CalloutEvent] = {}
    kept, repeated = [], []
    for event in events:
        if event.reference and event.step is not Step.DECIDED:
            figures = event.step, event.at, event.terms, event.expected
            first = seen.setdefault((event.reference, event.subject, figures), event)
            if first is not event:
                repeated.append((event, first))
                continue
        kept.append(event)
    return (kept, repeated) if repeated else (events, [])


def find_late(events: Iterable[CalloutEvent]) -> tuple[Late, ...]:
    """Return the events learned of when something later of the same line was known already.

    In the order they were recorded.
    """
    lines: dict[tuple[str, str], list[CalloutEvent]] = {}
    for event in events:
        if event.step is not Step.DECIDED:
            lines.setdefault((event.operation, event.line), []).append(event)
    found = [each for line in lines.values() for each in _late_of(line)]
    return tuple(Late(each) for each in sorted(found, key=attrgetter("recorded_at")))


def _late_of(line: list[CalloutEvent]) -> Iterator[CalloutEvent]:
    """Yield the late events of one line, in the order they were recorded."""
    if all(each.recorded_at == each.at for each in line):
        return
    told = sorted(line, key=attrgetter("recorded_at"))
    before = latest = told[0].at
    minute = told[0].recorded_at
    for event in told:
        if event.recorded_at > minute:
            before, minute = latest, event.recorded_at
        if event.at < before:
            yield event
        latest = max(latest, event.at)
