"""The plan: proved, made again after a change, against the telephone, and with shared people."""

import gc
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import median

import numpy as np

from bench.drawing import Line, draw_lines
from bench.measure import Figure, least_of, spoken
from bench.plan_data import LINES, Changed, change, problem, request, travel
from bench.plan_peers import Peers, Took, hold_equal
from muster.mobilisation import make_plan
from muster.mobilisation.flow_plans import FlowPlan, solve_problem
from muster.mobilisation.flows import resolve_flow, solve_flow
from muster.mobilisation.levels import LATE
from muster.mobilisation.measures import measure
from muster.mobilisation.nearest import nearest_first
from muster.mobilisation.plan_networks import network_of
from muster.mobilisation.problems import Problem, build_problem

TURNS = 9
TRIALS = 300
INSTANCES = 20
SIZES = (30, 70, 150, 300, 600, 1000)
SECONDS = 10.0
PEERS = {"OR-Tools, first level": 5, "OR-Tools": 9, "HiGHS, first level": 5, "HiGHS": 9}
GROWING = {
    "plan": ("proved, all levels", "#1d70b8"),
    "first": ("the first level", "#00703c"),
    "again": ("after one change", "#4c2c92"),
    "engine": ("its first level", "#d4351c"),
}


@dataclass(frozen=True)
class Row:
    """A figure by the clock, and the ratio by processor time."""

    figure: Figure
    processor: float

    @property
    def reached(self) -> str:
        """Return whether the gate is reached, in a word: by the clock alone is not enough."""
        if self.figure.reached == "yes" and self.processor < self.figure.gate:
            return "by the clock only"
        return self.figure.reached

    @classmethod
    def of(
        cls, job: str, ours: list[Took], peer: str, theirs: list[Took], gate: float | None
    ) -> "Row":
        """Return the medians of what was taken."""
        (our_clock, our_share), (clock, share) = (
            (median(each.clock for each in took), median(each.processor for each in took))
            for took in (ours, theirs)
        )
        return cls(Figure(job, our_clock, peer, clock, gate), share / our_share)


@dataclass(frozen=True)
class Spread:
    """Seconds of a thing done many times: the median, and what 95 in 100 keep under.

    `processor` is the same two of processor time.
    """

    what: str
    middle: float
    most: float
    processor: tuple[float, float]
    goal: tuple[float, float] | None

    @classmethod
    def of(cls, what: str, took: list[Took], goal: tuple[float, float] | None = None) -> "Spread":
        """Return the spread of what was taken."""
        clock, processor = (
            (median(each), float(np.quantile(each, 0.95)))
            for each in ([t.clock for t in took], [t.processor for t in took])
        )
        return cls(what, *clock, processor, goal)

    @property
    def reached(self) -> str:
        """Return whether the goal is reached, in a word."""
        if self.goal is None:
            return ""
        return "yes" if self.middle <= self.goal[0] and self.most <= self.goal[1] else "no"


@dataclass(frozen=True)
class Telephone:
    """Nearest-first and the optimum on one instance: units unmet by priority, and minutes late."""

    unmet: tuple[tuple[int, ...], tuple[int, ...]]
    late: tuple[int, int]


@dataclass(frozen=True)
class Shared:
    """A plan whose kinds share people: when its bound was there, when it was done, how it ended."""

    bound: float
    seconds: float
    proved: bool
    levels: tuple[tuple[str, float, float | None], ...]


@dataclass(frozen=True)
class PlanFigures:
    """All that is measured of the plan."""

    rows: list[Row]
    spreads: list[Spread]
    sizes: list[tuple[int, dict[str, float]]]
    telephone: list[Telephone]
    shared: Shared
    arcs: int
    reading: float


def timed(run: Callable[[], object]) -> tuple[Took, object]:
    """Return what a call took, and what it returned."""
    gc.disable()
    started, began = time.perf_counter(), time.thread_time()
    found = run()
    took = Took(time.perf_counter() - started, time.thread_time() - began)
    gc.enable()
    return took, found


def proved(peers: Peers) -> Iterator[Row]:
    """Measure a plan from nothing against each peer, in turns, every level equal."""
    asked = problem()
    flow = solve_problem(asked)
    peers.give(asked, flow)
    network = flow.first[0]
    everything = "70 lines proved, every level"
    for name, levels in PEERS.items():
        alone = levels < len(measure(asked, flow.sent))
        ours, theirs = [], []
        for _ in range(TURNS):
            for _ in range(5):
                run = (lambda: solve_flow(network)) if alone else (lambda: solve_problem(asked))
                ours.append(timed(run)[0])
            took, found = peers.ask(name)
            hold_equal(asked, flow, found, levels=levels)
            theirs.append(took)
        job = "70 lines, the first level alone" if alone else everything
        gate = None if alone else (100 if "HiGHS" in name else 2)
        yield Row.of(job, ours, name.split(",")[0], theirs, gate)
    ours = [timed(lambda: solve_problem(asked))[0] for _ in range(TURNS)]
    took, found = peers.ask("HiGHS, as written")
    hold_equal(asked, flow, found, levels=9)
    yield Row.of(everything, ours, "HiGHS, as written (once)", [took], 100)


def _again(before: FlowPlan, changed: Changed) -> tuple[Took, Took, FlowPlan]:
    """Return what a plan made again took, and its engine alone, and the plan."""
    seconds, flow = timed(lambda: solve_problem(changed.problem, before, closed=changed.closed))
    network = network_of(flow.layout, flow.costs.first, before.first[0], changed.closed)
    engine, state = timed(lambda: resolve_flow(network, before.first[1]))
    assert state.cost == flow.first[1].cost
    return seconds, engine, flow


def again(peers: Peers) -> tuple[list[Row], list[Spread]]:
    """Measure a plan made again after one change, against OR-Tools solving once more."""
    rng = np.random.default_rng(1)
    asked = problem()
    before = solve_problem(asked)
    taken = {"all": [], "engine": [], "peer": [], "peer first": []}
    for trial in range(TRIALS):
        changed = change(asked, rng)
        seconds, engine, flow = _again(before, changed)
        taken["all"].append(seconds)
        taken["engine"].append(engine)
        cold = solve_problem(changed.problem, closed=changed.closed)
        assert measure(changed.problem, cold.sent) == measure(changed.problem, flow.sent)
        if trial % 5 == 0:
            peers.give(changed.problem, flow)
            for name, levels, key in (
                ("OR-Tools", 9, "peer"),
                ("OR-Tools, first level", 5, "peer first"),
            ):
                seconds, found = peers.ask(name)
                hold_equal(changed.problem, flow, found, levels=levels)
                taken[key].append(seconds)
    peer = "OR-Tools, once more"
    rows = [
        Row.of("again after one change, every level", taken["all"], peer, taken["peer"], 25),
        Row.of(
            "again after one change, the first level",
            taken["engine"],
            peer,
            taken["peer first"],
            25,
        ),
    ]
    goal = (0.3e-3, 3e-3)
    return rows, [
        Spread.of("the first level, by its engine (`resolve_flow`)", taken["engine"], goal),
        Spread.of("every level, proved", taken["all"], goal),
    ]


def size(lines: int) -> tuple[int, dict[str, float]]:
    """Measure a request of so many lines, by processor time."""
    asked = problem(lines)
    flow = solve_problem(asked)
    rng = np.random.default_rng(lines)
    taken = [_again(flow, change(asked, rng))[:2] for _ in range(40)]
    return lines, {
        "plan": _least(lambda: solve_problem(asked)),
        "first": _least(lambda: solve_flow(flow.first[0])),
        "again": median(each.processor for each, _ in taken),
        "engine": median(each.processor for _, each in taken),
    }


def _least(run: Callable[[], object]) -> float:
    return min(timed(run)[0].processor for _ in range(7))


def telephone() -> list[Telephone]:
    """Compare nearest-first with the optimum on other instances."""
    found = []
    for seed in range(INSTANCES):
        asked = problem(LINES, seed)
        best = measure(asked, solve_problem(asked).sent)
        rung = measure(asked, nearest_first(asked))
        unmet = [tuple(int(v) for k, v in each.items() if "unmet" in k) for each in (rung, best)]
        assert unmet[0] >= unmet[1]
        found.append(Telephone((unmet[0], unmet[1]), (int(rung[LATE]), int(best[LATE]))))
    return found


def shared() -> Shared:
    """Make the plan where the kinds of each force want the same people."""
    asked = request(shared=True)
    columns = build_problem(asked, travel())
    bound, _ = timed(lambda: solve_problem(columns))
    seconds, plan = timed(lambda: make_plan(asked, travel=travel(), seconds=SECONDS))
    levels = tuple((each.level, each.value, each.bound) for each in plan.objective)
    return Shared(bound.clock, seconds.clock, plan.proved, levels)


def _reading() -> float:
    asked = request()
    return least_of(lambda: build_problem(asked, travel()), 5)


def run(say: Callable[[str], None]) -> PlanFigures:
    """Measure everything, saying each as it comes."""
    rows = []
    with Peers() as peers:
        for row in proved(peers):
            rows.append(row)
            say(_said(row))
        more, spreads = again(peers)
    for row in more:
        say(_said(row))
    for spread in spreads:
        say(
            f"{spread.what}: {spoken(spread.middle)}, 95 in 100 under {spoken(spread.most)}; "
            f"by processor time {', '.join(map(spoken, spread.processor))}"
        )
    sizes = [size(lines) for lines in SIZES]
    for lines, seconds in sizes:
        say(f"{lines} lines: {', '.join(f'{k} {spoken(v)}' for k, v in seconds.items())}")
    rung = telephone()
    say("\n".join(str(each) for each in rung))
    people = shared()
    say(str(people))
    asked: Problem = problem()
    return PlanFigures(rows + more, spreads, sizes, rung, people, len(asked.arcs.step), _reading())


def _said(row: Row) -> str:
    figure = row.figure
    return (
        f"{figure.job}: {spoken(figure.ours)}, {figure.peer} {spoken(figure.theirs)}, "
        f"{figure.ratio:.0f} x {figure.gate or ''} {row.reached}, "
        f"{row.processor:.1f} x by processor time"
    )


def draw(sizes: list[tuple[int, dict[str, float]]]) -> str:
    """Return growth as an SVG drawing."""
    lines = [
        Line(name, colour, [(float(lines), seconds[key]) for lines, seconds in sizes])
        for key, (name, colour) in GROWING.items()
    ]
    marks = [(float(lines), f"{lines:,}") for lines, _ in sizes]
    return draw_lines(
        lines, marks, (-4, 0), "Time against lines of demand, 30 to 1,000", "lines of demand"
    )


if __name__ == "__main__":
    run(print)
