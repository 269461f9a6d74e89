"""Which one thing, relaxed, would raise what a plan is short of; found by solving again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from muster.mobilisation.demands import Demand
from muster.mobilisation.offers import Offer
from muster.mobilisation.planning import plan_problem
from muster.mobilisation.plans import Assignment, Plan, Request, Short
from muster.mobilisation.problems import build_problem
from muster.mobilisation.reasons import Cure, ShortReason
from muster.mobilisation.tiers import TIERS
from muster.mobilisation.travel_times import TravelTimes
from muster.policing import clock
from muster.strength import Held, Step

WEEK = 7 * clock.DAY
FLOOR = "floor of "
Counts = dict[str, int]


@dataclass(frozen=True, slots=True, eq=False)
class _Case:
    """One shortfall of a plan, and how changed requests are solved."""

    plan: Plan
    short: Short
    travel: TravelTimes
    seconds: float

    @property
    def demand(self) -> Demand:
        """Return the demand that is short."""
        return next(d for d in self.plan.request.demands if d.slug == self.short.demand)

    def solve(self, request: Request) -> Plan:
        """Return the plan of a changed request."""
        return plan_problem(build_problem(request, self.travel), seconds=self.seconds)

    def cured(self, after: Plan) -> int:
        """Return how many more of the kind are raised, of this priority or a higher."""
        return min(self.short.count, self._lacking(self.plan) - self._lacking(after))

    def _lacking(self, plan: Plan) -> int:
        ranks = {demand.slug: demand.priority for demand in plan.request.demands}
        own = self.demand.priority
        return sum(
            each.count
            for each in plan.short
            if each.unit == self.short.unit
            and ranks[each.demand] <= own
            and not each.demand.startswith(FLOOR)
        )


def short_reasons(
    plan: Plan, *, travel: TravelTimes, uncovered: Sequence[Offer], seconds: float
) -> Iterator[ShortReason]:
    """Yield, for each demand that is short, every single thing that would cure some of it.

    Each changed request is solved for at most `seconds`. Raises UnableToAskTravelTimes.
    """
    for short in plan.short:
        case = _Case(plan, short, travel, seconds)
        tried = (
            _floors(case),
            _cover(case, uncovered),
            _distance(case),
            _authority(case),
            _instruction(case),
            _people(case),
        )
        cures = tuple(cure for cure in tried if cure is not None and cure.cured > 0)
        yield ShortReason(short.demand, short.unit, short.count, cures)


def _floors(case: _Case) -> Cure | None:
    """Return what lower floors cure: as little taken from them as raises the most."""
    request, unit = case.plan.request, case.short.unit
    problem = build_problem(request, case.travel)
    kept = {
        force: int(keep)
        for force, kind, keep in zip(problem.forces, problem.units, problem.keep, strict=True)
        if kind == unit and keep > 0
    }
    if not kept:
        return None
    last = 1 + max(demand.priority for demand in request.demands)
    places = {offer.force: offer.place for offer in request.offers}
    later = request.at + WEEK
    wanted = [
        Demand(FLOOR + force, unit, n, places[force], later, clock.HOUR, last, force, tier="own")
        for force, n in kept.items()
    ]
    floors = tuple(floor for floor in request.floors if floor.unit != unit)
    after = case.solve(replace(request, demands=(*request.demands, *wanted), floors=floors))
    broken = [
        (each.demand.removeprefix(FLOOR), each.count)
        for each in after.short
        if each.demand.startswith(FLOOR)
    ]
    return Cure("floor", case.cured(after), tuple(broken))


def _cover(case: _Case, uncovered: Sequence[Offer]) -> Cure | None:
    """Return what is cured where minimum cover is not kept."""
    if not uncovered:
        return None
    after = case.solve(replace(case.plan.request, offers=tuple(uncovered)))
    more = {offer.force: offer.total(case.short.unit) for offer in case.plan.request.offers}
    sent = _sent(after, case.short.unit)
    forces = [(force, n - more[force]) for force, n in sent.items() if n > more.get(force, 0)]
    return Cure("cover", case.cured(after), tuple(forces))


def _sent(plan: Plan, unit: str) -> Counts:
    found: Counts = {}
    for each in plan.assignments:
        if each.unit == unit:
            found[each.force] = found.get(each.force, 0) + each.count
    return found


def _distance(case: _Case) -> Cure | None:
    """Return what is cured if the demand can wait for units that come after it is over."""
    own = case.demand
    longer = replace(own, minutes=own.minutes + WEEK)
    others = (d if d is not own else longer for d in case.plan.request.demands)
    after = case.solve(replace(case.plan.request, demands=tuple(others)))
    arrivals = [each for each in after.assignments if each.demand == own.slug]
    late = [each for each in arrivals if each.arrive >= own.ends]
    if not late:
        return None
    wait = max(each.arrive for each in late) - own.needed_by
    return Cure("distance", case.cured(after), _by_force(late), wait)


def _by_force(assignments: Sequence[Assignment]) -> tuple[tuple[str, int], ...]:
    found: Counts = {}
    for each in assignments:
        found[each.force] = found.get(each.force, 0) + each.count
    return tuple(found.items())


def _authority(case: _Case) -> Cure | None:
    """Return what is cured if help may be sought from further: the nearest tier that cures any."""
    request, own = case.plan.request, case.demand
    reached = min(TIERS.index(request.tier), TIERS.index(own.tier))
    for tier in TIERS[reached + 1 :]:
        others = tuple(d if d is not own else replace(d, tier=tier) for d in request.demands)
        wider = max(request.tier, tier, key=TIERS.index)
        after = case.solve(replace(request, tier=wider, demands=others))
        if case.cured(after) > 0:
            new = [a for a in after.assignments if a.demand == own.slug]
            return Cure("authority", case.cured(after), _by_force(new), tier=tier)
    return None


def _instruction(case: _Case) -> Cure | None:
    """Return what is cured without pins and what is forbidden."""
    request = case.plan.request
    if not request.pins and not request.forbidden:
        return None
    after = case.solve(replace(request, pins=(), forbidden=()))
    new = [each for each in after.assignments if each.demand == case.short.demand]
    return Cure("instruction", case.cured(after), _by_force(new))


def _people(case: _Case) -> Cure | None:
    """Return the force at which one more unit takes the fewest people, and cures one short."""
    unit = case.short.unit
    for offer, held in _by_needs(case.plan.request.offers, unit):
        notices = sorted({step.notice for step in offer.steps}) or [0]
        curing = [n for n in notices if case.cured(case.solve(_one_more(case, offer, n))) > 0]
        if curing:
            return Cure("people", 1, ((offer.force, 1),), max(curing), needs=held.needs)
    return None


def _by_needs(offers: Sequence[Offer], unit: str) -> list[tuple[Offer, Held]]:
    """Return offers whose next unit is known, the fewest people and vehicles first."""
    found = [(o, h) for o in offers for h in o.held if h.unit == unit and h.needs]
    return sorted(found, key=lambda pair: sum(need.count for need in pair[1].needs))


def _one_more(case: _Case, offer: Offer, notice: int) -> Request:
    """Return the request with one more unit at a force; the limits it shares are of others.

    A minute is added to its notice, so that no limit of the force's present people binds it.
    """
    step = Step(case.short.unit, notice + 1, 1)
    more = replace(offer, steps=(*offer.steps, step))
    offers = tuple(more if each is offer else each for each in case.plan.request.offers)
    return replace(case.plan.request, offers=offers)
