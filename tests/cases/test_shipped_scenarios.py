"""Scenarios that are shipped: read without fault, sourced or said to be assumed, and calibrated."""

import re

import pytest

from muster.cases import UnableToOpenCase, case_names, open_scenario, scenario_names
from muster.doctrine import read_doctrine
from muster.policing import clock
from muster.synthesis import PERIOD_DAYS, SHIPPED_STARTS

DOCTRINE = read_doctrine()
NAMES = ("august-2011", "august-2024", "olympics-2012", "ordinary-year", "triple")
SHIPPED = ("nearest", "phone", "optimal", "early")
OFFICERS_OF_UNIT, OFFICERS_OF_TEAM = 25, 6
FORCES = 43


@pytest.fixture(scope="module", params=NAMES)
def scenario(request):
    """Return a shipped scenario."""
    return open_scenario(request.param, doctrine=DOCTRINE)


def likeliest(name, *slugs):
    """Return the units that some incidents want, each at its likeliest size."""
    sources = {source.slug: source for source in open_scenario(name, doctrine=DOCTRINE).sources}
    sizes = [sources[slug].size for slug in slugs]
    assert {size.shape for size in sizes} <= {"fixed", "triangular"}
    return sum(size.numbers[len(size.numbers) // 2] for size in sizes)


def fact_of(name, slug):
    found = open_scenario(name, doctrine=DOCTRINE)
    return next(fact for fact in found.facts if fact.slug == slug)


def every_distribution(scenario):
    doubts = scenario.doubts
    yield from (doubts.abstraction, doubts.turnout, doubts.answer, doubts.travel)
    yield from (spread.after for spread in scenario.spreads)
    for source in scenario.sources:
        yield from (source.size, source.lasts)
        for grown in source.escalates:
            yield from (grown.after, grown.by)


def test_every_shipped_scenario_is_named():
    assert set(NAMES) <= set(scenario_names())


def test_the_shelf_of_scenarios_is_no_case():
    assert "scenarios" not in case_names()


def test_a_scenario_nobody_ships_is_refused_with_the_nearest():
    with pytest.raises(UnableToOpenCase, match="did you mean 'august-2011'"):
        open_scenario("august-2010", doctrine=DOCTRINE)


@pytest.mark.parametrize("name", NAMES)
def test_a_scenario_goes_by_the_name_it_is_opened_by(name):
    found = open_scenario(name, doctrine=DOCTRINE)
    assert found.slug == name
    assert found.question.endswith("?")


def test_it_is_played_within_the_period_of_the_synthetic_nation(scenario):
    assert scenario.starts >= SHIPPED_STARTS
    assert scenario.starts + scenario.minutes <= SHIPPED_STARTS + PERIOD_DAYS * clock.DAY


def test_what_happens_at_a_known_time_happens_within_it(scenario):
    for source in scenario.sources:
        if source.at is not None:
            assert 0 <= source.at < scenario.minutes
            assert source.foreseen is None or source.foreseen <= source.at


def test_every_fact_has_a_source_and_incidents_to_be_held_against(scenario):
    slugs = {source.slug for source in scenario.sources}
    for fact in scenario.facts:
        assert fact.source
        assert fact.demands
        assert set(fact.demands) <= slugs


def test_every_figure_names_its_source_or_says_that_it_is_assumed(scenario):
    bases = [each.basis for each in every_distribution(scenario)]
    bases += [source.basis for source in scenario.sources]
    bases += [shock.basis for shock in scenario.shocks]
    bases += [price.basis for price in scenario.prices]
    bases.append(scenario.requirement.basis)
    sourced = [basis for basis in bases if not basis.startswith("assumed")]
    assert all(re.search(r"\b(19|20)\d\d\b", basis) for basis in sourced)
    assert scenario.assumed


def test_nobody_has_published_when_what_goes_wrong_or_how_it_spreads(scenario):
    assert all(spread.after.assumed for spread in scenario.spreads)
    assert all(shock.basis.startswith("assumed") for shock in scenario.shocks)


def test_it_is_played_by_the_four_policies_and_its_own_is_the_nearest_first(scenario):
    known = scenario.policies[: len(SHIPPED)]
    assert tuple(policy.name for policy in known) == SHIPPED
    assert [policy.dispatch for policy in known] == ["nearest", "phone", "optimal", "nearest"]
    assert len({policy.activate_at for policy in known[:-1]}) == 1


def test_early_activates_before_the_others_and_orders_ahead(scenario):
    late, early = scenario.policy().activate_at, scenario.policy("early")
    assert early.activate_at is not None
    assert late is None or early.activate_at < late
    assert early.stand_to
    assert early.order_ahead


def test_what_can_be_ordered_ahead_was_foreseen_somewhere(scenario):
    known = [source for source in scenario.sources if source.at is not None]
    assert not known or any(source.foreseen is not None for source in known)


@pytest.mark.parametrize("slug", ["pnicc", "london-outside"])
def test_london_in_2011_wants_the_officers_that_are_published(slug):
    fact = fact_of("august-2011", slug)
    officers = likeliest("august-2011", *fact.demands) * OFFICERS_OF_UNIT
    assert abs(officers - fact.value) < OFFICERS_OF_UNIT


def test_the_country_in_2024_wants_the_units_that_were_in_place():
    fact = fact_of("august-2024", "extra-units")
    assert likeliest("august-2024", *fact.demands) == fact.value


@pytest.mark.parametrize("slug", ["peak-day", "peak-day-london"])
def test_the_peak_day_of_2012_wants_the_officers_that_are_published(slug):
    fact = fact_of("olympics-2012", slug)
    officers = likeliest("olympics-2012", *fact.demands) * OFFICERS_OF_TEAM
    assert abs(officers - fact.value) < OFFICERS_OF_TEAM


def test_the_long_draw_tells_what_forces_are_known_to_have_supplied():
    facts = {fact.force: fact for fact in open_scenario("olympics-2012", doctrine=DOCTRINE).facts}
    supplied = {"cleveland": 110, "durham": 68, "northamptonshire": 82, "lincolnshire": 30}
    assert {force: facts[force].value for force in supplied} == supplied
    assert len({facts[force].demands for force in supplied}) == 1


def test_the_long_draw_is_staffed_by_turns_of_days():
    found = open_scenario("olympics-2012", doctrine=DOCTRINE)
    assert found.tour == 3 * clock.DAY
    longest = max(source.lasts.numbers[-1] for source in found.sources)
    assert longest > 5 * found.tour


def test_an_ordinary_year_says_that_standing_to_costs_nothing_in_it():
    found = open_scenario("ordinary-year", doctrine=DOCTRINE)
    early = found.policy("early")
    assert (early.activate_at, early.stand_to) == (0, True)
    (said,) = [each for each in found.assumed if "stand to" in each]
    assert "early" in said
    assert "no policy that anybody could keep" in said


def test_whatever_makes_one_of_its_units_has_a_price(scenario):
    priced = {price.what for price in scenario.prices}
    on = clock.instant_of(scenario.starts).date()
    for unit in scenario.units:
        made_of = DOCTRINE.composition(unit, on)
        assert {post.slug for post in made_of.posts} <= priced
        assert {need.kind for need in made_of.vehicles} <= priced


def test_three_things_at_once_want_several_kinds_of_unit_and_claim_no_fact():
    found = open_scenario("triple", doctrine=DOCTRINE)
    assert {"psu", "cbrn_team", "dog_section"} <= set(found.units)
    assert not found.facts


def test_what_spreads_may_be_in_the_area_of_every_force():
    territorial = {force.slug for force in DOCTRINE.forces if force.territorial}
    for name in ("august-2011", "august-2024", "triple"):
        found = open_scenario(name, doctrine=DOCTRINE)
        spreading = {spread.to for spread in found.spreads}
        for source in found.sources:
            if source.slug in spreading:
                assert {spot.host for spot in source.spots} <= territorial
                assert len(source.spots) == FORCES
