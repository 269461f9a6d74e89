"""Whole units from people counted by the post they are to fill."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muster.doctrine import read_doctrine
from muster.policing import Composition, Post, VehicleNeed
from muster.strength import Filled, count_filled, people_filled

PSU = read_doctrine().composition("psu", date(2026, 3, 2))
POSTS = ("leader", "member", "driver")
PARTY = Composition(
    "party",
    date(2026, 1, 1),
    (
        Post("leader", 1, ("sergeant",), ("public_order_level_2",)),
        Post("member", 2, ("constable",), ("public_order_level_2",)),
        Post("driver", 1, ("constable", "sergeant"), ("psu_driver",)),
    ),
    (VehicleNeed("carrier", 1),),
)
WHOLE = (
    Filled(("commander",), 2, 2),
    Filled(("sergeant",), 6, 6),
    Filled(("constable",), 36, 36),
    Filled(("driver",), 6, 6),
    Filled(("carrier",), 6, 6),
)


def splits(filled):
    """Yield every way the people of a figure can be spread over its posts."""
    posts = [post for post in filled.subjects if post in POSTS]
    for parts in product(range(filled.low + 1), repeat=len(posts)):
        if sum(parts) == filled.low:
            yield dict(zip(posts, parts, strict=True))


def by_brute_force(people, carriers):
    """Return the fewest and most whole parties over every way of filling the posts."""
    takes = {post.slug: post.count for post in PARTY.posts}
    found = []
    for chosen in product(*(list(splits(each)) for each in people)):
        held = {post: sum(part.get(post, 0) for part in chosen) for post in POSTS}
        found.append(min([held[post] // takes[post] for post in POSTS] + [carriers]))
    return min(found), max(found)


figures = st.lists(
    st.builds(
        lambda subjects, count: Filled(tuple(sorted(subjects)), count, count),
        st.sets(st.sampled_from(POSTS), min_size=1),
        st.integers(0, 4),
    ),
    max_size=3,
)


@given(figures, st.integers(0, 3))
@settings(max_examples=400, deadline=None)
def test_units_of_people_counted_in_equal_brute_force(joined, carriers):
    known = [Filled((post,), 0, 0) for post in POSTS]
    counted = [*known, *joined, Filled(("carrier",), carriers, carriers)]
    found = count_filled(PARTY, counted, within=0, apart=True)
    assert (found.low, found.high) == by_brute_force(joined, carriers)


@given(figures, figures)
@settings(max_examples=200, deadline=None)
def test_what_is_sure_never_falls_as_figures_are_added(before, more):
    counted = [Filled(("carrier",), 9, 9), *before]
    for apart in (True, False):
        first = count_filled(PARTY, counted, within=0, apart=apart)
        assert count_filled(PARTY, [*counted, *more], within=0, apart=apart).low >= first.low


@given(figures, st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_the_order_of_figures_is_immaterial(counted, chance):
    shuffled = list(counted)
    chance.shuffle(shuffled)
    for apart in (True, False):
        one = count_filled(PARTY, counted, within=0, apart=apart)
        assert count_filled(PARTY, shuffled, within=0, apart=apart) == one


@given(figures)
@settings(max_examples=200, deadline=None)
def test_figures_that_may_overlap_are_never_surer_than_the_same_people_apart(counted):
    rows = [*counted, Filled(("carrier",), 9, 9)]
    apart = count_filled(PARTY, rows, within=0, apart=True)
    together = count_filled(PARTY, rows, within=0, apart=False)
    assert together.low <= apart.low


def test_two_units_take_two_of_everything_and_the_third_one_more():
    found = count_filled(PSU, WHOLE, within=60, apart=True)
    assert (found.low, found.high, found.unknown) == (2, 2, ())
    assert {need.post: need.count for need in found.next_unit_needs} == {
        "commander": 1,
        "sergeant": 3,
        "constable": 18,
        "driver": 3,
        "carrier": 3,
    }


@pytest.mark.parametrize("missing", range(len(WHOLE)))
def test_a_post_no_figure_speaks_of_is_unknown_and_not_nought(missing):
    rows = [each for at, each in enumerate(WHOLE) if at != missing]
    found = count_filled(PSU, rows, within=60, apart=True)
    assert (found.low, found.high) == (0, 2)
    assert found.unknown == WHOLE[missing].subjects
    assert found.available[WHOLE[missing].subjects[0]] is None


def test_people_for_either_of_two_posts_are_sure_for_neither():
    either = Filled(("sergeant", "constable"), 700, 700)
    found = count_filled(PSU, [either, Filled(("commander",), 10, 10)], within=60, apart=False)
    assert (found.low, found.high) == (0, 10)
    assert found.unknown == ("driver", "carrier")


def test_figures_that_share_a_post_may_be_of_the_same_people():
    rows = (Filled(("sergeant", "constable"), 20, 20), Filled(("constable",), 15, 15))
    assert people_filled(PSU, rows, "public_order_level_2", apart=False) == (20, None)
    assert people_filled(PSU, rows, "public_order_level_2", apart=True) == (35, None)
    drivers = (*rows, Filled(("driver",), 3, 3))
    assert people_filled(PSU, drivers, "public_order_level_2", apart=False) == (23, 23)


def test_posts_that_ask_for_the_same_people_are_one():
    post = Post("deputy", 1, ("sergeant",), ("public_order_level_2",))
    pair = Composition("pair", date(2026, 1, 1), (PARTY.posts[0], post), ())
    found = count_filled(pair, [Filled(("deputy",), 4, 4)], within=0, apart=True)
    assert (found.low, found.high) == (2, 2)


def test_vehicles_said_twice_are_the_larger_figure_and_counted_in_are_the_sum():
    rows = (Filled(("carrier",), 3, 3), Filled(("carrier",), 4, 6))
    assert count_filled(PSU, rows, within=0, apart=False).available["carrier"] == 4
    assert count_filled(PSU, rows, within=0, apart=True).available["carrier"] == 9


def test_where_figures_contradict_one_another_the_larger_stands():
    rows = (
        Filled(("leader", "member"), 2, 3),
        Filled(("member",), 8, 8),
        Filled(("leader",), 4, 4),
    )
    for_all = (*rows, Filled(("driver",), 4, 4), Filled(("carrier",), 4, 4))
    found = count_filled(PARTY, for_all, within=0, apart=False)
    assert (found.low, found.high) == (4, 4)
