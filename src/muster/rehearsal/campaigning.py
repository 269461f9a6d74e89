"""Many replications of a game: until so many, until sure enough, or until stopped."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace

from muster.rehearsal.engines import Engine, Play, Stop, one_thread, run_shards
from muster.rehearsal.estimates import chance
from muster.rehearsal.games import Game, fingerprint
from muster.rehearsal.layout import H_STEP, HEAD
from muster.rehearsal.outcomes import difference_of, outcome_of
from muster.rehearsal.results import Campaign, CampaignMisfit, Outcome
from muster.rehearsal.scenario import Policy
from muster.rehearsal.shards import Job
from muster.rehearsal.tables import UnableToRehearse
from muster.rehearsal.tallies import BLOCK, Z_MET, Part, shapes_of

REPLICATIONS = 1024
MOST_REPLICATIONS = 100_000_000
SHARD = 4 * BLOCK
LONG = 8_000  # hours, times policies, of which a shard is of one block alone
ROUND = 4 * SHARD  # replications between one look at how sure it is and the next
OFFICERS = "officers"

Opener = Callable[[Play[Part]], Engine[Part]]
Heard = Callable[[Part, int], None]


@dataclass(frozen=True, slots=True, eq=False)
class Kept:
    """What was played of a campaign before it was interrupted, and of which."""

    fingerprint: str
    seed: int
    part: Part


@dataclass(frozen=True, slots=True)
class Until:
    """When to stop: after so many replications, or, with a `precision`, once the chance that
    the requirement is met is known to within so much (0.01 is a point) either way under the
    first policy, or after `replications` all the same.
    """

    replications: int = REPLICATIONS
    precision: float | None = None


@dataclass(slots=True, eq=False)
class Playing:
    """A campaign while it is played: what there is of it so far."""

    game: Game
    policies: tuple[Policy, ...]
    seed: int
    until: Until
    job: Job
    part: Part | None
    stopped: bool = False

    @property
    def done(self) -> int:
        """Return how many replications there are so far."""
        return self.part.replications if self.part else 0

    @property
    def precise(self) -> bool | None:
        """Say whether it is known as well as was asked; None where nothing was asked."""
        if self.until.precision is None:
            return None
        if self.part is None:
            return False
        found = chance(int(self.part.tallies[0].sums[Z_MET]), self.done)
        return (found.high - found.low) / 2 <= self.until.precision

    def kept(self) -> Kept:
        """Return what can be gone on from. Raises UnableToRehearse where there is nothing yet."""
        if self.part is None:
            raise UnableToRehearse("Nothing was played yet, so there is nothing to keep")
        return Kept(fingerprint(self.job, self.seed), self.seed, self.part)


def set_out(
    game: Game,
    *,
    seed: int,
    until: Until | None = None,
    policies: Sequence[str] = (),
    kept: Kept | None = None,
) -> Playing:
    """Return a campaign about to be played, going on from what was kept.

    Policies are by name, the first of the scenario by default; others are held against the
    first. Raises UnableToRehearse.
    """
    until = until or Until()
    _refuse(until, seed)
    chosen = game.policies(policies)
    playing = Playing(game, chosen, seed, until, game.job(chosen), None)
    if kept is not None:
        _refuse_kept(kept, playing)
        playing.part = kept.part
    return playing


def _refuse_kept(kept: Kept, playing: Playing) -> None:
    if kept.fingerprint != fingerprint(playing.job, playing.seed):
        raise UnableToRehearse(
            "What was kept is of another campaign: scenario, network, policies, travel times "
            "or seed differ; give the same, or begin anew without it"
        )
    shapes = shapes_of(playing.job.world.column[:HEAD])
    kinds = {tuple(getattr(t, f.name).shape for f in fields(t)) for t in kept.part.tallies}
    if kinds != {shapes} or len(kept.part.tallies) != len(playing.policies):
        raise UnableToRehearse("What was kept is not whole; begin anew without it")


def refuse_budget(replications: int, seed: int) -> None:
    """Refuse too few or too many replications, and what is no seed. Raises UnableToRehearse."""
    if not 2 <= replications <= MOST_REPLICATIONS:
        raise UnableToRehearse(
            f"{replications:,} replications cannot be played; ask for 2 to {MOST_REPLICATIONS:,}"
        )
    if not 0 <= seed < 1 << 63:
        raise UnableToRehearse(f"{seed} is not a seed; give a whole number from 0 to 2⁶³ - 1")


def _refuse(until: Until, seed: int) -> None:
    refuse_budget(until.replications, seed)
    if until.precision is not None and not 0 < until.precision < 1 / 2:
        raise UnableToRehearse(
            f"A precision of {100 * until.precision:g} points cannot be reached; ask for more "
            "than 0 and less than 50"
        )


def go_on(
    playing: Playing,
    *,
    engine: Opener = one_thread,
    heard: Heard | None = None,
    stop: Stop | None = None,
) -> Playing:
    """Play a campaign until it is done, or `stop` says so; return it.

    `heard` is told what there is so far and how much there will be at most. Where it stops
    for precision does not depend on the engine: it looks after every round. Told to stop, it
    ends with what is being played, and that counts.
    """
    size = shard_of(playing.game.scenario.hours, len(playing.policies))
    with engine(playing.job.play) as crew:
        _fill_block(playing, crew)
        while not _done(playing):
            last = playing.until.replications
            if playing.until.precision is not None:
                last = min(last, (playing.done // ROUND + 1) * ROUND)
            shards = run_shards(crew, playing.seed, playing.done, last - playing.done, size, stop)
            for _, part in shards:
                playing.part = playing.part + part if playing.part else part
                if heard:
                    heard(playing.part, playing.until.replications)
            if stop and stop() and not _done(playing):
                playing.stopped = True
                return playing
    return playing


def shard_of(hours: int, policies: int) -> int:
    """Return how many replications a shard is of: fewer where each takes long."""
    return max(BLOCK, min(SHARD, LONG // (hours * policies) * BLOCK))


def _fill_block(playing: Playing, crew: Engine[Part]) -> None:
    """Play to the end of the block that what was kept ended in; its digest is of all of it."""
    kept, inside = playing.part, playing.done % BLOCK
    if kept is None or not inside or _done(playing):
        return
    first = playing.done - inside
    count = min(BLOCK, playing.until.replications - first)
    whole = crew.submit(playing.seed, first, count).result()
    rest = crew.submit(playing.seed, playing.done, count - inside).result()
    playing.part = replace(kept + rest, digests=kept.digests[:-1] + whole.digests)


def _done(playing: Playing) -> bool:
    whole = playing.done >= playing.until.replications
    looked = playing.done % ROUND == 0 and bool(playing.precise)
    return whole or looked


def rehearse(
    game: Game,
    *,
    seed: int,
    replications: int = REPLICATIONS,
    precision: float | None = None,
    policies: Sequence[str] = (),
    engine: Opener = one_thread,
) -> Campaign:
    """Return a game played many times, under one policy or several with the same draws.

    With `precision` (0.01 is a point), no more than are needed to know the chance so well.
    Raises UnableToRehearse and what engines raise.
    """
    until = Until(replications, precision)
    playing = set_out(game, seed=seed, until=until, policies=policies)
    return campaign_of(go_on(playing, engine=engine))


def campaign_of(playing: Playing) -> Campaign:
    """Return what a campaign has found so far. Raises UnableToRehearse where that is nothing."""
    part, game = playing.kept().part, playing.game
    outcomes = tuple(
        outcome_of(
            tally, worst, part.replications, policy=policy, scenario=game.scenario,
            supply=game.supply, world=playing.job.world,
        )
        for tally, worst, policy in zip(part.tallies, part.worst, playing.policies, strict=True)
    )  # fmt: skip
    return Campaign(
        scenario=game.scenario,
        seed=playing.seed,
        replications=part.replications,
        step=int(playing.job.world.column[H_STEP]),
        forces=game.supply.forces,
        outcomes=outcomes,
        differences=tuple(
            difference_of(
                tally, part.replications, policy, playing.policies[0], game.scenario.minutes
            )
            for tally, policy in zip(part.tallies[1:], playing.policies[1:], strict=True)
        ),
        misfits=tuple(_misfits(game, outcomes)),
        digest=part.digest(),
        complete=not playing.stopped,
        precise=playing.precise,
        travel_times=game.travel.name,
        notes=game.supply.notes,
    )


def _misfits(game: Game, outcomes: Sequence[Outcome]) -> list[CampaignMisfit]:
    """Return published figures beside the means, in each fact's own unit."""
    people = {kind.unit: kind.people for kind in game.supply.kinds}
    unit_of = {source.slug: source.unit for source in game.scenario.sources}
    found = []
    for outcome in outcomes:
        for fact in game.scenario.facts:
            own = [each for each in outcome.sent if each.source in fact.demands]
            if fact.force:
                own = [each for each in own if each.force == fact.force]
            if fact.outside:
                own = [each for each in own if each.force != fact.outside]
            officers = fact.unit == OFFICERS
            units = sum(e.units * (people[unit_of[e.source]] if officers else 1) for e in own)
            found.append(CampaignMisfit(outcome.policy.name, fact, units))
    return found
