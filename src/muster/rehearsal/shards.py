"""A campaign as a job that anybody can play a part of: a pure function of seed, first and count."""

from dataclasses import dataclass

import numpy as np

from muster.rehearsal.kernels_play import play_many, play_these
from muster.rehearsal.layout import (
    HEAD,
    R_BINDING,
    R_IN_TIME,
    R_MET,
    R_SHORT_MINUTES,
    R_WANTED,
    RESULTS,
    Ints,
)
from muster.rehearsal.room_building import OneMore, add_more, make_room
from muster.rehearsal.squares import LIMBS, squares
from muster.rehearsal.tallies import Part, digests_of, empty_tally, tally_results, worst_of
from muster.rehearsal.world_building import World

GAINS = 5 + LIMBS
NEAREST_AND_PHONE = (0, 1)  # policies under which a force nobody exhausts is worth nothing more


@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """A world, and the policies it is played under, as numbers with their floors."""

    world: World
    policies: tuple[tuple[int, ...], ...]
    floors: tuple[Ints, ...]

    def room(self, policy: int = 0) -> Ints:
        """Return room to play a policy in."""
        return make_room(self.world, self.policies[policy], self.floors[policy])

    def play(self, seed: int, first: int, count: int) -> Part:
        """Return what replications from `first` on add up to, under every policy."""
        head, results, tallies, worst = self.world.column[:HEAD], [], [], []
        numbers = np.arange(first, first + count, dtype=np.int64)[:, None]
        for policy in range(len(self.policies)):
            tally, own = empty_tally(head), np.zeros((count, RESULTS), dtype=np.int64)
            play_many(
                self.world.column, self.world.people, self.room(policy), seed, first, own,
                tally.fan, tally.places, tally.counted,
            )  # fmt: skip
            results.append(own)
            tally_results(tally, own, results[0], head)
            tallies.append(tally)
            worst.append(worst_of(np.concatenate([numbers, own], axis=1)))
        return Part(count, tuple(tallies), tuple(worst), digests_of(results))


@dataclass(frozen=True, slots=True, eq=False)
class Gains:
    """What one more of each of several things changed, in sums over replications.

    `sums` (things, GAINS): units in time and their squares, met and their squares, unit-minutes
    no longer short and the limbs of their squares; `base` are of the replications as they were:
    met, then what `ratio` takes of in time and wanted. `played` counts those played again.
    """

    replications: int
    played: int
    sums: Ints
    base: Ints

    def __add__(self, later: "Gains") -> "Gains":
        """Return both together."""
        return Gains(
            self.replications + later.replications,
            self.played + later.played,
            self.sums + later.sums,
            self.base + later.base,
        )


@dataclass(frozen=True, slots=True, eq=False)
class WorthJob:
    """A job whose first policy is played again with one more of each of several things.

    A replication in which a force never had fewer than it was asked for is the same with one
    more there: it is not played again. That is so of sending to the nearest and by phone.
    """

    job: Job
    things: tuple[OneMore, ...]

    def play(self, seed: int, first: int, count: int) -> Gains:
        """Return what each thing changed in replications from `first` on."""
        world, room = self.job.world, self.job.room()
        every = np.arange(first, first + count, dtype=np.int64)
        base = np.zeros((count, RESULTS), dtype=np.int64)
        play_these(world.column, world.people, room, seed, every, base)
        sums, played = np.zeros((len(self.things), GAINS), dtype=np.int64), 0
        exact = self.job.policies[0][0] in NEAREST_AND_PHONE
        for thing, own in zip(self.things, sums, strict=True):
            chosen = every - first
            if exact:
                chosen = np.flatnonzero(base[:, R_BINDING] >> thing.force & 1)
            again = np.zeros((len(chosen), RESULTS), dtype=np.int64)
            add_more(room, thing)
            play_these(world.column, world.people, room, seed, every[chosen], again)
            more = again[:, R_IN_TIME] - base[chosen, R_IN_TIME]
            met = again[:, R_MET] - base[chosen, R_MET]
            covered = base[chosen, R_SHORT_MINUTES] - again[:, R_SHORT_MINUTES]
            own[:] = (
                more.sum(), (more * more).sum(), met.sum(), (met * met).sum(),
                covered.sum(), *squares(covered),
            )  # fmt: skip
            played += len(chosen)
        return Gains(count, played, sums, _base(base))


def _base(results: Ints) -> Ints:
    """Return how many met the requirement, and the sums of units in time and wanted."""
    met, top, bottom = results[:, R_MET], results[:, R_IN_TIME], results[:, R_WANTED]
    sums = (met, top, bottom, top * top, bottom * bottom, top * bottom)
    return np.array([each.sum() for each in sums], dtype=np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class ResultsJob:
    """Two jobs whose first policies are played by the same draws, their results kept apart."""

    jobs: tuple[Job, Job]

    def play(self, seed: int, first: int, count: int) -> Ints:
        """Return the results of both, int64 (2, replications, RESULTS)."""
        every = np.arange(first, first + count, dtype=np.int64)
        results = np.zeros((2, count, RESULTS), dtype=np.int64)
        for job, own in zip(self.jobs, results, strict=True):
            play_these(job.world.column, job.world.people, job.room(), seed, every, own)
        return results
