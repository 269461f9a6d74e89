"""Those suggested could command; what is said against others is true, and not why they are ill."""

import numpy as np
import pytest
from tests.web.cast import FORCE

from muster.doctrine import read_doctrine
from muster.policing import clock as minutes
from muster.strength import State, available
from muster.web import clock
from muster.web.picture.holding import return_of
from muster.web.tours.candidates import Parade


@pytest.fixture
def parade(held):
    return Parade(return_of(held[FORCE]), minutes.minute_of(clock.now()), 60, read_doctrine())


def inspectors(parade):
    ranks = [each.slug for each in parade.doctrine.ranks]
    rank = parade.roster.officers.rank == ranks.index("inspector")
    return [parade.roster.officer_name(int(row)) for row in np.flatnonzero(rank)]


def test_suggests_inspectors_who_can_be_here_with_every_ticket_in_date(parade):
    found = parade.suggest()
    assert found
    present = available(parade.roster, at=parade.at, within=60, doctrine=parade.doctrine)
    skills = [each.slug for each in parade.doctrine.skills]
    for each in found:
        row = parade.rows[each.officer]
        assert each.rank == "Inspector" and not each.doubt
        assert present.present[row]
        for skill in parade.post.skills:
            assert int(present.tickets[row]) >> skills.index(skill) & 1


def test_suggests_everybody_who_could_and_those_on_duty_first(parade):
    found = parade.suggest(most=10_000)
    suggested = {each.officer for each in found}
    assert [each.state for each in found] == sorted(each.state for each in found)
    doubted = {each.officer for each in parade.named(inspectors(parade)) if each.doubt}
    assert suggested | doubted == set(inspectors(parade)) and not suggested & doubted


def test_doubts_a_number_that_the_return_does_not_hold(parade):
    (found,) = parade.named(["9999"])
    assert found.doubt == "is not in the return"


def test_doubts_a_rank_that_does_not_command(parade):
    ranks = [each.slug for each in parade.doctrine.ranks]
    row = int(np.flatnonzero(parade.roster.officers.rank == ranks.index("constable"))[0])
    (found,) = parade.named([parade.roster.officer_name(row)])
    assert found.doubt == "is not of the rank of inspector"


def test_never_says_why_somebody_is_away(parade):
    words = {each.doubt for each in parade.named(inspectors(parade)) if each.state == State.ABSENT}
    assert words
    for kind in parade.doctrine.abstraction_kinds:
        assert not [each for each in words if kind.name.lower() in each.lower()]


def test_names_somebody_once_however_often_they_are_typed(parade):
    assert len(parade.named(["1", "1", "2"])) == 2


def test_lists_the_vehicles_that_units_need_and_no_others(parade):
    found = parade.vehicles()
    needed = {"carrier", "cbrn_vehicle", "dog_van", "horsebox"}
    kinds = [each.slug for each in parade.doctrine.vehicle_kinds]
    wanted = sum(kinds[int(each)] in needed for each in parade.roster.vehicles.kind)
    assert len(found) == wanted > 0
    assert {each.kind for each in found} <= needed


def test_a_force_without_a_return_suggests_nobody(held):
    parade = Parade(None, 0, 60, read_doctrine())
    assert parade.suggest() == [] and parade.vehicles() == []
    assert parade.named(["1"])[0].doubt == "no people are held to check against"
