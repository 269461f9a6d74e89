"""Scenarios shipped: each opens, and says what it rests on."""

import pytest

from muster.cases import UnableToOpenCase, open_scenario, scenario_names, scenario_text
from muster.doctrine import read_doctrine
from muster.intake import game_of
from muster.policing import clock
from muster.rehearsal import rehearse
from muster.synthesis import network

PERIOD = ("2026-01-01T00:00", "2027-02-05T00:00")  # of the synthetic nation


@pytest.fixture(params=scenario_names())
def scenario(request):
    """Return each scenario shipped."""
    return open_scenario(request.param, doctrine=read_doctrine())


def test_the_name_of_its_file_is_its_own(scenario):
    assert scenario.slug in scenario_names()
    assert scenario.question
    assert scenario.assumed


def test_every_fact_has_a_source(scenario):
    assert all(fact.source and fact.demands for fact in scenario.facts)


def test_every_figure_says_where_it_is_from(scenario):
    bases = [scenario.requirement.basis, *(source.basis for source in scenario.sources)]
    assert all([*bases, *(price.basis for price in scenario.prices)])


def test_has_the_four_policies_that_all_have(scenario):
    names = {policy.name for policy in scenario.policies}
    assert names >= {"nearest", "phone", "optimal", "early"}
    assert names <= {"nearest", "phone", "optimal", "early", "floors"}


def test_lies_in_the_period_of_the_synthetic_nation(scenario):
    begins, ends = (clock.parse_instant(each) for each in PERIOD)
    assert begins <= scenario.starts
    assert scenario.starts + scenario.minutes <= ends


def test_august_2024_wants_the_units_that_are_published():
    found = open_scenario("august-2024", doctrine=read_doctrine())
    (fact,) = [each for each in found.facts if each.slug == "extra-units"]
    wanted = [source for source in found.sources if source.slug in fact.demands]
    assert sum(source.size.numbers[1] for source in wanted) == fact.value == 130


@pytest.mark.slow
def test_the_long_draw_is_played_out_and_sends_what_is_published():
    known = read_doctrine()
    found = open_scenario("olympics-2012", doctrine=known)
    game = game_of(found, network("nation", doctrine=known), doctrine=known)
    campaign = rehearse(game, seed=1, replications=4, policies=["nearest", "phone", "early"])
    assert [outcome.truncated for outcome in campaign.outcomes] == [0, 0, 0]
    late, _, early = campaign.outcomes
    assert late.share.value < early.share.value
    peak = [each for each in campaign.misfits if each.fact.slug == "peak-day"]
    assert all(each.rehearsed == pytest.approx(each.fact.value, rel=0.01) for each in peak)


def test_names_the_nearest_of_what_is_not_shipped():
    with pytest.raises(UnableToOpenCase, match="august-2024"):
        scenario_text("august-2025")
