"""The headline of a forecast claims no more than undoing a cause shows."""

from dataclasses import replace

import numpy as np
import pytest

from muster.policing import clock
from muster.reporting import Background, forecast_report, render_markdown
from muster.reporting.forecasts import year_ahead
from muster.strength import forecast
from muster.strength.forecast_falls import Cause

MONDAY = clock.parse_instant("2026-03-02T20:00")


@pytest.fixture(scope="module")
def seen(county, barsetshire):
    doctrine, _ = county
    return forecast(
        barsetshire,
        units=["psu"],
        start=MONDAY,
        hours=72,
        within=60,
        doctrine=doctrine,
        floors={"psu": 30},
    )


@pytest.fixture
def headline(county, seen):
    """Return a function that gives the headline of the forecast with other causes."""

    def say(*causes):
        fall = replace(seen.falls[0], floor=30, whole_units=2, causes=causes)
        changed = replace(seen, falls=(fall,))
        return forecast_report(changed, Background(county[0])).blocks[0].text

    return say


def test_a_cause_is_claimed_where_undoing_it_brings_back_the_floor(headline):
    assert ", mostly because people are away" in headline(Cause("abstracted", 9, 4, 30))


def test_a_cause_that_brings_back_some_units_is_a_part_of_it(headline):
    assert ", in part because people are away" in headline(Cause("abstracted", 9, 4, 5))


def test_a_cause_that_brings_back_nothing_is_not_claimed(headline):
    said = headline(Cause("lapsed", 3, 3, 2), Cause("abstracted", 9, 4, 2))
    assert "no single cause explains it" in said
    assert "what grew most is that people are away (9, from 4)" in said


def test_where_nothing_grew_it_has_no_single_cause(headline):
    assert "; it has no single cause." in headline(Cause("abstracted", 4, 9, 2))
    assert "; it has no single cause." in headline()


def test_a_force_below_its_floor_from_the_start_is_said_to_be(county, seen):
    said = render_markdown(forecast_report(seen, Background(county[0])))
    assert "in the first hour asked about, on Monday 2 March 2026 at 20:00 GMT" in said
    assert "Kept away then\n" in said
    assert "Before" not in said


def test_a_later_fall_is_told_beside_the_same_hour_of_the_first_week(county, seen):
    later = replace(seen.falls[0], at=seen.start + clock.DAY, compared_with=seen.start)
    said = render_markdown(forecast_report(replace(seen, falls=(later,)), Background(county[0])))
    assert "in the first hour asked about" not in said
    assert "at the same hour of the first week (Monday 2 March 2026 at 20:00 GMT)" in said
    assert "| Before |" in said


def test_a_floor_of_nought_taken_from_unrostered_weeks_is_not_said_to_be_kept(county, seen):
    nobody = replace(
        seen,
        floors=(0,),
        falls=(),
        unrostered=np.full_like(seen.unrostered, 71),
        unrostered_from=seen.start,
    )
    text = forecast_report(nobody, Background(county[0])).blocks[0].text
    assert "never falls" not in text
    assert "up to 71 officers are unrostered" in text


def test_officers_whose_pattern_has_not_begun_are_not_said_to_be_past_its_end(county, seen):
    early = replace(seen, unrostered=np.full_like(seen.unrostered, 3))
    said = render_markdown(forecast_report(early, Background(county[0])))
    assert "On the first day 3 officers are unrostered" in said
    assert "Past the last" not in said


def test_where_nothing_is_required_a_page_tells_how_far_the_year_ranges(county, seen):
    unasked = replace(seen, floors=(0,), falls=(), unrostered=np.zeros_like(seen.unrostered))
    texts = [getattr(block, "text", "") for block in year_ahead(unasked, Background(county[0]))]
    assert "nothing is required of it at that notice." in texts[1]
    assert f"between {seen.whole_units.min()} and {seen.whole_units.max()} whole PSUs" in texts[1]
