"""Plans against a general model, another solver's, in another process: level by level."""

import json
import math
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from tests.mobilisation.requests import AT, TRAVEL

from muster.mobilisation import Demand, Floor, Offer, Pin, Request, UnableToPlan, make_plan
from muster.mobilisation.levels import costs_of, priorities
from muster.mobilisation.problems import build_problem
from muster.mobilisation.shared_limits import limit_rows
from muster.policing import Place
from muster.strength import Limit, Step, Use

MODEL = Path(__file__).with_name("general_model.py")
UNITS = ("psu", "serial", "medic_pair")
FEW, MANY = 12, 200


def random_request(seed):
    """Return a middling request: some ten forces, three kinds, three notices, eight demands."""
    rng = np.random.default_rng(seed)
    forces = [f"force-{number}" for number in range(int(rng.integers(5, 12)))]
    offers = []
    for force in forces:
        steps = [
            Step(unit, notice, int(rng.integers(1, 5)), int(rng.integers(0, 9)))
            for unit in UNITS
            for notice in (0, 60, 240)
            if rng.random() < 0.6
        ]
        limits = ()
        if seed % 3 == 0 and steps:
            uses = tuple(Use(s.unit, s.notice, int(rng.integers(1, 4))) for s in steps)
            limits = (Limit(("constable",), int(rng.integers(4, 20)), uses),)
        place = Place(float(rng.integers(0, 60)) / 10, 0.0)
        region = "north" if rng.random() < 0.5 else "south"
        balance = int(rng.integers(-5, 6))
        offers.append(Offer(force, place, region, tuple(steps), limits, balance=balance))
    demands = tuple(
        Demand(
            slug=f"d{number}",
            unit=str(rng.choice(UNITS)),
            count=int(rng.integers(1, 9)),
            place=Place(float(rng.integers(0, 60)) / 10, 0.0),
            needed_by=AT + int(rng.integers(0, 300)),
            minutes=int(rng.choice((240, 720))),
            priority=int(rng.integers(1, 4)),
            host=str(rng.choice(forces)),
            region="north",
        )
        for number in range(8)
    )
    floors = tuple(Floor(f, "psu", int(rng.integers(0, 4))) for f in forces if rng.random() < 0.4)
    pins = ()
    first = offers[0].total(demands[0].unit)
    if seed % 5 == 0 and first:
        pins = (Pin("d0", forces[0], min(first, demands[0].count, 1)),)
    return Request(demands, tuple(offers), AT, floors=floors, pins=pins, assembly=20)


def columns_of(request):
    """Return a request's problem as plain numbers, and the scale its shares are counted in."""
    problem = build_problem(request, TRAVEL)
    costs, arcs, steps = costs_of(problem), problem.arcs, problem.steps
    scale = math.lcm(*[int(n) for n in problem.offered if n] or [1])
    wanted = [demand.count for demand in problem.demands]
    levels = [
        ("unmet", [int(demand.priority == p) for demand in problem.demands])
        for p in priorities(problem)
    ]
    levels += [
        ("sent", costs.late.tolist()),
        ("share", []),
        ("sent", costs.balance.tolist()),
        ("sent", costs.called.tolist()),
        ("sent", costs.travel.tolist()),
    ]
    return {
        "step": arcs.step.tolist(),
        "demand": arcs.demand.tolist(),
        "reach": np.minimum(steps.count[arcs.step], np.array(wanted)[arcs.demand]).tolist(),
        "wanted": wanted,
        "count": steps.count.tolist(),
        "group": steps.group.tolist(),
        "keep": problem.keep.tolist(),
        "offered": problem.offered.tolist(),
        "donor": problem.donor.tolist(),
        "pins": [
            (np.flatnonzero(arcs.pin == at).tolist(), pin.count)
            for at, pin in enumerate(request.pins)
        ],
        "limits": [
            (row.steps.tolist(), row.each.tolist(), row.limit.stock) for row in limit_rows(problem)
        ],
        "levels": levels,
        "scale": scale,
    }, len(levels) - 4


def compare(seeds):
    """Make every plan both ways, and hold the levels against one another."""
    asked = []
    for seed in seeds:
        request = random_request(seed)
        columns, share = columns_of(request)
        asked.append((seed, request, columns, share))
    lines = "\n".join(json.dumps(columns) for _, _, columns, _ in asked)
    done = subprocess.run(
        [sys.executable, str(MODEL)], input=lines, capture_output=True, text=True, check=True
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(answers) == len(asked)
    for (seed, request, columns, share), expected in zip(asked, answers, strict=True):
        if expected is None:
            with pytest.raises(UnableToPlan):
                make_plan(request, travel=TRAVEL)
            continue
        plan = make_plan(request, travel=TRAVEL, seconds=60)
        values = [level.value for level in plan.objective]
        values[share] = round(values[share] * columns["scale"])
        assert values == expected, seed
        assert plan.proved, seed


def test_middling_plans_equal_a_general_model_level_by_level():
    compare(range(FEW))


@pytest.mark.slow
def test_hundreds_of_middling_plans_equal_a_general_model_level_by_level():
    compare(range(FEW, FEW + MANY))
