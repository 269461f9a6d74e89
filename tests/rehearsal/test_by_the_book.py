"""What is known exactly comes out, of the reference and of the rehearsal that runs."""

import math
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from tests.rehearsal.fast import Prepared
from tests.rehearsal.reference import play
from tests.rehearsal.worlds import FORCES, simple_scenario, simple_source, simple_supply

from muster.policing import Place
from muster.rehearsal import (
    Distribution,
    Doubts,
    Escalation,
    Mark,
    Policy,
    Rate,
    Requirement,
    Spot,
    Spread,
    fixed,
)
from muster.rehearsal.tables import row_of

SURE = 4.5  # standard errors: once in a hundred thousand such figures
WHOLE = 1 << 32


class Reference:
    """The reference as what plays."""

    replications = 400

    def __init__(self, *given):
        self.given = given

    def play(self, seed, replication):
        return play(*self.given, seed, replication)


class Running(Prepared):
    """The rehearsal that runs."""

    replications = 4000


@pytest.fixture(params=[Reference, Running], ids=["reference", "running"])
def player(request):
    return request.param


def outcomes(player, scenario, supply, *, replications=None, minutes=None):
    """Return what becomes of replications of a scenario, with no travel unless it is given."""
    spots = sum(len(source.spots) for source in scenario.sources)
    minutes = minutes or [[0] * spots] * len(supply.forces)
    floors = np.zeros((len(supply.forces), len(supply.kinds)), dtype=np.int64)
    prepared = player(scenario, supply, minutes, 0, scenario.policies[0], floors)
    return [prepared.play(11, n) for n in range(replications or player.replications)]


def assert_share(found, count, chance):
    """Hold a share found in so many trials to its chance."""
    error = math.sqrt(chance * (1 - chance) / count)
    assert abs(found / count - chance) <= SURE * error + 1e-9


def assert_mean(values, mean, variance):
    assert abs(np.mean(values) - mean) <= SURE * math.sqrt(variance / len(values))


def poisson(mean, most=200):
    return [math.exp(-mean + n * math.log(mean) - math.lgamma(n + 1)) for n in range(most)]


def test_turns_out_as_many_as_the_binomial_says(player):
    scenario = simple_scenario(
        [simple_source(at=5, size=fixed(12))], doubts=Doubts(abstraction=fixed(30))
    )
    told = outcomes(player, scenario, simple_supply([12]))
    units = [each.in_time for each in told]
    for k in range(13):
        chance = sum(math.comb(12, n) * 0.7**n * 0.3 ** (12 - n) for n in range(k, 13))
        assert_share(sum(each >= k for each in units), len(units), chance)


def test_counts_incidents_of_a_rate_as_poisson_does(player):
    source = simple_source(rate=Rate(9.0), lasts=fixed(1))
    counts = [
        each.incidents for each in outcomes(player, simple_scenario([source]), simple_supply([1]))
    ]
    assert_mean(counts, 9, 9)
    assert_mean((np.array(counts) - 9) ** 2, 9, 9 + 2 * 81)
    for n, chance in enumerate(poisson(9.0, 20)):
        assert_share(counts.count(n), len(counts), chance)


@pytest.mark.parametrize("ahead", [False, True])
def test_no_policy_is_later_for_having_ordered_sooner(player, ahead):
    scenario = simple_scenario(
        [simple_source(at=600, foreseen=60, within=120, lasts=fixed(240))],
        requirement=Requirement(100, (Mark(120, 1),)),
        policies=(Policy("nearest", order_ahead=ahead),),
    )
    for told in outcomes(player, scenario, simple_supply([1]), replications=3):
        assert (told.came[0], told.met) == (120, True)


def test_has_units_in_place_as_erlang_does(player):
    units, per_minute = 4, 6 / 1440 * 10
    lasts = Distribution("exponential", (90, 800))
    source = simple_source(rate=Rate(per_minute * 1440), lasts=lasts)
    scenario = simple_scenario([source], hours=24, rest=0, tour=2000)
    replications = player.replications // 2
    told = outcomes(player, scenario, simple_supply([units]), replications=replications)
    for mark in (1, 3, 20):
        busy = poisson(per_minute * mean_minutes_open(lasts, 60 * mark))
        place = [each.place[mark] for each in told]
        short = [each.short[0][mark] for each in told]
        for k in range(units):
            assert_share(place.count(k), len(place), busy[k])
        for k in range(1, 8):
            assert_share(short.count(k), len(short), busy[units + k])


def mean_minutes_open(lasts, minute):
    """Return the sum over minutes until one of the chance that an incident is not over."""
    values, bounds = row_of(lasts)
    over = np.diff([0, *bounds]) / WHOLE
    return float(
        sum(min(value, minute + 1) * chance for value, chance in zip(values, over, strict=True))
    )


def test_strikes_each_spot_by_contagion_once(player):
    spots = tuple(Spot(f"spot-{at}", Place(52.0 + at / 100, -2.0), FORCES[0]) for at in range(5))
    first = simple_source(slug="first", at=0, spots=spots[:1])
    other = simple_source(slug="other", spots=spots, lasts=fixed(600))
    spreads = (
        Spread("first", "other", 1.0, fixed(30)),
        Spread("other", "other", 1.0, fixed(30)),
    )
    scenario = simple_scenario([first, other], spreads=spreads)
    for each in outcomes(player, scenario, simple_supply([50]), replications=20):
        struck = [sent.spot for sent in each.dispatches if sent.source == 1]
        assert each.incidents == 6
        assert sorted(struck) == [0, 1, 2, 3, 4]


def test_lets_what_escalates_end_with_its_incident(player):
    grown = Escalation(1.0, Distribution("uniform", (0, 200)), fixed(2))
    source = simple_source(at=10, lasts=fixed(100), escalates=(grown,))
    scenario = simple_scenario([source])
    told = outcomes(player, scenario, simple_supply([50]), replications=300)
    assert {sent.due for each in told for sent in each.dispatches} == {110}
    grew = [each.wanted == 3 for each in told]
    assert_share(sum(grew), len(grew), 100 / 201)


def test_keeps_the_count_by_relief(player):
    source = simple_source(at=0, size=fixed(5), lasts=fixed(1200))
    scenario = simple_scenario([source], tour=300, rest=60, relief_lead=120)
    near = [[20], [20]]
    supply = simple_supply([9, 20])
    for each in outcomes(player, scenario, supply, replications=5, minutes=near):
        assert each.place[1:20] == (5,) * 19
        assert each.place[20:] == (0,) * 5
        assert each.wanted == 20
        assert each.late_minutes == 5 * 20


def test_waits_exponential_times_between_incidents(player):
    source = simple_source(rate=Rate(240.0), lasts=fixed(1))
    told = outcomes(
        player, simple_scenario([source], hours=48, rest=0), simple_supply([60]), replications=15
    )
    gaps = np.array(
        [later - sooner for each in told for sooner, later in pairwise(sorted(minutes_of(each)))]
    )
    assert_mean(gaps, 6.0, 36.0)
    for minutes in (3, 6, 12, 24):
        chance = exceeding(minutes, 6.0)
        assert_share((gaps >= minutes).sum(), len(gaps), chance)


def minutes_of(told):
    return [sent.ordered for sent in told.dispatches for _ in range(sent.count)]


def exceeding(minutes, mean):
    """Return the chance that the whole minutes of two instants are so far apart, or further.

    The first instant is anywhere in its minute.
    """
    return mean * (math.exp(1 / mean) - 1) * math.exp(-minutes / mean)


def test_replays_a_replication_by_itself(player):
    scenario = simple_scenario(
        [simple_source(rate=Rate(9.0), lasts=fixed(100))],
        doubts=Doubts(abstraction=Distribution("uniform", (0, 50))),
    )
    told = outcomes(player, scenario, simple_supply([9]), replications=6)
    again = outcomes(player, replace(scenario, name="Again"), simple_supply([9]), replications=6)
    assert told == again
    assert len(set(told)) == 6
