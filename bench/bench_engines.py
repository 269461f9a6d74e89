"""The same campaign on threads, processes and Ray: `python -m bench.bench_engines [host:port]`.

An address is that of a Ray cluster of this machine alone, with as many processors as threads
are measured on; digests are held equal first, and only then is anything timed.
"""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from hashlib import sha256
from importlib import import_module

import numpy as np
from numba import njit

from bench.measure import Figure, in_turns
from muster.rehearsal import Engine, Play, on_ray, processes, run_shards, threads

WORKERS = 2
SHARD = 1000  # replications of a shard
STEPS = 430_000  # draws of a replication, which make a shard last about a second
SHARDS = 8  # of one campaign
TURNS = 5
GATE = 0.95  # of the speed of threads


@njit(cache=True, nogil=True)
def draw_on(table: np.ndarray, seed: int, replication: int, steps: int) -> int:
    """Return what so many draws of a replication add up to."""
    word, whole = np.uint64(seed * 7919 + replication), np.int64(0)
    for _ in range(steps):
        word ^= word << np.uint64(13)
        word ^= word >> np.uint64(7)
        word ^= word << np.uint64(17)
        whole += table[word & np.uint64(len(table) - 1)]
    return whole


@dataclass(frozen=True, eq=False)
class Drawing:
    """A job of 4 MB that keeps one processor busy, and lets go of the interpreter meanwhile."""

    table: np.ndarray

    def run(self, seed: int, first: int, count: int) -> np.ndarray:
        """Return a sum for each replication of a shard."""
        found = np.empty((count, 64), np.int64)
        for place in range(count):
            found[place] = draw_on(self.table, seed, first + place + 1, STEPS)
        return found


def drawing() -> Drawing:
    """Return the job."""
    return Drawing(np.random.default_rng(3).integers(0, 1 << 20, 1 << 19))


def campaign(engine: Engine[np.ndarray], shards: int = SHARDS) -> str:
    """Return the digest of a campaign on an engine."""
    whole = sha256()
    for _, result in run_shards(engine, 11, 0, shards * SHARD, SHARD):
        whole.update(result.tobytes())
    return whole.hexdigest()


def figures(play: Play[np.ndarray], address: str | None = None) -> Iterator[Figure]:
    """Measure a campaign on each engine, taking turns with threads.

    Engines are opened, and their kernels warm, beforehand. A ratio is the speed of threads
    that is kept: `theirs` is the time of threads, and `ours` that of the other engine.
    """
    with ExitStack() as stack:
        plain = stack.enter_context(threads(play, WORKERS))
        others = {"processes": stack.enter_context(processes(play, WORKERS))}
        if address:
            others["Ray"] = stack.enter_context(
                on_ray(address, play, settings=os.environ, workers=WORKERS)
            )
        wanted = campaign(plain)
        for name, engine in others.items():
            assert campaign(engine) == wanted, name
            runs = (lambda engine=engine: campaign(engine), lambda: campaign(plain))
            ours, theirs = in_turns(runs, TURNS)
            yield Figure(f"{SHARDS} shards on {name}", ours, "threads", theirs, GATE)


def main() -> None:
    """Print each figure as it comes."""
    play = drawing().run
    started = time.perf_counter()
    play(11, 0, SHARD)
    warm = time.perf_counter()
    play(11, 0, SHARD)
    print(f"a shard {time.perf_counter() - warm:.2f} s (first {warm - started:.2f} s)", flush=True)
    for figure in figures(play, *sys.argv[1:2]):
        print(
            f"{figure.job}: {figure.ours:.2f} s, threads {figure.theirs:.2f} s, "
            f"{figure.ratio:.1%} of their speed {figure.reached}",
            flush=True,
        )


if __name__ == "__main__":
    # Workers read the job by its module's name, which is not that of what is being run.
    import_module("bench.bench_engines").main()
