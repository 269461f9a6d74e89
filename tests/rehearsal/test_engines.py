"""One campaign is the same to the bit on every engine, and asks no more of any than it can hold."""

import threading
import time
from concurrent.futures import CancelledError, Future

import pytest
from tests.rehearsal.shard_jobs import SHARDS, Refuses, UnableToPlayIt, digest, sums, table
from tests.rehearsal.small_games import small_job

from muster.rehearsal import UnableToOpenEngine, processes, run_shards, serial, threads

ENGINES = {
    "serial": serial,
    "one thread": lambda play: threads(play, 1),
    "two threads": lambda play: threads(play, 2),
    "two processes": lambda play: processes(play, 2),
}
ALONE = digest([(first, sums().run(7, first, min(20, 233 - first))) for first in range(3, 233, 20)])


class Recording:
    """An engine that plays the first so many shards at once, and never the others."""

    workers = 2

    def __init__(self, played):
        self.begun = []
        self._played = played

    def submit(self, seed, first, count):
        future = Future()
        if len(self.begun) < self._played:
            future.set_result(first)
        self.begun.append(future)
        return future


@pytest.mark.parametrize("engine", ENGINES)
def test_every_engine_finds_the_same_to_the_bit(engine):
    with ENGINES[engine](sums().run) as opened:
        assert digest(run_shards(opened, **SHARDS)) == ALONE


@pytest.mark.parametrize("engine", ENGINES)
def test_replications_are_the_same_on_every_engine(engine):
    job = small_job()
    with ENGINES[engine](job.play) as opened:
        found = [part.digests for _, part in run_shards(opened, 5, 0, 600, 256)]
    assert found == [
        job.play(5, first, min(256, 600 - first)).digests for first in range(0, 600, 256)
    ]
    assert job.play(6, 0, 256).digests != found[0]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_shard_that_cannot_be_played_says_why_on_every_engine(engine):
    with (
        ENGINES[engine](Refuses(table(), 110).run) as opened,
        pytest.raises(UnableToPlayIt, match="replication 110 cannot be played"),
    ):
        list(run_shards(opened, **SHARDS))


def test_shards_cover_what_is_asked_once_and_in_order():
    with threads(lambda seed, first, count: (first, count), 2) as engine:
        found = list(run_shards(engine, 0, 5, 7, 3))
    assert found == [(5, (5, 3)), (8, (8, 3)), (11, (11, 1))]


def test_nothing_asked_is_nothing_played():
    with serial(sums().run) as engine:
        assert list(run_shards(engine, 0, 0, 0, 10)) == []


def test_no_more_is_begun_than_can_be_held():
    engine = Recording(10)
    shards = run_shards(engine, 0, 0, 10**12, 10)
    assert not engine.begun
    assert next(shards) == (0, 0)
    assert len(engine.begun) == 9
    assert next(shards) == (10, 10)
    assert len(engine.begun) == 10


def test_stopping_early_cancels_what_is_left():
    engine = Recording(1)
    shards = run_shards(engine, 0, 0, 10**12, 10)
    next(shards)
    shards.close()
    assert all(future.cancelled() for future in engine.begun[1:])


def test_an_interrupt_cancels_what_is_left():
    engine = Recording(5)

    def interrupted():
        for first, _ in run_shards(engine, 0, 0, 10**12, 10):
            if first == 20:
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert all(future.cancelled() for future in engine.begun[5:])


def test_a_shard_played_where_it_stands_waits_to_be_asked_for():
    played = []
    with serial(lambda seed, first, count: played.append(first)) as engine:
        future = engine.submit(0, 3, 1)
        assert played == []
        future.result()
        future.result()
        assert played == [3]
        dropped = engine.submit(0, 4, 1)
        dropped.cancel()
        with pytest.raises(CancelledError):
            dropped.result()
    assert played == [3]


@pytest.mark.parametrize("open_engine", [threads, processes])
def test_an_engine_of_nobody_is_refused(open_engine):
    with pytest.raises(UnableToOpenEngine, match="ask for one or more"):
        open_engine(sums().run, 0)


def test_a_job_that_cannot_be_sent_is_refused_before_anybody_is_hired():
    with pytest.raises(UnableToOpenEngine, match="cannot be sent to another process"):
        processes(lambda seed, first, count: first, 2)


class Stopping:
    """Says to stop once so many shards were yielded; plays by hand what it is asked for."""

    def __init__(self, after):
        self.after, self.yielded = after, 0

    def __call__(self):
        return self.yielded >= self.after

    def hear(self, shards):
        found = []
        for first, _ in shards:
            found.append(first)
            self.yielded += 1
        return found


@pytest.mark.parametrize("engine", ["serial", "one thread", "two threads"])
def test_nothing_is_begun_once_it_is_to_stop_and_what_is_played_counts(engine):
    played, stop = [], Stopping(3)

    def play(seed, first, count):
        played.append(first)
        time.sleep(0.05)

    with ENGINES[engine](play) as opened:
        found = stop.hear(run_shards(opened, 0, 0, 10**12, 10, stop))
    assert found == sorted(played) == list(range(0, 10 * len(found), 10))
    assert 3 <= len(found) <= 6


def test_a_stop_does_not_wait_for_what_nobody_plays_yet():
    engine, stop = Recording(3), Stopping(2)
    assert stop.hear(run_shards(engine, 0, 0, 10**12, 10, stop)) == [0, 10, 20]
    assert all(future.cancelled() for future in engine.begun[3:])


def test_a_stop_is_heard_while_a_shard_is_awaited():
    begun, over, stopped = threading.Event(), threading.Event(), threading.Event()

    def play(seed, first, count):
        begun.set()
        assert over.wait(20)

    def interrupt():
        assert begun.wait(20)
        stopped.set()
        time.sleep(1)
        over.set()

    with threads(play, 1) as engine:
        threading.Thread(target=interrupt).start()
        found = [first for first, _ in run_shards(engine, 0, 0, 10**6, 5, stopped.is_set)]
    assert found == [0]


@pytest.mark.parametrize("size", [1, 2, 5])
def test_two_replications_are_played_however_soon_it_is_to_stop(size):
    with threads(lambda seed, first, count: count, 1) as engine:
        found = [count for _, count in run_shards(engine, 0, 0, 10**6, size, lambda: True)]
    assert sum(found) >= 2


def test_a_shard_that_runs_out_of_time_says_so_also_where_it_may_stop():
    def play(seed, first, count):
        raise TimeoutError("of its own")

    with threads(play, 1) as engine, pytest.raises(TimeoutError, match="of its own"):
        list(run_shards(engine, 0, 0, 10, 1, lambda: False))
