"""The rehearsal that runs is held against the slow and obvious one, replication by replication."""

from dataclasses import replace

import pytest
from tests.rehearsal.fast import Prepared
from tests.rehearsal.reference import play
from tests.rehearsal.worlds import make_certain_world, make_world

FAST_TIER, SLOW_TIER = range(150), range(150, 2150)
SEED = 7


def both(world, replication):
    """Return a replication as each of the two plays it."""
    policy = world.scenario.policies[0]
    given = world.scenario, world.supply, world.minutes, world.assembly, policy, world.floors
    prepared = Prepared(*given)
    prepared.play(SEED, replication + 1)  # what is played before must leave nothing behind
    return play(*given, SEED, replication), prepared.play(SEED, replication), prepared


def differing(numbers, dispatch):
    """Return the worlds, by number, of which the two tell different things."""
    different = []
    for number in numbers:
        slow, fast, _ = both(make_world(number, dispatch), number)
        if replace(slow, objective=None) != fast:
            different.append(number)
    return different


def differing_at_best(numbers):
    """Return the worlds, by number, whose first moment is not served as well by one as by other."""
    different = []
    for number in numbers:
        slow, _, prepared = both(make_certain_world(number), number)
        best = slow.objective
        if best is not None and prepared.objective_at(best.minute) != best:
            different.append(number)
    return different


@pytest.mark.parametrize("dispatch", ["nearest", "phone"])
def test_plays_every_world_as_the_reference_does(dispatch):
    assert differing(FAST_TIER, dispatch) == []


@pytest.mark.slow
@pytest.mark.parametrize("dispatch", ["nearest", "phone"])
def test_plays_thousands_of_worlds_as_the_reference_does(dispatch):
    assert differing(SLOW_TIER, dispatch) == []


def test_serves_a_moment_as_well_as_can_be():
    assert differing_at_best(FAST_TIER) == []


@pytest.mark.slow
def test_serves_thousands_of_moments_as_well_as_can_be():
    assert differing_at_best(SLOW_TIER) == []


def test_worlds_have_everything_that_may_happen():
    told = [play_alone(make_world(number, "nearest"), number) for number in FAST_TIER]
    assert all(
        sum(bool(getattr(each, name)) for each in told) >= len(FAST_TIER) // 30
        for name in (
            *("in_time", "late", "never", "stood_down", "bottlenecks", "exposed", "met"),
            "short_minutes",
        )
    )
    assert sum(each.activated > 0 for each in told) >= len(FAST_TIER) // 30


def play_alone(world, replication):
    policy = world.scenario.policies[0]
    given = world.scenario, world.supply, world.minutes, world.assembly, policy, world.floors
    return play(*given, SEED, replication)
