"""`muster.relief/1`: who takes over from whom, and when the forces asked run out."""

from collections.abc import Sequence
from typing import Literal

from pydantic import AwareDatetime

from muster.exchange.base import Answer, ProvenanceRecord, Record, instant, schema_field
from muster.mobilisation import Relief


class TourRecord(Record):
    """One stretch that a demand has to be held, and how many of the units wanted are short."""

    demand: str
    unit: str
    number: int
    start: AwareDatetime
    end: AwareDatetime
    wanted: int
    short: int


class TripRecord(Record):
    """Units of a force that go to a demand, work tours of it, and come home to rest."""

    demand: str
    force: str
    unit: str
    count: int
    tours: list[int]
    depart: AwareDatetime
    home: AwareDatetime
    rested: AwareDatetime


class ReliefAnswer(Answer):
    """The relief of a plan; `runs_out` is null where every tour before the horizon is filled."""

    schema_: Literal["muster.relief/1"] = schema_field("muster.relief/1")
    at: AwareDatetime
    horizon: AwareDatetime
    runs_out: AwareDatetime | None
    proved: bool
    tours: list[TourRecord]
    trips: list[TripRecord]
    officer_hours: dict[str, int]
    travel_times: str
    notes: list[str]
    synthetic: bool
    provenance: ProvenanceRecord


def relief_answer(
    relief: Relief, *, provenance: object, synthetic: bool, notes: Sequence[str] = ()
) -> ReliefAnswer:
    """Return the relief of a plan under its contract."""
    return ReliefAnswer(
        at=instant(relief.plan.request.at),
        horizon=instant(relief.horizon),
        runs_out=None if relief.runs_out is None else instant(relief.runs_out),
        proved=relief.proved,
        tours=[
            TourRecord(
                demand=each.demand,
                unit=each.unit,
                number=each.number,
                start=instant(each.start),
                end=instant(each.end),
                wanted=each.wanted,
                short=each.short,
            )
            for each in relief.tours
        ],
        trips=[
            TripRecord(
                demand=each.demand,
                force=each.force,
                unit=each.unit,
                count=each.count,
                tours=list(each.tours),
                depart=instant(each.depart),
                home=instant(each.home),
                rested=instant(each.rested),
            )
            for each in relief.trips
        ],
        officer_hours=dict(relief.officer_hours),
        travel_times=relief.plan.travel_times,
        notes=list(dict.fromkeys((*relief.notes, *notes))),
        synthetic=synthetic,
        provenance=ProvenanceRecord.model_validate(provenance),
    )
