"""People by the posts they fit, hour by hour, equal every hour asked by itself."""

import numpy as np
import pytest

from muster.policing import clock
from muster.strength import Overlay, State, available, form_units, people_by_hour, schedule_units
from muster.strength.capacity import post_set
from muster.strength.formation import fitting_masks
from muster.strength.nation_units import most_units, sets_of_posts
from muster.synthesis import COUNTY_SEED, county_doctrine, county_forces, synthesise_rosters

START = clock.parse_instant("2026-03-28T00:00")
HOURS = 24 * 30
NOTICES = (0, 60, 240, 480, 1440)
KINDS = ("psu", "serial", "cbrn_team")


@pytest.fixture(scope="module")
def county():
    doctrine = county_doctrine()
    forces = county_forces(doctrine)
    starts = clock.parse_instant("2026-01-01T00:00")
    made = synthesise_rosters(doctrine=doctrine, seed=COUNTY_SEED, starts=starts, forces=forces)
    return doctrine, list(made)


def compositions(doctrine):
    """Return the kinds of unit asked about."""
    on = clock.instant_of(START).date()
    return [doctrine.composition(slug, on) for slug in KINDS]


@pytest.fixture(scope="module")
def counted(county):
    doctrine, made = county
    kinds = compositions(doctrine)
    return people_by_hour(made, kinds, doctrine=doctrine, start=START, hours=HOURS, notices=NOTICES)


def slowly(roster, kind, at, doctrine, overlays=()):
    """Return (notices, 2, masks) by asking who is available at each notice."""
    firm, every = [], []
    for notice in NOTICES:
        known = available(roster, at=at, within=notice, doctrine=doctrine, overlays=overlays)
        masks = fitting_masks(roster, known.tickets, post_set([kind]), doctrine)
        wanted = State.RECALL if notice else State.ON_CALL
        size = 1 << len(kind.posts)
        firm.append(np.bincount(masks[known.state <= State.ON_CALL], minlength=size))
        every.append(np.bincount(masks[known.state <= wanted], minlength=size))
    firm, every = np.maximum.accumulate(firm), np.maximum.accumulate(every)
    found = np.stack([firm, every - firm], axis=1)
    found[:, :, 0] = 0
    return found


def test_counts_people_as_asking_who_is_available_does(county, counted):
    doctrine, made = county
    for force, roster in enumerate(made):
        for place, kind in enumerate(counted.kinds):
            for hour in (0, 3, 22, 24, 25, 26, 27, 200, HOURS - 1):
                slow = slowly(roster, kind, START + 60 * hour, doctrine)
                found = counted.people[force, place, hour, :, :, : slow.shape[2]]
                assert (found == slow).all(), (roster.force, kind.unit, hour)


def test_counts_the_people_of_overlays(county):
    doctrine, made = county
    kinds = compositions(doctrine)[:1]
    officers = [made[0].officers.officer_id[row].decode() for row in range(400)]
    known = [Overlay(START, START + 600, each, "unavailable", "a test", START) for each in officers]
    asked = {"doctrine": doctrine, "start": START, "hours": 12, "notices": NOTICES}
    found = people_by_hour(made, kinds, overlays={made[0].force: known}, **asked)
    for hour in (0, 9, 10):
        slow = slowly(made[0], kinds[0], START + 60 * hour, doctrine, known)
        assert (found.people[0, 0, hour] == slow).all()
    assert (found.people[1:] == people_by_hour(made, kinds, **asked).people[1:]).all()


def test_counts_every_third_hour_as_it_counts_all(county, counted):
    doctrine, made = county
    third = people_by_hour(
        made,
        compositions(doctrine),
        doctrine=doctrine,
        start=START,
        hours=HOURS,
        notices=NOTICES,
        every=3,
    )
    assert (third.people == counted.people[:, :, ::3]).all()
    assert (third.vehicles == counted.vehicles[:, ::3]).all()
    assert third.minutes.tolist() == counted.minutes[::3].tolist()


def test_makes_the_units_form_units_makes_at_once_and_no_more_than_a_schedule(county, counted):
    doctrine, made = county
    for force, roster in enumerate(made):
        for hour in (2, 14, 20, 26, 300):
            at = START + 60 * hour
            found = units(counted, force, 0, hour, doctrine)
            known = available(roster, at=at, within=0, doctrine=doctrine)
            at_once = form_units(
                known, roster, units=[counted.kinds[0]], doctrine=doctrine, assured=True
            )
            assert found[0] == at_once[0].whole_units
            told = schedule_units(roster, units=["psu"], at=at, doctrine=doctrine, releasable=False)
            by_notice = [
                sum(step.count for step in told.steps if step.notice <= notice)
                for notice in NOTICES
            ]
            assert all(a <= b for a, b in zip(found, by_notice, strict=True)), (hour, by_notice)


def units(counted, force, place, hour, doctrine):
    """Return whole units of a kind by notice, by Hall's theorem."""
    kind = counted.kinds[place]
    people = counted.people[force, place, hour].sum(axis=1)
    sets = np.arange(1, 1 << len(kind.posts))
    able = (np.arange(people.shape[1])[:, None] & sets) != 0
    places = [sum(post.count for post in posts) for posts in sets_of_posts(kind)][1:]
    most = most_units(people @ able, np.array(places))
    names = [each.slug for each in doctrine.vehicle_kinds]
    for need in kind.vehicles:
        road = counted.vehicles[force, hour, names.index(need.kind)]
        most = np.minimum(most, road // need.count)
    return np.maximum.accumulate(most).tolist()


def test_calls_nobody_in_without_notice_and_carries_counts_on(counted):
    firm, called = counted.people[..., 0, :], counted.people[..., 1, :]
    assert not called[:, :, :, 0].any()
    assert called[:, :, :, 1:].any()
    assert (np.diff(firm, axis=3) >= 0).all()
    assert (np.diff(firm + called, axis=3) >= 0).all()
    assert (called >= 0).all()
    assert not counted.people[..., 0].any()
