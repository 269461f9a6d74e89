"""Campaigns: the same whoever plays them, gone on with, stopped, and refused where silly."""

import io
import json
import math
import tracemalloc
import zipfile
from dataclasses import fields, replace
from functools import partial, reduce
from operator import add

import numpy as np
import pytest
from tests.rehearsal.small_games import SCENARIO, TRAVEL
from tests.rehearsal.small_supplies import small
from tests.rehearsal.worlds import make_world

from muster.rehearsal import (
    Game,
    Rate,
    UnableToGoOn,
    UnableToRehearse,
    Until,
    campaign_of,
    go_on,
    pack_kept,
    processes,
    rehearse,
    run_shards,
    serial,
    set_out,
    threads,
    unpack_kept,
)
from muster.rehearsal.campaigning import ROUND, SHARD

MANY = SHARD + 300
BOTH = ("nearest", "phone")
ENGINES = {
    "serial": serial,
    "two threads": partial(threads, workers=2),
    "two processes": partial(processes, workers=2),
}


@pytest.fixture(scope="module")
def game():
    """Return an evening of two forces."""
    return Game(SCENARIO, small(3), TRAVEL, 15, lambda level: 0.0)


@pytest.fixture(scope="module")
def whole(game):
    """Return a campaign of it under both policies, played at a stretch."""
    return rehearse(game, seed=5, replications=MANY, policies=BOTH)


def busy(game, per_day):
    """Return a game with so many incidents a day."""
    source = replace(SCENARIO.sources[0], rate=Rate(per_day))
    return game.with_scenario(replace(SCENARIO, sources=(source,)))


def stopped_after(game, shards, replications=MANY, **asked):
    """Return a campaign interrupted after so many shards."""
    heard = []
    playing = set_out(game, seed=5, until=Until(replications), policies=BOTH, **asked)
    return go_on(
        playing,
        engine=serial,
        heard=lambda part, most: heard.append(part),
        stop=lambda: len(heard) >= shards,
    )


@pytest.mark.parametrize("engine", ENGINES)
def test_a_campaign_is_the_same_on_every_engine(game, whole, engine):
    found = rehearse(game, seed=5, replications=MANY, policies=BOTH, engine=ENGINES[engine])
    assert found == whole


@pytest.mark.parametrize("size", [256, 512, 1024])
def test_a_campaign_is_the_same_however_it_is_cut_into_shards(game, whole, size):
    job = set_out(game, seed=5, policies=BOTH).job
    with serial(job.play) as engine:
        part = reduce(add, [part for _, part in run_shards(engine, 5, 0, MANY, size)])
    assert part.replications == MANY
    assert part.digest() == whole.digest


def test_another_seed_finds_something_else(game, whole):
    assert rehearse(game, seed=6, replications=MANY, policies=BOTH).digest != whole.digest


@pytest.mark.parametrize("number", [1, 2, 3])
def test_worlds_of_every_feature_are_the_same_on_every_engine(number):
    world = make_world(number)
    made = Game(world.scenario, world.supply, world.travel, world.assembly, lambda level: 0.0)
    found = [
        rehearse(made, seed=9, replications=300, engine=engine)
        for engine in (serial, partial(threads, workers=2))
    ]
    assert found[0] == found[1]


def test_what_is_gone_on_with_ends_as_if_never_interrupted(game, whole):
    playing = stopped_after(game, 1)
    assert playing.stopped
    assert playing.done == SHARD
    assert not campaign_of(playing).complete
    kept = unpack_kept(pack_kept(playing.kept()))
    again = set_out(game, seed=5, until=Until(MANY), policies=BOTH, kept=kept)
    assert campaign_of(go_on(again, engine=partial(threads, workers=2))) == whole


@pytest.mark.parametrize(("first", "more"), [(512, 1000), (300, 300), (300, 400), (300, 2900)])
@pytest.mark.parametrize("engine", ENGINES)
def test_more_can_be_asked_of_what_ended_as_asked(game, first, more, engine):
    kept = go_on(set_out(game, seed=5, until=Until(first))).kept()
    playing = set_out(game, seed=5, until=Until(more), kept=kept)
    found = campaign_of(go_on(playing, engine=ENGINES[engine]))
    assert found == rehearse(game, seed=5, replications=more)


@pytest.mark.parametrize("changed", ["seed", "policies", "scenario", "supply", "assembly"])
def test_what_was_kept_of_another_campaign_is_refused(game, changed):
    kept = stopped_after(game, 1).kept()
    seed, policies, other = 5, BOTH, game
    if changed == "seed":
        seed = 6
    elif changed == "policies":
        policies = ("phone", "nearest")
    elif changed == "scenario":
        other = busy(game, 7.0)
    elif changed == "supply":
        other = replace(game, supply=small(4))
    else:
        other = replace(game, assembly=16)
    with pytest.raises(UnableToRehearse, match="of another campaign"):
        set_out(other, seed=seed, policies=policies, kept=kept)


def test_nothing_played_is_nothing_to_keep(game):
    with pytest.raises(UnableToRehearse, match="nothing to keep"):
        set_out(game, seed=5).kept()


@pytest.mark.parametrize("given", [b"", b"rubbish", b"PK\x03\x04" + bytes(40), b"\x93NUMPY" * 9])
def test_rubbish_is_not_gone_on_with(given):
    with pytest.raises(UnableToGoOn, match="give the file that --keep wrote"):
        unpack_kept(given)


def test_what_was_damaged_is_not_gone_on_with(game):
    packed = bytearray(pack_kept(go_on(set_out(game, seed=5, until=Until(300))).kept()))
    chance = np.random.default_rng(1)
    for place in chance.integers(0, len(packed), 300).tolist():
        damaged = bytes(packed[:place]) + bytes([packed[place] ^ 0x55]) + bytes(packed[place + 1 :])
        try:
            found = unpack_kept(damaged)
        except UnableToGoOn:
            continue
        assert found.part.replications == 300


def test_what_is_cut_short_is_not_gone_on_with(game):
    packed = pack_kept(go_on(set_out(game, seed=5, until=Until(300))).kept())
    with pytest.raises(UnableToGoOn):
        unpack_kept(packed[: len(packed) // 2])


def rewritten(packed, **changed):
    """Return what was kept with some of what it says of itself changed."""
    columns = dict(np.load(io.BytesIO(packed)))
    about = json.loads(bytes(columns["about"])) | changed
    columns["about"] = np.frombuffer(json.dumps(about).encode(), dtype=np.uint8)
    written = io.BytesIO()
    np.savez_compressed(written, **columns)
    return written.getvalue()


@pytest.mark.parametrize(
    "changed",
    [
        {"replications": -3},
        {"replications": "many"},
        {"replications": 10**9},
        {"replications": True},
        {"policies": 0},
        {"policies": 10**9},
        {"seed": "five"},
        {"schema": "muster.kept_campaign/9"},
        {"schema": "muster.kept_campaign/1"},
    ],
)
def test_what_says_something_else_of_itself_is_not_gone_on_with(game, changed):
    packed = pack_kept(go_on(set_out(game, seed=5, until=Until(300))).kept())
    assert unpack_kept(rewritten(packed)).part.replications == 300
    with pytest.raises(UnableToGoOn):
        unpack_kept(rewritten(packed, **changed))


def test_tallies_of_another_shape_are_refused(game):
    kept = go_on(set_out(game, seed=5, until=Until(300))).kept()
    (tally,) = kept.part.tallies
    wrong = replace(kept, part=replace(kept.part, tallies=(replace(tally, fan=tally.fan[:2]),)))
    with pytest.raises(UnableToRehearse, match="begin anew"):
        set_out(game, seed=5, until=Until(300), kept=wrong)


def test_what_unpacks_to_more_than_any_campaign_is_refused_unread():
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("about.npy", b"")
    packed = written.getvalue()
    entry = packed.index(b"PK\x01\x02")
    huge = packed[: entry + 24] + (0xFFFF0000).to_bytes(4, "little") + packed[entry + 28 :]
    with pytest.raises(UnableToGoOn, match="larger than any campaign"):
        unpack_kept(huge)


def test_a_precision_that_is_reached_stops_at_a_round(game):
    found = rehearse(game, seed=5, replications=10 * ROUND, precision=0.05)
    met = found.outcomes[0].met
    assert found.precise
    assert found.replications == ROUND
    assert (met.high - met.low) / 2 <= 0.05
    played = rehearse(game, seed=5, replications=ROUND)
    assert (played.digest, played.precise) == (found.digest, None)


def test_a_precision_that_is_not_reached_says_so(game):
    found = rehearse(game, seed=5, replications=600, precision=0.0001)
    assert found.replications == 600
    assert found.precise is False
    assert found.complete


def test_a_precision_stops_at_the_same_round_after_an_interruption(game):
    asked = {"seed": 5, "until": Until(10 * ROUND, 0.05)}
    playing = go_on(set_out(game, **asked), stop=lambda: True)
    assert playing.done == SHARD
    found = go_on(set_out(game, **asked, kept=playing.kept()))
    at_a_stretch = rehearse(game, seed=5, replications=10 * ROUND, precision=0.05)
    assert campaign_of(found) == at_a_stretch


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"replications": 0}, "ask for 2 to 100,000,000"),
        ({"replications": 1}, "ask for 2 to 100,000,000"),
        ({"replications": -5}, "ask for 2 to 100,000,000"),
        ({"replications": 10**12}, "1,000,000,000,000 replications cannot be played"),
        ({"precision": -0.01}, "precision of -1 points"),
        ({"precision": 0.0}, "more than 0 and less than 50"),
        ({"precision": 0.5}, "more than 0 and less than 50"),
        ({"precision": math.nan}, "more than 0 and less than 50"),
        ({"seed": -1}, "-1 is not a seed"),
        ({"seed": 1 << 63}, "is not a seed"),
    ],
)
def test_what_nobody_can_play_is_refused(game, asked, said):
    with pytest.raises(UnableToRehearse, match=said):
        rehearse(game, **({"seed": 5} | asked))


def test_policies_are_by_name_each_once_and_the_first_without(game):
    found = rehearse(game, seed=5, replications=2, policies=("phone", "nearest", "phone"))
    assert [outcome.policy.name for outcome in found.outcomes] == ["phone", "nearest"]
    alone = rehearse(game, seed=5, replications=2)
    assert [outcome.policy.name for outcome in alone.outcomes] == ["nearest"]
    assert alone.differences == ()


def test_a_policy_nobody_has_is_refused_with_those_there_are(game):
    with pytest.raises(UnableToRehearse, match="no policy early; it has nearest, phone"):
        rehearse(game, seed=5, policies=("early",))


def test_differences_are_of_the_same_futures(whole):
    first, second = (outcome.met for outcome in whole.outcomes)
    (apart,) = whole.differences
    assert apart.met.value == pytest.approx(second.value - first.value)
    unpaired = math.hypot(first.high - first.low, second.high - second.low)
    assert 0 < apart.met.high - apart.met.low < unpaired


def test_a_policy_under_another_name_is_no_different(game):
    own = SCENARIO.policies[0]
    twice = game.with_scenario(replace(SCENARIO, policies=(own, replace(own, name="again"))))
    found = rehearse(twice, seed=5, replications=300, policies=("nearest", "again"))
    (apart,) = found.differences
    assert apart.cannot_tell
    assert (apart.met.value, apart.in_time.value, apart.hours_short.value) == (0.0, 0.0, 0.0)


def test_what_is_more_than_there_is_room_for_is_counted_and_not_met(game):
    found = rehearse(busy(game, 40_000.0), seed=5, replications=4)
    (outcome,) = found.outcomes
    assert outcome.truncated == 4
    assert outcome.met.value == 0.0
    assert rehearse(game, seed=5, replications=4).outcomes[0].truncated == 0


def test_a_thousand_replications_and_eight_thousand_need_as_much_memory(game):
    job = set_out(game, seed=5).job

    def most(shards):
        tracemalloc.start()
        total = reduce(add, (job.play(5, at * 256, 256) for at in range(shards)))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert total.replications == shards * 256
        return peak

    most(2)
    assert most(32) < 1.05 * most(4)


def test_a_room_is_no_larger_for_having_been_played_in(game):
    job = set_out(game, seed=5).job
    before = {each.name: getattr(job.world, each.name).nbytes for each in fields(job.world)}
    job.play(5, 0, 256)
    assert before == {each.name: getattr(job.world, each.name).nbytes for each in fields(job.world)}
    assert job.room().nbytes < 1 << 24
