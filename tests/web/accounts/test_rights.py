"""Who may do what over which place."""

import pytest
from tests.web.cast import EVERYBODY, FAR_FORCE, FORCE, NEXT_FORCE, NOBODY, REGION

from muster.web.accounts.rights import Place, Right, forces_of, may, places_of

HERE = Place.force(FORCE)
NEXT = Place.force(NEXT_FORCE)
MAY_HERE = {
    Right.SEE_PEOPLE: {"planning_lead", "human_resources"},
    Right.SEE_SICKNESS: {"human_resources"},
    Right.SEND_RETURN: {"planning_lead"},
    Right.JUDGE: {"chief_officer", "planning_lead"},
    Right.SEE_TOUR: {"chief_officer", "planning_lead", "control_room"},
    Right.DECLARE_TOUR: {"planning_lead", "control_room"},
    Right.ADMINISTER: {"force_administrator", "administrator"},
    Right.ASK: {"inspector"},
    Right.ANSWER: {"planning_lead"},
    Right.SEE_PICTURE: {
        "chief_officer",
        "planning_lead",
        "control_room",
        "regional_coordinator",
        "national_coordinator",
        "inspector",
    },
}


@pytest.mark.parametrize("right", MAY_HERE, ids=str)
def test_a_right_over_the_force_is_held_by_these_and_by_nobody_else(cast, right):
    assert {who for who in EVERYBODY if may(cast.viewer(who), right, HERE)} == MAY_HERE[right]


def test_the_next_force_is_seen_in_sums_of_its_region_and_never_by_itself(cast):
    lead = cast.viewer("planning_lead")
    assert may(lead, Right.SEE_SUMS, Place.region(REGION))
    assert may(lead, Right.SEE_SUMS, Place.nation())
    assert not any(may(lead, right, NEXT) for right in Right if right != Right.SEE_DOCTRINE)


def test_no_record_of_a_person_crosses_a_border_even_for_a_national_appointment(cast):
    for who in ("national_coordinator", "regional_coordinator", "administrator"):
        assert not may(cast.viewer(who), Right.SEE_PEOPLE, HERE)


def test_an_inspector_whose_time_is_over_holds_nothing(cast):
    assert cast.viewer("late_inspector").held == ()
    assert not may(cast.viewer("late_inspector"), Right.SEE_DOCTRINE, HERE)


def test_nobody_may_do_nothing(cast):
    assert not any(may(cast.viewer(NOBODY), right, Place.nation()) for right in Right)


def test_forces_are_kept_to_those_of_the_region(cast):
    seen = forces_of(
        cast.viewer("regional_coordinator"), Right.SEE_PICTURE, (FORCE, NEXT_FORCE, FAR_FORCE)
    )
    assert seen == (FORCE, NEXT_FORCE)


def test_places_are_those_of_the_appointment(cast):
    assert places_of(cast.viewer("planning_lead"), Right.SEE_PEOPLE) == (HERE,)
    assert places_of(cast.viewer("national_coordinator"), Right.SEE_PEOPLE) == ()
