"""One replication told: what happened in it, and the request it would have been with hindsight."""

from collections.abc import Iterator
from dataclasses import dataclass

from muster.mobilisation import Demand, Offer, Request
from muster.rehearsal.campaigning import MOST_REPLICATIONS
from muster.rehearsal.games import Game
from muster.rehearsal.kernels_play import play
from muster.rehearsal.kernels_sending import block_of, units_of
from muster.rehearsal.layout import (
    A_GROUPS,
    A_WANTS,
    B_HOST,
    G_ARRIVES,
    G_COUNT,
    G_DUE,
    G_FORCE,
    G_LEAVES,
    G_NOTICE,
    G_ORDERED,
    G_WANT,
    GROUP,
    H_FORCES,
    H_SPOT,
    I_SOURCE,
    N_GROUPS,
    N_WANTS,
    R_ACTIVATED,
    U_UNITS,
    W_COUNT,
    W_ENDS,
    W_INCIDENT,
    W_LEFT,
    W_NEEDED,
    W_PRIORITY,
    W_REAL,
    W_SPOT,
    WANT,
    Ints,
)
from muster.rehearsal.scenario import Policy, Spot
from muster.rehearsal.shards import Job
from muster.rehearsal.tables import UnableToRehearse
from muster.strength import Step


@dataclass(frozen=True, slots=True)
class WantTold:
    """Units that were wanted in a replication: minutes from the scenario's start.

    `real` is false for what was ordered ahead and never came about; `short` were never sent.
    """

    number: int
    source: str
    unit: str
    spot: Spot
    count: int
    short: int
    needed: int
    ends: int
    priority: int
    real: bool


@dataclass(frozen=True, slots=True)
class SentTold:
    """Units of a force sent to a want: minutes from the scenario's start."""

    want: int
    force: str
    notice: int
    count: int
    ordered: int
    leaves: int
    arrives: int
    done: int


@dataclass(frozen=True, slots=True)
class Story:
    """One replication under one policy, told; `activated` is None where the nation never was."""

    replication: int
    policy: Policy
    activated: int | None
    wants: tuple[WantTold, ...]
    sent: tuple[SentTold, ...]
    request: Request


def tell_replication(game: Game, *, seed: int, replication: int, policy: str = "") -> Story:
    """Return what happened in one replication under a policy by name.

    Its request has every want, known from the first on, and what each force could have raised
    in that replication then: a plan made of it shows what hindsight would have sent. Raises
    UnableToRehearse.
    """
    if not 0 <= replication < MOST_REPLICATIONS:
        raise UnableToRehearse(
            f"There is no replication {replication}; give a number from 0 to "
            f"{MOST_REPLICATIONS - 1:,}"
        )
    chosen = game.policies([policy] if policy else [])
    job = game.job(chosen)
    room, column = job.room(), job.world.column
    play(column, job.world.people, room, seed, replication)
    wants = tuple(_wants(room, column, game))
    activated = int(room[R_ACTIVATED])
    return Story(
        replication=replication,
        policy=chosen[0],
        activated=None if activated < 0 else activated,
        wants=wants,
        sent=tuple(_sent(room, game)),
        request=_request(room, job, game, wants),
    )


def _wants(room: Ints, column: Ints, game: Game) -> Iterator[WantTold]:
    spots = [spot for source in game.scenario.sources for spot in source.spots]
    first, width = int(column[H_SPOT]), 1 + int(column[H_FORCES])
    for number in range(int(room[N_WANTS])):
        at = int(room[A_WANTS]) + number * WANT
        source = game.scenario.sources[int(room[room[at + W_INCIDENT] + I_SOURCE])]
        yield WantTold(
            number=number,
            source=source.slug,
            unit=source.unit,
            spot=spots[(int(room[at + W_SPOT]) - first - B_HOST) // width],
            count=int(room[at + W_COUNT]),
            short=int(room[at + W_LEFT]),
            needed=int(room[at + W_NEEDED]),
            ends=int(room[at + W_ENDS]),
            priority=int(room[at + W_PRIORITY]),
            real=bool(room[at + W_REAL]),
        )


def _sent(room: Ints, game: Game) -> Iterator[SentTold]:
    for number in range(int(room[N_GROUPS])):
        at = int(room[A_GROUPS]) + number * GROUP
        yield SentTold(
            want=(int(room[at + G_WANT]) - int(room[A_WANTS])) // WANT,
            force=game.supply.forces[int(room[at + G_FORCE])],
            notice=game.supply.notices[int(room[at + G_NOTICE])],
            count=int(room[at + G_COUNT]),
            ordered=int(room[at + G_ORDERED]),
            leaves=int(room[at + G_LEAVES]),
            arrives=int(room[at + G_ARRIVES]),
            done=int(room[at + G_DUE]),
        )


def _request(room: Ints, job: Job, game: Game, wants: tuple[WantTold, ...]) -> Request:
    """Return every real want as a demand, and what forces could raise when the first came."""
    real = [want for want in wants if want.real]
    within = {source.slug: source.within for source in game.scenario.sources}
    first = min((max(0, want.needed - within[want.source]) for want in real), default=0)
    region = dict(zip(game.supply.forces, game.supply.regions, strict=True))
    demands = tuple(
        Demand(
            slug=f"{want.source}-{want.number + 1}",
            unit=want.unit,
            count=want.count,
            place=want.spot.place,
            needed_by=game.scenario.starts + want.needed,
            minutes=want.ends - want.needed,
            priority=want.priority,
            host=want.spot.host,
            region=region[want.spot.host],
            operation=game.scenario.name,
            rendezvous=want.spot.name,
        )
        for want in real
    )
    return Request(
        demands=demands,
        offers=tuple(_offers(room, job, game, first)),
        at=game.scenario.starts + first,
        assembly=game.assembly,
    )


def _offers(room: Ints, job: Job, game: Game, minute: int) -> Iterator[Offer]:
    supply, world = game.supply, job.world
    block = int(block_of(world.column, minute))
    for force, slug in enumerate(supply.forces):
        steps: list[Step] = []
        for kind, of in enumerate(supply.kinds):
            at = int(units_of(world.column, world.people, room, (force, kind, block))) + U_UNITS
            had = 0
            for number, notice in enumerate(supply.notices):
                units = max(had, int(room[at + number]))
                if units > had:
                    steps.append(Step(of.unit, notice, units - had))
                had = units
        yield Offer(slug, supply.places[force], supply.regions[force], tuple(steps))
