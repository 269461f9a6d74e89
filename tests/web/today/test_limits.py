"""How many units can be raised is said in words that fit their number."""

import pytest
from django.test import RequestFactory

from muster.strength import KindCount
from muster.web.picture.asked import asked_of
from muster.web.today import limits


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (0, 0, "No whole PSU within 1 hour."),
        (1, 1, "1 whole PSU within 1 hour."),
        (0, 1, "At most 1 whole PSU within 1 hour."),
        (0, 2, "At most 2 whole PSUs within 1 hour."),
        (1, 2, "1 to 2 whole PSUs within 1 hour."),
        (1, None, "At least 1 whole PSU within 1 hour."),
    ],
)
def test_units_are_said_in_the_right_number(low, high, words):
    kind = KindCount("psu", 60, low, high, unknown=(), next_unit_needs=(), available={})
    asked = asked_of(RequestFactory().get("/"))
    assert limits.limit_words(limits._level(kind), asked) == words
