"""A crew hands shards to whoever is free, and does without those who are lost."""

from threading import Event

import pytest

from muster.rehearsal import UnableToFinishShard, run_shards
from muster.rehearsal.crew import Crew, UnableToReachWorker

SHARDS = (0, 0, 40, 10)


class Hand:
    """A worker who is lost once so many shards are played."""

    def __init__(self, lasts):
        self.played, self.stopped, self._lasts = [], False, lasts

    def play(self, seed, first, count):
        if len(self.played) == self._lasts:
            raise UnableToReachWorker("gone")
        self.played.append(first)
        return first

    def stop(self):
        self.stopped = True


def hiring(*hands):
    """Return what lets these arrive, one each time it is asked, and then nobody."""
    left = list(hands)
    return lambda arrive: arrive(left.pop(0)) if left else None


def firsts(crew):
    return [result for _, result in run_shards(crew, *SHARDS)]


def test_those_who_are_left_play_the_shards_of_those_who_are_lost():
    lost, stays = Hand(1), Hand(99)
    with Crew(hiring(lost, stays), 2) as crew:
        assert firsts(crew) == [0, 10, 20, 30]
    assert len(lost.played) + len(stays.played) == 4
    assert lost.stopped and stays.stopped


def test_whoever_is_hired_in_their_place_plays_on():
    hands = [Hand(1), Hand(1), Hand(9)]
    with Crew(hiring(*hands), 1) as crew:
        assert firsts(crew) == [0, 10, 20, 30]
    assert [len(hand.played) for hand in hands] == [1, 1, 2]


def test_whoever_comes_late_is_set_to_work():
    waiting = []
    with Crew(waiting.append, 1) as crew:
        future = crew.submit(0, 5, 1)
        waiting.pop()(Hand(9))
        assert future.result() == 5


def test_a_crew_that_nobody_is_left_of_says_so():
    with (
        Crew(hiring(Hand(1)), 1, patience=0.01) as crew,
        pytest.raises(UnableToFinishShard, match="Every worker is lost"),
    ):
        firsts(crew)


def test_whoever_comes_after_closing_is_sent_home():
    waiting, dismissed = [], Event()
    with Crew(waiting.append, 2, dismissed.set):
        pass
    late = Hand(9)
    waiting.pop()(late)
    assert late.stopped and dismissed.is_set()


def test_closing_twice_dismisses_once():
    told = []
    crew = Crew(hiring(Hand(9)), 1, lambda: told.append("go"))
    crew.close()
    crew.close()
    assert told == ["go"]
