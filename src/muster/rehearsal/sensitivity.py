"""Which figure of a scenario matters: each moved by itself, all draws as they were."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from muster.rehearsal.distributions import Distribution, fixed
from muster.rehearsal.draws import WHOLE
from muster.rehearsal.engines import Engine, Play, Stop, one_thread, run_shards
from muster.rehearsal.estimates import SCORE, chance, ratio
from muster.rehearsal.games import Game
from muster.rehearsal.layout import R_IN_TIME, R_MET, R_WANTED, Ints
from muster.rehearsal.results import Estimate, Sensitivity
from muster.rehearsal.scenario import Doubts, Scenario, Source
from muster.rehearsal.shards import ResultsJob
from muster.rehearsal.tables import UnableToRehearse, row_of

REPLICATIONS = 2048
MOST_REPLICATIONS = 65_536  # both results of each are held
SHARD = 64
LOW, HIGH = 0.1, 0.9
DOUBTS = (
    ("abstraction", "Share absent on the day", "per cent"),
    ("turnout", "Share of those called in who come", "per cent"),
    ("answer", "Time to answer", "minutes"),
    ("travel", "Time on the road, of the usual", "per cent"),
)
LESS, MORE = 80, 120  # per cent of what is not a distribution of its own

Told = Callable[[int, int], None]
PairOpener = Callable[[Play[Ints]], Engine[Ints]]
Moved = tuple[str, str, str, str, str, Scenario, Scenario]


def weigh_figures(
    game: Game,
    *,
    seed: int,
    replications: int = REPLICATIONS,
    policy: str = "",
    engine: PairOpener = one_thread,
    told: Told | None = None,
    stop: Stop | None = None,
) -> tuple[Sensitivity, ...]:
    """Return how the outcome moves with each assumed figure, that which moves it most first.

    What is in doubt is set to its tenth and its ninth of ten; sizes, durations, warning and
    rates of incidents to four fifths and six fifths. Told to stop, it ends with the figure it
    is at, of the replications played by then. Raises UnableToRehearse.
    """
    if not 2 <= replications <= MOST_REPLICATIONS:
        raise UnableToRehearse(
            f"{replications:,} replications are too few or too many to hold figures against one "
            f"another; ask for 2 to {MOST_REPLICATIONS:,}"
        )
    chosen = game.policies([policy] if policy else [])
    moved = list(_moved(game.scenario))
    found = []
    for done, (figure, was, low, high, basis, less, more) in enumerate(moved, 1):
        jobs = game.with_scenario(less).job(chosen), game.with_scenario(more).job(chosen)
        with engine(ResultsJob(jobs).play) as crew:
            parts = [part for _, part in run_shards(crew, seed, 0, replications, SHARD, stop)]
        found.append(_weigh(np.concatenate(parts, axis=1), figure, was, low, high, basis))
        if told:
            told(done, len(moved))
        if stop and stop():
            break
    return tuple(sorted(found, key=lambda each: -abs(each.swing.value)))


def _weigh(results: Ints, figure: str, was: str, low: str, high: str, basis: str) -> Sensitivity:
    below, above = results
    return Sensitivity(
        figure, was, low, high, _met(below), _met(above), _share(below), _share(above),
        _swing(below, above), basis,
    )  # fmt: skip


def _met(results: Ints) -> Estimate:
    return chance(int(results[:, R_MET].sum()), len(results))


def _share(results: Ints) -> Estimate:
    top, bottom = results[:, R_IN_TIME], results[:, R_WANTED]
    sums = [int(each.sum()) for each in (top, bottom, top * top, bottom * bottom, top * bottom)]
    return ratio((sums[0], sums[1], sums[2], sums[3], sums[4]), len(results))


def _swing(below: Ints, above: Ints) -> Estimate:
    """Return one share less another, replication by replication, by the delta method."""
    low, high = _influence(below), _influence(above)
    middle = _share(above).value - _share(below).value
    spread = SCORE * float((high - low).std(ddof=1)) / len(low) ** (1 / 2)
    return Estimate(middle, middle - spread, middle + spread)


def _influence(results: Ints) -> NDArray[np.float64]:
    """Return what each replication adds to the share of all."""
    top, bottom = results[:, R_IN_TIME], results[:, R_WANTED]
    if not bottom.any():
        return np.zeros(len(results))
    found: NDArray[np.float64] = (top - top.sum() / bottom.sum() * bottom) / bottom.mean()
    return found


def _moved(scenario: Scenario) -> Iterator[Moved]:
    """Yield each figure, what it was, what is tried, its basis, and the two scenarios."""
    for name, words, of in DOUBTS:
        given: Distribution = getattr(scenario.doubts, name)
        low, high = at_chance(given, LOW), at_chance(given, HIGH)
        if low < high:
            less, more = (
                replace(scenario, doubts=_doubt(scenario.doubts, name, value))
                for value in (low, high)
            )
            was = f"{at_chance(given, 1 / 2)} {of}, half the time"
            yield words, was, f"{low} {of}", f"{high} {of}", given.basis, less, more
    for words, change in _CHANGES:
        less, more = (
            replace(scenario, sources=tuple(change(each, per_cent) for each in scenario.sources))
            for per_cent in (LESS, MORE)
        )
        if less.sources != scenario.sources or more.sources != scenario.sources:
            bases = {source.basis for source in scenario.sources}
            basis = bases.pop() if len(bases) == 1 else "assumed: each incident has its own basis"
            yield words, "as given", f"{LESS}%", f"{MORE}%", basis, less, more


def at_chance(given: Distribution, share: float) -> int:
    """Return the value below which a distribution is with a chance."""
    values, bounds = row_of(given)
    return next(
        value for value, bound in zip(values, bounds, strict=True) if bound >= share * WHOLE
    )


def _doubt(doubts: Doubts, name: str, value: int) -> Doubts:
    moved: Doubts = replace(doubts, **{name: fixed(value)})  # type: ignore[arg-type]
    return moved


def _scaled(given: Distribution, per_cent: int) -> Distribution:
    """Return a distribution of so many per cent of each value; one stays one, and nought nought."""
    numbers = tuple(max(min(1.0, each), each * per_cent / 100) for each in given.numbers)
    return replace(given, numbers=numbers)


def _sizes(source: Source, per_cent: int) -> Source:
    return replace(source, size=_scaled(source.size, per_cent))


def _durations(source: Source, per_cent: int) -> Source:
    return replace(source, lasts=_scaled(source.lasts, per_cent))


def _warning(source: Source, per_cent: int) -> Source:
    return replace(source, within=source.within * per_cent // 100)


def _rates(source: Source, per_cent: int) -> Source:
    if source.rate is None:
        return source
    return replace(source, rate=replace(source.rate, per_day=source.rate.per_day * per_cent / 100))


_CHANGES: Sequence[tuple[str, Callable[[Source, int], Source]]] = (
    ("Units wanted", _sizes),
    ("How long they are wanted", _durations),
    ("Time from the call until they are needed", _warning),
    ("Incidents at a rate", _rates),
)
