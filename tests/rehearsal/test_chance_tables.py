"""The tables and keys that replications are played by are those on the page."""

from random import Random

import numpy as np
from tests.rehearsal import reference_chance as chances
from tests.rehearsal.sampling import UNLIKELY, binomial, chi_square_chance

from muster.rehearsal import draws
from muster.rehearsal.chance_tables import CELLS, binomial_table, gap_table

MANY = 40_000


def _signed(word):
    return word - (1 << 64) if word >> 63 else word


def _drawn(seed, replication, key, topic, number):
    return chances.Chance(seed, replication).draw(key, topic, number)


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


def test_changing_any_one_bit_of_a_name_changes_half_of_the_draw():
    some, changed = Random(3), np.zeros(33)
    for _ in range(400):
        named = [some.randrange(1 << 32) for _ in range(5)]
        for part in range(5):
            other = list(named)
            other[part] ^= 1 << some.randrange(32)
            changed[(_drawn(*named) ^ _drawn(*other)).bit_count()] += 1
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
