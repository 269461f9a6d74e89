"""`muster.events/1`: events, what is proposed for each with its working, and clashes."""

from collections.abc import Mapping, Sequence
from typing import Literal

from pydantic import AwareDatetime

from muster.doctrine import Doctrine
from muster.exchange.base import Answer, ProvenanceRecord, Record, instant, schema_field
from muster.mobilisation import (
    Clash,
    EventAssessment,
    EventDay,
    EventOutlook,
    Proposed,
    Stretch,
)
from muster.policing import clock
from muster.strength import JointNeed


class PlaceRecord(Record):
    """A position in decimal degrees."""

    lat: float
    lon: float


class StepRecord(Record):
    """One line of working: what a rule changed, and on whose word.

    `rule` is `base`, a rule of doctrine or `rounded_up`; `standing` is empty for rounding.
    """

    rule: str
    change: float
    because: str
    standing: str
    source: str


class ProposedRecord(Record):
    """Whole units of one kind; the changes of `working` add up to `count`."""

    unit: str
    count: int
    working: list[StepRecord]


class EventRecord(Record):
    """One event and what is proposed for it.

    `force_nearest` says that the force was taken from the place. `factors` maps each to 1
    for yes, 0 for no, a figure, or null where nobody has answered. `weighted` is the units times
    `weight`, and stands apart from `units`.
    """

    id: str
    name: str
    kind: str
    force: str
    force_nearest: bool
    place: PlaceRecord | None
    start: AwareDatetime
    end: AwareDatetime
    deployed: AwareDatetime
    released: AwareDatetime
    attendance: int | None
    factors: dict[str, float | None]
    confidence: str
    weight: float
    notified_by: str
    source: str
    command: dict[str, list[str]]
    units: list[ProposedRecord]
    weighted: dict[str, float]
    gaps: list[str]
    synthetic: bool


class NeedRecord(Record):
    """So many more people for a post, or vehicles of a kind, and the units they are for."""

    post: str
    count: int
    units: list[str]


class StretchRecord(Record):
    """At most an hour of one force in which events want the same.

    `available` is each kind by itself, `releasable` the same after minimum cover, null where
    nothing known limits a kind. `can` says whether all can be had together after cover:
    yes, no, or unknown. `needs` and `needs_releasable` are what is then missing.
    """

    force: str
    start: AwareDatetime
    end: AwareDatetime
    events: list[str]
    wanted: dict[str, int]
    available: dict[str, int | None] | None
    releasable: dict[str, int | None] | None
    can: Literal["yes", "no", "unknown"]
    needs: list[NeedRecord]
    needs_releasable: list[NeedRecord]


class ClashRecord(Record):
    """A run of stretches in which events want more than a force can raise; `worst` of them.

    `firm` says that the events that are notified would by themselves be too much.
    """

    force: str
    start: AwareDatetime
    end: AwareDatetime
    events: list[str]
    firm: bool
    worst: StretchRecord


class DayRecord(Record):
    """One local day of one force: the most wanted at once, the fewest of each kind that can be had.

    Of the `minutes` in which units are wanted, `minutes_short` clash and `minutes_unknown`
    cannot be told.
    """

    force: str
    day: str
    events: list[str]
    peak: dict[str, int]
    least: dict[str, int | None]
    minutes: int
    minutes_short: int
    minutes_unknown: int


class SharedRecord(Record):
    """One named post in two events on a day; `overlap` says that the two run at once."""

    post: str
    day: str
    events: list[str]
    roles: list[str]
    overlap: bool


class EventsAnswer(Answer):
    """The events of a period, what each is to have, and where they clash.

    `network` is what was counted, null where nothing was. `weighted` sums every event's
    units times its weight; it is no number of units to send.
    """

    schema_: Literal["muster.events/1"] = schema_field("muster.events/1")
    start: AwareDatetime
    end: AwareDatetime
    network: str | None
    within_minutes: int
    events: list[EventRecord]
    clashes: list[ClashRecord]
    shared_commanders: list[SharedRecord]
    days: list[DayRecord]
    stretches: list[StretchRecord]
    weighted: dict[str, float]
    notes: list[str]
    synthetic: bool
    doctrine: str
    provenance: ProvenanceRecord


def events_answer(
    outlook: EventOutlook,
    *,
    network: str | None,
    doctrine: Doctrine,
    provenance: object,
    synthetic: bool = False,
    notes: Sequence[str] = (),
) -> EventsAnswer:
    """Return an outlook under its contract. `provenance` has inputs, doctrine and software."""
    on = clock.instant_of(outlook.start).date()
    return EventsAnswer(
        start=instant(outlook.start),
        end=instant(outlook.end),
        network=network,
        within_minutes=doctrine.notice("events", on).minutes[0],
        events=[_event(each) for each in outlook.assessed],
        clashes=[_clash(each) for each in outlook.clashes],
        shared_commanders=[
            SharedRecord(
                post=each.post,
                day=clock.date_of(each.day).isoformat(),
                events=list(each.events),
                roles=list(each.roles),
                overlap=each.overlap,
            )
            for each in outlook.shared
        ],
        days=[_day(each) for each in outlook.days],
        stretches=[_stretch(each) for each in outlook.stretches],
        weighted=_weighted(outlook.assessed),
        notes=list(notes),
        synthetic=synthetic,
        doctrine=doctrine.digest,
        provenance=ProvenanceRecord.model_validate(provenance),
    )


def _event(assessed: EventAssessment) -> EventRecord:
    event = assessed.event
    return EventRecord(
        id=event.id,
        name=event.name,
        kind=event.kind,
        force=event.force,
        force_nearest=event.near,
        place=PlaceRecord.model_validate(event.place) if event.place else None,
        start=instant(event.start),
        end=instant(event.end),
        deployed=instant(assessed.deployed),
        released=instant(assessed.released),
        attendance=event.attendance,
        factors=dict(event.answers),
        confidence=event.confidence,
        weight=assessed.weight,
        notified_by=event.notified_by,
        source=event.source,
        command={role: list(posts) for role, posts in event.command.items()},
        units=[_proposed(each) for each in assessed.units],
        weighted=_rounded(assessed.weighted),
        gaps=list(assessed.gaps),
        synthetic=event.synthetic,
    )


def _proposed(proposed: Proposed) -> ProposedRecord:
    return ProposedRecord(
        unit=proposed.unit,
        count=proposed.count,
        working=[
            StepRecord(
                rule=step.rule,
                change=float(step.change),
                because=step.because,
                standing=step.source.standing if step.source else "",
                source=step.source.describe() if step.source else "",
            )
            for step in proposed.steps
        ],
    )


def _weighted(assessed: Sequence[EventAssessment]) -> dict[str, float]:
    total: dict[str, float] = {}
    for each in assessed:
        for unit, count in each.weighted.items():
            total[unit] = total.get(unit, 0) + count
    return _rounded(dict(sorted(total.items())))


def _rounded(amounts: Mapping[str, float]) -> dict[str, float]:
    return {unit: round(count, 2) for unit, count in amounts.items()}


def _clash(clash: Clash) -> ClashRecord:
    return ClashRecord(
        force=clash.force,
        start=instant(clash.start),
        end=instant(clash.end),
        events=list(clash.worst.events),
        firm=clash.firm,
        worst=_stretch(clash.worst),
    )


def _stretch(stretch: Stretch) -> StretchRecord:
    found = stretch.found
    return StretchRecord(
        force=stretch.force,
        start=instant(stretch.at),
        end=instant(stretch.until),
        events=list(stretch.events),
        wanted=dict(stretch.wanted),
        available=dict(found.most) if found else None,
        releasable=dict(found.kept) if found else None,
        can="no" if stretch.short else "unknown" if stretch.unknown else "yes",
        needs=_needs(found.needs) if found else [],
        needs_releasable=_needs(found.needs_kept) if found else [],
    )


def _needs(needs: Sequence[JointNeed]) -> list[NeedRecord]:
    return [NeedRecord(post=n.post, count=n.count, units=list(n.units)) for n in needs]


def _day(day: EventDay) -> DayRecord:
    return DayRecord(
        force=day.force,
        day=clock.date_of(day.day).isoformat(),
        events=list(day.events),
        peak=dict(day.peak),
        least=dict(day.least),
        minutes=day.minutes,
        minutes_short=day.short,
        minutes_unknown=day.unknown,
    )
