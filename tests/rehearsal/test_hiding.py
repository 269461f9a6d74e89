"""Forces with numbers for names: nothing that could tell one is left."""

from dataclasses import replace
from itertools import permutations

import pytest
from tests.reporting import campaigns

from muster.rehearsal import Bottleneck, Estimate, hide_forces, hide_in_texts, hide_worths

NAMES = ("barset", "borchester", "felpersham", "loam", "mummer", "ambridge")


def told(value):
    """Return all of a value as text, in small letters."""
    return repr(value).lower()


def test_no_force_and_no_spot_is_anywhere_in_a_campaign_without_names():
    hidden = told(hide_forces(campaigns.campaign()))
    assert [name for name in NAMES if name in hidden] == []


def test_no_force_is_anywhere_in_worths_without_names():
    hidden = told(hide_worths(campaigns.worths()))
    assert [name for name in NAMES if name in hidden] == []


def test_the_force_that_is_shortest_is_the_first_whatever_it_is_called():
    short = hide_forces(campaigns.campaign()).outcomes[0].short
    assert [each.host for each in short] == [f"Force {at}" for at in range(1, 7)]
    assert max(short[0].mean) > max(short[1].mean) > max(short[2].mean) > max(short[3].mean) == 0


def test_numbers_follow_what_is_said_and_not_the_names():
    whole = campaigns.campaign()
    shown = hide_forces(whole)
    for names in list(permutations(campaigns.FORCES))[:720:97]:
        changed = renamed(whole, dict(zip(campaigns.FORCES, names, strict=True)))
        again = hide_forces(changed)
        assert again.outcomes[0].short[:3] == shown.outcomes[0].short[:3]
        assert again.outcomes[0].bottlenecks == shown.outcomes[0].bottlenecks
        assert again.forces == shown.forces


def renamed(campaign, names):
    def over(each):
        return replace(
            each,
            short=tuple(replace(place, host=names[place.host]) for place in each.short),
            bottlenecks=tuple(replace(stop, force=names[stop.force]) for stop in each.bottlenecks),
            exposures=tuple(replace(one, force=names[one.force]) for one in each.exposures),
            sent=tuple(replace(one, force=names[one.force]) for one in each.sent),
        )

    return replace(campaign, outcomes=tuple(over(each) for each in campaign.outcomes))


def test_the_figures_stay_as_they_were():
    whole, hidden = campaigns.campaign(), hide_forces(campaigns.campaign())
    for before, after in zip(whole.outcomes, hidden.outcomes, strict=True):
        assert (before.met, before.curve, before.fan) == (after.met, after.curve, after.fan)
        assert sorted(each.share for each in before.bottlenecks) == sorted(
            each.share for each in after.bottlenecks
        )
    assert hidden.digest == whole.digest


def test_a_published_figure_of_one_force_is_left_out():
    assert [each.fact.slug for each in hide_forces(campaigns.campaign()).misfits] == ["sent"]


def test_a_text_that_names_a_force_is_left_out_and_the_others_stay():
    notes = hide_forces(campaigns.campaign()).notes
    assert notes[:2] == ("Left out: it names a force or a place.", "Roads are clear.")
    assert "numbers" not in notes[-1] and "by number" in notes[-1]


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ("LOAMSHIRE is short", False),
        ("borchester_city is short", False),
        ("Borchester City is short", False),
        ("Felpersham docks are shut", False),
        ("The Loams are short", False),
        ("Loamshires are sold", True),
        ("Roads are clear", True),
    ],
)
def test_a_name_is_found_however_it_is_written(text, stays):
    found = hide_in_texts([text], campaigns.campaign(), also=("Loams",))
    assert (found == (text,)) is stays


def test_a_scenario_whose_own_name_tells_is_given_another():
    scenario = replace(campaigns.SCENARIO, slug="loamshire-flood", name="Loamshire's flood")
    hidden = hide_forces(replace(campaigns.campaign(), scenario=scenario)).scenario
    assert (hidden.slug, hidden.name) == ("scenario", "A scenario")


def test_forces_of_which_the_same_is_said_each_have_a_number():
    stops = tuple(
        Bottleneck(force, "psu", ("sergeant",), "", 0.5) for force in ("ambridge", "mummerset")
    )
    whole = campaigns.campaign()
    outcomes = tuple(replace(each, bottlenecks=stops) for each in whole.outcomes)
    hidden = hide_forces(replace(whole, outcomes=outcomes))
    assert len({each.force for each in hidden.outcomes[0].bottlenecks}) == 2
    assert len(set(hidden.forces)) == 6


def test_forces_are_numbered_by_the_unit_hours_one_more_covers():
    worths = campaigns.worths()
    last = replace(worths.worths[1], hours_covered=Estimate(99.0, 98.0, 100.0))
    hidden = hide_worths(replace(worths, worths=(*worths.worths[:1], *worths.worths[2:], last)))
    assert [each.hours_covered.value for each in hidden.worths][:3] == [99.0, 9.2, 3.1]
    assert hidden.worths[0].force == "Force 1"
