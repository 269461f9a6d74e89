"""Plans as documents: words and pictures a chief officer can read."""

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from tests.reporting import plans

from muster.mobilisation import make_plan
from muster.reporting import plan_report, plan_rows, render_html, render_markdown


def texts(document):
    return re.sub(r"\s+", " ", render_markdown(document).replace("\\", ""))


@pytest.mark.parametrize("name", ["a_plan", "a_replan", "a_relief", "a_consent"])
def test_a_page_and_its_pictures_are_well_formed(request, name):
    page = render_html(request.getfixturevalue(name))
    body = re.search("<body.*?>(.*)</body>", page, re.DOTALL).group(1)
    ElementTree.fromstring(f"<body>{body}</body>")
    for svg in re.findall(r"<svg.*?</svg>", page, re.DOTALL):
        ElementTree.fromstring(svg)
        assert "NaN" not in svg


def test_the_answer_comes_before_all_else(a_plan, planned):
    plan = planned[0]
    sent = sum(each.count for each in plan.assignments)
    assert texts(a_plan).index(f"{sent} of 39 units asked for") < texts(a_plan).index("Rotherham")


def test_what_is_short_is_said_with_its_cures(a_plan):
    said = texts(a_plan)
    assert "D2, Croydon, is short of" in said
    assert "Floors lower by 1 at Kent Police and 1 at Essex Police raise 2 of them." in said
    assert "With 3 more constables and 1 more carrier" in said


def test_every_floor_is_said_as_what_it_is(a_plan):
    said = texts(a_plan)
    assert "Kent Police keeps 1 PSU, set when asked." in said
    assert "1 force keeps a floor: Essex Police keeps 1 PSU, a share." in said


def test_a_map_is_credited_where_it_is_drawn_and_only_there(a_plan, a_relief):
    assert dict(a_plan.origins)["Map"].startswith("Contains")
    assert "Map" not in dict(a_relief.origins)


def test_a_plan_that_sends_nobody_says_so(planned):
    asked = replace(plans.request(), offers=())
    plan = make_plan(asked, travel=plans.TRAVEL)
    said = texts(plan_report(plan, replace(planned[1], donors=()), (), (), plans.BACKGROUND))
    assert "None of the 39 units asked for can be raised." in said
    assert "Nothing is sent." in said


def test_late_units_are_told_apart_in_the_picture(a_plan):
    page = render_html(a_plan)
    assert 'class="bar late"' in page
    assert 'class="needed"' in page


def test_rows_for_a_spreadsheet_add_up_to_the_plan(planned):
    plan = planned[0]
    header, *rows = plan_rows(plan).strip().split("\r\n")
    count = header.split(",").index("count")
    assert sum(int(row.split(",")[count]) for row in rows) == sum(a.count for a in plan.assignments)
