"""Relief: every tour covered, nobody twice, and the hour of running out computed by hand."""

from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.mobilisation.requests import AT, TRAVEL

from muster.doctrine import read_doctrine
from muster.mobilisation import Demand, Floor, Forbid, Offer, Request, make_plan, relieve
from muster.policing import Place, clock
from muster.strength import Step

SHIPPED = read_doctrine()
FEW = st.integers(1, 3)
HOUR = clock.HOUR
PEOPLE = SHIPPED.composition("psu", clock.instant_of(AT).date()).people


class Rules:
    """Doctrine with tours of 12 hours, 11 of rest and so many days away."""

    def __init__(self, days=7, tour=12, rest=11):
        self.days, self.tour, self.rest = days, tour, rest

    def __getattr__(self, name):
        return getattr(SHIPPED, name)

    def aid_tour(self, _on):
        return SimpleNamespace(minutes=self.tour * HOUR, days=self.days)

    def rest_rule(self, _on):
        return SimpleNamespace(minutes=self.rest * HOUR)


def demand(count=1, hours=48, slug="d", lat=0.0, **more):
    given = {"needed_by": AT + HOUR, "minutes": hours * HOUR, "priority": 1, "host": "away"} | more
    return Demand(slug, "psu", count, Place(lat, 0.0), **given)


def offer(force, lat=1.0, *steps):
    made = tuple(Step("psu", *step) for step in steps or ((0, 1),))
    return Offer(force, Place(lat, 0.0), "", made)


def relief(demands, offers, hours=72, rules=None, **more):
    asked = Request(tuple(demands), tuple(offers), AT, **more)
    plan = make_plan(asked, travel=TRAVEL)
    return relieve(plan, hours=hours, travel=TRAVEL, doctrine=rules or Rules())


def gone(found, force, minute):
    return sum(t.count for t in found.trips if t.force == force and t.depart <= minute < t.rested)


def test_two_forces_take_turns_and_nothing_runs_out():
    found = relief([demand()], [offer("near"), offer("next", 2.0)])
    assert [tour.short for tour in found.tours] == [0, 0, 0, 0]
    assert found.runs_out is None
    assert found.proved
    assert {trip.force: trip.tours for trip in found.trips} == {"near": (0, 2), "next": (1, 3)}


def test_one_unit_alone_runs_out_when_its_first_tour_ends():
    found = relief([demand()], [offer("near")])
    assert found.runs_out == AT + HOUR + 12 * HOUR
    assert [tour.short for tour in found.tours] == [0, 1, 0, 1]
    assert found.proved
    assert found.officer_hours == (("near", 24 * PEOPLE),)


def test_units_go_home_when_their_days_away_are_over():
    found = relief([demand(hours=72)], [offer("near"), offer("next")], rules=Rules(days=1))
    longest = max(trip.home - trip.depart for trip in found.trips)
    assert longest <= clock.DAY
    assert all(len(trip.tours) == 1 for trip in found.trips)
    assert [tour.short for tour in found.tours][:2] == [0, 0]
    assert found.runs_out == found.tours[2].start


def test_rest_between_tours_is_kept_however_short_a_tour_is():
    rules = Rules(tour=8)
    found = relief([demand(hours=24)], [offer("near"), offer("next"), offer("third")], rules=rules)
    assert found.runs_out is None
    assert {trip.tours for trip in found.trips} == {(0,), (1,), (2,)}


def test_what_a_floor_keeps_relieves_nobody_else():
    floors = (Floor("next", "psu", 1),)
    found = relief([demand()], [offer("near"), offer("next", 2.0)], floors=floors)
    assert found.runs_out == AT + 13 * HOUR
    own = demand(host="next", lat=2.0)
    home = relief([own], [offer("next", 2.0, (0, 2))], floors=floors)
    assert home.runs_out is None


def test_who_is_forbidden_or_too_far_to_ask_relieves_nobody():
    forces = [offer("near"), offer("next", 2.0)]
    barred = relief([demand()], forces, forbidden=(Forbid("next"),))
    assert barred.runs_out == AT + 13 * HOUR
    alone = relief([demand(host="near")], forces, tier="own")
    assert alone.runs_out == AT + 13 * HOUR


def test_a_unit_that_is_not_ready_in_time_waits_for_a_later_tour():
    found = relief([demand(hours=36)], [offer("near"), offer("slow", 1.0, (720, 1))])
    (slow,) = [trip for trip in found.trips if trip.force == "slow"]
    assert slow.depart >= AT + 720
    assert found.runs_out == (None if slow.tours == (1,) else AT + 13 * HOUR)


@pytest.mark.parametrize("hours", [1, 20, 100])
def test_tours_begin_before_the_horizon_and_end_with_the_demand(hours):
    found = relief([demand(hours=30)], [offer("near", 1.0, (0, 3))], hours=hours)
    starts = [AT + HOUR + n * 12 * HOUR for n in range(3)]
    assert [tour.start for tour in found.tours] == [s for s in starts if s < AT + hours * HOUR]
    assert all(tour.end <= AT + 31 * HOUR for tour in found.tours)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(FEW, st.integers(1, 60), st.integers(0, 4)), min_size=1, max_size=2),
    st.lists(
        st.tuples(FEW, st.integers(0, 4), st.sampled_from((0, 480)), st.integers(0, 1)),
        min_size=1,
        max_size=3,
    ),
    st.integers(1, 3),
)
def test_no_force_has_more_gone_than_it_has_and_every_tour_adds_up(asked, held, days):
    demands = [demand(n, hours, f"d{at}", lat / 2) for at, (n, hours, lat) in enumerate(asked)]
    offers = [offer(f"f{at}", lat / 2, (w, n)) for at, (n, lat, w, _) in enumerate(held)]
    floors = tuple(Floor(f"f{at}", "psu", keep) for at, (*_, keep) in enumerate(held))
    found = relief(demands, offers, rules=Rules(days=days), floors=floors)
    for at, each in enumerate(offers):
        most = max(each.total("psu") - held[at][3], 0)
        assert all(gone(found, each.force, t.depart) <= most for t in found.trips)
    for tour in found.tours:
        worked = sum(
            t.count for t in found.trips if t.demand == tour.demand and tour.number in t.tours
        )
        assert worked + tour.short == tour.wanted
    for trip in found.trips:
        assert trip.rested - trip.home == 11 * HOUR
        assert trip.home - trip.depart <= days * clock.DAY or len(trip.tours) == 1
        gaps = {b - a for a, b in zip(trip.tours, trip.tours[1:], strict=False)}
        assert gaps <= {2}
    first = [tour.start for tour in found.tours if tour.short]
    assert found.runs_out == min(first, default=None)
