"""Small stories whose end is known beforehand, whoever plays them."""

import numpy as np
import pytest
from tests.rehearsal.sampling import by_programme, by_reference
from tests.rehearsal.worlds import FORCES, World, simple_scenario, simple_source, simple_supply

from muster.policing import Place
from muster.rehearsal import Escalation, Policy, Shock, Spot, Spread, fixed

PLAYERS = pytest.mark.parametrize(
    "player", [by_reference, by_programme], ids=["reference", "programme"]
)
HERE, THERE, FAR = Place(52.0, -2.0), Place(52.1, -2.0), Place(55.0, -2.0)


def told(player, counts, sources, *, policy=None, travel=0, floors=None, supply=None, **given):
    """Return replication 0 of a world; every journey takes as long."""
    scenario = simple_scenario(sources, **given)
    spots = sum(len(source.spots) for source in sources)
    kept = np.zeros((len(counts), 1), dtype=np.int64) if floors is None else np.array(floors)
    there = simple_supply(counts, **(supply or {}))
    world = World(scenario, there, ((travel,) * spots,) * len(counts), 0, kept)
    return player(world, policy or Policy("nearest"))(1, 0)


def at(*places, slug="disorder", **given):
    spots = tuple(Spot(f"{slug}-{n}", place, FORCES[0]) for n, place in enumerate(places))
    return simple_source(slug=slug, spots=spots, **given)


@PLAYERS
def test_contagion_strikes_a_spot_once(player):
    first, second = at(HERE, slug="first", at=0), at(HERE, slug="second", at=30)
    spreads = tuple(Spread(each, "third", 1.0, fixed(60)) for each in ("first", "second"))
    story = told(player, (9,), (first, second, at(THERE, slug="third")), spreads=spreads)
    assert [(each.source, each.ordered) for each in story.dispatches] == [(0, 0), (1, 30), (2, 60)]
    assert story.incidents == 3


@PLAYERS
def test_contagion_that_comes_back_ends(player):
    spreads = (Spread("there", "back", 1.0, fixed(5)), Spread("back", "there", 1.0, fixed(5)))
    sources = at(HERE, THERE, slug="there", at=0), at(HERE, THERE, slug="back")
    assert told(player, (9,), sources, spreads=spreads).incidents == 3


@PLAYERS
def test_contagion_strikes_neither_its_own_place_nor_out_of_reach(player):
    spread = Spread("first", "third", 1.0, fixed(60), within_km=100)
    story = told(player, (9,), (at(HERE, slug="first", at=0), at(HERE, FAR, slug="third")),
                 spreads=(spread,))  # fmt: skip
    assert story.incidents == 1


@PLAYERS
@pytest.mark.parametrize(("after", "wanted"), [(59, 4), (60, 1), (61, 1)])
def test_an_incident_that_is_over_escalates_no_more(player, after, wanted):
    grows = Escalation(1.0, fixed(after), fixed(3))
    story = told(player, (9,), (simple_source(at=10, lasts=fixed(60), escalates=(grows,)),))
    assert story.wanted == wanted
    assert {each.due for each in story.dispatches} == {70}


@PLAYERS
@pytest.mark.parametrize("lead", [20, 60, 119])
def test_relief_keeps_the_count(player, lead):
    long = simple_source(at=0, size=fixed(3), lasts=fixed(600))
    story = told(player, (9,), (long,), tour=120, rest=60, relief_lead=lead, travel=20, hours=12)
    assert story.place == (0, *(3,) * 9, *(0,) * 3)
    assert story.wanted == 3 * -(-600 // 120)
    assert story.never == 0


@PLAYERS
def test_relief_cannot_come_from_those_who_rest(player):
    long = simple_source(at=0, size=fixed(3), lasts=fixed(600))
    story = told(player, (3,), (long,), tour=120, rest=60, relief_lead=0, hours=12)
    assert story.place == (3, 3, 0, 3, 3, 0, 3, 3, 0, 3, 0, 0, 0)


@PLAYERS
def test_the_host_has_its_floor_and_another_keeps_its_own(player):
    story = told(player, (4, 4), (simple_source(at=0, size=fixed(8)),), floors=[[3], [3]])
    assert [(each.force, each.count) for each in story.dispatches] == [(0, 4), (1, 1)]
    assert story.never == 3
    assert story.bottlenecks == {(0, 0, ("posts", 1)), (1, 0, ("posts", 1))}


@PLAYERS
def test_a_donor_is_exposed_below_its_need_and_a_host_is_not(player):
    need = {"need": np.array([[3], [3]], dtype=np.int32)}
    story = told(player, (4, 4), (simple_source(at=0, size=fixed(6)),), supply=need)
    assert story.exposed == {1}


@PLAYERS
def test_another_region_is_asked_once_the_nation_is_activated(player):
    regions = {"regions": ("west", "east")}
    policy = Policy("later", activate_at=30)
    story = told(player, (1, 1), (simple_source(at=0, size=fixed(2)),), supply=regions,
                 policy=policy)  # fmt: skip
    assert [(each.force, each.ordered) for each in story.dispatches] == [(0, 0), (1, 30)]
    assert (story.in_time, story.late, story.late_minutes) == (1, 1, 30)
    assert story.activated == 30


@PLAYERS
def test_short_units_activate_in_the_minute_in_which_they_are_short(player):
    regions = {"regions": ("west", "")}
    policy = Policy("short", activate_at=None, short_units=2)
    story = told(player, (1, 9), (simple_source(at=7, size=fixed(3)),), supply=regions,
                 policy=policy)  # fmt: skip
    assert (story.activated, story.in_time) == (7, 3)


@PLAYERS
def test_what_does_not_come_about_stands_down_and_was_not_wanted(player):
    foreseen = simple_source(at=600, foreseen=60, chance=0.0, size=fixed(2), within=30)
    policy = Policy("ahead", order_ahead=True)
    story = told(player, (9,), (foreseen,), policy=policy, travel=10)
    assert (story.wanted, story.incidents, story.stood_down) == (0, 0, 2)
    assert [(each.ordered, each.due) for each in story.dispatches] == [(60, 690)]


@PLAYERS
def test_who_stands_to_leaves_as_from_activation(player):
    ready = {"notices": (240,)}
    story = told(player, (1,), (simple_source(at=200, lasts=fixed(600)),), supply=ready,
                 policy=Policy("warned", stand_to=True))  # fmt: skip
    assert [each.leaves for each in story.dispatches] == [240]
    story = told(player, (1,), (simple_source(at=200, lasts=fixed(600)),), supply=ready)
    assert [each.leaves for each in story.dispatches] == [440]


@PLAYERS
def test_one_line_rings_one_force_at_a_time(player):
    phone = Policy("phone", dispatch="phone", lines=1)
    answers = told(player, (1, 1, 1), (simple_source(at=0, size=fixed(3)),), policy=phone)
    assert [(each.force, each.ordered) for each in answers.dispatches] == [(0, 1), (1, 2), (2, 3)]


@PLAYERS
def test_units_that_would_come_when_it_is_over_are_not_sent(player):
    for travel, sent in ((59, 1), (60, 0)):
        story = told(player, (1,), (simple_source(at=0),), travel=travel)
        assert len(story.dispatches) == sent


@PLAYERS
def test_shocks_multiply_one_after_another_rounded_down(player):
    roads = tuple(
        Shock(f"road-{n}", "Road", "travel", 0, 60, amount) for n, amount in enumerate((150, 33))
    )
    story = told(player, (1,), (simple_source(at=0, lasts=fixed(600)),), travel=11, shocks=roads)
    assert story.dispatches[0].arrives == 11 * 150 // 100 * 33 // 100
    assert story.dispatches[0].away_until == 600 + 11 + 660


@PLAYERS
def test_a_shock_is_over_when_it_stops(player):
    lost = (Shock("ill", "Ill", "people", 60, 120, 50),)
    for minute, sent in ((0, 4), (60, 2), (119, 2), (120, 4)):
        story = told(player, (4,), (simple_source(at=minute, size=fixed(9), lasts=fixed(1)),),
                     shocks=lost, supply={"blocks": 4})  # fmt: skip
        assert story.in_time == sent
