"""Replications come out as mathematics says where it can say, whoever plays them."""

import numpy as np
import pytest
from tests.rehearsal.sampling import (
    SIGMAS,
    UNLIKELY,
    binomial,
    by_programme,
    by_reference,
    chi_square_chance,
    poisson,
    standard_errors,
)
from tests.rehearsal.worlds import STARTS, World, simple_scenario, simple_source, simple_supply

from muster.rehearsal import Distribution, Doubts, Policy, Rate, fixed

PLAYERS = pytest.mark.parametrize(
    ("player", "replications"),
    [(by_reference, 400), (by_programme, 4_000)],
    ids=["reference", "programme"],
)
NEAREST = Policy("nearest")


def world(counts, sources, *, people=None, notices=(0,), **given):
    """Return a world of forces with so many constables each, that travel no time."""
    supply = simple_supply(counts, people=people, notices=notices)
    scenario = simple_scenario(sources, **given)
    spots = sum(len(source.spots) for source in sources)
    floors = np.zeros((len(counts), 1), dtype=np.int64)
    return World(scenario, supply, ((0,) * spots,) * len(counts), 0, floors)


@PLAYERS
def test_those_called_in_are_binomial_too(player, replications):
    people = np.zeros((1, 1, 1, 2, 2, 2), dtype=np.int32)
    people[0, 0, 0, :, 0, 1] = 6
    people[0, 0, 0, 1, 1, 1] = 14
    doubts = Doubts(abstraction=fixed(10), turnout=fixed(50))
    everybody = simple_source(at=0, size=fixed(20), within=60)
    given = world((0,), (everybody,), people=people, notices=(0, 60), hours=4, doubts=doubts)
    play = player(given, NEAREST)
    came = [play(2, number).in_time for number in range(replications)]
    law = np.convolve(binomial(6, 0.9), binomial(14, 0.45))
    assert chi_square_chance(np.bincount(came, minlength=21), law) > UNLIKELY


@PLAYERS
def test_doubt_that_forces_share_is_the_same_for_all(player, replications):
    doubts = Doubts(abstraction=Distribution("discrete", (0, 100), (0.5, 0.5)), shared=True)
    everybody = simple_source(at=0, size=fixed(9))
    play = player(world((3, 3, 3), (everybody,), hours=2, doubts=doubts), NEAREST)
    came = np.array([play(3, number).in_time for number in range(replications)])
    assert set(came) == {0, 9}
    assert standard_errors(came, 4.5) < SIGMAS


@PLAYERS
def test_incidents_of_a_rate_keep_its_hours(player, replications):
    weights = np.arange(24.0)
    often = simple_source(rate=Rate(12.0, by_hour=tuple(weights)))
    play = player(world((99,), (often,)), NEAREST)
    minutes = np.array([d.ordered for n in range(replications) for d in play(5, n).dispatches])
    by_hour = np.roll(weights, -(STARTS // 60 % 24)) / weights.sum()
    assert chi_square_chance(np.bincount(minutes // 60, minlength=24), by_hour) > UNLIKELY
    level = np.full(60, 1 / 60)
    assert chi_square_chance(np.bincount(minutes % 60, minlength=60), level) > UNLIKELY


@PLAYERS
def test_an_incident_is_at_each_spot_by_its_weight(player, replications):
    spots = tuple(
        type(each)(f"spot-{weight}", each.place, each.host, weight)
        for weight in (1, 2, 5)
        for each in simple_source().spots
    )
    play = player(world((1,), (simple_source(at=0, spots=spots),), hours=2), NEAREST)
    at = [play(6, n).dispatches[0].spot for n in range(replications)]
    assert chi_square_chance(np.bincount(at), [1 / 8, 2 / 8, 5 / 8]) > UNLIKELY


MEAN, RATE, UNITS, HOURS = 60, 0.05, 3, 24  # minutes that incidents last, incidents a minute


@pytest.fixture(scope="module")
def queue():
    """Return a force of a few units to which incidents come at a rate, each as long as it lasts.

    Who waits gives up when the incident is over: the queue of Palm and Erlang (M/M/c + M) with
    patience as long as service, so that as many are under way as if units were endless.
    """
    lasts = Distribution("exponential", (MEAN, 1023))
    often = simple_source(rate=Rate(RATE * 1440), lasts=lasts)
    return world((UNITS,), (often,), hours=HOURS, tour=2000, rest=0)


def under_way():
    """Return the law of incidents under way minute by minute, (minutes, 0 …); they last a minute
    more with one chance, whole minutes being rounded."""
    more, first = np.exp(-1 / MEAN), RATE * np.exp(-0.5 / MEAN)
    means = first * (1 - more ** np.arange(1, HOURS * 60 + 1)) / (1 - more)
    return np.array([poisson(mean, 60) for mean in means])


@PLAYERS
def test_those_short_of_a_unit_wait_as_often_as_palm_and_erlang_say(player, replications, queue):
    law, marks = under_way(), np.arange(1, HOURS) * 60
    play = player(queue, NEAREST)
    short = np.array([play(8, n).short[0][1:HOURS] for n in range(replications)])
    number = np.arange(61)
    mean = (law[marks] @ np.maximum(number - UNITS, 0)).mean()
    assert standard_errors(short.mean(axis=1), mean) < SIGMAS
    waiting = law[marks][:, UNITS + 1 :].sum(axis=1).mean()
    assert standard_errors((short > 0).mean(axis=1), waiting) < SIGMAS


@PLAYERS
def test_those_short_of_a_unit_give_up_as_often_as_palm_and_erlang_say(player, replications, queue):
    law, more = under_way(), np.exp(-1 / MEAN)
    busy = law @ np.minimum(np.arange(61), UNITS)
    sent = busy.sum() - more * busy[:-1].sum()
    play = player(queue, NEAREST)
    played = [play(9, n) for n in range(replications)]
    assert standard_errors([each.in_time + each.late for each in played], sent) < SIGMAS
    wanted = RATE * np.exp(-0.5 / MEAN) * HOURS * 60
    assert standard_errors([each.wanted for each in played], wanted) < SIGMAS
    assert standard_errors([each.in_time for each in played], _served_at_once(law)) < SIGMAS


def _served_at_once(law):
    """Return the incidents expected to find a unit free in the minute in which they come."""
    more, coming = np.exp(-1 / MEAN), poisson(RATE * np.exp(-0.5 / MEAN), 10)
    means = more * np.concatenate([[0.0], (law[:-1] @ np.arange(61))])
    staying = np.array([poisson(mean, 60) for mean in means])
    free = np.maximum(UNITS - np.arange(61), 0)
    served = np.minimum.outer(free, np.arange(11)) @ coming
    return (staying @ served).sum()
