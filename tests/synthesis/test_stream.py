import hashlib

import numpy as np

from muster.synthesis.stream import Stream, apportion

FIRST_OF_LOAMSHIRE = [4759081944313717, 3472782600698456, 3464346556965148, 5985775776584538]


def test_draws_the_same_numbers_on_every_machine():
    drawn = Stream(7, "loamshire", "ranks").uniform(4)
    assert (drawn * 2**53).astype(np.int64).tolist() == FIRST_OF_LOAMSHIRE


def test_gives_each_force_and_topic_its_own_numbers():
    seen = {
        hashlib.sha256(Stream(seed, force, topic).uniform(50).tobytes()).hexdigest()
        for seed in (0, 1)
        for force in ("loamshire", "mummerset")
        for topic in ("ranks", "bases")
    }
    assert len(seen) == 8


def test_keeps_to_the_limits():
    stream = Stream(1, "loamshire", "limits")
    drawn = stream.uniform(100_000)
    assert 0 <= drawn.min() < 0.001 and 0.999 < drawn.max() < 1
    assert set(stream.below(1_000, 3).tolist()) == {0, 1, 2}
    assert stream.below(3, np.array([1, 1, 1])).tolist() == [0, 0, 0]


def test_picks_by_weight_and_never_what_weighs_nothing():
    picked = np.bincount(Stream(1, "loamshire", "picks").pick(90_000, [0.0, 1.0, 2.0, 0.0]))
    assert picked[0] == 0 and len(picked) == 3
    assert abs(picked[2] / picked[1] - 2) < 0.1


def test_puts_everything_in_order_once():
    assert sorted(Stream(1, "loamshire", "order").order(500).tolist()) == list(range(500))


def test_chooses_as_many_as_are_wanted_and_there():
    stream = Stream(1, "loamshire", "choice")
    among = np.array([3, 5, 8])
    assert len(stream.choose(among, 2)) == 2
    assert sorted(stream.choose(among, 9).tolist()) == [3, 5, 8]
    assert len(stream.choose(among, -1)) == 0


def test_chooses_the_favoured_oftener():
    favour = np.where(np.arange(10_000) < 5_000, 4.0, 1.0)
    chosen = Stream(1, "loamshire", "favour").choose(np.arange(10_000), 1_000, favour)
    assert (chosen < 5_000).sum() > 700


def test_apportions_by_largest_remainder():
    assert apportion(10, [1, 1, 1]) == [4, 3, 3]
    assert apportion(7, [0.5, 0.3, 0.2]) == [4, 2, 1]
    assert apportion(5, [0.0, 0.0]) == [0, 0]
    assert sum(apportion(127_077, [float(n) for n in range(1, 44)])) == 127_077
