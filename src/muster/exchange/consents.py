"""`muster.consent/1`: what saying yes to a plan would mean for one force."""

from collections.abc import Sequence
from typing import Literal

from pydantic import AwareDatetime

from muster.exchange.base import Answer, ProvenanceRecord, Record, instant, schema_field
from muster.mobilisation import Consent, Going


class GoingRecord(Record):
    """Units that would go; names only where they were asked for inside the force."""

    demand: str
    unit: str
    count: int
    depart: AwareDatetime
    back: AwareDatetime
    people: int
    recalled: int
    officer_hours: int
    hours_beyond_tours: int
    rest_days_lost: int
    officers: list[str]
    vehicles: list[str]


class RemainingRecord(Record):
    """What could be raised within the hour at an instant, without and with the aid given."""

    at: AwareDatetime
    unit: str
    before: int
    after: int
    cover_gaps: list[str]
    cover_gaps_after: list[str]


class ConsentAnswer(Answer):
    """What saying yes would mean: who goes, what remains over 72 hours, what is owed."""

    schema_: Literal["muster.consent/1"] = schema_field("muster.consent/1")
    force: str
    at: AwareDatetime
    going: list[GoingRecord]
    remaining: list[RemainingRecord]
    recalled: int
    officer_hours: int
    hours_beyond_tours: int
    rest_days_lost: int
    paid_hours: float
    synthetic: bool
    notes: list[str]
    provenance: ProvenanceRecord


def consent_answer(
    consent: Consent,
    *,
    at: int,
    names: bool,
    provenance: object,
    synthetic: bool,
    notes: Sequence[str] = (),
) -> ConsentAnswer:
    """Return what saying yes would mean under its contract; `names` only inside the force."""
    return ConsentAnswer(
        force=consent.force,
        at=instant(at),
        going=[_going(each, names) for each in consent.going],
        remaining=[
            RemainingRecord(
                at=instant(each.at),
                unit=each.unit,
                before=each.before,
                after=each.after,
                cover_gaps=list(each.gaps),
                cover_gaps_after=list(each.gaps_after),
            )
            for each in consent.remaining
        ],
        recalled=consent.recalled,
        officer_hours=consent.hours,
        hours_beyond_tours=consent.beyond,
        rest_days_lost=consent.rest_days,
        paid_hours=consent.paid_hours,
        synthetic=synthetic,
        notes=list(notes),
        provenance=ProvenanceRecord.model_validate(provenance),
    )


def _going(going: Going, names: bool) -> GoingRecord:
    each = going.assignment
    return GoingRecord(
        demand=each.demand,
        unit=each.unit,
        count=each.count,
        depart=instant(each.depart),
        back=instant(going.back),
        people=len(going.officers),
        recalled=going.recalled,
        officer_hours=going.hours,
        hours_beyond_tours=going.beyond,
        rest_days_lost=going.rest_days,
        officers=list(going.officers) if names else [],
        vehicles=list(going.vehicles) if names else [],
    )
