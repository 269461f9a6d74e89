"""Scenarios that are shipped: read without fault, sourced or said to be assumed, and calibrated."""

from dataclasses import fields

import pytest

from muster.cases import UnableToOpenCase, case_names, open_scenario, scenario_names
from muster.doctrine import read_doctrine
from muster.policing import clock
from muster.rehearsal import Distribution
from muster.synthesis import PERIOD_DAYS, SHIPPED_STARTS

DOCTRINE = read_doctrine()
NAMES = ("august-2011", "august-2024", "olympics-2012", "ordinary-year", "triple")
OFFICERS_OF_TEAM, OFFICERS_OF_UNIT = 6, 25
HELD_TO = "published"


@pytest.fixture(scope="module", params=NAMES)
def scenario(request):
    """Return a shipped scenario."""
    return open_scenario(request.param, doctrine=DOCTRINE)


def sources_of(name):
    found = open_scenario(name, doctrine=DOCTRINE)
    return {source.slug: source for source in found.sources}


def wanted(name, *slugs):
    sources = sources_of(name)
    assert all(sources[slug].size.shape == "fixed" for slug in slugs)
    return sum(sources[slug].size.numbers[0] for slug in slugs)


def fact_of(name, slug):
    found = open_scenario(name, doctrine=DOCTRINE)
    return next(fact for fact in found.facts if fact.slug == slug)


def every_distribution(scenario):
    doubts = scenario.doubts
    yield from (getattr(doubts, field.name) for field in fields(doubts))
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


def test_a_scenario_goes_by_the_name_of_its_file(scenario):
    assert scenario.slug in NAMES
    assert scenario.question.endswith("?")


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


def test_every_figure_is_published_or_says_that_it_is_assumed(scenario):
    bases = [each.basis for each in every_distribution(scenario) if isinstance(each, Distribution)]
    bases += [source.basis for source in scenario.sources]
    bases += [shock.basis for shock in scenario.shocks]
    bases += [price.basis for price in scenario.prices]
    bases.append(scenario.requirement.basis)
    assert all(basis.startswith(("assumed", HELD_TO)) for basis in bases)
    assert scenario.assumed


def test_what_is_published_of_a_size_says_where(scenario):
    for source in scenario.sources:
        if not source.size.assumed:
            assert "(" in source.size.basis
            assert source.size.shape == "fixed"


def test_it_is_played_by_four_policies_and_its_own_is_the_nearest_first(scenario):
    assert [policy.name for policy in scenario.policies] == ["nearest", "phone", "optimal", "early"]
    assert [policy.dispatch for policy in scenario.policies] == [
        "nearest", "phone", "optimal", "nearest",
    ]  # fmt: skip
    assert len({policy.activate_at for policy in scenario.policies[:3]}) == 1


def test_early_activates_before_the_others_and_orders_ahead(scenario):
    late, early = scenario.policy().activate_at, scenario.policy("early")
    assert early.activate_at is not None
    assert late is None or early.activate_at < late
    assert early.order_ahead


def test_nobody_stands_to_for_a_year_and_everybody_does_for_days(scenario):
    assert scenario.policy("early").stand_to == (scenario.slug != "ordinary-year")


def test_what_can_be_ordered_ahead_was_foreseen_somewhere(scenario):
    known = [source for source in scenario.sources if source.at is not None]
    assert not known or any(source.foreseen is not None for source in known)


@pytest.mark.parametrize(("incident", "fact"), [
    ("london-first-nights", "first-nights"), ("london-8", "pnicc"), ("london-9", "london-outside"),
])  # fmt: skip
def test_london_in_2011_wants_the_officers_that_are_published(incident, fact):
    officers = wanted("august-2011", incident) * OFFICERS_OF_UNIT
    assert abs(officers - fact_of("august-2011", fact).value) < OFFICERS_OF_UNIT


def test_the_country_in_2024_wants_the_units_that_were_in_place():
    fact = fact_of("august-2024", "extra-units")
    assert wanted("august-2024", *fact.demands) == fact.value


@pytest.mark.parametrize("slug", ["peak-day", "peak-day-london"])
def test_the_peak_day_of_2012_wants_the_officers_that_are_published(slug):
    fact = fact_of("olympics-2012", slug)
    officers = wanted("olympics-2012", *fact.demands) * OFFICERS_OF_TEAM
    assert abs(officers - fact.value) < OFFICERS_OF_TEAM


def test_three_things_at_once_want_four_kinds_of_unit():
    found = open_scenario("triple", doctrine=DOCTRINE)
    assert set(found.units) == {"psu", "cbrn_team", "dog_section", "removal_team"}
    assert not found.facts


def test_copycats_may_be_in_the_area_of_every_force():
    territorial = {force.slug for force in DOCTRINE.forces if force.territorial}
    for name in ("august-2011", "august-2024", "triple"):
        assert {spot.host for spot in sources_of(name)["copycat"].spots} <= territorial
        assert len(sources_of(name)["copycat"].spots) == 43
