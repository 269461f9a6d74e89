"""The method by which an event's factors become units: kinds, bands, factors, rules."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from muster.doctrine.source import Source

Answer = Literal["yes-no", "figure"]
ANSWERS: tuple[Answer, ...] = get_args(Answer)
ROLES = ("gold", "silver", "bronze")
Amounts = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class EventKind:
    """A kind of event; units are in place `before_minutes` before it and `after_minutes` after.

    `command` names the roles (gold, silver, bronze) it is to have.
    """

    slug: str
    name: str
    before_minutes: int
    after_minutes: int
    command: tuple[str, ...]
    starts: date
    source: Source


@dataclass(frozen=True, slots=True)
class EventBand:
    """The units of an event expected to be attended by `attendance` people or more."""

    attendance: int
    units: Amounts


@dataclass(frozen=True, slots=True)
class EventBase:
    """The units a kind of event begins with, by attendance; the first band starts at nought."""

    slug: str
    bands: tuple[EventBand, ...]
    starts: date
    source: Source


@dataclass(frozen=True, slots=True)
class EventFactor:
    """Something asked of every event, answered yes or no or with a figure.

    One with `hours` (from, until; local hours of the day) is worked out from when the event
    is, where it is not answered.
    """

    slug: str
    name: str
    asks: str
    answer: Answer
    hours: tuple[int, int] | None
    starts: date
    source: Source


@dataclass(frozen=True, slots=True)
class EventRule:
    """What a factor does to the units of some kinds of event (of every kind where none is named).

    A rule holds for yes, and for a figure beyond `over`. `adds` is added, for a figure with
    `each` once for every `each` begun; then `times` multiplies; then `at_least` holds. Nothing
    is ever taken away. Where `unknown_counts`, a factor nobody answered counts as yes.
    """

    slug: str
    factor: str
    kinds: tuple[str, ...]
    adds: Amounts
    times: Amounts
    at_least: Amounts
    each: float | None
    over: float
    unknown_counts: bool
    because: str
    starts: date
    source: Source


@dataclass(frozen=True, slots=True)
class EventConfidence:
    """How sure it is that an event will be: `weight` from 0 to 1, and 1 for one notified."""

    slug: str
    name: str
    weight: float
    starts: date
    source: Source


@dataclass(frozen=True, slots=True)
class EventMethod:
    """The whole method as in force on a day, by slug; `rules` in the order of doctrine."""

    kinds: Mapping[str, EventKind]
    bases: Mapping[str, EventBase]
    factors: Mapping[str, EventFactor]
    rules: tuple[EventRule, ...]
    confidences: Mapping[str, EventConfidence]

    def rules_of(self, kind: str) -> tuple[EventRule, ...]:
        """Return the rules that speak of a kind of event."""
        return tuple(rule for rule in self.rules if not rule.kinds or kind in rule.kinds)
