"""What saying yes means for a donor, worked out from its own people."""

from dataclasses import replace

import pytest
from tests.mobilisation.requests import TRAVEL

from muster.intake import offers_of
from muster.mobilisation import Demand, Floor, Pin, Request, make_plan, weigh_consent
from muster.policing import clock
from muster.strength import Options, UnableToChoosePeople, count_units
from muster.synthesis import county_doctrine, network

DOCTRINE = county_doctrine()
AT = clock.parse_instant("2026-03-02T20:00")
ON = clock.instant_of(AT).date()
PSU = DOCTRINE.composition("psu", ON)
HOURS = 12


@pytest.fixture(scope="module")
def held():
    """Return Barsetshire's return."""
    return network("county", doctrine=DOCTRINE)[0]


def plan_of(held, count, **more):
    place = DOCTRINE.force("barsetshire").place
    needed, minutes = AT + 2 * clock.HOUR, HOURS * clock.HOUR
    asked = Demand("d", "psu", count, place, needed, minutes, 1, "loamshire")
    offers = offers_of([held], [asked], at=AT, doctrine=DOCTRINE)
    return make_plan(Request((asked,), offers, AT, assembly=30, **more), travel=TRAVEL)


def test_those_who_go_are_as_many_as_the_units_take_and_nobody_twice(held):
    plan = plan_of(held, 4)
    found = weigh_consent(plan, held.roster, doctrine=DOCTRINE)
    sent = sum(each.count for each in plan.assignments)
    assert sent == sum(each.assignment.count for each in found.going) > 1
    officers = [name for each in found.going for name in each.officers]
    vehicles = [name for each in found.going for name in each.vehicles]
    assert len(officers) == len(set(officers)) == sent * PSU.people
    assert len(vehicles) == len(set(vehicles)) == sent * sum(n.count for n in PSU.vehicles)


def test_hours_are_from_leaving_to_being_back(held):
    (first, *_) = weigh_consent(plan_of(held, 1), held.roster, doctrine=DOCTRINE).going
    assert first.back == AT + (2 + HOURS) * clock.HOUR + first.assignment.travel
    away = first.back - first.assignment.depart
    assert first.hours == away * len(first.officers) // clock.HOUR
    assert 0 <= first.beyond <= first.hours


def test_pay_is_for_every_hour_and_more_on_rest_days(held):
    found = weigh_consent(plan_of(held, 4), held.roster, doctrine=DOCTRINE)
    assert found.paid_hours >= found.hours
    assert (found.paid_hours > found.hours) == (found.rest_days > 0)


def test_what_remains_is_less_while_they_are_away_and_the_same_when_they_are_back(held):
    found = weigh_consent(plan_of(held, 2), held.roster, doctrine=DOCTRINE)
    assert [each.at for each in found.remaining] == [AT + h * clock.HOUR for h in range(0, 73, 6)]
    assert found.remaining[0].after < found.remaining[0].before
    back = max(each.back for each in found.going)
    assert all(each.after == each.before for each in found.remaining if each.at >= back)


def test_what_remains_without_the_aid_is_what_is_counted(held):
    first = weigh_consent(plan_of(held, 1), held.roster, doctrine=DOCTRINE).remaining[0]
    counted = count_units(
        held.roster, units=["psu"], at=AT, within=60, doctrine=DOCTRINE,
        options=Options(releasable=True),
    )  # fmt: skip
    assert first.before == counted.kinds[0].low


def test_a_plan_that_asks_nothing_of_a_force_means_nothing_for_it(held):
    found = weigh_consent(
        plan_of(held, 1, pins=(Pin("d", "barsetshire", 0),)), held.roster, doctrine=DOCTRINE
    )
    assert (found.going, found.remaining, found.hours) == ((), (), 0)


def test_units_that_a_return_no_longer_makes_up_are_refused(held):
    others = network("county", doctrine=DOCTRINE)[1].roster
    plan = plan_of(held, 4, floors=(Floor("loamshire", "psu", 0),))
    with pytest.raises(UnableToChoosePeople, match="make the plan again"):
        weigh_consent(plan, replace(others, force="barsetshire"), doctrine=DOCTRINE)
