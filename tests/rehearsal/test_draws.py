"""Draws are even, independent of one another, and the same in both programmes."""

from collections import Counter

import numpy as np
import pytest
from tests.rehearsal import reference_chance
from tests.rehearsal.reference_chance import Chance

from muster.rehearsal import draws

MANY = 8192
CELLS = 64
CHI_SQUARE_63 = 118.0  # exceeded once in thirty thousand

ALONG = {
    "numbers": lambda n: Chance(5, 1).draw(77, 3, n),
    "keys": lambda n: Chance(5, 1).draw(n, 3, 0),
    "topics": lambda n: Chance(5, 1).draw(77, n, 0),
    "replications": lambda n: Chance(5, n).draw(77, 3, 0),
    "seeds": lambda n: Chance(n, 1).draw(77, 3, 0),
    "incidents": lambda n: Chance(5, 1).draw(reference_chance.incident_key(2, n), 4, 0),
    "reliefs": lambda n: Chance(5, 1).draw(reference_chance.relief_key(77, n >> 3, n & 7), 16, 0),
}


@pytest.fixture(params=sorted(ALONG))
def drawn(request):
    return np.array([ALONG[request.param](n) for n in range(MANY)])


def chi_square(cells):
    """Return how far counts of cells are from even."""
    counts = Counter(cells.tolist())
    even = len(cells) / CELLS
    return sum((counts[cell] - even) ** 2 / even for cell in range(CELLS))


@pytest.mark.parametrize("bits", [26, 13, 0])
def test_fall_evenly_in_high_and_low_bits(drawn, bits):
    assert chi_square((drawn >> bits) % CELLS) < CHI_SQUARE_63


@pytest.mark.parametrize("apart", [1, 2, 8, 64])
def test_do_not_tell_what_the_next_will_be(drawn, apart):
    eighth = drawn >> 29
    assert chi_square(eighth[:-apart] * 8 + eighth[apart:]) < CHI_SQUARE_63
    assert abs(np.corrcoef(drawn[:-apart], drawn[apart:])[0, 1]) * np.sqrt(MANY) < 4.5


def test_differ_by_what_they_are_for():
    by = [np.array([along(n) for n in range(MANY)]) for along in ALONG.values()]
    for one, column in enumerate(by):
        for other in by[:one]:
            assert abs(np.corrcoef(column, other)[0, 1]) * np.sqrt(MANY) < 4.5


@pytest.mark.parametrize("replication", [0, 1, 2**31 + 5, 2**40])
def test_are_the_same_compiled(replication):
    chance, root = Chance(42, replication), draws.root_of(42, replication)
    for key in (0, 5, reference_chance.incident_key(3, 1 << 32)):
        signed = key - (1 << 64) if key >> 63 else key
        for topic in range(1, 17):
            for number in (0, 63, 1 << 20):
                assert draws.draw(root, signed, topic, number) == chance.draw(key, topic, number)
