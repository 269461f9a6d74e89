"""What a plan asks of each donor, and what each wider tier adds."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from muster.mobilisation.offers import Offer
from muster.mobilisation.planning import make_plan
from muster.mobilisation.plans import Assignment, Plan, Policy, Request
from muster.mobilisation.tiers import TIERS, Tier
from muster.mobilisation.travel_times import TravelTimes


@dataclass(frozen=True, slots=True)
class DonorEffect:
    """What a plan asks of one force for one kind of unit, as a proposal to its authorising officer.

    `offered` units could go, after minimum cover (which holds back `cover` more); `sent` of
    them are asked for, to forces of other areas `lent`; `left` stay, and the floor is
    `floor`. `recalled` people are called in from time off, the fewest that will do, and
    `rest_days` of them lose a rest day. `demands` are where the units go.
    """

    force: str
    unit: str
    offered: int
    cover: int
    sent: int
    lent: int
    left: int
    floor: int
    recalled: int
    rest_days: int
    demands: tuple[str, ...]

    @property
    def share(self) -> float:
        """Return how much of what it offers is asked for."""
        return self.sent / self.offered if self.offered else 0.0


@dataclass(frozen=True, slots=True)
class TierResult:
    """What a plan that seeks help no further than a tier raises."""

    tier: Tier
    raised: int
    short: int
    late: int
    proved: bool


def donor_effects(plan: Plan) -> tuple[DonorEffect, ...]:
    """Return what a plan asks of each force that sends anything, in the order of its offers."""
    return tuple(_effects(plan))


def _effects(plan: Plan) -> Iterator[DonorEffect]:
    hosts = {demand.slug: demand.host for demand in plan.request.demands}
    floors = {(floor.force, floor.unit): floor.count for floor in plan.request.floors}
    for offer in plan.request.offers:
        own = [each for each in plan.assignments if each.force == offer.force]
        for unit in dict.fromkeys(each.unit for each in own):
            sent = [each for each in own if each.unit == unit]
            count = sum(each.count for each in sent)
            recalled, rest_days = _called(offer, sent)
            yield DonorEffect(
                force=offer.force,
                unit=unit,
                offered=offer.total(unit),
                cover=sum(held.cover for held in offer.held if held.unit == unit),
                sent=count,
                lent=sum(each.count for each in sent if hosts[each.demand] != offer.force),
                left=offer.total(unit) - count,
                floor=floors.get((offer.force, unit), 0),
                recalled=recalled,
                rest_days=rest_days,
                demands=tuple(dict.fromkeys(each.demand for each in sent)),
            )


def _called(offer: Offer, sent: list[Assignment]) -> tuple[int, int]:
    """Return the people called in, and off a rest day, for units of some steps, rounded up."""
    recalled = rest_days = 0
    for step in offer.steps:
        taken = sum(a.count for a in sent if (a.unit, a.notice) == (step.unit, step.notice))
        if taken and step.count:
            recalled += -(-step.recalled * taken // step.count)
            rest_days += -(-step.rest_days * taken // step.count)
    return recalled, rest_days


def compare_tiers(
    request: Request, *, travel: TravelTimes, policy: Policy, seconds: float
) -> tuple[TierResult, ...]:
    """Return what the request raises at each tier up to its own, the narrowest first."""
    found = []
    for tier in TIERS[: TIERS.index(request.tier) + 1]:
        narrower = replace(request, tier=tier, pins=request.pins if tier == request.tier else ())
        plan = make_plan(narrower, travel=travel, policy=policy, seconds=seconds)
        late = sum(each.count * each.late for each in plan.assignments)
        raised = sum(each.count for each in plan.assignments)
        short = sum(each.count for each in plan.short)
        found.append(TierResult(tier, raised, short, late, plan.proved))
    return tuple(found)
