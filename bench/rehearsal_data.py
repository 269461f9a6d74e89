"""What rehearsals are measured on: the synthetic nation, and scenarios set up to be played."""

from dataclasses import replace
from functools import lru_cache

import numpy as np

from muster.cases import open_scenario
from muster.doctrine import read_doctrine
from muster.intake import game_of
from muster.rehearsal import Game
from muster.rehearsal.kernels_play import play_these
from muster.rehearsal.layout import RESULTS
from muster.rehearsal.shards import Job
from muster.synthesis import network

SEED = 7
SCENARIO, HOURS = "august-2024", 72


@lru_cache(maxsize=1)
def nation():
    """Return the returns of the synthetic nation."""
    return network("nation", doctrine=read_doctrine())


def shipped(name: str) -> Game:
    """Return a shipped scenario, set up."""
    known = read_doctrine()
    return game_of(open_scenario(name, doctrine=known), nation(), doctrine=known)


@lru_cache(maxsize=1)
def game() -> Game:
    """Return the scenario of 72 hours, set up."""
    known = read_doctrine()
    cut = replace(open_scenario(SCENARIO, doctrine=known), hours=HOURS)
    return game_of(cut, nation(), doctrine=known)


def job_of(own: Game, policy: str = "nearest") -> Job:
    """Return what shards of a game are played from."""
    return own.job(own.policies([policy]))


def results_of(job: Job, numbers: np.ndarray, room: np.ndarray | None = None) -> np.ndarray:
    """Return results of replications by number, int64 (count, RESULTS)."""
    results = np.zeros((len(numbers), RESULTS), dtype=np.int64)
    own = job.room() if room is None else room
    play_these(job.world.column, job.world.people, own, SEED, numbers, results)
    return results


def first(count: int) -> np.ndarray:
    """Return the numbers of the first replications."""
    return np.arange(count, dtype=np.int64)
