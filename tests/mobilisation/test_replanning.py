"""Plans made again: as good as from the start, and changed no more than pays."""

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.mobilisation.requests import AT, TRAVEL, requests

from muster.mobilisation import (
    Declined,
    Demand,
    Edit,
    Ended,
    Floor,
    Forbid,
    Lost,
    NewDemand,
    Offer,
    Pin,
    Refloored,
    Request,
    UnableToPlan,
    make_plan,
    price_edits,
    replan,
)
from muster.mobilisation.changes import changed_request
from muster.policing import Place
from muster.strength import Step

DEAR = 100_000  # minutes: nothing that is moving pays for itself


def demand(slug="d", lat=0.0, count=1, host="far", **more):
    given = {"needed_by": AT + 60, "minutes": 1440, "priority": 1} | more
    return Demand(slug, "psu", count, Place(lat, 0.0), host=host, **given)


def offer(force, lat, *steps):
    return Offer(force, Place(lat, 0.0), "", tuple(Step("psu", *step) for step in steps))


def request(demands, offers, **more):
    return Request(tuple(demands), tuple(offers), AT, **more)


TWO = request([demand(count=2)], [offer("near", 0.5, (0, 2)), offer("next", 2.0, (0, 2))])


def sent(plan):
    found = {}
    for each in plan.assignments:
        key = each.demand, each.force
        found[key] = found.get(key, 0) + each.count
    return found


def values(plan):
    return [level.value for level in plan.objective]


def after(plan, *changes, price=0, at=AT):
    return replan(plan, changes, at=at, travel=TRAVEL, price=price)


@settings(max_examples=80, deadline=None)
@given(requests(), st.integers(0, 45), st.sampled_from((0, 30, 300)), st.integers(0, 3))
def test_a_plan_made_again_is_the_best_of_the_changed_request(asked, later, price, which):
    plan = make_plan(asked, travel=TRAVEL)
    first = asked.demands[0]
    change = (
        NewDemand(replace(first, slug="new", priority=1)),
        Ended(first.slug),
        Refloored(Floor(asked.offers[0].force, first.unit, 1)),
        Forbid(asked.offers[-1].force),
    )[which]
    again = after(plan, change, price=price, at=AT + later)
    changed = changed_request(plan, [change], at=AT + later, price=price)
    assert again.plan.proved
    assert values(again.plan) == values(make_plan(changed, travel=TRAVEL))
    total = sum(each.count for each in again.plan.assignments)
    assert total + sum(s.count for s in again.plan.short) == sum(d.count for d in changed.demands)


@settings(max_examples=80, deadline=None)
@given(requests())
def test_nothing_is_different_where_nothing_changed(asked):
    again = after(make_plan(asked, travel=TRAVEL), price=30)
    assert again.differences == ()


def test_nothing_that_moves_is_turned_round_unless_it_pays():
    plan = make_plan(TWO, travel=TRAVEL)
    assert sent(plan) == {("d", "near"): 2}
    urgent = NewDemand(demand("new", 0.5, count=2, needed_by=AT + 10))
    assert sent(after(plan, urgent, price=0).plan)["new", "near"] == 2
    dear = after(plan, urgent, price=DEAR)
    assert sent(dear.plan) == {("d", "near"): 2, ("new", "next"): 2}
    assert [(d.demand, d.force, d.before, d.after) for d in dear.differences] == [
        ("new", "next", 0, 2)
    ]


def test_the_price_never_keeps_a_demand_short():
    plan = make_plan(request([demand()], [offer("near", 0.5, (0, 1))]), travel=TRAVEL)
    lower = after(plan, NewDemand(demand("new", 3.0, priority=1)), Ended("d"), price=DEAR)
    assert sent(lower.plan) == {("new", "near"): 1}


def test_those_who_decline_are_replaced_and_asked_no_more():
    plan = make_plan(TWO, travel=TRAVEL)
    whole = after(plan, Declined("near", "d"))
    assert sent(whole.plan) == {("d", "next"): 2}
    part = after(plan, Declined("near", "d", 1))
    assert sent(part.plan) == {("d", "near"): 1, ("d", "next"): 1}


def test_units_that_are_lost_are_lost_to_all():
    plan = make_plan(TWO, travel=TRAVEL)
    again = after(plan, Lost("near", "psu", 1))
    assert sent(again.plan) == {("d", "near"): 1, ("d", "next"): 1}
    twice = request([demand(count=3)], [offer("near", 0.5, (0, 1), (240, 1))])
    lost = after(make_plan(twice, travel=TRAVEL), Lost("near", "psu", 1))
    assert sent(lost.plan) == {("d", "near"): 1}
    assert sum(each.count for each in lost.plan.short) == 2


def test_a_floor_that_rises_brings_units_home():
    plan = make_plan(TWO, travel=TRAVEL)
    again = after(plan, Refloored(Floor("near", "psu", 1)), price=DEAR)
    assert sent(again.plan) == {("d", "near"): 1, ("d", "next"): 1}


def test_instructions_about_a_demand_that_ended_end_with_it():
    pinned = replace(TWO, pins=(Pin("d", "next", 1),), forbidden=(Forbid("near", "d"),))
    plan = make_plan(pinned, travel=TRAVEL)
    again = after(plan, Ended("d"), NewDemand(demand("new", 0.5)))
    assert sent(again.plan) == {("new", "near"): 1}


def test_units_on_the_road_go_on_from_where_they_are_headed():
    plan = make_plan(request([demand()], [offer("near", 1.0, (0, 1))]), travel=TRAVEL)
    (first,) = plan.assignments
    moved = after(plan, Ended("d"), NewDemand(demand("new", -1.0)), at=first.depart + 1)
    (again,) = moved.plan.assignments
    assert again.depart == first.depart
    assert again.arrive == first.arrive + 60
    assert again.travel == first.travel + 60


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (Ended("e"), "no such demand"),
        (Declined("next", "d"), "was not asked"),
        (Lost("near", "psu", 3), "offers 2"),
        (Lost("nobody", "psu", 1), "offers 0"),
    ],
)
def test_a_change_that_cannot_be_is_refused_by_name(change, said):
    with pytest.raises(UnableToPlan, match=said):
        after(make_plan(TWO, travel=TRAVEL), change)


def test_every_change_that_cannot_be_is_named_at_once():
    with pytest.raises(UnableToPlan) as refused:
        after(make_plan(TWO, travel=TRAVEL), Ended("e"), Declined("next", "d"), at=AT - 1)
    assert len(refused.value.reasons) == 3


def test_an_edit_is_priced_beside_the_best():
    plan = make_plan(TWO, travel=TRAVEL)
    priced = price_edits(plan, [Edit("d", "near", 1), Edit("d", "next", 1)], travel=TRAVEL)
    late = next(level for level in priced.plan.objective if level.level == "minutes late")
    assert (late.value, late.bound) == (60, 0)
    assert not priced.plan.proved
    assert sent(priced.plan) == {("d", "near"): 1, ("d", "next"): 1}


def test_an_edit_that_cannot_be_is_refused_with_every_fault():
    kept = replace(TWO, floors=(Floor("next", "psu", 1),), pins=(Pin("d", "near", 1),))
    plan = make_plan(kept, travel=TRAVEL)
    priced = price_edits(plan, [Edit("d", "near", 3), Edit("d", "next", 2)], travel=TRAVEL)
    assert priced.plan is None
    said = "\n".join(priced.faults)
    for each in ("near cannot send 3", "next would keep 0", "d would get 4", "is pinned to send 1"):
        assert each in said


@settings(max_examples=80, deadline=None)
@given(requests(), st.integers(0, 2))
def test_an_edited_plan_is_never_better_than_the_best(asked, count):
    plan = make_plan(asked, travel=TRAVEL)
    assume(plan.assignments)
    first = plan.assignments[0]
    priced = price_edits(plan, [Edit(first.demand, first.force, count)], travel=TRAVEL)
    assume(priced.plan is not None)
    assert values(priced.plan) >= values(plan)
