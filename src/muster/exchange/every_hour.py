"""`muster.every-hour/1`: what forces could raise at every hour, and with what chance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np
from pydantic import AwareDatetime

from muster.exchange.base import Answer, ProvenanceRecord, Record, instant, schema_field
from muster.exchange.rehearsals import inputs_hidden
from muster.rehearsal import CONFIDENCE, find_worst_hours

if TYPE_CHECKING:
    from muster.rehearsal import EveryHour, WorstHours


class DoubtRecord(Record):
    """A figure in doubt, in per cent: its shape and numbers, and whence it is."""

    shape: str
    numbers: list[float]
    basis: str


class HourGroupRecord(Record):
    """Hours alike; blank, -1 or 0 is what does not matter. `worst` of `hours` are of the worst."""

    band: str
    weekday: int
    month: int
    holiday: str
    worst: int
    hours: int


class HourLimitRecord(Record):
    """What stops the next unit, posts together or a vehicle, in a share of the worst hours."""

    posts: list[str]
    vehicle: str
    share: float


class WorstHoursRecord(Record):
    """The worst hours: how many, their first, the best and worst of them, when, and why."""

    hours: int
    first: AwareDatetime
    units: int
    chance: float | None
    least: int
    least_chance: float | None
    groups: list[HourGroupRecord]
    limits: list[HourLimitRecord]


class NoticeHoursRecord(Record):
    """One force by one notice over all hours.

    Units at full count, and the chance of what is required, null where nothing is.
    `units_by_hour` and `chance_by_hour` are given of one force alone.
    """

    within_minutes: int
    required: int
    fewest: int
    mean: float
    most: int
    mean_chance: float | None
    hours_below_half: int | None
    worst: WorstHoursRecord
    units_by_hour: list[int] | None
    chance_by_hour: list[float] | None


class ForceHoursRecord(Record):
    """One force: whether what is required is from what it declared, and every notice."""

    force: str
    declared: bool
    notices: list[NoticeHoursRecord]


class EveryHourAnswer(Answer):
    """What forces could raise of one kind at every hour from `start`, each by itself.

    Chances are of `draws` futures; a chance may be off by `error` at most, 19 times in 20
    (`confidence`). What is required is what forces declared, unless `required_given`. Forces
    that are not named are numbered.
    """

    schema_: Literal["muster.every-hour/1"] = schema_field("muster.every-hour/1")
    unit: str
    start: AwareDatetime
    hours: int
    seed: int
    draws: int
    confidence: float
    error: float
    required_given: bool
    abstraction: DoubtRecord
    turnout: DoubtRecord
    forces: list[ForceHoursRecord]
    notes: list[str]
    synthetic: bool
    provenance: ProvenanceRecord


def every_hour_answer(
    seen: EveryHour, *, provenance: object, synthetic: bool = False, named: bool = True
) -> EveryHourAnswer:
    """Return every hour under its contract, without the names of files unless `named`."""
    made = ProvenanceRecord.model_validate(provenance)
    return EveryHourAnswer(
        unit=seen.unit.unit,
        start=instant(int(seen.minutes[0])),
        hours=len(seen.minutes),
        seed=seen.seed,
        draws=seen.draws,
        confidence=CONFIDENCE,
        error=seen.error,
        required_given=seen.given,
        abstraction=DoubtRecord.model_validate(seen.doubts.abstraction),
        turnout=DoubtRecord.model_validate(seen.doubts.turnout),
        forces=[
            ForceHoursRecord(
                force=slug,
                declared=seen.declared[force],
                notices=[_notice(seen, force, at) for at in range(len(seen.notices))],
            )
            for force, slug in enumerate(seen.forces)
        ],
        notes=list(seen.notes),
        synthetic=synthetic,
        provenance=made if named else inputs_hidden(made),
    )


def _notice(seen: EveryHour, force: int, notice: int) -> NoticeHoursRecord:
    units, chance = seen.units[force, :, notice], seen.chance(force)[:, notice]
    asked, alone = bool(seen.required[force, notice]), len(seen.forces) == 1
    return NoticeHoursRecord(
        within_minutes=seen.notices[notice],
        required=int(seen.required[force, notice]),
        fewest=int(units.min()),
        mean=float(units.mean()),
        most=int(units.max()),
        mean_chance=float(chance.mean()) if asked else None,
        hours_below_half=int(np.count_nonzero(2 * chance < 1)) if asked else None,
        worst=_worst(find_worst_hours(seen, force, notice)),
        units_by_hour=units.tolist() if alone else None,
        chance_by_hour=chance.tolist() if alone and asked else None,
    )


def _worst(worst: WorstHours) -> WorstHoursRecord:
    return WorstHoursRecord(
        hours=len(worst.minutes),
        first=instant(int(worst.minutes[0])),
        units=worst.units,
        chance=worst.chance,
        least=worst.least,
        least_chance=worst.least_chance,
        groups=[HourGroupRecord.model_validate(each) for each in worst.groups],
        limits=[HourLimitRecord.model_validate(each) for each in worst.limits],
    )
