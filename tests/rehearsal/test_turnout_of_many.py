"""How near the expansion of Cornish and Fisher is to the binomial, beyond 64 people."""

import math

import numpy as np
import pytest
from tests.rehearsal.fast import GivenMinutes
from tests.rehearsal.worlds import simple_scenario, simple_source, simple_supply

from muster.rehearsal.kernels_supply import SMALL, draw_people
from muster.rehearsal.world_building import build_world

WHOLE = 1 << 32


@pytest.fixture(scope="module")
def column():
    supply, scenario = simple_supply((1,)), simple_scenario((simple_source(at=0),))
    return build_world(scenario, supply, travel=GivenMinutes(((0,),)), assembly=0).column


def at_most(column, count, per_cent, coming):
    """Return the chance that at most so many come, by halving among draws."""
    low, high = 0, WHOLE
    while low < high:
        middle = (low + high) // 2
        if draw_people(column, count, per_cent, middle) <= coming:
            low = middle + 1
        else:
            high = middle
    return low / WHOLE


def furthest(column, count, per_cent):
    """Return the largest error of the distribution function, within six standard deviations."""
    p = per_cent / 100
    mean, spread = count * p, math.sqrt(count * p * (1 - p))
    low = max(0, math.floor(mean - 6 * spread - 2))
    high = min(count, math.ceil(mean + 6 * spread + 2))
    logs = [
        math.lgamma(count + 1) - math.lgamma(k + 1) - math.lgamma(count - k + 1)
        + k * math.log(p) + (count - k) * math.log1p(-p)
        for k in range(count + 1)
    ]  # fmt: skip
    exact = np.cumsum(np.exp(logs))[low : high + 1]
    found = [at_most(column, count, per_cent, k) for k in range(low, high + 1)]
    return np.abs(exact - found).max()


@pytest.mark.parametrize("count", [65, 80, 300])
@pytest.mark.parametrize("per_cent", [5, 20, 50, 95])
def test_chances_that_are_not_extreme_are_less_than_6_in_1000_off(column, count, per_cent):
    assert furthest(column, count, per_cent) < 0.006


@pytest.mark.slow
@pytest.mark.parametrize("count", [65, 70, 80, 100, 150, 250, 500, 1000, 3000])
def test_no_chance_is_more_than_14_in_1000_off(column, count):
    assert max(furthest(column, count, per_cent) for per_cent in range(1, 100)) < 0.014


def test_the_expansion_takes_over_where_the_exact_law_ends(column):
    assert SMALL == 64
    for per_cent in (10, 50, 90):
        chances = [at_most(column, n, per_cent, n * per_cent // 100) for n in (64, 65)]
        assert abs(chances[1] - chances[0]) < 0.09


@pytest.mark.parametrize("count", [65, 500])
def test_more_come_for_a_higher_draw(column, count):
    for per_cent in (1, 50, 99):
        draws = np.linspace(0, WHOLE - 1, 4000).astype(np.int64)
        coming = [draw_people(column, count, per_cent, int(drawn)) for drawn in draws]
        assert coming == sorted(coming)
        assert 0 <= coming[0] <= coming[-1] <= count
