"""The number of whole units is the largest there is, and what stops the next is the least."""

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.strength.builders import DOCTRINE, Person, Stay, parade, unit
from tests.strength.exhaustive import (
    can_form,
    fewest_extra,
    fillings,
    fits,
    staying,
    vehicles_allow,
)

from muster.strength import Options, State, form_units
from muster.strength.capacity import joint_limits
from muster.strength.formation import capacity_of, read_muster
from muster.strength.read_roster import read_roster, unavailable_reasons
from muster.strength.reasons import Reason

RANKS = ("constable", "sergeant", "inspector")
SKILLS = ("public_order_level_2", "psu_driver", "job_fitness")
ROLES = ("response", "custody", "")

people = st.builds(
    Person,
    rank=st.sampled_from(RANKS),
    skills=st.lists(st.sampled_from(SKILLS), unique=True).map(tuple),
    state=st.sampled_from([State.ON_DUTY, State.RECALL, State.ABSENT]),
    role=st.sampled_from(ROLES),
    base=st.integers(0, 1),
    ready=st.sampled_from([0, 15, 30]),
)
posts = st.tuples(
    st.integers(1, 2),
    st.lists(st.sampled_from(RANKS), min_size=1, max_size=2, unique=True).map(sorted).map(tuple),
    st.lists(st.sampled_from(SKILLS), min_size=1, max_size=2, unique=True).map(sorted).map(tuple),
)
different = st.lists(posts, min_size=1, max_size=3, unique_by=lambda post: post[1:])
vehicles = st.lists(st.tuples(st.sampled_from(["carrier", "car"]), st.integers(0, 1)), max_size=5)


def units_of(slug):
    return st.builds(
        lambda chosen, carriers: unit(slug, *chosen, **({"carrier": carriers} if carriers else {})),
        different,
        st.integers(0, 2),
    )


covers = st.lists(
    st.builds(
        Stay, role=st.sampled_from(ROLES[:2]), count=st.integers(1, 3), base=st.integers(0, 1)
    ),
    max_size=3,
    unique_by=lambda stay: (stay.role, stay.base),
)


def most(cast, kind, fleet, cover):
    found, stay = fillings(cast, [kind], cover), staying(cast, cover)
    count = 0
    while can_form(found, [kind], [count + 1], stay) and vehicles_allow(fleet, [kind], [count + 1]):
        count += 1
    return count, found, stay


@settings(max_examples=700, deadline=None)
@given(st.lists(people, max_size=9), units_of("psu"), vehicles, covers)
def test_number_and_next_need_equal_every_way_tried(cast, kind, fleet, cover):
    roster, present = parade(cast, fleet, cover, bases=2)
    (formed,) = form_units(present, roster, units=[kind], doctrine=DOCTRINE, releasable=True)
    count, found, stay = most(cast, kind, fleet, cover)
    assert formed.whole_units == count
    needs = {need.post: need.count for need in formed.next_unit_needs}
    extra = fewest_extra(found, kind, count + 1, stay)
    wanted = {post.slug: more for post, more in zip(kind.posts, extra, strict=True) if more}
    short = sum(need.count for need in kind.vehicles) * (count + 1) - sum(
        each == "carrier" for each, _ in fleet
    )
    assert needs == wanted | ({"carrier": short} if kind.vehicles and short > 0 else {})


@settings(max_examples=300, deadline=None)
@given(st.lists(people, max_size=12), units_of("psu"), vehicles, covers)
def test_posts_are_filled_by_different_people_who_fit_and_cover_stays(cast, kind, fleet, cover):
    roster, present = parade(cast, fleet, cover, bases=2)
    (formed,) = form_units(present, roster, units=[kind], doctrine=DOCTRINE, releasable=True)
    used = [int(row) for post in formed.posts for row in post.officers]
    assert len(used) == len(set(used))
    for post, filled in zip(kind.posts, formed.posts, strict=True):
        assert len(filled.officers) == formed.whole_units * post.count
        assert all(fits(cast[row], post) and cast[row].state < 4 for row in filled.officers)
    left = [person for row, person in enumerate(cast) if row not in used]
    assert staying(cast, cover) == [
        min(keep, sum(p.role == stay.role and p.base == stay.base for p in left))
        for keep, stay in zip(staying(cast, cover), cover, strict=True)
    ]
    usable = {
        row
        for row, person in enumerate(cast)
        if person.state < 4 and any(fits(person, post) for post in kind.posts)
    }
    assert set(formed.left_over.tolist()) == usable - set(used)


@settings(max_examples=300, deadline=None)
@given(st.lists(people, max_size=7), units_of("psu"), units_of("serial"), vehicles, covers)
def test_joint_answer_equals_every_mix_tried(cast, first, second, fleet, cover):
    roster, present = parade(cast, fleet, cover, bases=2)
    kinds = [first, second]
    muster = read_muster(roster, present, kinds, doctrine=DOCTRINE, releasable=True)
    found, stay = fillings(cast, kinds, cover), staying(cast, cover)
    can = {
        mix
        for mix in product(range(8), repeat=2)
        if can_form(found, kinds, mix, stay) and vehicles_allow(fleet, kinds, mix)
    }
    best = {
        mix
        for mix in can
        if not any(other != mix and other[0] >= mix[0] and other[1] >= mix[1] for other in can)
    }
    assert set(joint_limits(capacity_of(muster))) == best


@settings(max_examples=200, deadline=None)
@given(st.lists(people, max_size=9), units_of("psu"), vehicles)
def test_units_by_base_are_the_sum_over_bases(cast, kind, fleet):
    roster, present = parade(cast, fleet, bases=2)
    (formed,) = form_units(present, roster, units=[kind], doctrine=DOCTRINE, by_base=True)
    apart = 0
    for base in (0, 1):
        here = [person for person in cast if person.base == base]
        apart += most(here, kind, [each for each in fleet if each[1] == base], [])[0]
    assert formed.whole_units == apart
    rows = np.concatenate([post.officers for post in formed.posts])
    assert len(rows) == apart * kind.people


def team(constables=18, sergeants=3, inspectors=1, drivers=3):
    support = ("public_order_refresher", "job_fitness", "personal_safety")
    level_2 = ("public_order_level_2", *support)
    return [
        *[Person("inspector", ("psu_commander", *support))] * inspectors,
        *[Person("sergeant", level_2)] * sergeants,
        *[Person("constable", level_2)] * constables,
        *[Person("constable", ("psu_driver", *level_2))] * drivers,
    ]


def psu():
    return DOCTRINE.composition("psu", unit("x", (1, RANKS, SKILLS)).starts)


def test_twenty_five_people_and_three_carriers_make_one_unit():
    roster, present = parade(team(), [("carrier", 0)] * 3)
    (formed,) = form_units(present, roster, units=[psu()], doctrine=DOCTRINE)
    assert formed.whole_units == 1
    assert {need.post: need.count for need in formed.next_unit_needs} == {
        "commander": 1,
        "sergeant": 3,
        "constable": 18,
        "driver": 3,
        "carrier": 3,
    }


def test_counts_a_driver_only_once():
    roster, present = parade(team(constables=16, drivers=4), [("carrier", 0)] * 3)
    (formed,) = form_units(present, roster, units=[psu()], doctrine=DOCTRINE)
    assert formed.whole_units == 0
    assert [(need.post, need.count) for need in formed.next_unit_needs] == [("constable", 1)]


def test_a_chief_inspector_does_not_fill_an_inspectors_post():
    cast = team(inspectors=0)
    support = ("psu_commander", "public_order_refresher", "job_fitness", "personal_safety")
    roster, present = parade([*cast, Person("chief-inspector", support)], [("carrier", 0)] * 3)
    (formed,) = form_units(present, roster, units=[psu()], doctrine=DOCTRINE)
    assert formed.whole_units == 0


def test_one_ticket_out_of_four_lapsed_costs_the_unit():
    cast = team(inspectors=0)
    lapsed = Person(
        "inspector",
        ("psu_commander", "public_order_refresher", "job_fitness"),
        held=("personal_safety",),
    )
    roster, present = parade([*cast, lapsed], [("carrier", 0)] * 3)
    reading = read_muster(roster, present, [psu()], doctrine=DOCTRINE)
    reasons = unavailable_reasons(reading, psu(), DOCTRINE)
    assert reasons[-1] == Reason.LAPSED
    assert (reasons[:-1] == Reason.NONE).all()


def test_assured_leaves_out_those_who_might_come():
    cast = [*team(), *[Person("inspector", team()[0].skills, State.RECALL)] * 2]
    roster, present = parade(cast, [("carrier", 0)] * 3)
    muster = read_muster(roster, present, [psu()], doctrine=DOCTRINE, assured=True)
    assert (unavailable_reasons(muster, psu(), DOCTRINE)[-2:] == Reason.NOT_ASSURED).all()


def test_everyone_fits_or_has_a_reason():
    roster, _ = parade(team(), [("carrier", 0)] * 3)
    reading = read_roster(
        roster, [psu()], at=roster.starts, within=60, doctrine=DOCTRINE, options=Options()
    )
    assert sum(reading.kinds[0].unavailable.values()) == len(roster)
