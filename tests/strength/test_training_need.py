"""How many to train: the mean, the chance, and what duties show."""

import math
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.strength.builders import DAY_ONE, DOCTRINE, parade

from muster.doctrine import Rate, Source
from muster.policing import clock
from muster.strength import UnableToJudgeTraining, back_test, count_units, officers_to_train
from muster.strength.chances import UnableToReachChance, at_least, fewest_for_all
from muster.synthesis import synthesise_rosters

NORM = Rate("planning", 0.5, DAY_ONE, Source("assumed", note="a test"))


@pytest.fixture(scope="module")
def roster():
    starts = clock.parse_instant("2026-01-01")
    return next(
        synthesise_rosters(
            doctrine=DOCTRINE, seed=3, starts=starts, days=60, forces=["west-midlands"]
        )
    )


def ask(roster, **changes):
    question = {"unit": "psu", "units": 3, "hour": 14, "within": 60, "probability": 0.95}
    return officers_to_train(roster, doctrine=DOCTRINE, **(question | changes))


@given(st.integers(0, 12), st.integers(0, 30), st.floats(0.05, 0.95))
def test_chance_of_enough_equals_the_binomial_sum(needed, of, rate):
    exact = sum(math.comb(of, n) * rate**n * (1 - rate) ** (of - n) for n in range(needed, of + 1))
    assert at_least(needed, of, rate) == pytest.approx(exact, abs=1e-9)


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.integers(1, 4), st.floats(0.4, 0.95)), min_size=1, max_size=3),
    st.sampled_from([0.5, 0.8, 0.95]),
)
def test_no_smaller_split_is_likely_enough(groups, probability):
    needed, rates = [n for n, _ in groups], [r for _, r in groups]
    chosen = fewest_for_all(needed, rates, probability)

    def chance(sizes):
        return math.prod(at_least(n, of, r) for n, of, r in zip(needed, sizes, rates, strict=True))

    assert chance(chosen) >= probability - 1e-12
    smaller = sum(chosen) - 1
    spans = [range(need, top + 8) for need, top in zip(needed, chosen, strict=True)]
    assert all(chance(s) < probability for s in product(*spans) if sum(s) == smaller)


def test_the_formula_divides_by_the_share_not_abstracted(roster):
    answer = ask(roster, norm=NORM)
    assert [post.by_formula for post in answer.posts] == [2 * 3, 2 * 9, 2 * 54, 2 * 9]


def test_the_mean_divides_by_the_share_seen_to_be_present(roster):
    for post in ask(roster).posts:
        assert 0 < post.presence < 1
        assert post.by_mean == math.ceil(post.needed / post.presence)
        assert post.needed < post.by_mean < post.for_probability


def test_more_certainty_takes_more_people(roster):
    sure, surer = (ask(roster, probability=p).posts for p in (0.6, 0.99))
    assert all(a.for_probability < b.for_probability for a, b in zip(sure, surer, strict=True))


def test_the_chance_promised_is_the_chance_achieved(roster):
    assert 0.95 <= ask(roster).achieved < 0.96


def test_days_that_hold_are_counted_from_the_roster_itself(roster):
    raised = []
    for day in range(60):
        at = roster.starts + day * clock.DAY + 14 * 60
        (psu,) = count_units(roster, units=["psu"], at=at, within=60, doctrine=DOCTRINE).kinds
        raised.append(psu.whole_units)
    usual = int(np.median(raised))
    assert ask(roster, units=1).held >= ask(roster, units=max(usual, 1)).held
    assert ask(roster, units=max(raised) + 25).held == 0


@pytest.mark.parametrize(
    "fault",
    [{"units": 0}, {"hour": 24}, {"probability": 1.0}, {"probability": 0.0}, {"hour": -1}],
)
def test_refuses_a_goal_that_makes_no_sense(roster, fault):
    with pytest.raises(UnableToJudgeTraining):
        ask(roster, **fault)


def test_refuses_where_nobody_is_trained():
    roster, _ = parade([])
    with pytest.raises(UnableToJudgeTraining, match="commander"):
        ask(roster)


def test_observed_abstraction_is_counted_among_those_due(roster):
    found = back_test(roster, doctrine=DOCTRINE)
    assert found.observed.due > 10_000
    assert 0.2 < found.observed.rate < 0.4
    assert sum(rank.due for rank in found.by_rank) == found.observed.due
    assert sum(month.away for month in found.by_month) == found.observed.away
    assert [month.group for month in found.by_month] == ["2026-01", "2026-02"]


def test_a_roster_where_nobody_is_due_has_no_rate():
    roster, _ = parade([])
    assert back_test(roster, doctrine=DOCTRINE).observed.rate is None


def test_a_chance_that_floating_point_cannot_reach_ends_where_more_people_add_nothing():
    (size,) = fewest_for_all([3], [0.5], 1 - 2**-53)
    assert at_least(3, size, 0.5) > 1 - 1e-14
    assert size < 200


def test_more_people_than_there_can_be_are_not_looked_for():
    with pytest.raises(UnableToReachChance, match="fewer units"):
        fewest_for_all([1_000_001], [0.001], 0.9)
