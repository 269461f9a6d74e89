"""One more unit at every force: how fast, and what the same draws save, scenario by scenario.

`python -m bench.bench_worth [scenario ...] [replications]` prints a row for each measure of each
(all by default, the one that the rest of the bench plays first).
"""

import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from statistics import median

import numpy as np

from bench.rehearsal_data import HOURS, SCENARIO, SEED, first, game, job_of, results_of, shipped
from muster.cases import scenario_names
from muster.rehearsal import Estimate, Game, Thing, things_of, threads, weigh_worth
from muster.rehearsal.layout import R_BINDING, R_IN_TIME, R_SHORT_MINUTES
from muster.rehearsal.room_building import add_more
from muster.rehearsal.shards import Job

WEIGHED = 512
TURNS = 3
THREADS = 2
REPLICATIONS = 256
FEWER = {"ordinary-year": 64}  # replications of what takes long
GATE, SECONDS = 1000, 10.0  # scenarios played apart for each of ours, and for all 43 forces
OWN = f"{SCENARIO}, {HOURS} hours"  # what the rest of the bench plays
AN_HOUR = 60
HOURS_SHORT, IN_TIME = "unit-hours short", "units in time"
MEASURES = {HOURS_SHORT: (R_SHORT_MINUTES, AN_HOUR), IN_TIME: (R_IN_TIME, 1)}


@dataclass(frozen=True)
class Told:
    """How well a measure is known: the widest half-width at 95 %, and the forces it tells of."""

    half: float
    forces: int


@dataclass(frozen=True)
class WorthFigures:
    """Worth of a unit at every force: replications, seconds on two threads, how near, played."""

    replications: int
    seconds: float
    in_time: Told
    hours: Told
    played: int
    forces: int


@dataclass(frozen=True)
class Saving:
    """What the same draws save on a scenario, in what one unit more changes of one measure.

    `spread` is the standard deviation of the measure as it is. `ratios` are the variance
    of the difference between streams apart to that by the same draws, of each unit at a force
    that made any difference, rising; `things` counts all units tried. `ours` are the scenarios
    played, `apart` those that streams apart would play until the widest of their intervals is
    as wide as the widest of ours. `seconds` are of all measures together.
    """

    scenario: str
    measure: str
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

    @property
    def reached(self) -> bool:
        """Say whether as many are saved as is asked."""
        return self.fewer >= GATE


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
    return WorthFigures(
        replications=WEIGHED,
        seconds=median(taken),
        in_time=_told([each.in_time for each in found.worths]),
        hours=_told([each.hours_covered for each in found.worths]),
        played=found.played,
        forces=len(game().supply.forces),
    )


def _told(gains: Sequence[Estimate]) -> Told:
    half = max((gain.high - gain.low) / 2 for gain in gains)
    return Told(half, sum(not gain.straddles for gain in gains))


def savings(names: Sequence[str] = (), replications: int = 0) -> Iterator[Saving]:
    """Measure each scenario, so many replications of each or as many as it bears."""
    for name in names or (OWN, *scenario_names()):
        own = game() if name == OWN else shipped(name)
        yield from savings_of(name, own, replications or FEWER.get(name, REPLICATIONS))


def savings_of(name: str, own: Game, replications: int) -> Iterator[Saving]:
    """Measure what the same draws save on a scenario, in each measure.

    Streams apart differ by the sum of their own variances, which are those of the same
    replications here; the stream without is played once for all units.
    """
    job, things = job_of(own), things_of(own.supply, whole=True)
    started = time.perf_counter()
    base = results_of(job, first(replications))
    with ThreadPoolExecutor(THREADS) as pool:
        found = list(pool.map(partial(_variances, job, base), things))
    taken = time.perf_counter() - started
    for at, (measure, (column, part)) in enumerate(MEASURES.items()):
        pairs = [variances[at] for variances, _ in found]
        widest = max(common for _, common in pairs)
        times = max(apart for apart, _ in pairs) / widest if widest else float("inf")
        yield Saving(
            scenario=name,
            measure=measure,
            replications=replications,
            spread=float(base[:, column].std(ddof=1)) / part,
            things=len(things),
            ratios=tuple(sorted(apart / common for apart, common in pairs if common)),
            ours=replications + sum(again for _, again in found),
            apart=replications * (1 + len(things)) * times,
            seconds=taken,
        )


def _variances(job: Job, base: np.ndarray, thing: Thing) -> tuple[list[tuple[float, float]], int]:
    """Return variances of the difference, apart and by the same draws, and how many it took.

    They are by measure. A replication in which the force never ran out is the same with one
    more unit there.
    """
    chosen = np.flatnonzero(base[:, R_BINDING] >> thing.more.force & 1)
    room = job.room()
    add_more(room, thing.more)
    again = base.copy()
    again[chosen] = results_of(job, chosen, room)
    found = []
    for column, _ in MEASURES.values():
        without, more = base[:, column], again[:, column]
        apart = without.var(ddof=1) + more.var(ddof=1)
        found.append((float(apart), float((more - without).var(ddof=1))))
    return found, len(chosen)


def said(found: Saving) -> str:
    """Return a row in words."""
    row = f"{found.scenario}, {found.measure}: {found.replications} replications, "
    row += f"{found.seconds:.1f} s, "
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
