"""What aid costs by a rate card: for each deployment, host, donor and operation.

A kind of unit is priced by its own charges where the card has any, else by the ranks of its
composition in doctrine. Each local day is priced by what holds on that day; a day on which
nothing holds is named and not guessed. A line is rounded to the penny, and sums add lines.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import numpy as np

from muster.doctrine import Doctrine
from muster.mobilisation.ledger.balances import COUNTED, AidBalance, AidDirection
from muster.mobilisation.ledger.cards import Of, RateCard
from muster.mobilisation.ledger.entries import AggregateEntry, Deployment
from muster.mobilisation.ledger.tallies import days_begun
from muster.policing import clock

PENNY = Decimal("0.01")
Missing = tuple[Of, str, int]


@dataclass(frozen=True, slots=True)
class AidCost:
    """What one deployment costs in the period, as far as the card covers it."""

    deployment: Deployment
    direction: AidDirection
    amount: Decimal
    covered: bool


@dataclass(frozen=True, slots=True)
class CostGroup:
    """What is due from hosts (`given`), to donors (`received`) and among the forces themselves.

    `covered` is false where the card has nothing for a part of it, which is then not priced.
    """

    key: str
    given: Decimal
    received: Decimal
    between: Decimal
    covered: bool


@dataclass(frozen=True, slots=True)
class CardGap:
    """Local days, first to last, on which a card has nothing for a kind of unit or a rank."""

    of: Of
    slug: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class CostStatement:
    """The cost of a balance by a rate card: sums, lines, and the days that are not covered."""

    card: RateCard
    total: CostGroup
    by_host: tuple[CostGroup, ...]
    by_donor: tuple[CostGroup, ...]
    by_operation: tuple[CostGroup, ...]
    costs: tuple[AidCost, ...]
    gaps: tuple[CardGap, ...]
    notes: tuple[str, ...]


def cost_aid(balance: AidBalance, card: RateCard, *, doctrine: Doctrine) -> CostStatement:
    """Return what the deployments of a balance cost by a rate card, clipped to its period."""
    asked, missing = balance.asked, set[Missing]()
    costs = []
    for line in balance.lines:
        if line.counting in COUNTED and isinstance(line.entry, Deployment):
            one = _Pricing(line.entry, card, doctrine)
            amount = one.price(asked.start, asked.end)
            costs.append(AidCost(line.entry, line.direction, amount, not one.missing))
            missing |= one.missing
    return CostStatement(
        card=card,
        total=_group("", costs),
        by_host=_groups((each.deployment.host, each) for each in costs),
        by_donor=_groups((each.deployment.donor, each) for each in costs),
        by_operation=_groups((each.deployment.operation, each) for each in costs),
        costs=tuple(costs),
        gaps=tuple(_gaps(missing)),
        notes=tuple(_notes(balance, costs, card, doctrine)),
    )


class _Pricing:
    """One deployment being priced, and the days on which the card had nothing for it."""

    def __init__(self, deployment: Deployment, card: RateCard, doctrine: Doctrine) -> None:
        """Find what a whole unit is made of on the day the deployment began."""
        self.deployment, self.card = deployment, card
        self.missing: set[Missing] = set()
        self.ranks = {} if card.prices_units(deployment.unit) else _ranks(deployment, doctrine)

    def price(self, start: int, end: int) -> Decimal:
        """Return the cost from the minute `start` until before `end`, to the penny."""
        first, last = max(start, self.deployment.start), min(end, self.deployment.end)
        cost = sum(
            (
                self._day(day, opens, closes) * Fraction(self.card.uplift(day))
                for day, opens, closes in local_days(first, last)
            ),
            Fraction(0),
        )
        exact = Decimal(cost.numerator) / Decimal(cost.denominator)
        return exact.quantize(PENNY, rounding=ROUND_HALF_UP)

    def _day(self, day: int, opens: int, closes: int) -> Fraction:
        """Return the cost of the part of one local day."""
        one = self.deployment
        hours = Fraction(one.officers * (closes - opens), clock.HOUR)
        if self.ranks:
            return sum(
                (self._rank(rank, day) * hours * share for rank, share in self.ranks.items()),
                Fraction(0),
            )
        begun = days_begun(one, opens, closes)
        charge = self.card.charge("unit", one.unit, day)
        if charge is None:
            # A card that charges by the day owes nothing for a day on which none begins.
            if begun or self.card.by_the_hour(one.unit):
                self.missing.add(("unit", one.unit, day))
            return Fraction(0)
        if charge.per == "officer_hour":
            return Fraction(charge.rate) * hours
        return Fraction(charge.rate) * one.units * begun

    def _rank(self, rank: str, day: int) -> Fraction:
        charge = self.card.charge("rank", rank, day)
        if charge is None:
            self.missing.add(("rank", rank, day))
            return Fraction(0)
        return Fraction(charge.rate)


def _ranks(deployment: Deployment, doctrine: Doctrine) -> dict[str, Fraction]:
    """Return the share of each rank in a whole unit; a post of several ranks takes its first."""
    on = clock.instant_of(deployment.start).date()
    composition = doctrine.composition(deployment.unit, on)
    found: dict[str, Fraction] = {}
    for post in composition.posts:
        share = Fraction(post.count, composition.people)
        found[post.ranks[0]] = found.get(post.ranks[0], Fraction(0)) + share
    return found


def local_days(start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Yield each local day from the minute `start` until before `end`, and its own minutes."""
    if end <= start:
        return
    first, last = (int(day) for day in clock.local_day(np.array([start, end - 1])))
    edges = clock.utc_from_local(np.arange(first, last + 2) * clock.DAY).tolist()
    for at, day in enumerate(range(first, last + 1)):
        yield day, max(start, edges[at]), min(end, edges[at + 1])


def _groups(costs: Iterable[tuple[str, AidCost]]) -> tuple[CostGroup, ...]:
    found: dict[str, list[AidCost]] = {}
    for key, cost in costs:
        found.setdefault(key, []).append(cost)
    return tuple(_group(key, found[key]) for key in sorted(found, key=lambda key: (not key, key)))


def _group(key: str, costs: Sequence[AidCost]) -> CostGroup:
    def due(way: AidDirection) -> Decimal:
        return sum((each.amount for each in costs if each.direction == way), 0 * PENNY)

    covered = all(each.covered for each in costs)
    return CostGroup(key, due("given"), due("received"), due("between"), covered)


def _gaps(missing: Iterable[Missing]) -> Iterator[CardGap]:
    """Yield the days that are missing, those that follow one another as one."""
    held: CardGap | None = None
    for of, slug, day in sorted(missing):
        if held and (held.of, held.slug, held.last + 1) == (of, slug, day):
            held = CardGap(of, slug, held.first, day)
            continue
        if held:
            yield held
        held = CardGap(of, slug, day, day)
    if held:
        yield held


def _notes(
    balance: AidBalance, costs: Sequence[AidCost], card: RateCard, doctrine: Doctrine
) -> Iterator[str]:
    totals = sum(
        line.tally.units
        for line in balance.lines
        if line.counting in COUNTED and isinstance(line.entry, AggregateEntry)
    )
    if totals:
        yield f"{totals:,} units come as totals, which have no days or hours to be priced."
    by_rank = [each.deployment for each in costs if not card.prices_units(each.deployment.unit)]
    if by_rank:
        yield (
            "Priced by the ranks of the composition in doctrine: a post that several ranks may "
            "fill is priced as the first it names."
        )
    odd = sum(each.officers != _people(each, doctrine) for each in by_rank)
    if odd:
        yield (
            f"{odd:,} of them had more or fewer people than the composition; their ranks are "
            "taken in its proportions, which is assumed."
        )


def _people(deployment: Deployment, doctrine: Doctrine) -> int:
    on = clock.instant_of(deployment.start).date()
    return doctrine.composition(deployment.unit, on).people * deployment.units
