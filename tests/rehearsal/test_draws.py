"""Draws are uniform and unrelated, and the compiled ones are those that the page describes."""

from random import Random

import numpy as np
import pytest
from tests.rehearsal import reference_chance as chances
from tests.rehearsal.sampling import UNLIKELY, binomial, chi_square_chance

from muster.rehearsal import draws
from muster.rehearsal.chance_tables import CELLS, binomial_table, gap_table

WHOLE = 1 << 32
MANY = 40_000


def _by_page(seed, replication, key, topic, number):
    return chances.Chance(seed, replication).draw(key, topic, number)


def _compiled(seed, replication, key, topic, number):
    root = draws.root_of(seed, replication)
    return draws.draw(root, _signed(key), topic, number)


def _signed(word):
    return word - (1 << 64) if word >> 63 else word


def by_number(n):
    return 1, 2, 3, chances.ANSWER, n


def by_replication(n):
    return 1, n, 3, chances.SHOCK, 0


def by_seed(n):
    return n, 2, 3, chances.SHOCK, 0


def by_small_key(n):
    return 1, 2, n, chances.PEOPLE, 0


def by_incident(n):
    return 1, 2, chances.incident_key(0, n), chances.SIZE, 0


SERIES = pytest.mark.parametrize(
    "series", [by_number, by_replication, by_seed, by_small_key, by_incident]
)


def drawn(series, many=MANY):
    return np.array([_by_page(*series(n)) for n in range(many)])


def test_the_compiled_draw_is_the_one_on_the_page():
    some = Random(1)
    for _ in range(2000):
        named = (
            some.randrange(1 << 40),
            some.randrange(1 << 40),
            some.randrange(1 << 64),
            some.randrange(1, 17),
            some.randrange(1 << 40),
        )
        assert _compiled(*named) == _by_page(*named)


def test_the_compiled_keys_are_those_on_the_page():
    some = Random(2)
    for _ in range(500):
        source, force, notice = some.randrange(64), some.randrange(64), some.randrange(8)
        sequence, word = some.randrange(1 << 34), some.randrange(1 << 64)
        incident = chances.incident_key(source, sequence)
        assert draws.incident_key(source, sequence) == _signed(incident)
        assert draws.want_key(_signed(word), sequence) == _signed(chances.want_key(word, sequence))
        relief = chances.relief_key(word, force, notice)
        assert draws.relief_key(_signed(word), force, notice) == _signed(relief)
        assert draws.rate_key(source) == _signed(chances.mix(source + 1))


@SERIES
@pytest.mark.parametrize("bits", [24, 12, 0])
def test_draws_are_uniform_in_their_high_and_low_bits(series, bits):
    seen = np.bincount(drawn(series) >> bits & 255, minlength=256)
    assert chi_square_chance(seen, np.full(256, 1 / 256)) > UNLIKELY


@SERIES
@pytest.mark.parametrize("apart", [1, 2, 64])
def test_a_draw_says_nothing_about_the_ones_after_it(series, apart):
    sixteenths = drawn(series) >> 28
    pairs = sixteenths[:-apart] * 16 + sixteenths[apart:]
    assert chi_square_chance(np.bincount(pairs, minlength=256), np.full(256, 1 / 256)) > UNLIKELY


@pytest.mark.parametrize(
    "other",
    [
        lambda n: (1, 2, 3, chances.JOURNEY, n),
        lambda n: (1, 3, 3, chances.ANSWER, n),
        lambda n: (2, 2, 3, chances.ANSWER, n),
        lambda n: (1, 2, 4, chances.ANSWER, n),
    ],
    ids=["topic", "replication", "seed", "key"],
)
def test_draws_of_another_name_are_unrelated(other):
    pairs = (drawn(by_number) >> 28) * 16 + (drawn(other) >> 28)
    assert chi_square_chance(np.bincount(pairs, minlength=256), np.full(256, 1 / 256)) > UNLIKELY


def test_changing_any_one_bit_of_a_name_changes_half_of_the_draw():
    some, changed = Random(3), np.zeros(33)
    for _ in range(400):
        named = [some.randrange(1 << 32) for _ in range(5)]
        for part in range(5):
            other = list(named)
            other[part] ^= 1 << some.randrange(32)
            changed[(_by_page(*named) ^ _by_page(*other)).bit_count()] += 1
    assert chi_square_chance(changed, binomial(32, 0.5)) > UNLIKELY


def test_gaps_are_exponential():
    chance, gaps, number = chances.Chance(1, 1), [], 0
    for _ in range(MANY):
        gap, number = chances.gap_and_next(chance, 0, number)
        gaps.append(gap / chances.UNIT)
    edges = [*np.arange(0, 9.2, 0.1), np.inf]
    law = np.diff(1 - np.exp(-np.array(edges)))
    assert chi_square_chance(np.histogram(gaps, edges)[0], law) > UNLIKELY
    assert max(gaps) > np.log(CELLS)  # the tail beyond the last cell has been drawn


def test_the_compiled_gaps_are_those_on_the_page():
    assert gap_table().tolist() == [chances.exponential_edge(cell) for cell in range(CELLS)]


def test_turnout_is_drawn_by_the_binomials_own_distribution_function():
    first, bounds = binomial_table()
    for people in (0, 1, 2, 7, 30, 64):
        for per_cent in (0, 1, 37, 50, 99, 100):
            at = first[people, per_cent]
            exact = chances.binomial_bounds(people, per_cent)
            off = bounds[at : at + people + 1] - exact
            assert np.abs(off).max() <= 1
