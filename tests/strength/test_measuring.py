"""What records support of each measure is what counting it directly gives."""

from dataclasses import replace

import numpy as np
import pytest
from tests.strength.builders import DOCTRINE, SKILLS

from muster.policing import clock
from muster.strength import (
    Count,
    CountSet,
    State,
    Wanted,
    available,
    count_units,
    form_units,
    index_nation,
    measure_indexed,
    measure_strength,
    notices_measured,
)
from muster.synthesis import COUNTY_SEED, SHIPPED_STARTS, county_doctrine, synthesise_rosters

MONDAY = clock.parse_instant("2026-03-02T20:00")
SUNDAY = clock.parse_instant("2026-03-08T05:00")
COUNTY = ("barsetshire", "loamshire", "mummerset")
UNITS = ("psu", "cbrn_team", "removal_team", "dog_section", "medic_pair")
CURVE = (0, 60, 240, 1440)
COMPUTED = [
    Wanted(criterion.measure, criterion.within_minutes)
    for criterion in DOCTRINE.criteria
    if criterion.basis == "computed"
]


@pytest.fixture(scope="module")
def rosters():
    made = synthesise_rosters(
        doctrine=county_doctrine(), seed=COUNTY_SEED, starts=SHIPPED_STARTS, forces=COUNTY
    )
    return {roster.force: roster for roster in made}


def measured(holding, *wanted, at=MONDAY):
    """Return low and high by measure and notice."""
    asked = [Wanted(*each) for each in wanted]
    found = measure_strength(holding, asked, at=at, doctrine=DOCTRINE)
    return {(each.wanted.measure, each.wanted.within): (each.low, each.high) for each in found}


@pytest.mark.parametrize("at", [MONDAY, SUNDAY])
@pytest.mark.parametrize("force", COUNTY)
def test_whole_units_at_a_notice_are_those_that_are_counted(rosters, force, at):
    asked = [(f"{unit}.any_name", within) for unit in UNITS for within in CURVE]
    found = measured(rosters[force], *asked, at=at)
    for unit in UNITS:
        for within in CURVE:
            counted = count_units(
                rosters[force], units=[unit], at=at, within=within, doctrine=DOCTRINE
            )
            units = counted.kinds[0].whole_units
            assert found[f"{unit}.any_name", within] == (units, units)


def test_each_measure_is_read_by_itself_as_if_nothing_else_were_raised(rosters):
    alone = measured(rosters["barsetshire"], ("psu.hour", 60))
    both = measured(rosters["barsetshire"], ("psu.hour", 60), ("psu.other", 60), ("serial.x", 60))
    assert both["psu.hour", 60] == both["psu.other", 60] == alone["psu.hour", 60]


@pytest.mark.parametrize("force", COUNTY)
def test_without_a_notice_the_longest_of_the_curve_is_taken_and_said(rosters, force):
    asked = [Wanted("psu.local", None), Wanted("psu.day", 1440)]
    local, day = measure_strength(rosters[force], asked, at=MONDAY, doctrine=DOCTRINE)
    assert (local.low, local.high) == (day.low, day.high)
    assert local.statement.startswith("Raised within 24 hours.")
    assert not day.statement.startswith("Raised")


def employed(roster, day):
    return (roster.officers.joined <= day) & (roster.officers.left >= day)


def holders(roster, skill, day):
    """Return the officers with a ticket in date on a day, ticket by ticket."""
    tickets = roster.tickets
    rows = zip(
        tickets.officer.tolist(),
        tickets.skill.tolist(),
        tickets.awarded.tolist(),
        tickets.expires.tolist(),
        strict=True,
    )
    code = SKILLS.index(skill)
    return {who for who, what, since, until in rows if what == code and since <= day <= until}


@pytest.mark.parametrize("skill", SKILLS)
@pytest.mark.parametrize("force", COUNTY)
def test_a_skill_without_a_notice_is_everyone_employed_with_it_in_date(rosters, force, skill):
    roster = rosters[force]
    day = int(clock.local_day(np.array([MONDAY]))[0])
    serving = set(np.flatnonzero(employed(roster, day)).tolist())
    people = len(holders(roster, skill, day) & serving)
    found = measured(roster, (f"skill.{skill}", None))
    assert found == {(f"skill.{skill}", None): (people, people)}


@pytest.mark.parametrize("within", CURVE)
@pytest.mark.parametrize("skill", ["psu_commander", "public_order_level_2", "psu_driver"])
def test_a_skill_at_a_notice_is_those_with_it_who_can_parade_by_then(rosters, skill, within):
    roster = rosters["barsetshire"]
    present = available(roster, at=MONDAY, within=within, doctrine=DOCTRINE)
    has = present.tickets >> np.uint64(SKILLS.index(skill)) & np.uint64(1)
    people = int(((present.state != State.ABSENT) & (has == 1)).sum())
    found = measured(roster, (f"skill.{skill}.any_name", within))
    assert found == {(f"skill.{skill}.any_name", within): (people, people)}


@pytest.mark.parametrize("within", CURVE)
@pytest.mark.parametrize("force", COUNTY)
def test_vehicles_are_those_on_the_road(rosters, force, within):
    roster = rosters[force]
    kinds = [kind.slug for kind in DOCTRINE.vehicle_kinds]
    on_road = available(roster, at=MONDAY, within=within, doctrine=DOCTRINE).on_road
    carriers = int((on_road & (roster.vehicles.kind == kinds.index("carrier"))).sum())
    found = measured(roster, ("vehicle.carrier.hour", within))
    assert found == {("vehicle.carrier.hour", within): (carriers, carriers)}


@pytest.mark.parametrize("force", COUNTY)
def test_trained_units_are_what_everyone_employed_would_make_without_vehicles(rosters, force):
    roster = rosters[force]
    present = available(roster, at=MONDAY, within=0, doctrine=DOCTRINE)
    day = int(clock.local_day(np.array([MONDAY]))[0])
    state = np.where(employed(roster, day), State.ON_DUTY, State.ABSENT).astype(np.int8)
    everyone = replace(present, state=state, ready=np.zeros(len(roster), np.int32))
    psu = DOCTRINE.composition("psu", clock.instant_of(MONDAY).date())
    on_foot = replace(psu, vehicles=())
    (formed,) = form_units(everyone, roster, units=[on_foot], doctrine=DOCTRINE)
    units = formed.whole_units
    assert measured(roster, ("psu.trained", None)) == {("psu.trained", None): (units, units)}
    assert units >= measured(roster, ("psu.local", None))["psu.local", None][0]


def test_other_things_than_people_and_vehicles_are_passed_over(rosters):
    others = [
        ("aid.net", None),
        ("e_learning.cyber.completed", None),
        ("interoperability.trainers", None),
        ("skill.juggling", None),
        ("vehicle.zeppelin.hour", 60),
        ("submarine.local", None),
    ]
    assert measured(rosters["barsetshire"], *others) == {}


def test_a_measure_asked_twice_is_answered_once(rosters):
    found = measure_strength(
        rosters["mummerset"], [Wanted("psu.hour", 60)] * 3, at=MONDAY, doctrine=DOCTRINE
    )
    assert len(found) == 1


def test_says_what_the_next_unit_needs(rosters):
    [found] = measure_strength(
        rosters["loamshire"], [Wanted("psu.hour", 60)], at=MONDAY, doctrine=DOCTRINE
    )
    assert found.low == 0
    assert found.statement.startswith("The next one needs ")
    assert "more sergeant" in found.statement


def totals(roster, *, drop=(), within=60):
    """Return what a force that gives totals would say of a roster, truly."""
    present = available(roster, at=MONDAY, within=within, doctrine=DOCTRINE)
    here = present.state != State.ABSENT
    ranks = np.array([rank.slug for rank in DOCTRINE.ranks])[roster.officers.rank]
    rows = []
    for rank in ("inspector", "sergeant", "constable"):
        for skill in ("psu_commander", "public_order_level_2", "psu_driver"):
            has = present.tickets >> np.uint64(SKILLS.index(skill)) & np.uint64(1)
            people = int((here & (has == 1) & (ranks == rank)).sum())
            rows.append(Count(MONDAY, within, (rank,), (skill,), people, False, "said"))
    kinds = np.array([kind.slug for kind in DOCTRINE.vehicle_kinds])[roster.vehicles.kind]
    carriers = int((present.on_road & (kinds == "carrier")).sum())
    rows.append(Count(MONDAY, within, ("carrier",), (), carriers, False, "said"))
    kept = [row for row in rows if not {*row.subjects, *row.skills} & set(drop)]
    return CountSet(roster.force, tuple(kept))


@pytest.mark.parametrize("force", COUNTY)
def test_totals_never_allow_fewer_than_the_people_they_were_counted_from(rosters, force):
    [(_, high)] = measured(totals(rosters[force]), ("psu.hour", 60)).values()
    [(units, _)] = measured(rosters[force], ("psu.hour", 60)).values()
    assert high is None or high >= units


def test_a_total_of_people_is_the_total(rosters):
    counts = totals(rosters["barsetshire"])
    stated = sum(row.count for row in counts.counts if row.skills == ("psu_driver",))
    [(low, high)] = measured(counts, ("skill.psu_driver.hour", 60)).values()
    assert low <= stated
    assert high is None or high >= stated


def test_a_total_of_vehicles_is_the_total(rosters):
    counts = totals(rosters["barsetshire"])
    assert measured(counts, ("vehicle.carrier.hour", 60)) == {
        ("vehicle.carrier.hour", 60): (counts.counts[-1].count,) * 2
    }


def test_what_totals_are_silent_on_is_unknown_and_not_nought(rosters):
    counts = totals(rosters["barsetshire"], drop=("carrier", "psu_driver"))
    found = measured(counts, ("vehicle.carrier.hour", 60), ("skill.psu_driver.hour", 60))
    assert found == {}
    [psu] = measure_strength(counts, [Wanted("psu.hour", 60)], at=MONDAY, doctrine=DOCTRINE)
    assert psu.low == 0
    assert "Not known: driver, carrier." in psu.statement


def test_totals_say_nothing_of_everyone_on_strength(rosters):
    counts = totals(rosters["barsetshire"])
    assert measured(counts, ("psu.trained", None), ("skill.psu_driver", None)) == {}


def test_no_totals_support_nothing():
    nothing = CountSet("loamshire", ())
    assert measure_strength(nothing, COMPUTED, at=MONDAY, doctrine=DOCTRINE) == ()


def test_every_computed_measure_of_people_and_vehicles_is_read_from_a_roster(rosters):
    elsewhere = ("aid.", "e_learning.", "interoperability.")
    found = measure_strength(rosters["barsetshire"], COMPUTED, at=MONDAY, doctrine=DOCTRINE)
    read = {each.wanted for each in found}
    assert read == {each for each in COMPUTED if not each.measure.startswith(elsewhere)}


@pytest.mark.parametrize("at", [MONDAY, SUNDAY, MONDAY + 90 * clock.DAY])
def test_measured_from_indexes_is_what_is_measured_from_rosters(rosters, at):
    doctrine = county_doctrine()
    notices = notices_measured(COMPUTED, at=at, doctrine=doctrine)
    indexes = {
        within: index_nation(
            rosters.values(), doctrine=doctrine, start=MONDAY, hours=24 * 100, within=within
        )
        for within in notices
    }
    found = measure_indexed(indexes, COMPUTED, at=at, doctrine=doctrine)
    for force, roster in rosters.items():
        whole = measure_strength(roster, COMPUTED, at=at, doctrine=doctrine)
        assert {each.wanted: (each.low, each.high) for each in found[force]} == {
            each.wanted: (each.low, each.high) for each in whole
        }
