"""What the shipped doctrine holds."""

from datetime import date

import pytest

from muster.doctrine import UnableToFindDoctrine

DAY = date(2026, 3, 2)


def test_the_editions_name_five_six_and_seven_threats(doctrine):
    assert [(each.slug, len(each.threats)) for each in doctrine.editions] == [
        ("2012", 5),
        ("2015", 6),
        ("2023", 7),
    ]
    assert all(len(each.aspects) == 4 for each in doctrine.editions)


def test_a_later_edition_keeps_the_threats_before_it(doctrine):
    first, second, third = (each.threats for each in doctrine.editions)
    assert second[:5] == first
    assert third[:6] == second


def test_the_43_forces_stand_in_nine_regions_beside_five_others(doctrine):
    territorial = [force for force in doctrine.forces if force.territorial]
    others = [force for force in doctrine.forces if not force.territorial]
    assert len(territorial) == 43
    assert {force.region for force in territorial} == {region.slug for region in doctrine.regions}
    assert len(doctrine.regions) == 9
    assert {force.slug for force in others} == {
        "british-transport",
        "ministry-of-defence",
        "civil-nuclear",
        "scotland",
        "northern-ireland",
    }


def test_the_forces_add_up_to_the_published_strength(doctrine):
    total = sum(force.officers for force in doctrine.forces if force.territorial)
    assert round(total, 2) == 127_077.36


def test_a_force_with_no_published_strength_has_none_rather_than_nought(doctrine):
    assert {force.officers for force in doctrine.forces if not force.territorial} == {None}


@pytest.mark.parametrize(
    "name", ["west-midlands", "West Midlands Police", "E23000014", " WEST-MIDLANDS "]
)
def test_a_force_answers_to_its_slug_its_names_and_its_code(doctrine, name):
    assert doctrine.force(name).slug == "west-midlands"


def test_a_name_nearly_right_is_refused_with_the_nearest(doctrine):
    with pytest.raises(UnableToFindDoctrine, match="did you mean 'west-midlands'"):
        doctrine.force("west-middlands")


def test_a_name_nowhere_near_is_refused_with_what_is_known(doctrine):
    with pytest.raises(UnableToFindDoctrine, match="known: psu, serial"):
        doctrine.unit("zeppelin")


def test_a_support_unit_is_as_the_report_describes_it(doctrine):
    unit = doctrine.composition("psu", DAY)
    assert {post.slug: post.count for post in unit.posts} == {
        "commander": 1,
        "sergeant": 3,
        "constable": 18,
        "driver": 3,
    }
    assert [(need.kind, need.count) for need in unit.vehicles] == [("carrier", 3)]
    assert unit.people == 25


def test_a_serial_is_a_sergeant_and_six(doctrine):
    assert {post.slug: post.count for post in doctrine.composition("serial", DAY).posts} == {
        "sergeant": 1,
        "constable": 6,
    }


def test_every_kind_of_unit_has_a_composition_and_every_composition_a_source(doctrine):
    for kind in doctrine.units:
        source = doctrine.composition_source(doctrine.composition(kind.slug, DAY))
        assert source.standing == "published" or source.note


@pytest.mark.parametrize(
    ("unit", "standing"), [("cbrn_team", "local"), ("medic_pair", "recalled"), ("psu", "")]
)
def test_a_recalled_or_local_figure_says_so(doctrine, unit, standing):
    source = doctrine.composition_source(doctrine.composition(unit, DAY))
    assert source.describe().startswith(f"{standing}: " if standing else "hmic-west-midlands-2014")


def test_recalled_standards_say_so(doctrine):
    for figure in (*doctrine.requirements, *doctrine.time_standards, *doctrine.abstraction_norms):
        assert figure.source.describe().startswith("recalled: ")


def test_what_is_published_names_a_document_that_is_held(doctrine):
    held = {document.slug for document in doctrine.documents}
    for origin in doctrine.origins.values():
        assert (origin.source.document in held) == (origin.source.standing == "published")


def test_minimum_rest_is_eleven_hours_unless_a_superintendent_says_otherwise(doctrine):
    rule = doctrine.rest_rule(DAY)
    assert (rule.minutes, rule.override) == (660, "superintendent")


def test_the_curve_is_drawn_at_once_and_at_1_4_8_and_24_hours(doctrine):
    assert doctrine.notice("curve", DAY).minutes == (0, 60, 240, 480, 1440)


def test_ranks_rise_in_the_order_they_are_written(doctrine):
    assert [rank.order for rank in doctrine.ranks] == list(range(len(doctrine.ranks)))
    assert doctrine.ranks[0].slug == "constable"


def test_aliases_lead_to_the_slug_whatever_their_case(doctrine):
    assert doctrine.aliases["rank"]["sgt"] == "sergeant"
    assert doctrine.aliases["skill"]["l2"] == "public_order_level_2"
    assert all(spelling == spelling.lower() for spelling in doctrine.aliases["skill"])


def test_a_test_without_notice_is_marked_at_once_and_within_two_hours(doctrine):
    assert doctrine.notice("no_notice_test", DAY).minutes == (0, 30, 60, 120)


def test_norms_of_time_are_assumed_and_what_they_are_proposed_from_is_local(doctrine):
    for slug in ("recall", "assembly"):
        assert doctrine.time_norm(slug, DAY).source.standing == "assumed"
    for slug in ("rate", "time", "assembly"):
        rule = doctrine.evidence_for_norms(slug, DAY)
        assert rule.source.standing == "local"
        assert rule.occasions > 1
