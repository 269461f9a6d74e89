"""Medians of one run, and a row of figures with its gate."""

import gc
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

DOCS = Path(__file__).parent.parent / "docs"


@dataclass(frozen=True)
class Figure:
    """A job, our time and a peer's in seconds, and the ratio asked for."""

    job: str
    ours: float
    peer: str
    theirs: float
    gate: float | None

    @property
    def ratio(self) -> float:
        """Return how many times as long the peer takes."""
        return self.theirs / self.ours

    @property
    def reached(self) -> str:
        """Return whether the gate is reached, in a word."""
        if self.gate is None:
            return ""
        return "yes" if self.ratio >= self.gate else "no"


def least_of(run: Callable[[], object], times: int) -> float:
    """Return the least seconds of a call, after one that is not counted."""
    run()
    seconds = []
    gc.collect()
    gc.disable()
    for _ in range(times):
        started = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - started)
    gc.enable()
    return min(seconds)


def medians_of(
    ours: Callable[[], object], theirs: Callable[[], object], times: int, each: int = 1
) -> tuple[float, float]:
    """Return the median seconds of two calls that take turns, ours `each` times a turn.

    Taking turns, both meet the same quiet and busy moments of a shared machine.
    """
    ours()
    theirs()
    taken: tuple[list[float], list[float]] = ([], [])
    gc.collect()
    gc.disable()
    for _ in range(times):
        for run, seconds, repeats in ((ours, taken[0], each), (theirs, taken[1], 1)):
            for _ in range(repeats):
                started = time.perf_counter()
                run()
                seconds.append(time.perf_counter() - started)
    gc.enable()
    return statistics.median(taken[0]), statistics.median(taken[1])


def in_turns(runs: Sequence[Callable[[], object]], times: int) -> list[float]:
    """Return the median seconds of calls that take turns, who goes first taking turns as well."""
    taken: list[list[float]] = [[] for _ in runs]
    for turn in range(times):
        for place in range(len(runs)):
            which = (turn + place) % len(runs)
            started = time.perf_counter()
            runs[which]()
            taken[which].append(time.perf_counter() - started)
    return [statistics.median(seconds) for seconds in taken]


def spoken(seconds: float) -> str:
    """Return a time in the unit that suits it."""
    if seconds < 1e-3:
        return f"{seconds * 1e6:.0f} µs"
    if seconds < 1:
        return f"{seconds * 1e3:.3g} ms"
    return f"{seconds:.3g} s" if seconds < 100 else f"{seconds:,.0f} s"


def say(text: str) -> None:
    """Print a line at once."""
    print(text, flush=True)
