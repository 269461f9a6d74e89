"""Unit-hours short: cases worked out by hand, minute by minute, and by whoever plays them."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rehearsal.fast import Prepared
from tests.rehearsal.reference import Play
from tests.rehearsal.reference_answer import _missing, answer_of
from tests.rehearsal.small_games import SCENARIO, TRAVEL
from tests.rehearsal.small_supplies import small
from tests.rehearsal.test_stories import PLAYERS, told
from tests.rehearsal.worlds import (
    FixedMinutes,
    make_world,
    simple_scenario,
    simple_source,
    simple_supply,
)

from muster.rehearsal import Estimate, Game, Policy, fixed, rehearse, weigh_worth
from muster.rehearsal.estimates import hours_short, unit_hours
from muster.rehearsal.squares import from_limbs, squares

SEED = 7
NO_FLOORS = {"assembly": 0, "floor_share": lambda level: 0.0}


@PLAYERS
def test_a_unit_that_is_late_is_short_until_it_arrives(player):
    story = told(player, (1,), (simple_source(at=0, lasts=fixed(240)),), travel=30)
    assert (story.late, story.short_minutes) == (1, 30)


@PLAYERS
def test_a_unit_in_time_is_short_at_no_minute(player):
    story = told(player, (1,), (simple_source(at=0, within=30),), travel=30)
    assert (story.in_time, story.short_minutes) == (1, 0)


@PLAYERS
def test_what_is_never_sent_is_short_until_the_incident_is_over(player):
    story = told(player, (1,), (simple_source(at=0, size=fixed(4), lasts=fixed(240)),))
    assert (story.in_time, story.never, story.short_minutes) == (1, 3, 3 * 240)


@PLAYERS
def test_a_unit_that_would_come_too_late_is_short_all_the_while(player):
    story = told(player, (1,), (simple_source(at=0, lasts=fixed(30)),), travel=30)
    assert (story.never, story.short_minutes) == (1, 30)


@PLAYERS
def test_nothing_is_short_after_the_end(player):
    endless = simple_source(at=100, size=fixed(2), lasts=fixed(900))
    story = told(player, (0,), (endless,), hours=5)
    assert story.short_minutes == 2 * (300 - 100)
    story = told(player, (2,), (endless,), hours=5, travel=250)
    assert (story.late, story.late_minutes) == (2, 2 * 250)
    assert story.short_minutes == 2 * (300 - 100)


@PLAYERS
@pytest.mark.parametrize("within", [200, 201, 900])
def test_what_is_needed_at_the_end_or_after_is_not_short(player, within):
    story = told(player, (0,), (simple_source(at=100, within=within),), hours=5)
    assert (story.wanted, story.short_minutes) == (within == 200, 0)


@PLAYERS
def test_what_does_not_come_about_is_not_short(player):
    foreseen = simple_source(at=600, foreseen=60, chance=0.0, size=fixed(2), within=30)
    story = told(player, (1,), (foreseen,), policy=Policy("ahead", order_ahead=True))
    assert (story.stood_down, story.short_minutes) == (1, 0)


@PLAYERS
@pytest.mark.parametrize(("lasts", "never", "minutes"), [(600, 0, 20 + 100), (410, 1, 20 + 90)])
def test_a_relief_that_is_late_is_short_and_what_it_relieves_is_not(player, lasts, never, minutes):
    """The one unit comes at 20, is relieved at 320, home and rested at 400, and back at 420."""
    long = simple_source(at=0, lasts=fixed(lasts))
    story = told(player, (1,), (long,), travel=20, tour=300, rest=60, relief_lead=120)
    assert (story.wanted, story.never, story.short_minutes) == (2, never, minutes)


@PLAYERS
def test_what_grows_is_short_besides(player):
    first, second = (simple_source(slug=slug, at=60, lasts=fixed(90)) for slug in ("a", "b"))
    story = told(player, (1,), (first, second), hours=2)
    assert (story.wanted, story.never, story.short_minutes) == (2, 1, 60)


def both(number, dispatch):
    """Return a world's unit-minutes short as each programme tells them, and minute by minute."""
    world = make_world(number, dispatch)
    given_to = world.scenario, world.supply, world.minutes, world.assembly
    given_to = *given_to, world.scenario.policies[0], world.floors
    slow = Play(*given_to, SEED, number)
    slow.run()
    horizon = world.scenario.minutes
    counted = sum(
        _missing(want, minute)
        for want in slow.wants
        if want.incident.real
        for minute in range(want.needed, min(want.incident.ends, horizon))
    )
    fast = Prepared(*given_to).play(SEED, number)
    return answer_of(slow).short_minutes, fast.short_minutes, counted


@settings(max_examples=60, deadline=None)
@given(st.integers(3_000, 1_000_000), st.sampled_from(["nearest", "phone"]))
def test_every_world_is_short_as_minute_by_minute(number, dispatch):
    slow, fast, counted = both(number, dispatch)
    assert slow == fast == counted


def test_the_optimal_policy_counts_the_same():
    for number in range(30):
        world = make_world(number, "optimal")
        policy = world.scenario.policies[0]
        prepared = Prepared(
            world.scenario, world.supply, world.minutes, world.assembly, policy, world.floors
        )
        prepared.play(SEED, number)
        room = prepared.told()
        assert room.short_minutes >= 0
        assert (room.short_minutes == 0) or room.late + room.never > 0


@given(st.lists(st.lists(st.integers(-(1 << 42), 1 << 42), max_size=20), max_size=20))
def test_limbs_add_up_to_the_sum_of_squares(parts):
    total = sum((squares(np.array(part, dtype=np.int64)) for part in parts), np.zeros(3, np.int64))
    assert from_limbs(total) == sum(each * each for part in parts for each in part)


def test_unit_hours_are_sixtieths_with_the_interval_of_the_normal():
    minutes = np.array([0, 60, 120, 300, 600])
    found = unit_hours(int(minutes.sum()), int((minutes**2).sum()), 5, 1440)
    half = 1.959964 * minutes.std(ddof=1) / 60 / math.sqrt(5)
    assert found.value == pytest.approx(3.6)
    assert (found.low, found.high) == pytest.approx((3.6 - half, 3.6 + half))


def test_where_no_difference_was_seen_a_unit_for_the_whole_scenario_may_hide():
    found = unit_hours(0, 0, 100, 1440)
    assert found.value == 0.0
    assert (found.low, found.high) == pytest.approx((-0.72, 0.72))  # 3 in 100 of 24 hours
    assert hours_short(0, 0, 100, 1440) == Estimate(0.0, 0.0, found.high)
    assert hours_short(60, 3600, 4, 1440).low == 0.0


def simple(counts, **given_to):
    """Return a game of forces with so many units, asked for three at noon for an hour."""
    travel = FixedMinutes(tuple((10 * at,) for at in range(len(counts))))
    scenario = simple_scenario([simple_source(at=720, size=fixed(3), **given_to)])
    return Game(scenario, simple_supply(counts), travel, **NO_FLOORS)


def test_one_more_covers_the_hour_that_would_be_short():
    found = weigh_worth(simple([1, 1], within=120), seed=3, replications=50)
    assert {worth.hours_covered for worth in found.worths} == {Estimate(1.0, 1.0, 1.0)}
    assert all(worth.helps and not worth.cannot_tell for worth in found.worths)


def test_one_more_that_comes_late_covers_hours_and_adds_nothing_in_time():
    found = weigh_worth(simple([1, 1]), seed=3, replications=50, whole=True)
    near, far = found.worths
    assert (near.force, near.hours_covered.value, near.in_time.value) == ("barsetshire", 1.0, 1.0)
    assert (far.hours_covered.value, far.in_time.value) == (pytest.approx(50 / 60), 0.0)
    assert far.in_time.straddles
    assert far.helps
    assert not far.cannot_tell


def test_one_more_of_what_is_never_short_is_told_from_nothing_by_neither_measure():
    found = weigh_worth(simple([5, 5]), seed=3, replications=50)
    assert all(worth.cannot_tell and not worth.helps for worth in found.worths)
    assert all(worth.hours_covered.high == pytest.approx(3 / 50 * 24) for worth in found.worths)


def test_a_campaign_tells_unit_hours_and_a_policy_less_the_first():
    game = Game(SCENARIO, small(3), TRAVEL, 15, lambda level: 0.0)
    found = rehearse(game, seed=5, replications=600, policies=("nearest", "phone"))
    first, second = (outcome.hours_short for outcome in found.outcomes)
    (apart,) = found.differences
    assert 0 < first.low < first.value < first.high
    assert apart.hours_short.value == pytest.approx(second.value - first.value)
    assert apart.hours_short.low > 0  # ringing round leaves more short
    worst = found.outcomes[0].worst[0]
    assert worst.hours_short > first.value
