"""The figures of a scenario in words."""

import pytest
from tests.reporting import campaigns

from muster.rehearsal import Distribution, distribution_words, figures_of, fixed


@pytest.mark.parametrize(
    ("distribution", "said"),
    [
        (fixed(20), "20 minutes"),
        (Distribution("uniform", (10, 20)), "10 to 20 minutes"),
        (Distribution("triangular", (10, 15, 40)), "10 to 40 minutes, most often 15"),
        (Distribution("discrete", (1, 4), (0.75, 0.25)), "1 minutes (75%), 4 minutes (25%)"),
        (Distribution("quantiles", (5, 20, 60)), "5 to 60 minutes, as often below 20 as above"),
        (Distribution("exponential", (30, 240)), "30 minutes on average, at most 240"),
    ],
    ids=lambda each: each if isinstance(each, str) else each.shape,
)
def test_a_doubt_is_said_in_words(distribution, said):
    assert distribution_words(distribution, " minutes") == said


def test_every_figure_says_whether_anybody_has_published_it():
    figures = {each.name: each for each in figures_of(campaigns.SCENARIO)}
    assert figures["Requirement"].value == "90% of units in time, and 8 units within 120 minutes"
    assert figures["Requirement"].assumed
    assert not figures["Journeys, of their usual time"].assumed
    assert figures["The bridge is shut"].value.startswith("a chance of 20%: journeys take 200%")


def test_a_doubt_that_is_none_is_not_told():
    assert "Turn-out of those called in" not in {
        each.name for each in figures_of(campaigns.SCENARIO)
    }
