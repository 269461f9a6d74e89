"""Peers of the plan: what they are given, asked and held to."""

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from muster.mobilisation.flow_network import FlowNetwork, build_network
from muster.mobilisation.flow_plans import FlowPlan
from muster.mobilisation.flows import restrict_to_optimal, solve_flow
from muster.mobilisation.levels import costs_of, priorities
from muster.mobilisation.measures import measure
from muster.mobilisation.plan_networks import HUBS
from muster.mobilisation.problems import Problem


@dataclass(frozen=True)
class Took:
    """Seconds by the clock, and of the processor: on a busy machine the clock counts waiting."""

    clock: float
    processor: float


HERE = Path(__file__).parent


class Peers:
    """Other solvers, each in a process of its own, asked one thing at a time."""

    def __enter__(self) -> "Peers":
        """Start the processes."""
        self._folder = tempfile.TemporaryDirectory()
        self._running = {name: _started(f"peer_flow_{name}.py") for name in ("ortools", "highs")}
        return self

    def __exit__(self, *_: object) -> None:
        """End them."""
        for process in self._running.values():
            process.stdin.close()
            process.wait()
        self._folder.cleanup()

    def give(self, problem: Problem, flow: FlowPlan, closed: np.ndarray | None = None) -> None:
        """Hand over a problem as columns of numbers, and nothing that the peers should find.

        Save one: the arcs that the first level leaves free, which OR-Tools cannot tell.
        """
        assert len(flow.costs.lower) == 1
        lean = _lean(problem, flow, closed)
        state = solve_flow(lean)
        assert state.cost == flow.first[1].cost
        face = restrict_to_optimal(lean, state)
        arcs = len(lean.cost)
        np.savez(
            self._file("given.npz"),
            tail=lean.tail,
            head=lean.head,
            capacity=lean.capacity,
            cost=lean.cost,
            supply=lean.supply,
            cost_last=flow.costs.lower[0][:arcs],  # nought from the groups on
            face_lower=face.lower,
            face_upper=face.capacity,
            groups=flow.layout.groups,
            offered=problem.offered,
            donor=problem.donor,
            levels=_levels(problem, flow, arcs),
        )

    def ask(self, solver: str) -> tuple[Took, np.ndarray]:
        """Return what a solver took for what it was given, and its flow."""
        asked = {"solver": solver, "file": self._file("given.npz"), "answer": self._file("a.npy")}
        process = self._running["highs" if solver.startswith("HiGHS") else "ortools"]
        process.stdin.write(json.dumps(asked) + "\n")
        process.stdin.flush()
        told = json.loads(process.stdout.readline())
        return Took(*told["seconds"]), np.load(self._file("a.npy"))

    def _file(self, name: str) -> str:
        return str(Path(self._folder.name) / name)


def _started(script: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, str(HERE / script)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def hold_equal(problem: Problem, flow: FlowPlan, theirs: np.ndarray, *, levels: int) -> None:
    """Assert that a peer's flow is as good as ours in each of the first so many levels."""
    ours = measure(problem, flow.sent)
    other = measure(problem, theirs[: flow.layout.unmet])
    names = list(ours)[:levels]
    assert [ours[name] for name in names] == [other[name] for name in names], (ours, other)


def _lean(problem: Problem, flow: FlowPlan, closed: np.ndarray | None) -> FlowNetwork:
    """Return the first level's network without nodes for what is kept, taken off what is lent.

    The peers are the quicker for it, OR-Tools by a third; ours keeps them, since which units
    are kept matters where kinds share people.
    """
    layout, steps, network = flow.layout, problem.steps, flow.first[0]
    arcs = layout.groups + len(problem.forces) + len(steps.count)
    lent = problem.offered - problem.keep
    wanted = np.array([demand.count for demand in problem.demands])
    reach = np.minimum(steps.count[problem.arcs.step], wanted[problem.arcs.demand])
    if closed is not None:
        reach = np.where(closed, 0, reach)
    kinds = layout.kinds
    hubs = np.arange(kinds)
    nodes = HUBS * kinds + len(problem.forces) + len(steps.count) + len(wanted)
    by_kind = np.bincount(layout.group_kind, lent, minlength=kinds).astype(np.int64)
    supply = network.supply[:nodes].copy()
    supply[:kinds], supply[2 * kinds : HUBS * kinds] = by_kind, -by_kind
    asked = supply[kinds : 2 * kinds]
    return build_network(
        nodes,
        np.concatenate([layout.tail[:arcs], hubs, kinds + hubs]),
        np.concatenate([layout.head[:arcs], 2 * kinds + hubs, 2 * kinds + hubs]),
        capacity=np.concatenate([reach, wanted, lent, steps.count, by_kind, asked]),
        cost=np.append(network.cost[:arcs], np.zeros(2 * kinds, dtype=np.int64)),
        supply=supply,
    )


def _levels(problem: Problem, flow: FlowPlan, arcs: int) -> np.ndarray:
    """Return the cost of each level by column: arcs, and the share last."""
    costs, layout = costs_of(problem), flow.layout
    rows = []
    for priority in priorities(problem):
        row = np.zeros(arcs + 1)
        row[layout.unmet : layout.groups] = [d.priority == priority for d in problem.demands]
        rows.append(row)
    rows.append(np.append(layout.cost(costs.late)[:arcs], 0.0))
    rows.append(np.append(np.zeros(arcs), 1.0))
    for cost in (costs.balance, costs.called, costs.travel):
        rows.append(np.append(layout.cost(cost)[:arcs], 0.0))
    return np.array(rows)
