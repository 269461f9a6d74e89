"""One more unit at every force: how fast, and what the same draws save, scenario by scenario.

`python -m bench.bench_worth [scenario ...]` prints a row for each (all by default).
"""

import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from statistics import median

import numpy as np

from bench.rehearsal_data import SEED, first, game, job_of, results_of, shipped
from muster.cases import scenario_names
from muster.rehearsal import Thing, things_of, threads, weigh_worth
from muster.rehearsal.layout import R_BINDING, R_IN_TIME
from muster.rehearsal.room_building import add_more
from muster.rehearsal.shards import Job

WEIGHED = 512
TURNS = 3
THREADS = 2
REPLICATIONS = 256
FEWER = {"ordinary-year": 64}  # replications of what takes long
GATE, SECONDS = 1000, 10.0  # scenarios played apart for each of ours, and for all 43 forces


@dataclass(frozen=True)
class WorthFigures:
    """Worth of a unit at every force: replications, seconds on two threads, how near, played."""

    replications: int
    seconds: float
    half: float
    played: int
    forces: int


@dataclass(frozen=True)
class Saving:
    """What the same draws save on a scenario, in units in time that one unit more brings.

    `spread` is the standard deviation of units in time as they are. `ratios` are the variance
    of the difference between streams apart to that by the same draws, of each unit at a force
    that made any difference, rising; `things` counts all units tried. `ours` are the scenarios
    played, `apart` those that streams apart would play until the widest of their intervals is
    as wide as the widest of ours.
    """

    scenario: str
    replications: int
    spread: float
    things: int
    ratios: tuple[float, ...]
    ours: int
    apart: float
    seconds: float

    @property
    def fewer(self) -> float:
        """Return how many scenarios streams apart play for each of ours."""
        return self.apart / self.ours


def worth() -> WorthFigures:
    """Measure what one more unit is worth at every force."""
    weigh = partial(
        weigh_worth,
        game(),
        seed=SEED,
        policy="nearest",
        whole=True,
        engine=partial(threads, workers=THREADS),
    )
    weigh(replications=2)
    taken = []
    for _ in range(TURNS):
        started = time.perf_counter()
        found = weigh(replications=WEIGHED)
        taken.append(time.perf_counter() - started)
    half = max((each.in_time.high - each.in_time.low) / 2 for each in found.worths)
    return WorthFigures(WEIGHED, median(taken), half, found.played, len(game().supply.forces))


def savings(names: Sequence[str] = (), replications: int = 0) -> Iterator[Saving]:
    """Measure each shipped scenario, so many replications of each or as many as it bears."""
    for name in names or scenario_names():
        yield saving(name, replications or FEWER.get(name, REPLICATIONS))


def saving(name: str, replications: int) -> Saving:
    """Measure what the same draws save on a scenario.

    Streams apart differ by the sum of their own variances, which are those of the same
    replications here; the stream without is played once for all units.
    """
    own = shipped(name)
    job, things = job_of(own), things_of(own.supply, whole=True)
    started = time.perf_counter()
    base = results_of(job, first(replications))
    with ThreadPoolExecutor(THREADS) as pool:
        found = list(pool.map(partial(_variances, job, base), things))
    taken = time.perf_counter() - started
    widest = max(common for _, common, _ in found)
    times = max(apart for apart, _, _ in found) / widest if widest else float("inf")
    return Saving(
        scenario=name,
        replications=replications,
        spread=float(base[:, R_IN_TIME].std(ddof=1)),
        things=len(things),
        ratios=tuple(sorted(apart / common for apart, common, _ in found if common)),
        ours=replications + sum(again for _, _, again in found),
        apart=replications * (1 + len(things)) * times,
        seconds=taken,
    )


def _variances(job: Job, base: np.ndarray, thing: Thing) -> tuple[float, float, int]:
    """Return variances of the difference, apart and by the same draws, and how many it took.

    A replication in which the force never ran out is the same with one more unit there.
    """
    chosen = np.flatnonzero(base[:, R_BINDING] >> thing.more.force & 1)
    room = job.room()
    add_more(room, thing.more)
    without = base[:, R_IN_TIME]
    more = without.copy()
    more[chosen] = results_of(job, chosen, room)[:, R_IN_TIME]
    apart = without.var(ddof=1) + more.var(ddof=1)
    return float(apart), float((more - without).var(ddof=1)), len(chosen)


def said(found: Saving) -> str:
    """Return a row in words."""
    row = f"{found.scenario}: {found.replications} replications, {found.seconds:.1f} s, "
    if not found.ratios:
        return f"{row}none of {found.things} units made any difference"
    return (
        f"{row}{len(found.ratios)} of {found.things} units made a difference, variance "
        f"{found.ratios[0]:,.0f} to {found.ratios[-1]:,.0f} times, {median(found.ratios):,.0f} "
        f"in the middle; {found.fewer:,.0f} scenarios apart for each of ours"
    )


if __name__ == "__main__":
    counts = [int(each) for each in sys.argv[1:] if each.isdigit()]
    for each in savings([name for name in sys.argv[1:] if not name.isdigit()], *counts):
        print(said(each), flush=True)
