"""Refuse a request that contradicts itself, with every contradiction named."""

from collections.abc import Iterator, Sequence

from muster.errors import MusterError
from muster.mobilisation.plans import Pin, Request


class UnableToPlan(MusterError):
    """What is asked contradicts itself; `reasons` has every contradiction."""

    def __init__(self, reasons: Sequence[str]) -> None:
        """Keep every reason, and say them all."""
        self.reasons = tuple(reasons)
        super().__init__(
            "The request contradicts itself:\n" + "\n".join(f"  {each}" for each in reasons)
        )


def refuse_contradictions(request: Request) -> None:
    """Raise UnableToPlan where what is asked cannot all be meant."""
    reasons = (*_demands(request), *_floors(request), *_forbidden(request), *_pins(request))
    if reasons:
        raise UnableToPlan(reasons)


def _demands(request: Request) -> Iterator[str]:
    slugs = [demand.slug for demand in request.demands]
    for slug in dict.fromkeys(slugs):
        if slugs.count(slug) > 1:
            yield f"demand {slug} is given twice; give each its own id"
    for demand in request.demands:
        if demand.count < 1 or demand.minutes < 1 or demand.priority < 1:
            yield f"demand {demand.slug} asks for nothing; give it units, a duration, a priority"
        elif demand.ends <= request.at:
            yield f"demand {demand.slug} is over before the order is given; mend its time, or --at"


def _floors(request: Request) -> Iterator[str]:
    named = [(floor.force, floor.unit) for floor in request.floors]
    for floor in request.floors:
        if floor.count < 0:
            yield f"{floor.force} is to keep {floor.count} of {floor.unit}; keep nought or more"
    for force, unit in dict.fromkeys(named):
        if named.count((force, unit)) > 1:
            yield f"{force} has two floors of {unit}; keep one of them"


def _forbidden(request: Request) -> Iterator[str]:
    slugs = {demand.slug for demand in request.demands}
    forces = {offer.force for offer in request.offers}
    for forbid in request.forbidden:
        if forbid.demand and forbid.demand not in slugs:
            yield f"{forbid.demand} is forbidden, and there is no such demand"
        if forbid.force and forbid.force not in forces:
            yield f"{forbid.force} is forbidden, and it offers nothing"
        if not forbid.force and not forbid.demand:
            yield "everything is forbidden; name a force or a demand"


def _pins(request: Request) -> Iterator[str]:
    demands = {demand.slug: demand for demand in request.demands}
    offers = {offer.force: offer for offer in request.offers}
    named = [(pin.demand, pin.force) for pin in request.pins]
    pinned: dict[str, int] = {}
    for pin in request.pins:
        demand = demands.get(pin.demand)
        if demand is None:
            yield f"{pin.force} is pinned to {pin.demand}, and there is no such demand"
        elif pin.force not in offers:
            yield f"{pin.force} is pinned to {pin.demand}, and it offers nothing"
        elif _is_forbidden(request, pin, demand.unit):
            yield f"{pin.force} is both pinned to {pin.demand} and forbidden; take one away"
        elif offers[pin.force].total(demand.unit) < pin.count:
            held = offers[pin.force].total(demand.unit)
            yield f"{pin.force} is pinned to send {pin.count} to {pin.demand}, and offers {held}"
        pinned[pin.demand] = pinned.get(pin.demand, 0) + pin.count
    for slug, count in pinned.items():
        if slug in demands and count > demands[slug].count:
            yield f"{count} are pinned to {slug}, which asks for {demands[slug].count}"
    for pair in dict.fromkeys(named):
        if named.count(pair) > 1:
            yield f"{pair[1]} is pinned twice to {pair[0]}; keep one of them"


def _is_forbidden(request: Request, pin: Pin, unit: str) -> bool:
    return any(
        forbid.force in ("", pin.force)
        and forbid.demand in ("", pin.demand)
        and forbid.unit in ("", unit)
        and pin.count > 0
        for forbid in request.forbidden
    )
