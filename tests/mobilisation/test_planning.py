"""Plans are the best there are: against every plan tried, one by one."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from tests.mobilisation.requests import TRAVEL, requests

from muster.mobilisation import Request, UnableToPlan, make_plan
from muster.mobilisation.exhaustive import best_of_all
from muster.mobilisation.measures import measure
from muster.mobilisation.problems import build_problem
from muster.strength import Step

MANY = 1000


def values_of(plan):
    return [level.value for level in plan.objective]


def best_values(request: Request):
    problem = build_problem(request, TRAVEL)
    assume(np.prod([problem.steps.count[s] + 1.0 for s in problem.arcs.step]) < 4000)
    best = best_of_all(problem)
    return None if best is None else list(measure(problem, best).values())


@settings(max_examples=MANY, deadline=None)
@given(requests())
def test_a_plan_is_the_best_of_all_plans_at_every_level(request):
    expected = best_values(request)
    plan = make_plan(request, travel=TRAVEL)
    assert values_of(plan) == expected
    assert plan.proved


@settings(max_examples=MANY, deadline=None)
@given(requests(limits=True))
def test_a_plan_is_the_best_where_kinds_share_people(request):
    expected = best_values(request)
    assume(expected is not None)
    plan = make_plan(request, travel=TRAVEL)
    assert values_of(plan) == pytest.approx(expected)
    assert plan.proved


@settings(max_examples=MANY, deadline=None)
@given(requests(pins=True))
def test_a_plan_keeps_its_pins_and_is_the_best_that_does(request):
    try:
        expected = best_values(request)
    except UnableToPlan:
        assume(False)
    if expected is None:
        with pytest.raises(UnableToPlan):
            make_plan(request, travel=TRAVEL)
        return
    plan = make_plan(request, travel=TRAVEL)
    assert values_of(plan) == expected
    for pin in request.pins:
        own = [a for a in plan.assignments if (a.demand, a.force) == (pin.demand, pin.force)]
        assert sum(each.count for each in own) == pin.count


@settings(max_examples=MANY, deadline=None)
@given(requests())
def test_one_more_unit_never_makes_a_plan_worse(request):
    unit = request.demands[0].unit
    first = request.offers[0]
    steps = tuple(sorted((*first.steps, Step(unit, 60, 1)), key=lambda s: (s.unit, s.notice)))
    more = replace(request, offers=(replace(first, steps=steps), *request.offers[1:]))
    before, after = make_plan(request, travel=TRAVEL), make_plan(more, travel=TRAVEL)
    unmet_and_late = slice(0, -4)
    assert values_of(after)[unmet_and_late] <= values_of(before)[unmet_and_late]


@settings(max_examples=MANY, deadline=None)
@given(requests(limits=True))
def test_the_nearest_first_is_never_better_than_the_best(request):
    try:
        best = make_plan(request, travel=TRAVEL)
    except UnableToPlan:
        assume(False)
    nearest = make_plan(request, travel=TRAVEL, policy="nearest")
    assert values_of(nearest) >= values_of(best)
    if nearest.proved:
        assert values_of(nearest) == values_of(best)
