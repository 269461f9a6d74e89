"""The course that was called off: booked in the earlier return, not taken in the later."""

from dataclasses import replace

import numpy as np
import pytest

from muster import strength
from muster.doctrine import read_doctrine
from muster.policing import clock
from muster.synthesis import synthesise
from muster.web.demonstration.course import GOING, OF_EVERY, call_off_course
from muster.web.demonstration.months import month_on

LAST = clock.parse_instant("2026-02-01T00:00")
THIS = clock.parse_instant("2026-03-01T00:00")
NOON = clock.parse_instant("2026-03-10T12:00")
HOURS = range(0, 24 * 60, 180)


@pytest.fixture(scope="module")
def doctrine():
    return read_doctrine()


@pytest.fixture(scope="module")
def untouched(doctrine):
    made = synthesise(doctrine=doctrine, seed=20, starts=LAST, forces=["west-midlands"], scale=0.5)
    last = next(iter(made))
    return last, month_on(last, THIS)


@pytest.fixture(scope="module")
def pair(untouched, doctrine):
    return call_off_course(*untouched, doctrine)


def in_date(return_, skill, day, doctrine):
    tickets = return_.roster.tickets
    code = [each.slug for each in doctrine.skills].index(skill)
    own = (tickets.skill == code) & (tickets.awarded <= day) & (tickets.expires >= day)
    return set(tickets.officer[own].tolist())


def commanders(return_, minute, doctrine):
    day = int(clock.local_day(np.array([minute]))[0])
    return in_date(return_, "psu_commander", day, doctrine) & in_date(
        return_, "public_order_refresher", day, doctrine
    )


def sergeants(return_, minute, doctrine):
    day = int(clock.local_day(np.array([minute]))[0])
    able = in_date(return_, "public_order_level_2", day, doctrine)
    able &= in_date(return_, "public_order_refresher", day, doctrine)
    ranks = [each.slug for each in doctrine.ranks]
    rank = return_.roster.officers.rank
    return {each for each in able if rank[each] == ranks.index("sergeant")}


def raised(return_, at, doctrine):
    return strength.count_units(
        return_.roster, units=["psu"], at=at, within=60, doctrine=doctrine
    ).kinds[0]


@pytest.mark.parametrize("post", [commanders, sergeants])
def test_most_supervisors_are_in_date_by_the_earlier_and_not_by_the_later(pair, post, doctrine):
    earlier, later = pair
    before, after = (post(each, NOON, doctrine) for each in pair)
    gone = before - after
    assert len(gone) > len(before) / 2
    assert post(earlier, LAST, doctrine) >= gone
    assert gone.isdisjoint(post(later, THIS, doctrine))


@pytest.mark.parametrize("post", [commanders, sergeants])
def test_so_many_of_every_few_were_to_go(untouched, pair, post, doctrine):
    before, after = (post(each[1], NOON, doctrine) for each in (untouched, pair))
    assert after < before
    assert len(before - after) / len(before) == pytest.approx(GOING / OF_EVERY, abs=0.15)


def test_nothing_else_of_the_returns_changes(untouched, pair, doctrine):
    skills = [each.slug for each in doctrine.skills]
    for one, other in zip(untouched, pair, strict=True):
        assert (other.about, other.rows) == (one.about, one.rows)
        assert other.roster.officers is one.roster.officers
        assert other.roster.abstractions is one.roster.abstractions
        for skill in skills:
            if skill == "public_order_refresher":
                continue
            code = skills.index(skill)
            kept = [each.roster.tickets for each in (one, other)]
            assert len({int((each.skill == code).sum()) for each in kept}) == 1


def test_tickets_stay_in_order_by_officer_skill_and_award(pair):
    for each in pair:
        held = each.roster.tickets
        order = np.lexsort((held.awarded, held.skill, held.officer))
        assert (order == np.arange(len(order))).all()


def test_renewing_a_few_would_lift_the_limit_at_any_hour(pair, doctrine):
    for hour in HOURS:
        at = THIS + 9 * clock.DAY + hour
        have = raised(pair[1], at, doctrine).high
        seen = strength.forecast(
            pair[1].roster,
            units=["psu"],
            start=at,
            hours=1,
            within=60,
            doctrine=doctrine,
            floors={"psu": have + 1},
        )
        assert seen.falls[0].restored == have + 1, hour
        assert 0 < len(seen.falls[0].officers) < 10, hour


def test_is_the_same_every_time(untouched, pair, doctrine):
    again = call_off_course(*untouched, doctrine)
    for one, other in zip(pair, again, strict=True):
        assert (one.roster.tickets.expires == other.roster.tickets.expires).all()


def test_leaves_alone_what_gives_no_people(untouched, doctrine):
    counts_only = replace(untouched[0], roster=None)
    assert call_off_course(counts_only, untouched[1], doctrine) == (counts_only, untouched[1])
