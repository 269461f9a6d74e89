"""`muster.forecast/1`: the coming year, hour by hour."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal

from pydantic import AwareDatetime

from muster.doctrine import Doctrine
from muster.exchange.base import Answer, ProvenanceRecord, Record, instant, schema_field
from muster.policing import clock

if TYPE_CHECKING:
    from muster.strength import Fall, Forecast


class CauseRecord(Record):
    """What keeps people or vehicles away, now and at the hour compared with."""

    kind: str
    away: int
    before: int
    whole_units: int


class RenewalRecord(Record):
    """A ticket to renew: whose, for which post, and its last valid day."""

    officer_id: str
    post: str
    skill: str
    last_valid_day: date


class FallRecord(Record):
    """The first hour below the floor, why, and whose tickets bring back `restored` units."""

    at: AwareDatetime
    floor: int
    whole_units: int
    compared_with: AwareDatetime
    causes: list[CauseRecord]
    renewals: list[RenewalRecord]
    restored: int


class UnitForecastRecord(Record):
    """One kind of unit: whole units at each hour, and its first fall below the floor."""

    unit: str
    floor: int
    whole_units: list[int]
    fall: FallRecord | None


class PostForecastRecord(Record):
    """One post by local day: in date, and available at the day's worst hour."""

    unit: str
    post: str
    trained: list[int]
    fewest: list[int]


class SkillForecastRecord(Record):
    """One skill by local day: officers with a valid ticket, and those it is the last day of."""

    skill: str
    valid: list[int]
    lapsing: list[int]


class ForecastAnswer(Answer):
    """What one force could raise at every hour from `start`, each kind by itself.

    Lists by day start on `first_day`, by hour at `start`. From `unrostered_from` on the
    return does not say who is on duty; null where it covers the whole forecast.
    """

    schema_: Literal["muster.forecast/1"] = schema_field("muster.forecast/1")
    force: str
    start: AwareDatetime
    first_day: date
    within_minutes: int
    assured: bool
    units: list[UnitForecastRecord]
    posts: list[PostForecastRecord]
    skills: list[SkillForecastRecord]
    unrostered_from: AwareDatetime | None
    synthetic: bool
    provenance: ProvenanceRecord


def forecast_answer(
    seen: Forecast, *, doctrine: Doctrine, provenance: object, synthetic: bool = False
) -> ForecastAnswer:
    """Return a forecast under its contract."""
    falls = {fall.unit: _fall(fall) for fall in seen.falls}
    return ForecastAnswer(
        force=seen.force,
        start=instant(seen.start),
        first_day=clock.date_of(seen.first_day),
        within_minutes=seen.within,
        assured=seen.assured,
        units=[
            UnitForecastRecord(
                unit=unit.unit,
                floor=seen.floors[at],
                whole_units=seen.whole_units[:, at].tolist(),
                fall=falls.get(unit.unit),
            )
            for at, unit in enumerate(seen.units)
        ],
        posts=[
            PostForecastRecord(
                unit=unit,
                post=post,
                trained=seen.trained[:, at].tolist(),
                fewest=seen.fewest[:, at].tolist(),
            )
            for at, (unit, post) in enumerate(seen.posts)
        ],
        skills=_skills(seen, doctrine),
        unrostered_from=None if seen.unrostered_from is None else instant(seen.unrostered_from),
        synthetic=synthetic,
        provenance=ProvenanceRecord.model_validate(provenance),
    )


def _skills(seen: Forecast, doctrine: Doctrine) -> list[SkillForecastRecord]:
    wanted = {skill for unit in seen.units for post in unit.posts for skill in post.skills}
    return [
        SkillForecastRecord(
            skill=skill.slug,
            valid=seen.valid[:, at].tolist(),
            lapsing=seen.lapsing[:, at].tolist(),
        )
        for at, skill in enumerate(doctrine.skills)
        if skill.slug in wanted
    ]


def _fall(fall: Fall) -> FallRecord:
    return FallRecord(
        at=instant(fall.at),
        floor=fall.floor,
        whole_units=fall.whole_units,
        compared_with=instant(fall.compared_with),
        causes=[CauseRecord.model_validate(cause) for cause in fall.causes],
        renewals=[
            RenewalRecord(
                officer_id=each.officer_id,
                post=each.post,
                skill=each.skill,
                last_valid_day=clock.date_of(each.last_valid_day),
            )
            for each in fall.renewals
        ],
        restored=fall.restored,
    )
