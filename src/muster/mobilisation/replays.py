"""A past operation played again: what was known, what is assumed, and what would have changed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from muster.mobilisation.demands import Demand
from muster.mobilisation.offers import Offer
from muster.mobilisation.planning import make_plan
from muster.mobilisation.plans import Assignment, Floor, Moving, Plan, Request
from muster.mobilisation.replay_values import Replay, ReplayFact, ReplayVariant
from muster.mobilisation.travel_times import TravelTimes
from muster.policing import clock

STAY = 31 * clock.DAY  # minutes late that would have to be saved: those who are out stay out


@dataclass(frozen=True, slots=True)
class Misfit:
    """A published figure beside the replay's."""

    fact: ReplayFact
    replayed: float


@dataclass(frozen=True, slots=True)
class DemandOutcome:
    """What became of one demand: units wanted, in time, late, never; when the last came."""

    demand: str
    wanted: int
    in_time: int
    late: int
    short: int
    last: int | None


@dataclass(frozen=True, slots=True)
class Exposed:
    """A lender with less left than its assessed local need, at the end of a stage."""

    force: str
    stage: int
    lent: int
    left: int
    need: int


@dataclass(frozen=True, slots=True)
class Played:
    """One variant played: its plans, what became of each demand, lenders exposed, and misfits."""

    variant: ReplayVariant
    plans: tuple[Plan, ...]
    outcomes: tuple[DemandOutcome, ...]
    exposed: tuple[Exposed, ...]
    misfits: tuple[Misfit, ...]


Supply = Callable[[int, Sequence[Demand]], tuple[Offer, ...]]


def play(
    replay: Replay,
    *,
    supply: Supply,
    floors: Callable[[str], tuple[Floor, ...]],
    people: Callable[[str], int],
    travel: TravelTimes,
    assembly: int,
) -> tuple[Played, ...]:
    """Return every variant of a replay, played order by order.

    `supply` says what forces offer at a UTC minute for some demands, `floors` what each has
    assessed that it needs at an alert level, `people` how many one unit of a kind takes.
    Units once sent stay until their demand is over.
    """
    found = []
    for variant in replay.variants:
        plans = _plans(replay, variant, supply, floors, travel, assembly)
        sent = _sent(plans)
        needs = {floor.force: floor.count for floor in floors("critical")}
        found.append(
            Played(
                variant=variant,
                plans=plans,
                outcomes=tuple(_outcome(demand, sent) for demand in replay.demands),
                exposed=tuple(_exposed(plans, needs)),
                misfits=tuple(Misfit(fact, _measured(fact, sent, people)) for fact in replay.facts),
            )
        )
    return tuple(found)


def _plans(
    replay: Replay,
    variant: ReplayVariant,
    supply: Supply,
    floors: Callable[[str], tuple[Floor, ...]],
    travel: TravelTimes,
    assembly: int,
) -> tuple[Plan, ...]:
    """Return the plan of each order, each with what the orders before have out."""
    every = {demand.slug: demand for demand in replay.demands}
    kept = (
        tuple(f for f in floors(variant.alert) if f.force in variant.keep) if variant.keep else ()
    )
    out: tuple[Assignment, ...] = ()
    plans: list[Plan] = []
    for stage in variant.stages:
        running = [d for d in dict.fromkeys(a.demand for a in out) if every[d].ends > stage.at]
        held = [replace(every[slug], count=_count(out, slug)) for slug in running]
        new = [every[slug] for slug in stage.demands]
        moving = tuple(a for a in out if a.demand in running)
        request = Request(
            demands=(*held, *(replace(demand, tier=stage.tier) for demand in new)),
            offers=supply(stage.at, new),
            at=stage.at,
            floors=kept,
            assembly=assembly,
            moving=Moving(moving, tuple(every[a.demand].place for a in moving), STAY),
        )
        plan = make_plan(request, travel=travel)
        plans.append(plan)
        out = plan.assignments
    return tuple(plans)


def _count(assignments: Sequence[Assignment], demand: str) -> int:
    return sum(each.count for each in assignments if each.demand == demand)


def _sent(plans: Sequence[Plan]) -> dict[str, tuple[Assignment, ...]]:
    """Return who was sent to each demand, as the order that first served it has it."""
    found: dict[str, tuple[Assignment, ...]] = {}
    for plan in plans:
        for demand in plan.request.demands:
            own = tuple(a for a in plan.assignments if a.demand == demand.slug)
            found.setdefault(demand.slug, own)
    return found


def _outcome(demand: Demand, sent: dict[str, tuple[Assignment, ...]]) -> DemandOutcome:
    own = sent.get(demand.slug, ())
    late = sum(each.count for each in own if each.late)
    got = sum(each.count for each in own)
    last = max((each.arrive for each in own), default=None)
    return DemandOutcome(demand.slug, demand.count, got - late, late, demand.count - got, last)


def _exposed(plans: Sequence[Plan], needs: dict[str, int]) -> list[Exposed]:
    """Return the lenders left with less than their assessed local need by each order."""
    found = []
    for stage, plan in enumerate(plans):
        hosts = {demand.slug: demand.host for demand in plan.request.demands}
        totals = {offer.force: offer.total("psu") for offer in plan.request.offers}
        for force, need in needs.items():
            own = [a for a in plan.assignments if a.force == force and a.unit == "psu"]
            lent = sum(each.count for each in own if hosts[each.demand] != force)
            left = totals.get(force, 0) - sum(each.count for each in own)
            if lent and left < need:
                found.append(Exposed(force, stage, lent, max(left, 0), need))
    return found


def _measured(
    fact: ReplayFact, sent: dict[str, tuple[Assignment, ...]], people: Callable[[str], int]
) -> float:
    """Return the replay's figure for a published one, in the fact's own unit."""
    own = [each for slug in fact.demands for each in sent.get(slug, ())]
    if fact.force:
        own = [each for each in own if each.force == fact.force]
    if fact.outside:
        own = [each for each in own if each.force != fact.outside]
    officers = fact.unit == "officers"
    return float(sum(each.count * (people(each.unit) if officers else 1) for each in own))
