"""Rehearsals: against SimPy, growth, the optimal policy, worth, every hour, and engines.

`python -m bench.bench_rehearsal [host:port]` prints each figure as it comes, on a Ray cluster too
where its address is given. The scenario is the shipped disorder of August 2024, cut to 72 hours,
on the synthetic nation, sent to the nearest first.
"""

import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from math import ceil, floor, log10
from multiprocessing import get_context
from statistics import median

import numpy as np
from tests.rehearsal import reference

from bench import bench_engines, bench_worth
from bench.bench_worth import Saving, WorthFigures
from bench.drawing import Line, draw_lines
from bench.measure import Figure, in_turns, spoken
from bench.rehearsal_data import SEED, first, game, job_of, nation, results_of
from muster.doctrine import read_doctrine
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
    threads,
)
from muster.rehearsal.layout import (
    R_IN_TIME,
    R_INCIDENTS,
    R_LATE,
    R_LATE_MINUTES,
    R_NEVER,
    R_SHORT_MINUTES,
    R_WANTED,
)

TURNS = 3
PLAYED = 4096  # replications of one turn of ours
PEER = 24  # replications that SimPy plays in all, held equal first
OPTIMAL, PLANNED = 512, 3  # replications of ours, and those whose plans SimPy counts
SHARD = 512
GATES = {1: 400, 2: 200}  # times as fast as SimPy on one process, and on both
RATES = (0.3, 1.0, 3.0, 10.0, 20.0)
PEOPLE = (1, 2, 4)
DRAWS = 200
YEAR_DAYS, YEAR_SECONDS = 365, 60.0
NEAR = 1.2  # times: what is written beneath a drawing closer than that would touch
HELD = ("wanted", "in_time", "late", "never", "late_minutes", "short_minutes")
COLUMNS = (R_WANTED, R_IN_TIME, R_LATE, R_NEVER, R_LATE_MINUTES, R_SHORT_MINUTES)
Say = Callable[[str], None]


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
    savings: list[Saving]  # of the scenario played, then of each shipped one, by measure
    year: tuple[float, float]  # seconds to gather a year's supply, and to judge every hour
    engines: list[Figure]


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
    ours = results_of(job_of(game()), first(PEER))[:, COLUMNS]
    theirs = peer_of(game(), "nearest")(range(PEER))
    same = [n for n in range(PEER) if tuple(ours[n].tolist()) == theirs[n]]
    assert same, "SimPy agrees about no replication"
    return same, PEER


def on_engine(engine, count: int = PLAYED) -> None:
    """Play a campaign on an engine that is open, tallies, digests and all."""
    for _ in run_shards(engine, SEED, 0, count, SHARD):
        pass


def against_simpy() -> tuple[dict[str, float], list[Figure], tuple[int, int]]:
    """Return our replications a second, rows against SimPy, and how many it agrees about.

    One process takes turns with one of SimPy, and then two threads, two processes, and SimPy
    on two processes take turns. Engines and processes are open, and warm, beforehand.
    """
    same, played = agreeing()
    job, run = job_of(game()), peer_of(game(), "nearest")
    halves = (same[::2], same[1::2])
    with ExitStack() as stack:
        alone = stack.enter_context(serial(job.play))
        pair = stack.enter_context(threads(job.play, 2))
        apart = stack.enter_context(processes(job.play, 2))
        pool = stack.enter_context(ProcessPoolExecutor(2, mp_context=get_context("spawn")))
        list(pool.map(run, (same[:1], same[:1])))
        for engine in (alone, pair, apart):
            on_engine(engine, 2 * SHARD)
        one, theirs = in_turns((partial(on_engine, alone), lambda: run(same)), TURNS)
        two, split, both = in_turns(
            (partial(on_engine, pair), partial(on_engine, apart),
             lambda: list(pool.map(run, halves))),
            TURNS,
        )  # fmt: skip
    ours = {"one thread": one, "two threads": two, "two processes": split}
    name, job_name = "SimPy, two processes", "a replication of 72 hours"
    rows = [
        Figure(f"{job_name}, one thread", one / PLAYED, "SimPy", theirs / len(same), GATES[1]),
        Figure(f"{job_name}, two threads", two / PLAYED, name, both / len(same), GATES[2]),
        Figure(f"{job_name}, two processes", split / PLAYED, name, both / len(same), GATES[2]),
    ]
    return {each: PLAYED / taken for each, taken in ours.items()}, rows, (len(same), played)


def optimal() -> tuple[float, float]:
    """Return replications a second under the optimal policy, and plans made in each."""
    job = job_of(game(), "optimal")
    taken = seconds_of(lambda: results_of(job, first(OPTIMAL)))
    kept, made = reference.serve_best, []
    reference.serve_best = lambda play: (made.append(1), kept(play))
    try:
        peer_of(game(), "optimal")(range(PLANNED))
    finally:
        reference.serve_best = kept
    return OPTIMAL / taken, len(made) / PLANNED


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
        incidents = float(results_of(job, first(512))[:, R_INCIDENTS].mean())
        yield incidents, seconds_of(lambda job=job: results_of(job, first(512))) / 512


def by_people() -> Iterator[tuple[float, float]]:
    """Measure seconds a replication as each force has more people."""
    for times in PEOPLE:
        supply = replace(game().supply, people=game().supply.people * np.int32(times))
        job = job_of(replace(game(), supply=supply))
        counted = float(supply.people[:, :, 0, -1].sum())
        yield counted, seconds_of(lambda job=job: results_of(job, first(1024))) / 1024


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


def run(say: Say, address: str | None = None) -> RehearsalFigures:
    """Measure everything, saying each as it comes; on Ray where an address is given."""
    ours, rows, held = against_simpy()
    say(f"replications a second: { {name: round(each) for name, each in ours.items()} }")
    for row in rows:
        say(f"{row.job}: {spoken(row.ours)}, {row.peer} {spoken(row.theirs)}, {row.ratio:.0f} x")
    say(f"SimPy agrees about {held[0]} of {held[1]}")
    best = optimal()
    say(f"optimal: {best[0]:.0f} a second, {best[1]:.1f} plans in each, "
        f"{1e6 / best[0] / best[1]:.0f} microseconds a plan")  # fmt: skip
    events, people = list(by_events()), list(by_people())
    say(f"by incidents {events}\nby people {people}")
    units = bench_worth.worth()
    say(f"{units}")
    saved = []
    for each in bench_worth.savings():
        say(bench_worth.said(each))
        saved.append(each)
    hours = year()
    say(f"year gathered in {hours[0]:.1f} s, judged in {hours[1]:.1f} s")
    others = []
    for figure in bench_engines.figures(bench_engines.drawing().run, address):
        say(f"{figure.job}: {spoken(figure.ours)}, threads {spoken(figure.theirs)}, "
            f"{figure.ratio:.1%}")  # fmt: skip
        others.append(figure)
    return RehearsalFigures(ours, rows, held, best, events, people, units, saved, hours, others)


def draw(found: RehearsalFigures) -> str:
    """Return growth as an SVG drawing: seconds a replication against times as many."""
    lines = [
        Line(name, colour, [(size / sizes[0][0], taken) for size, taken in sizes])
        for name, colour, sizes in (
            ("incidents", "#1d70b8", found.events),
            ("people", "#00703c", found.people),
        )
    ]
    most = max(size for line in lines for size, _ in line.points)
    times = [each for each in (1.0, 2.0, 5.0, 10.0, 20.0) if each < most / NEAR] + [most]
    taken = [seconds for line in lines for _, seconds in line.points]
    decades = floor(log10(min(taken))), ceil(log10(max(taken)))
    title = "Time of a replication as incidents, and people, become more"
    marks = [(size, f"{size:,.3g}") for size in times]
    return draw_lines(lines, marks, decades, title, "times as many as the fewest")


if __name__ == "__main__":
    run(partial(print, flush=True), *sys.argv[1:2])
