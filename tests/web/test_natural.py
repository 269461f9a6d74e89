"""Names with numbers in them are in the order of the numbers."""

from hypothesis import given
from hypothesis import strategies as st

from muster.web.natural import natural_key


def test_numbers_are_counted_and_not_spelt():
    names = ["Base 10", "Base 2", "base 1", "Base", "Annexe 3", "2", "10", "Base 2a", "Base 2 b"]
    assert sorted(names, key=natural_key) == [
        *("2", "10", "Annexe 3", "Base", "base 1", "Base 2", "Base 2 b", "Base 2a", "Base 10")
    ]


@given(st.lists(st.text()))
def test_any_names_can_be_put_in_order(names):
    assert sorted(sorted(names, key=natural_key)) == sorted(names)
