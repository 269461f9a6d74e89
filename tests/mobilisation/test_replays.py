"""Past operations played again: nothing is invented, and units once out stay out."""

import pytest
from tests.mobilisation.requests import TRAVEL

from muster.cases import UnableToOpenCase, open_replay
from muster.doctrine import read_doctrine
from muster.mobilisation import Floor, Offer, play
from muster.strength import Step

DOCTRINE = read_doctrine()
NAMES = ("august-2011", "august-2024")
TERRITORIAL = [force for force in DOCTRINE.forces if force.territorial]


def supply(_minute, demands):
    units = dict.fromkeys(demand.unit for demand in demands)
    return tuple(
        Offer(force.slug, force.place, force.region, tuple(Step(u, 60, 2) for u in units))
        for force in TERRITORIAL
    )


def floors(level):
    count = 2 if level == "critical" else 1
    return tuple(Floor(force.slug, "psu", count, level) for force in TERRITORIAL)


@pytest.fixture(scope="module", params=NAMES)
def played(request):
    """Return a replay and what became of it."""
    replay = open_replay(request.param, doctrine=DOCTRINE)
    return replay, play(
        replay, supply=supply, floors=floors, people=lambda _: 25, travel=TRAVEL, assembly=30
    )


def test_every_demand_says_what_is_published_of_it_and_every_fact_its_source(played):
    replay, _ = played
    assert {slug for slug, _ in replay.basis} == {demand.slug for demand in replay.demands}
    assert all(basis for _, basis in replay.basis)
    assert all(fact.source for fact in replay.facts)
    assert replay.assumed


def test_what_became_of_each_demand_adds_up(played):
    replay, ways = played
    for way in ways:
        for demand, own in zip(replay.demands, way.outcomes, strict=True):
            assert own.in_time + own.late + own.short == own.wanted == demand.count
            assert (own.last is None) == (own.in_time + own.late == 0)


def test_units_once_out_stay_out_until_their_demand_is_over(played):
    _, ways = played
    for way in ways:
        for before, after in zip(way.plans, way.plans[1:], strict=False):
            running = {demand.slug for demand in after.request.demands}
            assert _sent(before, running) == _sent(after, {a.demand for a in before.assignments})


def _sent(plan, demands):
    found = {}
    for each in plan.assignments:
        if each.demand in demands:
            key = each.demand, each.force
            found[key] = found.get(key, 0) + each.count
    return found


def test_no_force_sends_more_than_it_has(played):
    _, ways = played
    for way in ways:
        for plan in way.plans:
            sent = {}
            for each in plan.assignments:
                key = each.force, each.unit
                sent[key] = sent.get(key, 0) + each.count
            assert max(sent.values()) <= 2


def test_a_lender_is_exposed_where_it_has_less_left_than_its_need(played):
    _, ways = played
    for way in ways:
        for each in way.exposed:
            assert each.lent > 0
            assert each.left < each.need


def test_the_replay_is_held_against_every_published_figure(played):
    replay, ways = played
    for way in ways:
        assert tuple(each.fact for each in way.misfits) == replay.facts


def test_a_replay_nobody_kept_is_refused_with_the_nearest():
    with pytest.raises(UnableToOpenCase, match="did you mean 'august-2011'"):
        open_replay("august-2010", doctrine=DOCTRINE)
