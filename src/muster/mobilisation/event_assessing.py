"""Units for an event from its kind, its attendance and its factors, with every step shown.

The method is data. Amounts are exact fractions until the last step, which rounds up, so the
order in which rules are written makes no difference and a step is never lost in rounding.
"""

from collections.abc import Iterator
from fractions import Fraction
from math import ceil

import numpy as np

from muster.doctrine import EventBand, EventFactor, EventMethod, EventRule
from muster.errors import MusterError
from muster.mobilisation.event_values import Event, EventAssessment, Proposed, Step
from muster.policing import clock

BASE, ROUNDED = "base", "rounded_up"


class UnableToAssessEvent(MusterError):
    """The method does not know the event's kind, a factor or its confidence."""


def assess_event(event: Event, method: EventMethod) -> EventAssessment:
    """Return the units an event's factors ask for under a method, with the working.

    First the base of its kind and attendance, then what rules add, then what they multiply
    by, then the least they set, then whole units. A factor nobody answered does nothing,
    unless its rule says that unknown counts; either way it is among the gaps. Raises
    UnableToAssessEvent for a kind or a confidence that the method does not know.
    """
    if event.kind not in method.bases or event.confidence not in method.confidences:
        raise UnableToAssessEvent(
            f"Event {event.id!r} is a {event.kind!r} and {event.confidence!r}, and the method "
            f"knows {', '.join(method.bases)} and {', '.join(method.confidences)}; mend either"
        )
    kind = method.kinds[event.kind]
    return EventAssessment(
        event=event,
        units=tuple(_proposed(event, method)),
        deployed=event.start - kind.before_minutes,
        released=event.end + kind.after_minutes,
        weight=method.confidences[event.confidence].weight,
        gaps=tuple(_gaps(event, method)),
        unnamed=_unnamed(event, method),
    )


def _proposed(event: Event, method: EventMethod) -> Iterator[Proposed]:
    steps = [*_base(event, method)]
    held = [
        (rule, begun)
        for rule in method.rules_of(event.kind)
        if (begun := _begun(rule, _answer(event, method.factors[rule.factor]))) > 0
    ]
    for rule, begun in held:
        steps += [_step(unit, rule, begun * _exact(more)) for unit, more in rule.adds.items()]
    for rule, _ in held:
        totals = _totals(steps)
        steps += [
            _step(unit, rule, totals[unit] * (_exact(times) - 1))
            for unit, times in rule.times.items()
            if unit in totals
        ]
    for rule, _ in held:
        totals = _totals(steps)
        lacking = {
            unit: _exact(least) - totals.get(unit, Fraction(0))
            for unit, least in rule.at_least.items()
        }
        steps += [_step(unit, rule, more) for unit, more in lacking.items() if more > 0]
    for unit, total in _totals(steps).items():
        own = [step for step in steps if step.unit == unit and step.change]
        whole = ceil(total)
        if whole > total:
            own.append(Step(unit, ROUNDED, whole - total, "units are whole", None))
        if whole:
            yield Proposed(unit, whole, tuple(own))


def _base(event: Event, method: EventMethod) -> Iterator[Step]:
    base = method.bases[event.kind]
    band = _band(base.bands, event.attendance or 0)
    stated = event.attendance is not None
    expected = f"{event.attendance:,} expected" if stated else "attendance not stated"
    because = f"{method.kinds[event.kind].name}, {expected}: {band.attendance:,} or more"
    for unit, count in band.units.items():
        yield Step(unit, BASE, _exact(count), because, base.source)


def _band(bands: tuple[EventBand, ...], attendance: int) -> EventBand:
    return [band for band in bands if band.attendance <= attendance][-1]


def _step(unit: str, rule: EventRule, change: Fraction) -> Step:
    return Step(unit, rule.slug, change, rule.because, rule.source)


def _totals(steps: list[Step]) -> dict[str, Fraction]:
    totals: dict[str, Fraction] = {}
    for step in steps:
        totals[step.unit] = totals.get(step.unit, Fraction(0)) + step.change
    return totals


def _exact(figure: float) -> Fraction:
    """Return a figure as it is written: 1.2 is six fifths, and not the nearest binary."""
    return Fraction(str(figure))


def _begun(rule: EventRule, answer: float | None) -> int:
    """Return how many times a rule adds: nought where it does not hold."""
    if answer is None:
        return int(rule.unknown_counts)
    if answer <= rule.over:
        return 0
    return (
        1 if rule.each is None else ceil((_exact(answer) - _exact(rule.over)) / _exact(rule.each))
    )


def _answer(event: Event, factor: EventFactor) -> float | None:
    """Return what was answered; a factor of hours that was not is worked out from the event's."""
    given = event.answers.get(factor.slug)
    if given is None and factor.hours:
        return float(_falls_in(event, factor.hours))
    return given


def _falls_in(event: Event, hours: tuple[int, int]) -> bool:
    """Say whether any minute of an event lies between two local hours of the day."""
    minutes = np.arange(event.start, min(event.end, event.start + clock.DAY))
    hour = clock.local_from_utc(minutes) // clock.HOUR % (clock.DAY // clock.HOUR)
    opens, closes = hours
    after, before = hour >= opens, hour < closes
    return bool(np.any(after & before if opens < closes else after | before))


def _gaps(event: Event, method: EventMethod) -> Iterator[str]:
    """Yield, in words, what nobody has answered or named."""
    if event.attendance is None:
        yield "Expected attendance is not stated; the smallest band is used."
    asked: dict[str, list[EventRule]] = {}
    for rule in method.rules_of(event.kind):
        asked.setdefault(rule.factor, []).append(rule)
    for slug, rules in asked.items():
        factor = method.factors[slug]
        if _answer(event, factor) is None:
            counted = "counted as yes" if any(r.unknown_counts for r in rules) else "not counted"
            yield f"{factor.name} is not known, and is {counted}."
    for role in _unnamed(event, method):
        yield f"No {role} commander is named."
    if not event.notified_by and not event.source:
        yield "Neither who notified it nor another source is given."


def _unnamed(event: Event, method: EventMethod) -> tuple[str, ...]:
    """Return the roles that the kind of event is to have and that nobody holds."""
    wanted = method.kinds[event.kind].command
    return tuple(role for role in wanted if not event.command.get(role))
