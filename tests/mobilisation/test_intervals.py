"""How sure a share or a time is."""

from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.mobilisation import quantile, quantile_interval, wilson_interval


@pytest.mark.parametrize(
    ("came", "called", "low", "high"),
    [
        # Newcombe (1998), Statistics in Medicine 17: 857-872, table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilsons_interval_is_as_published(came, called, low, high):
    found = wilson_interval(came, called, 0.95)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_an_interval_holds_the_share_seen_and_stays_a_share(seen):
    came, called = seen
    found = wilson_interval(came, called, 0.95)
    assert 0 <= found.low <= came / called <= found.high <= 1
    assert found.holds(came / called)


def test_of_nobody_called_nothing_is_known():
    found = wilson_interval(0, 0, 0.95)
    assert (found.low, found.high) == (0, 1)


@given(st.lists(st.integers(0, 300), min_size=1, max_size=60), st.sampled_from([0.1, 0.5, 0.9]))
def test_a_quantile_is_the_least_time_that_a_share_keep(times, share):
    found = quantile(times, share)
    kept = [sum(time <= each for time in times) / len(times) for each in sorted(set(times))]
    least = next(each for each, part in zip(sorted(set(times)), kept, strict=True) if part >= share)
    assert found == least


@pytest.mark.parametrize("share", [0.5, 0.9])
@pytest.mark.parametrize("count", [6, 10, 36, 40, 100, 400])
def test_an_interval_of_a_time_is_as_sure_as_it_says_and_no_wider_than_need_be(count, share):
    def chance(low, high):
        return sum(comb(count, k) * share**k * (1 - share) ** (count - k) for k in range(low, high))

    found = quantile_interval(range(1, count + 1), share, 0.95)
    low, high = int(found.low), int(found.high or count + 1)
    assert chance(low, high) >= 0.95
    assert chance(0, low + 1) > 0.025
    assert chance(high - 1, count + 1) > 0.025


def test_too_few_times_have_no_upper_limit():
    assert quantile_interval(range(35), 0.9, 0.95).high is None
    assert quantile_interval(range(36), 0.9, 0.95).high is not None
    assert quantile_interval([7], 0.5, 0.95).low == 0


@pytest.mark.slow
@pytest.mark.parametrize("share", [0.05, 0.4, 0.6, 0.95])
@pytest.mark.parametrize("called", [30, 100, 300])
def test_wilsons_interval_covers_at_about_its_rate(called, share):
    # Coverage swings about the nominal rate with the share and the number called.
    came = np.random.Generator(np.random.PCG64(20140930)).binomial(called, share, 20_000)
    held = {n: wilson_interval(int(n), called, 0.95).holds(share) for n in np.unique(came)}
    covered = np.mean([held[n] for n in came])
    assert 0.92 <= covered <= 0.985


@pytest.mark.slow
def test_wilsons_interval_covers_at_its_rate_over_all_shares():
    chance = np.random.Generator(np.random.PCG64(297))
    shares = chance.uniform(0.02, 0.98, 40_000)
    came = chance.binomial(120, shares)
    held = [
        wilson_interval(int(n), 120, 0.95).holds(share)
        for n, share in zip(came, shares, strict=True)
    ]
    assert abs(np.mean(held) - 0.95) < 0.005


@pytest.mark.slow
@pytest.mark.parametrize(("count", "share"), [(10, 0.5), (40, 0.9), (200, 0.9)])
def test_an_interval_of_a_time_covers_at_least_at_its_rate(count, share):
    chance = np.random.Generator(np.random.PCG64(57))
    true = -60 * np.log(1 - share)
    covered = [
        quantile_interval(chance.exponential(60, count), share, 0.95).holds(true)
        for _ in range(4_000)
    ]
    assert np.mean(covered) >= 0.945
