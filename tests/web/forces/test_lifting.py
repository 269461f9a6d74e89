"""The fewest people whose tickets, renewed, would lift a force."""

from dataclasses import replace

import numpy as np
import pytest
from tests.web.cast import FAR_FORCE, FORCE, NEXT_FORCE
from tests.web.holdings import NOON

from muster.policing import clock
from muster.strength import count_units
from muster.web.forces.queries import Lift, lifting, lifts_of
from muster.web.picture.asked import Asked
from muster.web.picture.holding import return_of
from muster.web.rulebook import rulebook

AT = clock.minute_of(NOON)
ASKED = [
    Asked(AT + clock.DAY * days, NOON, within, unit, "2023")
    for unit in ("psu", "serial")
    for within in (60, 1440)
    for days in (0, 60)
]


def renewed(roster, lift: Lift, people):
    """Return a roster in which the tickets of some of the people of a lift do not lapse."""
    skills = [each.slug for each in rulebook().skills]
    expires = roster.tickets.expires.copy()
    for each in lift.tickets:
        if each.officer_id in people:
            own = roster.tickets.officer == each.officer
            expires[own & (roster.tickets.skill == skills.index(each.skill))] = 40_000
    return replace(roster, tickets=replace(roster.tickets, expires=expires))


def units(roster, asked):
    found = count_units(
        roster, units=[asked.unit], at=asked.at, within=asked.within, doctrine=rulebook()
    )
    return found.kinds[0].high


def lifts(held):
    for force in (FORCE, NEXT_FORCE, FAR_FORCE):
        for asked in ASKED:
            lift = lifting(held[force], asked)
            if lift.lifts:
                yield return_of(held[force]).roster, asked, lift


def test_renewing_the_tickets_named_lifts_the_count(held):
    found = list(lifts(held))
    assert found, "the fixture has nothing to lift, so this says nothing"
    for roster, asked, lift in found:
        assert units(renewed(roster, lift, lift.officers), asked) == lift.restored == lift.wanted


def test_one_person_fewer_is_not_enough(held):
    found = [each for each in lifts(held) if each[2].people > 1]
    for roster, asked, lift in found:
        assert units(renewed(roster, lift, lift.officers[1:]), asked) < lift.restored


def test_counts_people_once_whatever_tickets_they_lack(held):
    for *_, lift in lifts(held):
        assert lift.people == len(set(lift.officers)) == sum(lift.by_post.values())
        assert {skill for skills in lift.skills.values() for skill in skills} == {
            each.skill for each in lift.tickets
        }


def test_each_unit_more_takes_no_fewer_people(held):
    for asked in ASKED:
        steps = [each.people for each in lifts_of(held[FORCE], asked, 3)]
        assert steps == sorted(steps)


def test_says_that_no_ticket_helps_where_none_does(held):
    mounted = Asked(AT, NOON, 60, "mounted_section", "2023")
    lift = lifting(held[FORCE], mounted)
    assert not lift.lifts
    assert lift.tickets == ()


def test_before_the_return_there_is_nothing_to_say(held):
    assert lifting(held[FORCE], ASKED[0].moved_to(AT - 30 * clock.DAY)) is None


@pytest.mark.parametrize("more", [1, 2])
def test_asks_for_so_many_units_more(held, more):
    lift = lifting(held[FORCE], ASKED[0], more)
    assert lift.wanted == lift.now + more
    assert np.all([lift.now <= lift.restored <= lift.wanted])
