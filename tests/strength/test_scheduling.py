"""Steps of a schedule can be staffed as a whole, and no more or earlier units can."""

from dataclasses import replace
from itertools import product
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.strength.builders import AT, DOCTRINE, Person, Stay, parade, unit

from muster.strength import (
    State,
    Taken,
    UnableToChoosePeople,
    choose_people,
    choosing,
    schedule_units,
    scheduling,
)

L2, MEDIC = "public_order_level_2", "police_medic"
NOTICES = (0, 60, 240, 480, 1440)
SECTION = unit("section", (1, ["sergeant"], [L2]), (2, ["constable", "sergeant"], [L2]), carrier=1)
PAIR = unit("pair", (2, ["constable", "sergeant"], [MEDIC]))
KINDS = {"section": SECTION, "pair": PAIR}
people = st.lists(
    st.tuples(
        st.sampled_from(["constable", "sergeant"]),
        st.sampled_from([(L2,), (MEDIC,), (L2, MEDIC)]),
        st.sampled_from(["", "response"]),
        st.sampled_from((0, 1, 1, 2)),
    ),
    max_size=7,
)
carriers = st.integers(0, 3)
cover = st.integers(0, 2)


class Cast:
    """A few people, each there from one of doctrine's notices on, and units of the test's own."""

    def __init__(self, told, carriers=0, cover=0):
        self.told = told
        self.ready = np.array([first for *_, first in told], dtype=np.int64)
        cast = [Person(rank, skills, State.ON_DUTY, role) for rank, skills, role, _ in told]
        vehicles = [("carrier", 0)] * carriers
        self.roster, self.present = parade(cast, vehicles, [Stay("response", cover)] * bool(cover))

    def available(self, roster, *, at, within, doctrine, overlays=()):
        here = self.ready <= NOTICES.index(within)
        state = np.where(here, self.present.state, np.int8(State.ABSENT)).astype(np.int8)
        return replace(self.present, by=at + within, state=state)


class Kinds:
    """Doctrine with the test's own compositions."""

    def __getattr__(self, name):
        return getattr(DOCTRINE, name)

    def composition(self, slug, _on):
        return KINDS[slug]


def asked(cast, function, *arguments, **options):
    with (
        patch.object(scheduling, "available", cast.available),
        patch.object(scheduling, "_working", lambda roster, *_: np.zeros(len(roster), bool)),
    ):
        return function(cast.roster, *arguments, at=AT, doctrine=Kinds(), **options)


def can(cast, units, notices, vector):
    taken = [Taken(u, n, c) for u, n, c in zip(units, notices, vector, strict=True) if c]
    try:
        asked(cast, choose_people, taken)
    except UnableToChoosePeople:
        return False
    return True


def can_at_every_notice(cast, vector):
    """Say whether units that have gone by each notice leave minimum cover at that notice."""
    return all(can(cast, ["section"] * upto, NOTICES[:upto], vector[:upto]) for upto in range(1, 4))


@settings(max_examples=60, deadline=None)
@given(people, carriers, cover)
def test_steps_are_the_largest_number_and_then_the_earliest(told, carriers, cover):
    cast = Cast(told, carriers, cover)
    steps = asked(cast, schedule_units, units=["section"]).steps
    found = tuple(sum(s.count for s in steps if s.notice == n) for n in NOTICES[:3])
    every = product(range(3), repeat=3)
    best = max(
        (each for each in every if can_at_every_notice(cast, each)),
        key=lambda each: (sum(each), *each),
    )
    assert found == best
    assert sum(step.count for step in steps) == sum(best)


@settings(max_examples=60, deadline=None)
@given(people, carriers)
def test_what_keeps_the_shared_limits_can_be_staffed(told, carriers):
    cast = Cast(told, carriers)
    schedule = asked(cast, schedule_units, units=["section", "pair"])
    most = {}
    for step in schedule.steps:
        if step.notice <= NOTICES[2]:
            most[step.unit] = most.get(step.unit, 0) + step.count
    for sections, pairs in product(*(range(most.get(u, 0) + 1) for u in KINDS)):
        uses = {"section": sections, "pair": pairs}
        kept = all(_used(limit, schedule.steps, uses) <= limit.stock for limit in schedule.limits)
        if kept:
            assert can(cast, list(KINDS), (NOTICES[2],) * 2, (sections, pairs))


def _used(limit, steps, wanted):
    each = {use.unit: use.each for use in limit.uses}
    return sum(each.get(unit, 0) * count for unit, count in wanted.items())


def test_units_that_wait_may_be_made_of_people_ready_before():
    told = [("sergeant", (L2,), "", 0), ("constable", (L2,), "", 1), ("constable", (L2,), "", 2)]
    cast = Cast(told, carriers=1)
    (chosen,) = asked(cast, choose_people, [Taken("section", 240, 1)])
    assert sorted(chosen.officers.tolist()) == [0, 1, 2]
    assert chosen.vehicles.tolist() == [0]
    assert not can(cast, ["section"], [60], [1])


def test_nobody_is_chosen_for_nothing():
    assert choose_people(Cast([]).roster, [], at=AT, doctrine=Kinds()) == ()


def test_too_many_places_at_once_are_refused_by_name():
    cast = Cast([("sergeant", (L2,), "", 0)])
    taken = [Taken("section", 60, 0)] * (choosing.MOST_PLACES // 2 + 1)
    with pytest.raises(UnableToChoosePeople, match="choose for fewer"):
        asked(cast, choose_people, taken)


def test_no_vehicle_is_in_two_units():
    told = [("sergeant", (L2,), "", 0)] * 6
    cast = Cast(told, carriers=2)
    chosen = asked(cast, choose_people, [Taken("section", 0, 1), Taken("section", 60, 1)])
    assert sorted(np.concatenate([each.vehicles for each in chosen]).tolist()) == [0, 1]
    assert len(set(np.concatenate([each.officers for each in chosen]).tolist())) == 6
    assert not can(Cast(told, carriers=1), ["section"] * 2, (0, 60), (1, 1))
