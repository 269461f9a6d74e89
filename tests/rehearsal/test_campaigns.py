"""Campaigns: the same numbers whoever plays them, kept and gone on with, paired, and explained."""

from functools import partial

import numpy as np
import pytest
from tests.rehearsal.small_games import SCENARIO, TRAVEL
from tests.rehearsal.small_supplies import small

from muster.mobilisation import make_plan
from muster.rehearsal import (
    Game,
    UnableToGoOn,
    UnableToRehearse,
    Until,
    campaign_of,
    go_on,
    pack_kept,
    processes,
    rehearse,
    seek_frontier,
    set_out,
    tell_replication,
    threads,
    unpack_kept,
    weigh_figures,
    weigh_worth,
)
from muster.rehearsal import shards as shards_of_work

GAME = Game(SCENARIO, small(3), TRAVEL, 15, lambda level: 0.0)
BOTH = ("nearest", "phone")


def digest(**asked):
    return rehearse(GAME, seed=5, replications=1500, policies=BOTH, **asked).digest


def test_two_threads_give_what_one_gives():
    assert digest() == digest(engine=partial(threads, workers=2))


@pytest.mark.slow
def test_two_processes_give_what_one_thread_gives():
    assert digest() == digest(engine=partial(processes, workers=2))


def test_another_seed_gives_other_numbers():
    assert digest() != rehearse(GAME, seed=6, replications=1500, policies=BOTH).digest


def test_what_was_interrupted_goes_on_to_the_same_numbers():
    until = Until(2500)
    begun = go_on(set_out(GAME, seed=5, until=until, policies=BOTH), stop=lambda: True)
    assert begun.stopped and 0 < begun.done < 2500
    assert not campaign_of(begun).complete
    kept = unpack_kept(pack_kept(begun.kept()))
    ended = go_on(set_out(GAME, seed=5, until=until, policies=BOTH, kept=kept))
    whole = rehearse(GAME, seed=5, replications=2500, policies=BOTH)
    assert campaign_of(ended).digest == whole.digest
    assert campaign_of(ended).outcomes == whole.outcomes


def test_what_was_kept_of_another_campaign_is_refused():
    kept = go_on(set_out(GAME, seed=5, until=Until(300))).kept()
    with pytest.raises(UnableToRehearse, match="another campaign"):
        set_out(GAME, seed=6, until=Until(300), kept=kept)


@pytest.mark.parametrize("given", [b"", b"PK\x03\x04 nothing", b"x" * 1000])
def test_rubbish_is_nothing_to_go_on_with(given):
    with pytest.raises(UnableToGoOn):
        unpack_kept(given)


def test_it_stops_once_it_is_sure_enough():
    found = rehearse(GAME, seed=5, replications=200_000, precision=0.02)
    met = found.outcomes[0].met
    assert found.precise and found.replications < 200_000
    assert (met.high - met.low) / 2 <= 0.02


@pytest.mark.parametrize(
    "until", [Until(0), Until(1), Until(10**12), Until(10, -0.1), Until(10, 0.9)]
)
def test_what_cannot_be_played_is_refused(until):
    with pytest.raises(UnableToRehearse, match="ask for"):
        set_out(GAME, seed=5, until=until)


def test_a_policy_that_is_not_there_is_named_with_those_that_are():
    with pytest.raises(UnableToRehearse, match="no policy erly; it has nearest, phone"):
        set_out(GAME, seed=5, policies=["erly"])


def test_a_difference_is_narrower_than_two_policies_apart():
    found = rehearse(GAME, seed=5, replications=2000, policies=BOTH)
    one, other = found.outcomes
    apart = (one.met.high - one.met.low) + (other.met.high - other.met.low)
    paired = found.differences[0].met
    assert paired.high - paired.low < apart
    assert paired.value == pytest.approx(other.met.value - one.met.value)


def test_what_is_not_played_again_would_have_been_the_same(monkeypatch):
    short = weigh_worth(GAME, seed=5, replications=400)
    monkeypatch.setattr(shards_of_work, "NEAREST_AND_PHONE", ())
    whole = weigh_worth(GAME, seed=5, replications=400)
    assert short.worths == whole.worths
    assert short.played < whole.played


def test_the_frontier_starts_from_what_there_is():
    points = seek_frontier(GAME, seed=5, steps=2, replications=400)
    assert (points[0].what, points[0].cost) == ("", 0.0)
    assert [each.cost for each in points] == sorted(each.cost for each in points)
    assert points[-1].share.value >= points[0].share.value


def test_the_figure_that_moves_most_comes_first():
    found = weigh_figures(GAME, seed=5, replications=400)
    swings = [abs(each.swing.value) for each in found]
    assert found and swings == sorted(swings, reverse=True)


def test_a_replication_told_has_the_totals_of_the_campaign():
    worst = rehearse(GAME, seed=5, replications=300).outcomes[0].worst[0]
    story = tell_replication(GAME, seed=5, replication=worst.replication)
    real = {want.number: want for want in story.wants if want.real and want.needed <= 360}
    assert sum(want.count for want in real.values()) == worst.wanted
    assert sum(want.short for want in real.values()) == worst.never
    late = [each for each in story.sent if each.want in real]
    assert worst.late == sum(e.count for e in late if e.arrives > real[e.want].needed)
    assert make_plan(story.request, travel=TRAVEL).assignments


def test_room_does_not_grow_with_what_is_played():
    job = set_out(GAME, seed=5).job
    before = job.room().nbytes
    job.play(5, 0, 2000)
    assert job.room().nbytes == before < 200_000_000
    assert isinstance(job.world.column, np.ndarray)
