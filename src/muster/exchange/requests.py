"""The request a plan is made from, as a record that can be read again."""

from typing import Literal

from pydantic import AwareDatetime

from muster.exchange.base import Record, instant
from muster.mobilisation import (
    Assignment,
    Demand,
    Floor,
    Forbid,
    Moving,
    Offer,
    Pin,
    Request,
)
from muster.policing import Place, clock
from muster.strength import Held, Limit, Need, Step, Use

TierName = Literal["own", "region", "nation"]


class PlaceRecord(Record):
    """A position in decimal degrees, WGS 84."""

    lat: float
    lon: float


class DemandRecord(Record):
    """So many units of a kind wanted at a rendezvous point, from `needed_by` for `minutes`."""

    slug: str
    unit: str
    count: int
    place: PlaceRecord
    needed_by: AwareDatetime
    minutes: int
    priority: int
    host: str
    region: str
    operation: str
    rendezvous: str
    authority: str
    standby: bool
    tier: TierName


class StepRecord(Record):
    """So many more units of a kind after so many minutes' notice."""

    unit: str
    notice: int
    count: int
    recalled: int
    rest_days: int


class UseRecord(Record):
    """What each unit of a step uses of a limit."""

    unit: str
    notice: int
    each: int


class LimitRecord(Record):
    """A stock that several kinds share."""

    what: list[str]
    stock: int
    uses: list[UseRecord]


class NeedRecord(Record):
    """So many more for a post, or vehicles of a kind."""

    post: str
    count: int


class HeldRecord(Record):
    """What a force has of a kind in all, and what one more needs."""

    unit: str
    whole: int
    cover: int
    needs: list[NeedRecord]


class OfferRecord(Record):
    """What one force can lend: counts, and no names."""

    force: str
    place: PlaceRecord
    region: str
    steps: list[StepRecord]
    limits: list[LimitRecord]
    held: list[HeldRecord]
    balance: int
    notes: list[str]
    also: PlaceRecord | None


class FloorRecord(Record):
    """Units of a kind that a force keeps."""

    force: str
    unit: str
    count: int
    because: str


class PinRecord(Record):
    """Exactly so many units of a force for a demand."""

    demand: str
    force: str
    count: int


class ForbidRecord(Record):
    """What a force may not send; blank stands for every one."""

    force: str
    demand: str
    unit: str


class MovingRecord(Record):
    """Units ordered before, and where they are headed."""

    demand: str
    force: str
    unit: str
    count: int
    notice: int
    ready: AwareDatetime
    depart: AwareDatetime
    arrive: AwareDatetime
    travel: int
    late: int
    place: PlaceRecord


class RequestRecord(Record):
    """Everything a plan is made from."""

    demands: list[DemandRecord]
    offers: list[OfferRecord]
    at: AwareDatetime
    tier: TierName
    floors: list[FloorRecord]
    pins: list[PinRecord]
    forbidden: list[ForbidRecord]
    assembly: int
    moving: list[MovingRecord]
    change_price: int


def request_record(request: Request) -> RequestRecord:
    """Return a request as a record."""
    moving = zip(request.moving.assignments, request.moving.places, strict=True)
    return RequestRecord(
        demands=[_demand_record(each) for each in request.demands],
        offers=[OfferRecord.model_validate(each) for each in request.offers],
        at=instant(request.at),
        tier=request.tier,
        floors=[FloorRecord.model_validate(each) for each in request.floors],
        pins=[PinRecord.model_validate(each) for each in request.pins],
        forbidden=[ForbidRecord.model_validate(each) for each in request.forbidden],
        assembly=request.assembly,
        moving=[_moving_record(each, place) for each, place in moving],
        change_price=request.moving.price,
    )


def _demand_record(demand: Demand) -> DemandRecord:
    given = {name: getattr(demand, name) for name in DemandRecord.model_fields}
    return DemandRecord(
        **{
            **given,
            "needed_by": instant(demand.needed_by),
            "place": PlaceRecord.model_validate(demand.place),
        }
    )


def _moving_record(each: Assignment, place: Place) -> MovingRecord:
    return MovingRecord(
        demand=each.demand,
        force=each.force,
        unit=each.unit,
        count=each.count,
        notice=each.notice,
        ready=instant(each.ready),
        depart=instant(each.depart),
        arrive=instant(each.arrive),
        travel=each.travel,
        late=each.late,
        place=PlaceRecord.model_validate(place),
    )


def request_of(record: RequestRecord) -> Request:
    """Return the request that a record holds."""
    return Request(
        demands=tuple(demand_of(each) for each in record.demands),
        offers=tuple(_offer_of(each) for each in record.offers),
        at=clock.minute_of(record.at),
        tier=record.tier,
        floors=tuple(Floor(**each.model_dump()) for each in record.floors),
        pins=tuple(Pin(**each.model_dump()) for each in record.pins),
        forbidden=tuple(Forbid(**each.model_dump()) for each in record.forbidden),
        assembly=record.assembly,
        moving=Moving(
            tuple(_moving_of(each) for each in record.moving),
            tuple(_place_of(each.place) for each in record.moving),
            record.change_price,
        ),
    )


def _place_of(record: PlaceRecord) -> Place:
    return Place(record.lat, record.lon)


def demand_of(record: DemandRecord) -> Demand:
    """Return the demand that a record holds."""
    given = record.model_dump()
    return Demand(
        **{
            **given,
            "place": _place_of(record.place),
            "needed_by": clock.minute_of(record.needed_by),
        }
    )


def _offer_of(record: OfferRecord) -> Offer:
    return Offer(
        force=record.force,
        place=_place_of(record.place),
        region=record.region,
        steps=tuple(Step(**each.model_dump()) for each in record.steps),
        limits=tuple(
            Limit(tuple(each.what), each.stock, tuple(Use(**use.model_dump()) for use in each.uses))
            for each in record.limits
        ),
        held=tuple(
            Held(
                each.unit, each.whole, each.cover, tuple(Need(n.post, n.count) for n in each.needs)
            )
            for each in record.held
        ),
        balance=record.balance,
        notes=tuple(record.notes),
        also=_place_of(record.also) if record.also else None,
    )


def _moving_of(record: MovingRecord) -> Assignment:
    return Assignment(
        demand=record.demand,
        force=record.force,
        unit=record.unit,
        count=record.count,
        notice=record.notice,
        ready=clock.minute_of(record.ready),
        depart=clock.minute_of(record.depart),
        arrive=clock.minute_of(record.arrive),
        travel=record.travel,
        late=record.late,
    )
