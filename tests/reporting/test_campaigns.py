"""A campaign and worths as documents: what is said, and that it is so."""

import io
import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from rich.console import Console
from tests.reporting import campaigns

from muster.rehearsal import Estimate, Policy, Worth
from muster.reporting import (
    campaign_report,
    print_document,
    render_html,
    render_markdown,
    worths_report,
)
from muster.reporting.chance_charts import Curve, curve_chart, curve_start
from muster.reporting.chances import (
    amount_words,
    gain_words,
    interval_words,
    points_range,
    policy_words,
    share_words,
    verdict_words,
)
from muster.reporting.document import Figure, KeyFigures, Paragraph
from muster.reporting.hours import hour_marks
from muster.reporting.shades import depths_of

NAMES = ("barset", "borchester", "felpersham", "loamshire", "mummer", "ambridge")
REAL = ("west midlands", "greater manchester", "metropolitan", "essex", "kent", "gwent", "digbeth")
NAMED_REPORT = campaign_report(campaigns.campaign(), campaigns.BACKGROUND, named=True)
BARE = replace(campaigns.BACKGROUND, synthetic=False)


def report(**changed):
    whole = replace(campaigns.campaign(), **changed)
    return campaign_report(whole, campaigns.BACKGROUND, named=True)


def lead(document):
    return next(each.text for each in document.blocks if getattr(each, "weight", "") == "lead")


def figures(document):
    return {each.title: each for each in document.blocks if isinstance(each, Figure)}


def cells(block):
    return [[cell.text for cell in row] for row in block.rows]


def shown(document, width=100):
    console = Console(file=io.StringIO(), width=width, no_color=True)
    print_document(document, console)
    return console.file.getvalue()


def test_the_first_paragraph_says_how_sure_what_stops_and_what_helps():
    said = lead(NAMED_REPORT).replace("\u00a0", " ")
    assert said == (
        "The requirement (90% of units in time and 8 units within 120 minutes) is met in 62% of "
        "2,000 replications under “By region, then the nation”: as far as sampling goes, 60% to "
        "64%. What most often stops a force is a lack of sergeants at Loamshire Constabulary (38% "
        "of replications); at the worst hour, Saturday 8 August at 20:00, Borchester City Police "
        "is 5.2 units short on average. “Nation at once, standing to” would raise the chance by "
        "29 points (26 to 32), the most of the policies tried."
    )


def test_where_noise_wins_the_first_paragraph_cannot_tell():
    only = campaigns.campaign().differences[2]
    unsure = replace(only, hours_short=Estimate(0.2, -0.4, 0.8))
    assert "“By telephone” would help, these replications cannot tell" in lead(
        report(differences=(unsure,))
    )


@pytest.mark.parametrize(
    ("in_time", "hours_short", "said", "verdict"),
    [
        (
            Estimate(-9.2, -9.5, -9.0), Estimate(3.0, 2.0, 4.0),
            "it brings 9.2 fewer units in time a replication (9.0 to 9.5)",
            "Worse in units in time and unit-hours; of the chance, cannot tell",
        ),
        (
            Estimate(-0.3, -0.9, 0.2), Estimate(2.0, 1.1, 2.9),
            "it leaves 2.0 more unit-hours short a replication (1.1 to 2.9)",
            "Worse in unit-hours; of the chance, cannot tell",
        ),
    ],
)  # fmt: skip
def test_where_the_chance_cannot_tell_units_may(in_time, hours_short, said, verdict):
    only = campaigns.campaign().differences[2]
    worse = replace(only, in_time=in_time, hours_short=hours_short)
    assert worse.cannot_tell
    assert worse.better is False
    document = report(differences=(worse,))
    assert f"“By telephone” does worse: {said}; whether it moves the chance" in lead(document)
    assert f"| D: By telephone | {verdict} |" in render_markdown(document)


def test_units_that_tell_each_the_contrary_give_no_verdict():
    only = campaigns.campaign().differences[2]
    torn = replace(only, in_time=Estimate(2.0, 1.0, 3.0), hours_short=Estimate(5.0, 4.0, 6.0))
    assert torn.better is None
    said = "In units in time, better; in unit-hours, worse; of the chance, cannot tell"
    assert f"| D: By telephone | {said} |" in render_markdown(report(differences=(torn,)))


def test_the_chance_goes_before_units():
    first = campaigns.campaign().differences[0]
    assert first.better is True
    assert replace(first, met=Estimate(-0.2, -0.3, -0.1)).better is False


def test_where_every_other_policy_is_worse_it_says_so():
    worse = replace(campaigns.campaign().differences[0], met=Estimate(-0.2, -0.3, -0.1))
    assert lead(report(differences=(worse,))).endswith("The other policy does worse.")


def test_where_the_chance_does_not_move_it_says_what_comes_in_time():
    same = replace(campaigns.campaign().differences[0], met=Estimate(0.0, -0.1, 0.1))
    said = lead(report(differences=(same,)))
    assert "would move the chance, these replications cannot tell; it brings 4 more units" in said
    assert said.endswith("4.6); it leaves 18 unit-hours fewer short a replication (17 to 19).")
    none = replace(same, in_time=Estimate(0.0, -0.1, 0.1))
    assert "cannot tell; it leaves 18 unit-hours fewer" in lead(report(differences=(none,)))
    more = replace(none, hours_short=Estimate(-1.0, -2.0, 0.5))
    assert lead(report(differences=(more,))).endswith("help, these replications cannot tell.")


def test_with_one_policy_nothing_is_said_of_others():
    first = campaigns.campaign().outcomes[:1]
    said = lead(report(outcomes=first, differences=()))
    assert "under “" not in said
    assert "No other policy was tried" in said


def test_where_nothing_is_short_and_nothing_stops_it_says_so():
    whole = campaigns.campaign().outcomes[0]
    calm = tuple(replace(each, mean=(0.0,) * 72, chance=(0.0,) * 72) for each in whole.short)
    first = replace(whole, short=calm, bottlenecks=(), exposures=())
    document = report(outcomes=(first,), differences=())
    assert "at no hour is anything short" in lead(document)
    assert "Units short, place by place and hour by hour" not in figures(document)
    assert "No donor is left with less" in render_markdown(document)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"complete": False}, "interrupted after 2,000 replications"),
        ({"precise": False}, "precision asked for was not reached"),
        (
            {"outcomes": (replace(campaigns.campaign().outcomes[0], truncated=3),)},
            "3 replications under “By region, then the nation” had more going on",
        ),
    ],
)
def test_what_makes_an_answer_less_is_a_warning_before_it(changed, said):
    first = report(**changed).blocks[0]
    assert isinstance(first, Paragraph)
    assert first.weight == "warning"
    assert said in first.text


def test_assumed_figures_are_counted_and_marked():
    page = render_html(NAMED_REPORT)
    assert "8 of its 10 figures are assumed" in page
    assert page.count(">Assumed<") == 8
    assert "Synthetic: nobody in this is real" in page


def test_each_figure_has_its_numbers_in_a_table():
    found = figures(NAMED_REPORT)
    assert len(found) == 5
    assert all(each.table.rows and each.description for each in found.values())
    curve = found["Chance that so many of the units, or more, are in time"].table
    assert [column.title for column in curve.columns] == [
        *("Policy", "50%", "75%", "90%", "95%", "100%")
    ]


def test_drawings_are_sound_and_no_two_share_an_id():
    page = render_html(campaign_report(campaigns.national(), campaigns.BACKGROUND, named=True))
    drawn = re.findall(r"<svg.*?</svg>", page, re.DOTALL)
    assert len(drawn) == 12
    for each in drawn:
        ElementTree.fromstring(each)
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_a_policy_that_cannot_be_told_apart_is_marked_in_words():
    said = render_markdown(NAMED_REPORT).replace("\u00a0", " ")
    told = "Worse in unit-hours; of the chance, cannot tell"
    assert f"| D: By telephone | {told} | −1.0 (−3.0 to +1.2) | −0.30 (−0.90 to" in said
    told = ("| B: Nation at once", "Better", "+21 (+18 to +24)", "+3.8 (+3.1 to +4.6)")
    assert f"{' | '.join(told)} | −18 (−19 to −17) |" in said


def test_unit_hours_short_stand_beside_units_in_time():
    said = render_markdown(NAMED_REPORT).replace("\u00a0", " ")
    assert "unit-hours short a replication (38 to 42)" in said
    policies = figures(NAMED_REPORT)["The policies side by side"].table
    assert [row[-1].replace("\u00a0", " ") for row in cells(policies)] == [
        *("40 (38 to 42)", "22 (21 to 23)", "12 (11 to 13)", "42 (40 to 44)")
    ]
    assert "| Replication 1,203 | 112 | 31 | 40 | 41 | 9,120 | 410 |" in said


def test_what_matters_is_ranked_with_the_widest_first():
    table = figures(NAMED_REPORT)["What matters: the share in time as one figure changes"].table
    assert [row[0] for row in cells(table)] == [
        *("Time to answer", "Away who should be there", "Journeys", "Turn-out of those called in")
    ]


def test_real_areas_are_on_maps_and_others_are_not():
    national = campaign_report(campaigns.national(), campaigns.BACKGROUND, named=True)
    assert "Units short, area by area" in figures(national)
    assert "Units short, area by area" not in figures(NAMED_REPORT)
    assert "OS data" in dict(national.origins)["Map"]
    rows = cells(figures(national)["Units short, area by area"].table)
    assert len(rows) == 6
    assert rows[1][2:4] == ["West Midlands Police", "5.2"]


def test_without_names_nothing_on_the_page_tells_a_force_and_there_is_no_map():
    background = replace(
        BARE,
        notes=("Kent Police is late with its return.", "A plain note."),
        warnings=("Faulty rows of west-midlands were left out.",),
        origins=(("Return", "kent.xlsx"), ("Doctrine", "SHA-256 12")),
    )
    hidden = campaign_report(campaigns.national(), background, named=False)
    for said in (render_html(hidden), render_markdown(hidden), shown(hidden)):
        small = said.lower()
        assert [name for name in REAL if name in small] == []
        assert "force 1" in small
        assert "a plain note" in small
    assert "Map" not in dict(hidden.origins)
    assert "Doctrine" in dict(hidden.origins)


def test_without_names_worths_tell_no_force():
    hidden = worths_report(campaigns.worths(), BARE, named=False)
    said = render_html(hidden).lower() + shown(hidden).lower()
    assert [name for name in NAMES if name in said] == []
    assert "sergeant, force 1" in said


def test_a_campaign_in_which_nothing_happens_is_still_told():
    whole = campaigns.campaign().outcomes[0]
    nothing = replace(
        whole,
        met=Estimate(1, 1, 1),
        share=Estimate(1, 1, 1),
        curve=(1.0,) * 101,
        **dict.fromkeys(("wanted", "in_time", "late", "never", "late_minutes", "incidents"), 0.0),
        **dict.fromkeys(("fan", "arrivals", "short", "bottlenecks", "exposures", "sent"), ()),
        worst=(),
    )
    page = render_html(report(outcomes=(nothing,), differences=(), sensitivities=(), misfits=()))
    assert "Nothing is short at any hour" in page
    assert "nan" not in page.lower().replace("finance", "")


def test_who_comes_to_what_is_told():
    said = render_markdown(NAMED_REPORT)
    assert "| Barsetshire Constabulary | Disorder in a town | 12 |" in said


def test_worths_say_what_is_worth_most_and_where_noise_wins():
    document = worths_report(campaigns.worths(), campaigns.BACKGROUND, named=True)
    said = lead(document).replace("\u00a0", " ")
    assert said == (
        "One more sergeant at Loamshire Constabulary is worth most: +9 (+8 to +10) unit-hours "
        "covered that would be short, and +1.3 (+1.0 to +1.6) units in time, a replication. Of 2 "
        "of the 7 tried, these replications cannot tell whether they help at all. For a cost of 9 "
        "in all, the chance that the requirement is met goes from 62% to 78% (76% to 80%)."
    )
    found = figures(document)["What one more takes off the unit-hours short"]
    assert "further to the right is better" in found.description
    assert [row[1] for row in cells(found.table)] == [
        *("Yes", "Yes", "Yes", "In hours, yes; in time, cannot tell"),
        *("Cannot tell", "Cannot tell", "No: it hinders"),
    ]
    told = next(each for each in document.blocks if isinstance(each, KeyFigures)).figures
    assert [each.value for each in told[:2]] == ["4 of 7", "2"]


def weighed(hours, in_time):
    """Return worths of one thing, of which the measures say so much."""
    only = Worth("loamshire", "psu", "unit", hours, in_time, Estimate(0.0, -0.1, 0.1))
    return replace(campaigns.worths(), worths=(only,), frontier=())


@pytest.mark.parametrize(
    ("hours", "in_time", "said"),
    [
        (2, 1, "+2.0 (+1.5 to +2.5) unit-hours covered that would be short, and +1.0 (+0.5 to"),
        (2, 0, "would be short, a replication; of units in time they cannot tell."),
        (0, 1, "+1.0 (+0.5 to +1.5) units in time a replication; of unit-hours short they cannot"),
        (0, 0, "Of nothing that was tried can these replications tell"),
        (-2, 1, "Of nothing that was tried can these replications tell"),
    ],
)
def test_one_more_helps_by_unit_hours_and_else_by_units_in_time(hours, in_time, said):
    worths = weighed(*(Estimate(each, each - 0.5, each + 0.5) for each in (hours, in_time)))
    document = worths_report(worths, campaigns.BACKGROUND, named=True)
    assert said in lead(document).replace("\u00a0", " ")
    words = {-2: "no", 0: "cannot tell", 1: "yes", 2: "yes"}
    (row,) = figures(document)["What one more takes off the unit-hours short"].table.rows
    if words[hours] == words[in_time]:
        assert row[1].text.lower() == words[hours]
    else:
        assert row[1].text == f"In hours, {words[hours]}; in time, {words[in_time]}"
    assert row[1].tone == ("short" if hours < 0 else "good" if hours or in_time else "unknown")


def test_worths_are_ranked_by_the_unit_hours_they_cover():
    first, second = campaigns.worths().worths[:2]
    swapped = replace(second, hours_covered=Estimate(12.0, 11.0, 13.0))
    other = replace(campaigns.worths(), worths=(first, swapped))
    document = worths_report(other, campaigns.BACKGROUND, named=True)
    table = figures(document)["What one more takes off the unit-hours short"].table
    assert [row[0] for row in cells(table)] == [
        *("Carrier, Mummerset Police", "Sergeant, Loamshire Constabulary")
    ]
    assert lead(document).startswith("One more carrier at Mummerset Police")


def test_where_nothing_can_be_told_worths_say_so():
    unsure = replace(campaigns.worths(), worths=campaigns.worths().worths[4:6], frontier=())
    document = worths_report(unsure, campaigns.BACKGROUND, named=True)
    assert lead(document).startswith("Of nothing that was tried can these replications tell")
    none = worths_report(replace(unsure, worths=()), campaigns.BACKGROUND, named=True)
    assert lead(none) == "Nothing was tried."


def test_a_frontier_tells_each_step_and_its_cost():
    document = worths_report(campaigns.worths(), campaigns.BACKGROUND, named=True)
    title = "The chance that the requirement is met, against what it costs"
    rows = cells(figures(document)[title].table)
    assert [row[1:3] for row in rows] == [
        ["As it is", "0"],
        ["Sergeant, Loamshire Constabulary", "2"],
        ["Carrier, Mummerset Police", "7"],
        ["Sergeant, Loamshire Constabulary", "9"],
    ]


@pytest.mark.parametrize("width", [60, 100])
def test_the_terminal_tells_it_without_pictures(width):
    said = shown(NAMED_REPORT, width)
    assert "<svg" not in said
    assert "Loamshire Constabulary" in said
    assert max(map(len, said.splitlines())) <= width


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0.0, "0%"),
        (0.0002, "under 0.1%"),
        (0.004, "0.4%"),
        (0.5, "50%"),
        (0.994, "99.4%"),
        (0.9999, "over 99.9%"),
        (1.0, "100%"),
    ],
)
def test_a_share_is_never_told_as_surer_than_it_is(share, said):
    assert share_words(share) == said


def test_differences_are_told_with_their_sign_and_nought_has_none():
    assert points_range(Estimate(0.21, 0.18, 0.24)) == "+21 (+18\u00a0to\u00a0+24)"
    assert gain_words(Estimate(0.0, -0.1, 0.1)) == "0 (−0.10\u00a0to\u00a0+0.10)"
    assert interval_words(Estimate(0.6, 0.5, 0.7)) == "50%\u00a0to\u00a070%"
    assert [amount_words(each) for each in (0, 0.25, 3.21, 1_204.4)] == [
        *("0", "0.25", "3.2", "1,204")
    ]
    assert [verdict_words(Estimate(v, v - 1, v + 1)) for v in (-2, 0.5, 2)] == [
        *("worse", "cannot tell", "better")
    ]


def test_what_a_policy_does_is_one_sentence():
    policy = Policy("x", "phone", 120, 4, 6, stand_to=True, lines=3, floors="moderate")
    assert policy_words(policy) == (
        "The nearest force is rung first; 3 lines; the nation is activated after 2 hours, once 4 "
        "incidents are open or once 6 units are short; forces stand to from then; floors of alert "
        "level moderate are kept."
    )
    assert "the nation is activated never" not in policy_words(Policy("x", activate_at=None))


def test_a_curve_begins_a_little_before_the_first_fall():
    flat = [1.0] * 76 + [0.5] * 25
    assert curve_start([Curve("A", "a", flat)], 90) == 60
    assert curve_start([Curve("A", "a", [1.0, *[0.2] * 100])], 90) == 0


def test_curves_that_lie_on_one_another_are_still_drawn():
    same = [Curve(letter, letter, [1.0] * 101) for letter in "ABCDE"]
    assert curve_chart("t", "d", same, 100).count("ring-letter") == 10


def test_hours_are_marked_as_far_as_there_is_room_and_midnight_is_the_day():
    wide = [mark.label for mark in hour_marks(campaigns.STARTS, 72 * 60, 630)]
    assert wide == ["12:00", "Sun 9", "12:00", "Mon 10", "12:00", "Tue 11"]
    assert [mark.label for mark in hour_marks(campaigns.STARTS, 72 * 60, 200)] == [
        *("Sun 9", "Mon 10", "Tue 11")
    ]
    assert len(hour_marks(campaigns.STARTS, 60 * 60 * 24, 630)) <= 11


@pytest.mark.parametrize("most", [0, 0.03, 0.8, 1, 5.2, 430])
def test_four_depths_reach_the_most_there_is(most):
    depths = depths_of(most)
    assert depths.quarter * 4 >= most
    assert depths.fill(0) == depths.fill(depths.least / 2) == ""
    assert depths.fill(depths.quarter) == "least"
    assert depths.fill(depths.quarter * 4) == "most"


def test_the_worst_hours_are_named_also_where_their_list_stays_shut():
    folds = [
        each for each in NAMED_REPORT.blocks if getattr(each, "title", "") == "The worst hours"
    ]
    listed = cells(folds[0].blocks[0])
    assert f"{listed[0][0]} at {listed[0][1]}" in folds[0].summary
    said = " ".join(folds[0].summary.split())
    assert said in " ".join(shown(NAMED_REPORT, 400).split())
