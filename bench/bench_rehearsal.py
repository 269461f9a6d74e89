"""Rehearsals: against SimPy, growth, the optimal policy, worth, every hour, and engines.

`python -m bench.bench_rehearsal` prints each figure as it comes. The scenario is the shipped
disorder of August 2024, cut to 72 hours, on the synthetic nation, sent to the nearest first.
"""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from multiprocessing import get_context
from statistics import median

import numpy as np
from tests.rehearsal import reference

from bench.drawing import Line, draw_lines
from bench.measure import Figure, spoken
from muster.cases import open_scenario
from muster.doctrine import read_doctrine
from muster.intake import game_of
from muster.rehearsal import (
    Distribution,
    Game,
    Rate,
    Scenario,
    fixed,
    gather_supply,
    judge_hours,
    processes,
    run_shards,
    serial,
    things_of,
    threads,
    weigh_worth,
)
from muster.rehearsal.kernels_play import play_these
from muster.rehearsal.layout import (
    R_IN_TIME,
    R_INCIDENTS,
    R_LATE,
    R_LATE_MINUTES,
    R_NEVER,
    R_WANTED,
    RESULTS,
)
from muster.rehearsal.room_building import add_more
from muster.rehearsal.shards import Job
from muster.synthesis import network

SEED, TURNS, HOURS = 7, 5, 72
PLAYED = 4096  # replications of one turn of ours
PEER = 24  # replications that SimPy plays in all, held equal first
SHARD = 512
GATES = {1: 400, 2: 200}  # times as fast as SimPy on one process, and on both
ENGINES = 0.95  # of the speed of threads
RATES = (0.3, 1.0, 3.0, 10.0)
PEOPLE = (1, 2, 4)
WEIGHED = 512
DRAWS = 200
YEAR_DAYS = 365
HELD = ("wanted", "in_time", "late", "never", "late_minutes")
COLUMNS = (R_WANTED, R_IN_TIME, R_LATE, R_NEVER, R_LATE_MINUTES)
Say = Callable[[str], None]


@dataclass(frozen=True)
class Variances:
    """Of the difference one more unit makes, summed over forces: by the same draws, and apart.

    `moved` forces saw any difference; `middle` is the median ratio among them.
    """

    common: float
    apart: float
    moved: int
    middle: float


@dataclass(frozen=True)
class WorthFigures:
    """Worth of a unit at every force: replications, seconds on two threads, how near, played."""

    replications: int
    seconds: float
    half: float
    played: int
    forces: int
    variances: Variances


@dataclass(frozen=True)
class RehearsalFigures:
    """All that is measured of rehearsals; speeds in replications a second."""

    speeds: dict[str, float]
    rows: list[Figure]
    held: tuple[int, int]  # replications that agree with SimPy, of those played
    optimal: tuple[float, float]  # replications a second, and plans made again in each
    events: list[tuple[float, float]]  # mean incidents, seconds a replication
    people: list[tuple[float, float]]  # people in the supply, seconds a replication
    worth: WorthFigures
    year: tuple[float, float]  # seconds to gather a year's supply, and to judge every hour
    engines: list[Figure]


@lru_cache(maxsize=1)
def nation():
    """Return the returns of the synthetic nation."""
    return network("nation", doctrine=read_doctrine())


@lru_cache(maxsize=1)
def game() -> Game:
    """Return the scenario of 72 hours, set up."""
    known = read_doctrine()
    shipped = open_scenario("august-2024", doctrine=known)
    return game_of(replace(shipped, hours=HOURS), nation(), doctrine=known)


def job_of(own: Game, policy: str = "nearest") -> Job:
    """Return what shards of a game are played from."""
    return own.job(own.policies([policy]))


def results_of(job: Job, first: int, count: int, seed: int = SEED, room=None) -> np.ndarray:
    """Return results of replications, int64 (count, RESULTS)."""
    results = np.zeros((count, RESULTS), dtype=np.int64)
    every = np.arange(first, first + count, dtype=np.int64)
    world = job.world
    play_these(
        world.column, world.people, job.room() if room is None else room, seed, every, results
    )
    return results


def seconds_of(run: Callable[[], object], turns: int = TURNS) -> float:
    """Return the median seconds of a call, after one that is not counted."""
    run()
    taken = []
    for _ in range(turns):
        started = time.perf_counter()
        run()
        taken.append(time.perf_counter() - started)
    return median(taken)


def peer(scenario: Scenario, supply, minutes, assembly: int, policy, numbers) -> list[tuple]:
    """Return what SimPy finds of replications by number, as HELD has it."""
    floors = np.zeros((len(supply.forces), len(supply.kinds)), dtype=np.int64)
    found = []
    for number in numbers:
        own = reference.play(scenario, supply, minutes, assembly, policy, floors, SEED, number)
        found.append(tuple(getattr(own, name) for name in HELD))
    return found


def peer_of(own: Game, policy: str):
    """Return a function of replications by number that SimPy plays."""
    spots = [spot.place for source in own.scenario.sources for spot in source.spots]
    minutes = own.travel.minutes(own.supply.places, spots).astype(np.int64)
    (chosen,) = own.policies([policy])
    return partial(peer, own.scenario, own.supply, minutes, own.assembly, chosen)


def agreeing() -> tuple[list[int], int]:
    """Return the replications in which SimPy finds the same, and how many were played."""
    ours = results_of(job_of(game()), 0, PEER)[:, COLUMNS]
    theirs = peer_of(game(), "nearest")(range(PEER))
    same = [n for n in range(PEER) if tuple(ours[n].tolist()) == theirs[n]]
    assert same, "SimPy agrees about no replication"
    return same, PEER


def on_engine(engine, count: int = PLAYED) -> None:
    """Play a campaign on an engine that is open."""
    for _ in run_shards(engine, SEED, 0, count, SHARD):
        pass


def speeds() -> dict[str, float]:
    """Return our replications a second: one thread, two, and two processes, tallies and all."""
    job, found = job_of(game()), {}
    openers = {
        "one thread": serial(job.play),
        "two threads": threads(job.play, 2),
        "two processes": processes(job.play, 2),
    }
    for name, opened in openers.items():
        with opened as engine:
            found[name] = PLAYED / seconds_of(lambda engine=engine: on_engine(engine))
    return found


def against_simpy(ours: dict[str, float]) -> tuple[list[Figure], tuple[int, int]]:
    """Return seconds a replication against SimPy on one process and on two."""
    same, played = agreeing()
    run = peer_of(game(), "nearest")
    alone = seconds_of(lambda: run(same), 3) / len(same)
    halves = (same[::2], same[1::2])
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        both = seconds_of(lambda: list(pool.map(run, halves)), 3) / len(same)
    best = max(ours["two threads"], ours["two processes"])
    job = "a replication of 72 hours"
    return [
        Figure(f"{job}, one process", 1 / ours["one thread"], "SimPy", alone, GATES[1]),
        Figure(f"{job}, two", 1 / best, "SimPy, two processes", both, GATES[2]),
    ], (len(same), played)


def optimal() -> tuple[float, float]:
    """Return replications a second under the optimal policy, and plans made in each."""
    job, count = job_of(game(), "optimal"), 512
    taken = seconds_of(lambda: results_of(job, 0, count), 3)
    kept, made = reference.serve_best, []
    reference.serve_best = lambda play: (made.append(1), kept(play))
    try:
        peer_of(game(), "optimal")(range(3))
    finally:
        reference.serve_best = kept
    return count / taken, len(made) / 3


def by_events() -> Iterator[tuple[float, float]]:
    """Measure seconds a replication as incidents of one or two units become more."""
    own = game()
    known = [each for each in own.scenario.sources if each.at is not None]
    for rate in RATES:
        sources = tuple(
            replace(each, at=None, foreseen=None, chance=1.0, rate=Rate(rate), escalates=(),
                    size=Distribution("uniform", (1, 2)), lasts=fixed(240))
            for each in known
        )  # fmt: skip
        job = job_of(
            own.with_scenario(replace(own.scenario, sources=sources, spreads=(), facts=()))
        )
        incidents = float(results_of(job, 0, 512)[:, R_INCIDENTS].mean())
        yield incidents, seconds_of(lambda job=job: results_of(job, 0, 512), 3) / 512


def by_people() -> Iterator[tuple[float, float]]:
    """Measure seconds a replication as each force has more people."""
    for times in PEOPLE:
        supply = replace(game().supply, people=game().supply.people * np.int32(times))
        job = job_of(replace(game(), supply=supply))
        counted = float(supply.people[:, :, 0, -1].sum())
        yield counted, seconds_of(lambda job=job: results_of(job, 0, 1024), 3) / 1024


def worth() -> WorthFigures:
    """Measure what one more unit is worth at every force."""
    two = partial(threads, workers=2)
    weigh = partial(
        weigh_worth,
        game(),
        seed=SEED,
        replications=WEIGHED,
        policy="nearest",
        whole=True,
        engine=two,
    )
    taken = seconds_of(weigh, 3)
    found = weigh()
    half = max((each.in_time.high - each.in_time.low) / 2 for each in found.worths)
    forces = len(game().supply.forces)
    return WorthFigures(WEIGHED, taken, half, found.played, forces, variances())


def variances() -> Variances:
    """Return variances of the difference by the same draws, and by two seeds."""
    job, common, apart = job_of(game()), [], []
    base = results_of(job, 0, WEIGHED)[:, R_IN_TIME]
    room = job.room()
    for thing in things_of(game().supply, whole=True):
        add_more(room, thing.more)
        for seed, found in ((SEED, common), (SEED + 1, apart)):
            again = results_of(job, 0, WEIGHED, seed, room)[:, R_IN_TIME]
            found.append(float((again - base).var()))
    moved = [(a, c) for a, c in zip(apart, common, strict=True) if c > 0]
    middle = median(a / c for a, c in moved) if moved else float("inf")
    return Variances(sum(common), sum(apart), len(moved), middle)


def year() -> tuple[float, float]:
    """Return seconds to gather a year's supply of the nation, once, and to judge every hour."""
    scenario = game().scenario
    started = time.perf_counter()
    supply = gather_supply(
        [each.roster for each in nation()],
        doctrine=read_doctrine(),
        units=["psu"],
        starts=min(each.about.period_from for each in nation()),
        hours=YEAR_DAYS * 24,
        covered=False,
    )
    gathered = time.perf_counter() - started
    judge = partial(judge_hours, unit="psu", required={}, doubts=scenario.doubts, seed=SEED)
    judge(
        replace(supply, people=supply.people[:, :, :24], vehicles=supply.vehicles[:, :24]), draws=2
    )
    started = time.perf_counter()
    judge(supply, draws=DRAWS)
    return gathered, time.perf_counter() - started


def engines(ray=None) -> Iterator[Figure]:
    """Measure a campaign on other engines against threads, in turns; `ray` opens one."""
    job = job_of(game())
    openers = {"processes": partial(processes, workers=2)} | ({"Ray": ray} if ray else {})
    for name, opener in openers.items():
        with threads(job.play, 2) as plain, opener(job.play) as other:
            wanted = digest(plain)
            assert digest(other) == wanted, name
            taken: dict[str, list[float]] = {"ours": [], "theirs": []}
            for _ in range(TURNS):
                for key, engine in (("ours", other), ("theirs", plain)):
                    started = time.perf_counter()
                    on_engine(engine, 2 * PLAYED)
                    taken[key].append(time.perf_counter() - started)
        ours, theirs = median(taken["ours"]), median(taken["theirs"])
        yield Figure(f"{2 * PLAYED:,} replications on {name}", ours, "threads", theirs, ENGINES)


def digest(engine) -> str:
    """Return the digest of a campaign."""
    parts = [part for _, part in run_shards(engine, SEED, 0, PLAYED, SHARD)]
    return sum(parts[1:], parts[0]).digest()


def run(say: Say, ray=None) -> RehearsalFigures:
    """Measure everything, saying each as it comes."""
    ours = speeds()
    say(f"replications a second: { {name: round(each) for name, each in ours.items()} }")
    rows, held = against_simpy(ours)
    for row in rows:
        say(f"{row.job}: {spoken(row.ours)}, {row.peer} {spoken(row.theirs)}, {row.ratio:.0f} x")
    say(f"SimPy agrees about {held[0]} of {held[1]}")
    best = optimal()
    say(f"optimal: {best[0]:.0f} a second, {best[1]:.1f} plans in each, "
        f"{1e6 / best[0] / best[1]:.0f} microseconds a plan")  # fmt: skip
    events, people = list(by_events()), list(by_people())
    say(f"by incidents {events}\nby people {people}")
    units = worth()
    say(f"{units}")
    hours = year()
    say(f"year gathered in {hours[0]:.1f} s, judged in {hours[1]:.1f} s")
    others = list(engines(ray))
    for figure in others:
        say(f"{figure.job}: {figure.ours:.3f} s, threads {figure.theirs:.3f} s, {figure.ratio:.1%}")
    return RehearsalFigures(ours, rows, held, best, events, people, units, hours, others)


def draw(found: RehearsalFigures) -> str:
    """Return growth as an SVG drawing: seconds a replication against incidents."""
    lines = [Line("a replication", "#1d70b8", found.events)]
    marks = [(size, f"{size:.0f}") for size, _ in found.events]
    title = "Time of a replication against incidents"
    return draw_lines(lines, marks, (-6, -1), title, "incidents in 72 hours")


if __name__ == "__main__":
    run(partial(print, flush=True))
