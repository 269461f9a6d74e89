"""Each reason is true: without the donor the plan is worse by that; each cure cures."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from tests.mobilisation.requests import AT, TRAVEL, requests

from muster.mobilisation import (
    Demand,
    Floor,
    Forbid,
    Offer,
    Pin,
    Request,
    explain_plan,
    make_plan,
)
from muster.mobilisation.explaining import NOT_THE_BEST
from muster.policing import Place
from muster.strength import Held, Need, Step


def levels(plan):
    return {level.level: level.value for level in plan.objective}


def explained(plan, **more):
    return explain_plan(plan, travel=TRAVEL, **more)


@settings(max_examples=60, deadline=None)
@given(requests(floors=False))
def test_without_a_donor_the_plan_is_worse_by_what_is_said(asked):
    plan = make_plan(asked, travel=TRAVEL)
    before = levels(plan)
    for reason in explained(plan).donors:
        barred = replace(asked, forbidden=(*asked.forbidden, Forbid(reason.force, reason.demand)))
        after = levels(make_plan(barred, travel=TRAVEL))
        worse = {
            name: after[name] - value for name, value in before.items() if after[name] != value
        }
        first = next(iter(worse), "")
        assert reason.level == first
        assert reason.worse == pytest.approx(worse.get(first, 0))
        assert reason.worse >= 0


@settings(max_examples=60, deadline=None)
@given(requests(floors=False))
def test_one_more_unit_is_worth_what_is_said(asked):
    plan = make_plan(asked, travel=TRAVEL)
    before = levels(plan)
    for worth in explained(plan).worth:
        offers = tuple(
            replace(o, steps=tuple(_one_more(s, worth) for s in o.steps))
            if o.force == worth.force
            else o
            for o in asked.offers
        )
        after = levels(make_plan(replace(asked, offers=offers), travel=TRAVEL))
        changed = {n: value - after[n] for n, value in before.items() if after[n] != value}
        first = next(iter(changed), "")
        assert (worth.level, worth.gain) == (first, pytest.approx(changed.get(first, 0)))


def _one_more(step, worth):
    if (step.unit, step.notice) != (worth.unit, worth.notice):
        return step
    each = -(-step.recalled // step.count)
    return replace(step, count=step.count + 1, recalled=each * (step.count + 1))


def demand(count, **more):
    given = {"needed_by": AT + 60, "minutes": 240, "priority": 1, "host": "away"} | more
    return Demand("d", "psu", count, Place(0.0, 0.0), **given)


def offer(force, lat, count, notice=0, region="", held=()):
    return Offer(force, Place(lat, 0.0), region, (Step("psu", notice, count),), held=held)


def cures(asked, **more):
    plan = make_plan(asked, travel=TRAVEL)
    (short,) = explained(plan, **more).short
    return plan, {cure.binding: cure for cure in short.cures}


def raised(asked):
    return sum(each.count for each in make_plan(asked, travel=TRAVEL).assignments)


def test_a_floor_that_is_lowered_as_it_says_cures():
    floors = (Floor("near", "psu", 2), Floor("far", "psu", 1))
    asked = Request((demand(3),), (offer("near", 0.5, 2), offer("far", 1.0, 2)), AT, floors=floors)
    plan, found = cures(asked)
    cure = found["floor"]
    assert sum(each.count for each in plan.assignments) == 1
    assert cure.cured == 2
    assert sum(count for _, count in cure.forces) == 2
    less = dict(cure.forces)
    lowered = tuple(replace(f, count=f.count - less.get(f.force, 0)) for f in floors)
    assert raised(replace(asked, floors=lowered)) == 3


def test_waiting_as_long_as_it_says_cures():
    asked = Request((demand(2),), (offer("near", 0.5, 1), offer("late", 0.5, 1, notice=480)), AT)
    _, found = cures(asked)
    cure = found["distance"]
    assert (cure.cured, cure.forces) == (1, (("late", 1),))
    longer = replace(demand(2), minutes=cure.minutes + 1)
    assert raised(replace(asked, demands=(longer,))) == 2
    assert raised(replace(asked, demands=(replace(longer, minutes=cure.minutes),))) == 1


def test_asking_further_cures_at_the_nearest_tier_that_does():
    offers = (offer("away", 0.0, 1), offer("near", 0.5, 1, region="r"), offer("far", 1.0, 1))
    asked = Request((demand(2, region="r"),), offers, AT, tier="own")
    _, found = cures(asked)
    assert found["authority"].tier == "region"
    assert raised(replace(asked, tier="region")) == 2
    _, narrow = cures(replace(asked, tier="nation", demands=(demand(2, region="r", tier="own"),)))
    assert narrow["authority"].tier == "region"


def test_without_instructions_units_are_raised():
    offers = (offer("near", 0.5, 1), offer("next", 0.5, 1))
    asked = Request((demand(2),), offers, AT, forbidden=(Forbid("next"),))
    assert cures(asked)[1]["instruction"].cured == 1
    pinned = replace(asked, forbidden=(), pins=(Pin("d", "next", 0),))
    assert cures(pinned)[1]["instruction"].cured == 1


def test_cover_that_is_not_kept_cures_where_more_are_held_than_offered():
    asked = Request((demand(2),), (offer("near", 0.5, 1),), AT)
    _, found = cures(asked, uncovered=(offer("near", 0.5, 2),))
    assert (found["cover"].cured, found["cover"].forces) == (1, (("near", 1),))
    assert "cover" not in cures(asked)[1]


def test_people_are_sought_where_the_next_unit_takes_the_fewest():
    def held(count):
        return (Held("psu", 1, 0, (Need("constable", count),)),)

    offers = (offer("near", 0.5, 1, held=held(9)), offer("next", 0.5, 1, held=held(2)))
    asked = Request((demand(3),), offers, AT)
    cure = cures(asked)[1]["people"]
    assert (cure.cured, cure.forces, cure.needs) == (1, (("next", 1),), (Need("constable", 2),))


def test_where_nothing_cures_nothing_is_said_to():
    asked = Request((demand(2),), (offer("near", 0.5, 1),), AT)
    assert cures(asked)[1] == {}


def test_reasons_for_donors_are_of_the_best_plan_alone():
    offers = (offer("near", 0.1, 1), offer("next", 0.2, 3))
    asked = Request((demand(1), replace(demand(1), slug="e", place=Place(-3.0, 0.0))), offers, AT)
    nearest = make_plan(asked, travel=TRAVEL, policy="nearest")
    assert not nearest.proved
    found = explained(nearest)
    assert (found.donors, found.worth, found.notes) == ((), (), (NOT_THE_BEST,))
