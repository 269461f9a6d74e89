"""What one more inspector, sergeant, driver, carrier or whole unit is worth at each force.

The same replications are played with it and without it, by the same draws: what differs is
the worth, and the noise of everything else is gone.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from muster.rehearsal.campaigning import refuse_budget
from muster.rehearsal.engines import Engine, Play, Stop, one_thread, run_shards
from muster.rehearsal.estimates import chance, difference, ratio, unit_hours
from muster.rehearsal.games import Game
from muster.rehearsal.results import FrontierPoint, Worth, Worths
from muster.rehearsal.room_building import OneMore
from muster.rehearsal.scenario import Price
from muster.rehearsal.shards import Gains, WorthJob
from muster.rehearsal.squares import from_limbs
from muster.rehearsal.supply import Supply
from muster.rehearsal.tables import UnableToRehearse

REPLICATIONS = 2048
SHARD = 8  # each is played once for every thing: few enough to be heard of, and interrupted
LONG = 80 * 24  # hours played in a shard, at most: one replication of anything longer
UNIT = "unit"
FIRST_GAIN, GAIN_SQUARED, MET_GAIN, MET_SQUARED, MINUTES, MINUTES_SQUARED = range(6)

WorthOpener = Callable[[Play[Gains]], Engine[Gains]]
Told = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Thing:
    """Something there might be one more of: a post, a kind of vehicle or a unit, at a force."""

    force: str
    unit: str
    what: str
    more: OneMore


def things_of(supply: Supply, forces: Sequence[str] = (), whole: bool = False) -> list[Thing]:
    """Return everything there might be one more of; with `whole`, whole units alone.

    One more person for a post is like most of those who fit it now; where nobody does, one who
    fits it alone.
    """
    wanted = [each for each in supply.forces if not forces or each in forces]
    found = []
    for force in wanted:
        for kind in range(len(supply.kinds)):
            found += list(_things(supply, force, kind, whole=whole))
    return found


def _things(supply: Supply, slug: str, kind: int, *, whole: bool) -> Iterator[Thing]:
    force, of = supply.forces.index(slug), supply.kinds[kind]
    yield Thing(slug, of.unit, UNIT, OneMore(force, kind, units=1))
    if not whole:
        people = supply.people[force, kind].sum(axis=(0, 1, 2))
        for at, post in enumerate(of.posts):
            fitting = [mask for mask in range(len(people)) if mask >> at & 1 and people[mask]]
            mask = max(fitting, key=lambda mask: int(people[mask]), default=1 << at)
            yield Thing(slug, of.unit, post.slug, OneMore(force, kind, mask=mask))
        for need in of.vehicles:
            vehicle = supply.vehicle_kinds.index(need.kind)
            yield Thing(slug, of.unit, need.kind, OneMore(force, kind, vehicle=vehicle))


def weigh_worth(
    game: Game,
    *,
    seed: int,
    replications: int = REPLICATIONS,
    policy: str = "",
    forces: Sequence[str] = (),
    whole: bool = False,
    engine: WorthOpener = one_thread,
    told: Told | None = None,
    stop: Stop | None = None,
) -> Worths:
    """Return what one more of each thing is worth at some forces (all by default), most first.

    That which takes most off the unit-hours short stands first, then that which brings most in
    time: unit-hours change by a little wherever one more is of use, and so are told apart from
    noise sooner than units that are in time or are not. Under a policy by name. Told to stop,
    it is of the replications played by then. Raises UnableToRehearse.
    """
    refuse_budget(replications, seed)
    _refuse_unknown(forces, game.supply)
    chosen = game.policies([policy] if policy else [])
    things = things_of(game.supply, forces, whole)
    job = WorthJob(game.job(chosen), _more(things))
    gains = _play(job, game.scenario.hours, seed, replications, engine, told, stop)
    many = gains.replications
    worths = [
        Worth(
            thing.force, thing.unit, thing.what,
            hours_covered=unit_hours(
                int(own[MINUTES]), from_limbs(own[MINUTES_SQUARED:]), many,
                game.scenario.minutes,
            ),
            in_time=difference(int(own[FIRST_GAIN]), int(own[GAIN_SQUARED]), many),
            met=difference(int(own[MET_GAIN]), int(own[MET_SQUARED]), many),
        )
        for thing, own in zip(things, gains.sums, strict=True)
    ]  # fmt: skip
    worths.sort(key=_rank)
    return Worths(
        scenario=game.scenario,
        policy=chosen[0],
        seed=seed,
        replications=many,
        played=gains.played + many,
        worths=tuple(worths),
    )


def _rank(each: Worth) -> tuple[float, float, float]:
    return -each.hours_covered.value, -each.in_time.value, -each.met.value


def _refuse_unknown(forces: Sequence[str], supply: Supply) -> None:
    unknown = [force for force in forces if force not in supply.forces]
    if unknown:
        raise UnableToRehearse(
            f"The network has no force {', '.join(unknown)}; it has {', '.join(supply.forces)}"
        )


def _more(things: Sequence[Thing]) -> tuple[OneMore, ...]:
    return tuple(thing.more for thing in things)


def _play(
    job: WorthJob,
    hours: int,
    seed: int,
    replications: int,
    engine: WorthOpener,
    told: Told | None,
    stop: Stop | None,
) -> Gains:
    total: Gains | None = None
    size = max(1, min(SHARD, LONG // hours))
    with engine(job.play) as crew:
        for _, gains in run_shards(crew, seed, 0, replications, size, stop):
            total = total + gains if total else gains
            if told:
                told(total.replications, replications)
    if total is None:
        raise UnableToRehearse("Nothing was played")
    return total


def seek_frontier(
    game: Game,
    *,
    seed: int,
    steps: int,
    replications: int = REPLICATIONS,
    policy: str = "",
    engine: WorthOpener = one_thread,
    told: Told | None = None,
    stop: Stop | None = None,
) -> tuple[FrontierPoint, ...]:
    """Return the chance against the cost, adding a whole unit at a time where it buys most.

    The first point is as it is. At each step the unit that brings most for its price is added;
    its price is that of its posts and vehicles in the scenario's prices (1 each where the
    scenario prices nothing). It ends early where nothing helps for sure. Greedy: a pair of
    units that only help together is not seen. Told to stop, it ends with the step it is at, of
    the replications played by then. Raises UnableToRehearse.
    """
    refuse_budget(replications, seed)
    chosen = game.policies([policy] if policy else [])
    supply, cost, points = game.supply, 0.0, []
    added: tuple[str, str] = ("", "")
    for step in range(steps + 1):
        things = things_of(supply, whole=True)
        job = replace_supply(game, supply).job(chosen)
        worth = WorthJob(job, _more(things))
        gains = _play(worth, game.scenario.hours, seed, replications, engine, told, stop)
        points.append(_point(gains, added, cost))
        best = _best(gains, things, supply, game.scenario.prices)
        if best is None or step == steps or (stop and stop()):
            break
        thing, price = best
        supply = with_unit(supply, thing.more)
        cost, added = cost + price, (thing.force, thing.unit)
    return tuple(points)


def _point(gains: Gains, added: tuple[str, str], cost: float) -> FrontierPoint:
    met, *sums = (int(each) for each in gains.base)
    share = ratio((sums[0], sums[1], sums[2], sums[3], sums[4]), gains.replications)
    return FrontierPoint(*added, cost, chance(met, gains.replications), share)


def _best(
    gains: Gains, things: Sequence[Thing], supply: Supply, prices: Sequence[Price]
) -> tuple[Thing, float] | None:
    """Return what brings most for its price, and that price; None where nothing surely helps."""
    ranked: list[tuple[float, int, Thing, float]] = []
    for thing, own in zip(things, gains.sums, strict=True):
        worth = difference(int(own[FIRST_GAIN]), int(own[GAIN_SQUARED]), gains.replications)
        if worth.low > 0:
            price = price_of(thing, supply, prices)
            ranked.append((worth.value / price, -len(ranked), thing, price))
    if not ranked:
        return None
    _, _, thing, price = max(ranked, key=lambda each: each[:2])
    return thing, price


def price_of(thing: Thing, supply: Supply, prices: Sequence[Price]) -> float:
    """Return what a whole unit costs at a scenario's prices, 1 each where it has none."""
    known = {price.what: price.amount for price in prices}
    of = supply.kinds[thing.more.kind]
    parts = [(post.slug, post.count) for post in of.posts]
    parts += [(need.kind, need.count) for need in of.vehicles]
    return (
        float(sum(known.get(what, 0.0 if known else 1.0) * count for what, count in parts)) or 1.0
    )


def with_unit(supply: Supply, more: OneMore) -> Supply:
    """Return a supply with a whole unit more at a force, at every notice."""
    held = np.array(supply.held)
    held[more.force, more.kind] -= more.units
    return replace(supply, held=held)


def replace_supply(game: Game, supply: Supply) -> Game:
    """Return a game with another supply."""
    return replace(game, supply=supply)
