"""Peers of the plan: what they are given, asked and held to."""

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from muster.mobilisation.flow_plans import FlowPlan
from muster.mobilisation.flows import restrict_to_optimal
from muster.mobilisation.levels import costs_of, priorities
from muster.mobilisation.measures import measure
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

    def give(self, problem: Problem, flow: FlowPlan) -> None:
        """Hand over a problem as columns of numbers, and nothing that the peers should find.

        Save one: the arcs that the first level leaves free, which OR-Tools cannot tell.
        """
        assert len(flow.costs.lower) == 1
        network, state = flow.first
        assert not network.lower.any()
        face = restrict_to_optimal(network, state)
        np.savez(
            self._file("given.npz"),
            tail=network.tail,
            head=network.head,
            capacity=network.capacity,
            cost=network.cost,
            supply=network.supply,
            cost_last=flow.costs.lower[0],
            face_lower=face.lower,
            face_upper=face.capacity,
            groups=flow.layout.groups,
            offered=problem.offered,
            donor=problem.donor,
            levels=_levels(problem, flow),
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


def _levels(problem: Problem, flow: FlowPlan) -> np.ndarray:
    """Return the cost of each level by column: arcs, and the share last."""
    costs, layout = costs_of(problem), flow.layout
    arcs = len(layout.tail)
    rows = []
    for priority in priorities(problem):
        row = np.zeros(arcs + 1)
        row[layout.unmet : layout.groups] = [d.priority == priority for d in problem.demands]
        rows.append(row)
    rows.append(np.append(layout.cost(costs.late), 0.0))
    rows.append(np.append(np.zeros(arcs), 1.0))
    for cost in (costs.balance, costs.called, costs.travel):
        rows.append(np.append(layout.cost(cost), 0.0))
    return np.array(rows)
