"""What one more is worth, the frontier, which figures matter, and one replication told."""

from dataclasses import replace
from functools import partial
from itertools import pairwise

import numpy as np
import pytest
from tests.rehearsal.small_games import SCENARIO, TRAVEL
from tests.rehearsal.small_supplies import DOUBTFUL, small
from tests.rehearsal.worlds import (
    FixedMinutes,
    make_world,
    simple_scenario,
    simple_source,
    simple_supply,
)

from muster.mobilisation import make_plan
from muster.rehearsal import (
    Distribution,
    Game,
    Price,
    UnableToRehearse,
    fixed,
    rehearse,
    seek_frontier,
    set_out,
    shards,
    tell_replication,
    threads,
    weigh_figures,
    weigh_worth,
)
from muster.rehearsal.layout import R_IN_TIME, R_LATE, R_NEVER, R_WANTED


@pytest.fixture(scope="module")
def game():
    """Return an evening of two forces."""
    return Game(SCENARIO, small(3), TRAVEL, 15, lambda level: 0.0)


def simple(counts, size, **given):
    """Return a game of forces with so many one-person units, asked for so many at noon."""
    source = simple_source(at=720, size=size, within=120)
    travel = FixedMinutes(tuple((10 * at,) for at in range(len(counts))))
    scenario = simple_scenario([source], **given)
    return Game(scenario, simple_supply(counts), travel, 0, lambda level: 0.0)


def made(number, dispatch="nearest"):
    """Return the game of a world of every feature."""
    world = make_world(number, dispatch)
    return Game(world.scenario, world.supply, world.travel, world.assembly, lambda level: 0.0)


@pytest.mark.parametrize("number", [1, 4, 6])
@pytest.mark.parametrize("dispatch", ["nearest", "phone"])
def test_what_cannot_differ_need_not_be_played_again(monkeypatch, number, dispatch):
    chosen = made(number, dispatch)
    skipping = weigh_worth(chosen, seed=3, replications=60)
    monkeypatch.setattr(shards, "NEAREST_AND_PHONE", ())
    everything = weigh_worth(chosen, seed=3, replications=60)
    assert skipping.worths == everything.worths
    assert skipping.played <= everything.played
    assert everything.played == 60 * (1 + len(everything.worths))


def test_worth_is_the_same_on_more_workers(game):
    alone = weigh_worth(game, seed=3, replications=600)
    assert weigh_worth(game, seed=3, replications=600, engine=partial(threads, workers=2)) == alone


def test_one_more_of_what_is_short_is_worth_one_in_time():
    found = weigh_worth(simple([1, 1], fixed(3)), seed=3, replications=50)
    assert {worth.in_time.value for worth in found.worths} == {1.0}
    assert not any(worth.cannot_tell for worth in found.worths)
    assert {worth.met.value for worth in found.worths} == {1.0}


def test_one_more_of_what_is_never_short_cannot_be_told_from_nothing():
    found = weigh_worth(simple([5, 5], fixed(3)), seed=3, replications=50)
    assert all(worth.cannot_tell for worth in found.worths)
    assert {worth.in_time.value for worth in found.worths} == {0.0}
    assert found.played == 50


def test_worth_is_told_of_the_forces_named_and_most_first(game):
    found = weigh_worth(game, seed=3, replications=100)
    gains = [(worth.hours_covered.value, worth.in_time.value) for worth in found.worths]
    assert gains == sorted(gains, reverse=True)
    own = weigh_worth(game, seed=3, replications=100, forces=["loamshire"])
    assert own.worths == tuple(w for w in found.worths if w.force == "loamshire")


@pytest.mark.parametrize("replications", [-1, 0, 1, 10**12])
def test_worth_of_too_few_or_too_many_is_refused(game, replications):
    with pytest.raises(UnableToRehearse, match="ask for 2 to"):
        weigh_worth(game, seed=3, replications=replications)
    with pytest.raises(UnableToRehearse, match="ask for 2 to"):
        seek_frontier(game, seed=3, steps=1, replications=replications)


def test_worth_at_a_force_nobody_knows_is_refused(game):
    with pytest.raises(UnableToRehearse, match="no force ambridge; it has barsetshire, loamshire"):
        weigh_worth(game, seed=3, replications=2, forces=["ambridge"])


def test_a_frontier_begins_as_it_is_and_rises():
    chosen = simple([1, 1], Distribution("uniform", (1, 6)))
    points = seek_frontier(chosen, seed=3, steps=5, replications=200)
    base = rehearse(chosen, seed=3, replications=200).outcomes[0]
    assert (points[0].force, points[0].cost, points[0].met) == ("", 0.0, base.met)
    assert points[0].share.value == pytest.approx(base.share.value)
    chances = [point.met.value for point in points]
    assert chances == sorted(chances)
    assert len(points) == 5  # two and four more are six, and nobody asks for seven
    assert chances[-1] == 1.0


def test_a_frontier_of_a_small_game_never_falls_much(game):
    points = seek_frontier(game, seed=3, steps=3, replications=256)
    costs = [point.cost for point in points]
    assert costs == sorted(set(costs))
    for before, after in pairwise(points):
        assert after.met.value >= before.met.value - 0.02


def test_a_frontier_buys_at_the_scenarios_prices():
    prices = (Price("constable", 7.0),)
    points = seek_frontier(
        simple([1, 1], fixed(3), prices=prices), seed=3, steps=2, replications=50
    )
    assert [point.cost for point in points] == [0.0, 7.0]


def test_figures_are_told_that_which_moves_most_first(game):
    found = weigh_figures(game, seed=3, replications=300)
    swings = [abs(each.swing.value) for each in found]
    assert swings == sorted(swings, reverse=True)
    assert {"Share absent on the day", "Units wanted", "Incidents at a rate"} <= {
        each.figure for each in found
    }
    for each in found:
        assert each.swing.value == pytest.approx(each.share_high.value - each.share_low.value)
        assert each.swing.low <= each.swing.value <= each.swing.high
        assert 0 <= each.met_low.low <= each.met_low.high <= 1
        assert each.low != each.high


def test_it_is_heard_of_before_much_is_played(game):
    told = []
    weigh_worth(game, seed=3, replications=20, told=lambda *done: told.append(done))
    assert told == [(8, 20), (16, 20), (20, 20)]


def test_a_figure_that_is_certain_is_not_moved(game):
    doubts = replace(DOUBTFUL, abstraction=fixed(0))
    found = weigh_figures(
        game.with_scenario(replace(SCENARIO, doubts=doubts)), seed=3, replications=50
    )
    assert "Share absent on the day" not in {each.figure for each in found}


def test_figures_are_the_same_on_more_workers(game):
    alone = weigh_figures(game, seed=3, replications=300)
    workers = partial(threads, workers=2)
    assert weigh_figures(game, seed=3, replications=300, engine=workers) == alone


@pytest.mark.parametrize("replications", [1, 10**12])
def test_figures_held_in_too_few_or_too_many_are_refused(game, replications):
    with pytest.raises(UnableToRehearse, match="too few or too many"):
        weigh_figures(game, seed=3, replications=replications)


@pytest.mark.parametrize("number", range(1, 9))
@pytest.mark.parametrize("dispatch", ["nearest", "phone", "optimal"])
def test_a_replication_told_adds_up_to_its_result(number, dispatch):
    chosen = made(number, dispatch)
    job = set_out(chosen, seed=3).job
    for replication in range(5):
        result = shards.ResultsJob((job, job)).play(3, replication, 1)[0, 0]
        story = tell_replication(chosen, seed=3, replication=replication)
        horizon = chosen.scenario.minutes
        wants = {w.number: w for w in story.wants if w.real and w.needed <= horizon}
        own = [sent for sent in story.sent if sent.want in wants]
        in_time = [sent.arrives <= wants[sent.want].needed for sent in own]
        assert sum(want.count for want in wants.values()) == result[R_WANTED]
        assert sum(want.short for want in wants.values()) == result[R_NEVER]
        assert (
            sum(s.count for s, well in zip(own, in_time, strict=True) if well)
            == (result[R_IN_TIME])
        )
        assert (
            sum(s.count for s, well in zip(own, in_time, strict=True) if not well)
            == (result[R_LATE])
        )


def test_what_hindsight_would_have_asked_for_can_be_planned():
    chosen = simple([2, 2], fixed(3))
    story = tell_replication(chosen, seed=3, replication=7)
    assert [(demand.count, demand.needed_by) for demand in story.request.demands] == [
        (3, chosen.scenario.starts + 840)
    ]
    plan = make_plan(story.request, travel=chosen.travel)
    assert sum(send.count for send in plan.assignments) == 3


def test_a_replication_told_is_the_one_of_the_campaign(game):
    worst = rehearse(game, seed=5, replications=300).outcomes[0].worst[0]
    story = tell_replication(game, seed=5, replication=worst.replication)
    assert sum(want.count for want in story.wants if want.real) >= worst.wanted
    assert np.sum([want.short for want in story.wants if want.real]) >= worst.never


@pytest.mark.parametrize("replication", [-1, 10**8, 10**23])
def test_a_replication_nobody_plays_is_refused(game, replication):
    with pytest.raises(UnableToRehearse, match="no replication"):
        tell_replication(game, seed=5, replication=replication)
