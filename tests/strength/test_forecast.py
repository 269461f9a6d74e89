"""The forecast equals forming units hour by hour, and says what mends a fall."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muster.policing import Composition, Post, clock
from muster.strength import (
    Abstractions,
    Duties,
    Overlay,
    Tickets,
    UnableToForecast,
    available,
    forecast,
    form_units,
)
from muster.strength.forecast_renewal import fewest_renewals
from muster.synthesis import COUNTY_SEED, county_doctrine, county_forces, synthesise_rosters

START = clock.parse_instant("2026-01-01T00:00")
SPRING = clock.parse_instant("2026-03-29T03:00")
AUTUMN = clock.parse_instant("2026-10-25T03:00")
KINDS = ("psu", "serial", "cbrn_team", "medic_pair", "dog_section")


@pytest.fixture(scope="module")
def doctrine():
    return county_doctrine()


@pytest.fixture(scope="module")
def county(doctrine):
    forces = county_forces(doctrine)
    made = synthesise_rosters(doctrine=doctrine, seed=COUNTY_SEED, starts=START, forces=forces)
    return {roster.force: roster for roster in made}


def units_at(roster, doctrine, at, within, units, **options):
    known = available(
        roster, at=at, within=within, doctrine=doctrine, overlays=options.pop("overlays", ())
    )
    formed = form_units(known, roster, units=units, doctrine=doctrine, **options)
    return [each.whole_units for each in formed]


@pytest.mark.parametrize("force", ["barsetshire", "loamshire", "mummerset"])
@pytest.mark.parametrize("assured", [False, True])
def test_gives_at_every_hour_what_forming_units_gives(county, doctrine, force, assured):
    roster = county[force]
    year = forecast(
        roster, units=KINDS, start=START, within=240, doctrine=doctrine, assured=assured
    )
    spring, autumn = (SPRING - START) // 60, (AUTUMN - START) // 60
    hours = [0, *range(spring - 4, spring + 3), *range(autumn - 4, autumn + 3), 4000, 8759]
    for hour in hours:
        slow = units_at(roster, doctrine, START + 60 * hour, 240, year.units, assured=assured)
        assert year.whole_units[hour].tolist() == slow, hour


def test_counts_overlays_on_people_and_vehicles(county, doctrine):
    roster = county["barsetshire"]
    until = START + 2 * clock.DAY
    people = [
        Overlay(START, until, roster.officer_name(row), "deployed", "aid", START)
        for row in range(0, len(roster), 2)
    ]
    parked = [
        Overlay(START, until, roster.vehicle_name(row), "off_road", "defect", START)
        for row in range(0, len(roster.vehicles.kind), 3)
    ]
    overlays = (*people, *parked)
    days = forecast(
        roster, units=KINDS, start=START, hours=72, within=60, doctrine=doctrine,
        overlays=overlays,
    )  # fmt: skip
    for hour in (0, 20, 46, 47, 48, 60):
        at = START + 60 * hour
        slow = units_at(roster, doctrine, at, 60, days.units, overlays=overlays)
        assert days.whole_units[hour].tolist() == slow


def test_says_from_which_hour_officers_are_unrostered(county, doctrine):
    roster = replace(county["mummerset"], ends=START + 10 * clock.DAY)
    days = forecast(roster, units=["psu"], start=START, hours=20 * 24, within=90, doctrine=doctrine)
    assert days.unrostered_from == START + 10 * clock.DAY - 60
    hour = (days.unrostered_from - START) // 60
    for at, sure in ((days.unrostered_from, True), (days.unrostered_from - 60, False)):
        reasons = available(roster, at=at, within=90, doctrine=doctrine).reason
        assert (np.count_nonzero(reasons == 5) > 0) == sure
    assert days.unrostered[0] == 0
    assert days.unrostered[12] > 100
    assert days.whole_units[hour + 72 :].max() == 0


def test_says_nothing_is_unrostered_while_the_return_covers_the_hours(county, doctrine):
    days = forecast(
        county["mummerset"], units=["psu"], start=START, hours=48, within=60, doctrine=doctrine
    )
    assert days.unrostered_from is None


def lapse(roster, skill, last_day, officers):
    """The roster with these officers' tickets of one skill ending on a day."""
    tickets = roster.tickets
    mine = np.isin(tickets.officer, officers) & (tickets.skill == skill)
    expires = np.where(mine, np.minimum(tickets.expires, last_day), tickets.expires)
    return replace(roster, tickets=replace(tickets, expires=expires.astype(np.int32)))


def quiet(roster):
    """The roster with nobody away and every ticket good for ever."""
    none = np.zeros(0, dtype=np.int32)
    expires = np.full_like(roster.tickets.expires, clock.FOREVER)
    return replace(
        roster,
        abstractions=Abstractions(none, none.astype(np.int8), none, none),
        tickets=replace(roster.tickets, expires=expires),
    )


def test_names_lapsed_tickets_as_the_cause_and_renewing_them_mends_the_fall(county, doctrine):
    skill = [each.slug for each in doctrine.skills].index("job_fitness")
    day = clock.day_of(clock.date_of(START // clock.DAY)) + 40
    whole = quiet(county["barsetshire"])
    sergeants = np.flatnonzero(whole.officers.rank == 1)
    roster = lapse(whole, skill, day, sergeants)
    year = forecast(
        roster, units=["serial"], start=START, hours=60 * 24, within=1440, doctrine=doctrine
    )
    (fall,) = year.falls
    assert fall.causes[0].kind == "lapsed"
    assert fall.causes[0].whole_units >= fall.floor
    assert fall.at >= clock.utc_from_local(np.array((day + 1) * clock.DAY)) - 1440
    assert fall.restored == fall.floor
    assert {renewal.skill for renewal in fall.renewals} == {"job_fitness"}
    assert {renewal.last_valid_day for renewal in fall.renewals} == {day}
    assert set(fall.officers) <= set(sergeants.tolist())
    mended = renew(roster, doctrine, fall.renewals)
    units = year.units
    assert units_at(mended, doctrine, fall.at, 1440, units) == [fall.floor]
    fewer = renew(roster, doctrine, fall.renewals[1:])
    assert units_at(fewer, doctrine, fall.at, 1440, units)[0] < fall.floor


def renew(roster, doctrine, renewals):
    """The roster with these tickets awarded again, for ever."""
    skills = [each.slug for each in doctrine.skills]
    more = [(each.officer, skills.index(each.skill)) for each in renewals]
    rows = roster.tickets
    officer = np.concatenate([rows.officer, [each[0] for each in more]]).astype(np.int32)
    order = np.argsort(officer, kind="stable")
    tickets = Tickets(
        officer=officer[order],
        skill=np.concatenate([rows.skill, [each[1] for each in more]])[order].astype(np.int16),
        awarded=np.concatenate([rows.awarded, np.zeros(len(more))])[order].astype(np.int32),
        expires=np.concatenate([rows.expires, np.full(len(more), clock.FOREVER)])[order].astype(
            np.int32
        ),
    )
    return replace(roster, tickets=tickets)


def test_names_the_end_of_the_period_as_the_cause(county, doctrine):
    roster = replace(quiet(county["barsetshire"]), ends=START + 35 * clock.DAY)
    year = forecast(
        roster, units=["serial"], start=START, hours=40 * 24, within=60, doctrine=doctrine
    )
    (fall,) = year.falls
    assert fall.causes[0].kind == "unrostered"
    assert fall.renewals == ()


def test_names_leave_as_the_cause_and_offers_no_ticket_for_it(county, doctrine):
    roster = quiet(county["barsetshire"])
    rows = np.arange(len(roster), dtype=np.int32)
    starts = np.full(len(rows), START + 40 * clock.DAY, dtype=np.int32)
    away = Abstractions(rows, rows.astype(np.int8) * 0, starts, starts + clock.DAY)
    year = forecast(
        replace(roster, abstractions=away),
        units=["serial"], start=START, hours=45 * 24, within=60, doctrine=doctrine,
        floors={"serial": 1},
    )  # fmt: skip
    (fall,) = year.falls
    assert fall.floor == 1
    assert fall.at == START + 40 * clock.DAY - 60
    assert [cause.kind for cause in fall.causes] == ["abstracted"]
    assert (fall.renewals, fall.restored) == ((), 0)


def test_counts_by_day_who_is_trained_and_the_fewest_available(county, doctrine):
    roster = county["loamshire"]
    days = forecast(roster, units=["serial"], start=START, hours=72, within=60, doctrine=doctrine)
    assert days.posts == (("serial", "sergeant"), ("serial", "constable"))
    assert days.trained.shape == days.fewest.shape == (3, 2)
    assert (days.fewest <= days.trained).all()
    po2 = [each.slug for each in doctrine.skills].index("public_order_level_2")
    assert (days.trained.sum(axis=1) <= days.valid[:, po2]).all()


def test_refuses_a_floor_for_a_unit_it_is_not_asked_about(county, doctrine):
    with pytest.raises(UnableToForecast, match="add it to the units"):
        forecast(
            county["mummerset"], units=["psu"], start=START, hours=24, within=60,
            doctrine=doctrine, floors={"serial": 1},
        )  # fmt: skip


POSTS = (
    Post("a", 1, ("sergeant",), ("x",)),
    Post("b", 2, ("constable",), ("x",)),
    Post("c", 1, ("constable", "sergeant"), ("y",)),
)
UNIT = Composition("trial", clock.date_of(0), POSTS, ())


def can_fill(masks, units):
    """Whether people of these posts fill every place, by trying augmenting paths."""
    places = [post for post, each in enumerate(POSTS) for _ in range(each.count * units)]
    holder = {}

    def place_someone(place, seen):
        for person, mask in enumerate(masks):
            if mask >> places[place] & 1 and person not in seen:
                seen.add(person)
                if person not in holder or place_someone(holder[person], seen):
                    holder[person] = place
                    return True
        return False

    return all(place_someone(place, set()) for place in range(len(places)))


@settings(max_examples=300)
@given(
    people=st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=9),
    units=st.integers(1, 2),
)
def test_finds_the_fewest_renewals_that_trying_every_set_finds(people, units):
    now = [was for was, _ in people]
    renewed = [was | more for was, more in people]
    fewest = next(
        (
            size
            for size in range(len(people) + 1)
            for who in combinations(range(len(people)), size)
            if can_fill([renewed[p] if p in who else now[p] for p in range(len(people))], units)
        ),
        None,
    )
    found = fewest_renewals(UNIT, units, np.array(now, dtype=int), np.array(renewed, dtype=int))
    assert (found is None) == (fewest is None)
    if found is not None:
        assert sum(row[3] for row in found) == fewest


def test_patterns_that_have_not_begun_are_undone_as_those_that_have_ended_are(county, doctrine):
    whole = quiet(county["barsetshire"])
    rows = whole.duties
    none = Duties(rows.officer[:0], rows.start[:0], rows.end[:0], rows.kind[:0])
    whole = replace(whole, duties=none)
    later = np.maximum(whole.officers.pattern_from, whole.pattern_lengths.max() * 40 + 20_600)
    step = whole.pattern_lengths[whole.officers.pattern]
    later = later - (later - whole.officers.pattern_from) % step
    officers = replace(whole.officers, pattern_from=later.astype(np.int32))
    roster = replace(whole, officers=officers)
    year = forecast(
        roster, units=["serial"], start=START + 20 * clock.DAY, hours=48, within=60,
        doctrine=doctrine, floors={"serial": 1},
    )  # fmt: skip
    (fall,) = year.falls
    usual = units_at(whole, doctrine, fall.at, 60, year.units)
    assert fall.causes[0].kind == "unrostered"
    assert [fall.causes[0].whole_units] == usual
