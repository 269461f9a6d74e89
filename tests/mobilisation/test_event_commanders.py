"""Posts that are named in two events on one day."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.mobilisation.happenings import METHOD, events, happening

from muster.mobilisation import assess_event, shared_commanders

ACC = {"gold": ("ACC Operations",), "silver": (), "bronze": ()}


def shared(*given_):
    return [
        (each.post, each.events, each.roles, each.overlap)
        for each in shared_commanders([assess_event(event, METHOD) for event in given_])
    ]


def test_one_post_in_two_events_at_once_is_told_with_its_roles():
    silver = {"gold": (), "silver": ("acc operations",), "bronze": ()}
    assert shared(
        happening("EV-1", hours=(14, 16), command=ACC),
        happening("EV-2", hours=(15, 17), command=silver),
    ) == [("ACC Operations", ("EV-1", "EV-2"), ("gold", "silver"), True)]


def test_one_after_the_other_on_a_day_is_told_too():
    found = shared(
        happening("EV-1", hours=(8, 9), command=ACC), happening("EV-2", hours=(20, 21), command=ACC)
    )
    assert found == [("ACC Operations", ("EV-1", "EV-2"), ("gold", "gold"), False)]


def test_another_day_is_another_matter():
    assert not shared(
        happening("EV-1", hours=(8, 9), command=ACC), happening("EV-2", hours=(44, 45), command=ACC)
    )


@pytest.mark.parametrize(("second", "overlap"), [((22.9, 24.5), True), ((27, 28), False)])
def test_an_event_past_midnight_is_of_both_days(second, overlap):
    found = shared(
        happening("EV-1", hours=(22, 23.5), command=ACC),
        happening("EV-2", hours=second, command=ACC),
    )
    assert [each[3] for each in found] == [overlap]


def test_two_forces_may_each_have_a_post_of_that_name():
    assert not shared(
        happening("EV-1", command=ACC), happening("EV-2", force="loamshire", command=ACC)
    )


def test_the_same_post_twice_in_one_event_is_no_clash_of_events():
    both = {"gold": ("ACC",), "silver": ("ACC",), "bronze": ()}
    assert not shared(happening(command=both))


def test_posts_nobody_named_are_shared_by_nobody():
    nobody = {"gold": (), "silver": (), "bronze": ()}
    assert not shared(happening("EV-1", command=nobody), happening("EV-2", command=nobody))


@given(st.lists(events, max_size=6, unique_by=lambda each: each.id), st.randoms())
def test_the_order_of_events_makes_no_difference(given_, random):
    shuffled = list(given_)
    random.shuffle(shuffled)
    assert [each[1:] for each in shared(*given_)] == [each[1:] for each in shared(*shuffled)]
