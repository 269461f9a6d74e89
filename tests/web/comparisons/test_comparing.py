"""Two sides beside each other: what differs first, in words, and only what may be seen."""

import csv
import io
import json
import re
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest
from django.urls import reverse
from tests.web.cast import FAR_FORCE, FORCE, NEXT_FORCE, REGION
from tests.web.holdings import NOON, SENDER

from muster.assessment import Grade, compare
from muster.policing import clock
from muster.web.documents.actions import keep
from muster.web.picture.asked import Asked
from muster.web.picture.matrices import matrix_of

ADDRESS = reverse("compare:compare")
ASKED = Asked(clock.minute_of(NOON), NOON, 60, "psu", "2023")
OWN, NEXT, FAR = f"force:{FORCE}", f"force:{NEXT_FORCE}", f"force:{FAR_FORCE}"
WHOLE = f"region:{REGION}"


@pytest.fixture
def planner(cast, held):
    return cast.client("planning_lead")


@pytest.fixture
def coordinator(cast, held):
    return cast.client("national_coordinator")


def ask(client, first=OWN, second=NEXT, **more):
    return client.get(ADDRESS, {"first": first, "second": second, **more})


def test_two_forces_differ_as_the_core_says(coordinator, held):
    expected = compare(matrix_of(held[FORCE], ASKED), matrix_of(held[NEXT_FORCE], ASKED))
    cells = ask(coordinator).context["differences"]
    shown = [each.statement for cell in cells for each in cell.differences]
    assert sorted(shown) == sorted(d.first.criterion.statement for d in expected.differences)
    answer = json.loads(ask(coordinator, format="json").content)
    assert (answer["worse"], answer["better"]) == (
        len(expected.worsened),
        len(expected.improved),
    )


def test_what_differs_comes_before_the_figures(coordinator):
    text = ask(coordinator).content.decode()
    assert (
        text.index("What differs") < text.index("Figures side by side") < text.index("Every cell")
    )


def test_why_is_said_for_both_sides(coordinator):
    for cell in ask(coordinator).context["differences"]:
        for each in cell.differences:
            assert each.first is not each.second
            assert each.first_because and each.second_because


def test_a_force_against_itself_differs_in_nothing(planner):
    response = ask(planner, OWN, OWN)
    assert response.context["differences"] == []
    assert "No criterion grades differently" in response.content.decode()


def test_two_dates_of_a_force_are_told_apart_by_their_dates(planner):
    later = NOON + timedelta(days=120)
    response = ask(planner, OWN, OWN, second_at=f"{later:%Y-%m-%dT%H:%M}")
    assert response.context["names"] == (
        "10 Mar 2026",
        "8 Jul 2026",
    )
    assert response.context["differences"]


def test_which_side_is_worse_is_said_by_name_and_in_the_order_of_the_heading(planner, held):
    later = NOON + timedelta(days=120)
    response = ask(planner, OWN, OWN, second_at=f"{later:%Y-%m-%dT%H:%M}")
    assert response.context["title"] == "West Midlands Police: 8 Jul 2026 against 10 Mar 2026"
    told = compare(
        matrix_of(held[FORCE], ASKED),
        matrix_of(held[FORCE], ASKED.moved_to(clock.minute_of(later))),
    )
    worse, every = len(told.worsened), len(told.first.findings)
    assert worse > 1
    said = f"On 8 Jul 2026 it is worse than on 10 Mar 2026 on {worse} of {every} criteria, better"
    assert response.context["lead"].startswith(said)
    page = response.content.decode()
    heads = re.findall(r'<th scope="col">(8 Jul 2026|10 Mar 2026)</th>', page)
    assert heads and heads[::2] == ["8 Jul 2026"] * (len(heads) // 2)
    assert "the second is" not in page.lower()
    assert page.count(f"{response.context['title']}") == 2  # the tab and the heading


def test_two_places_are_named_in_the_sentence(coordinator):
    lead = ask(coordinator).context["lead"]
    assert re.match(
        r"Staffordshire Police is worse than West Midlands Police on \d+ of 100 criteria", lead
    )


def test_two_times_of_one_day_are_told_apart_by_the_hour(planner):
    later = NOON + timedelta(hours=3)
    names = ask(planner, OWN, OWN, second_at=f"{later:%Y-%m-%dT%H:%M}").context["names"]
    assert names == ("10 Mar 2026, 12:00", "10 Mar 2026, 15:00")


def test_figures_that_differ_come_before_those_that_do_not(planner):
    context = ask(planner, WHOLE, OWN).context
    assert all(each.differs for each in context["figures"])
    assert not any(each.differs for each in context["alike"])


def test_a_region_s_shares_and_answers_have_no_sum(planner):
    context = ask(planner, WHOLE, OWN, edition="2023").context
    lines = [each for each in context["figures"] if each.measure == "share"]
    assert lines
    for each in lines:
        assert each.first_required == "of each force"
        assert re.fullmatch(r"\d+ of \d+ forces meets? it|The one force.*", each.first_held)


def test_two_states_of_knowledge_use_what_was_held_at_each(planner, packed, settings):
    described, body = packed[FAR_FORCE]
    settings.MUSTER_NOW = NOON + timedelta(days=2)
    elsewhere = replace(described, subject=FORCE)
    stranger = keep(body, elsewhere, by=SENDER, at=NOON + timedelta(days=1))
    response = ask(planner, OWN, OWN, first_known=f"{NOON:%Y-%m-%dT%H:%M}")
    first, second = (side for _, side in response.context["sides"])
    assert second.documents == (stranger,)
    assert first.documents[0].sha256 == sha256(packed[FORCE][1]).hexdigest()
    assert response.context["names"] == ("as known 10 Mar 2026", "as known 12 Mar 2026")
    assert response.context["lead"].startswith("As known 12 Mar 2026, it is worse than as known")


@pytest.mark.parametrize("first", [WHOLE, "nation"])
def test_a_force_is_held_against_its_region_and_the_nation(planner, first):
    response = ask(planner, first, OWN)
    assert response.status_code == 200
    assert response.context["differences"]
    assert all(
        isinstance(each.first, Grade)
        for c in response.context["differences"]
        for each in c.differences
    )


def test_a_region_is_told_from_the_force_of_its_name(planner):
    assert ask(planner, WHOLE, OWN).context["names"] == (
        "West Midlands region",
        "West Midlands Police",
    )


def test_whole_units_of_two_forces_stand_side_by_side(coordinator):
    response = ask(coordinator, within="60", unit="serial")
    assert len(response.context["curves"]) == 5
    assert "Whole serials by notice" in response.content.decode()
    assert ask(coordinator, WHOLE, OWN).context["curves"] == []


@pytest.mark.parametrize(
    ("person", "first", "second", "status"),
    [
        ("planning_lead", OWN, NEXT, 403),
        ("planning_lead", NEXT, OWN, 403),
        ("planning_lead", "region:south-east", OWN, 403),
        ("regional_coordinator", OWN, NEXT, 200),
        ("regional_coordinator", OWN, FAR, 403),
        ("national_coordinator", OWN, FAR, 200),
        ("inspector", WHOLE, OWN, 200),
        ("inspector", OWN, NEXT, 403),
        ("human_resources", OWN, OWN, 403),
        ("unappointed", OWN, OWN, 403),
    ],
)
def test_only_what_may_be_seen_is_compared(cast, held, person, first, second, status):
    assert ask(cast.client(person), first, second).status_code == status


@pytest.mark.parametrize("person", ["planning_lead", "regional_coordinator", "inspector"])
def test_only_places_that_may_be_seen_are_offered(cast, held, person):
    groups = dict(cast.client(person).get(ADDRESS).context["form"].fields["first"].choices)
    offered = {value for own in groups.values() for value, _ in own}
    assert OWN in offered
    assert (NEXT in offered) == (person == "regional_coordinator")
    assert FAR not in offered
    assert WHOLE in offered and "region:south-east" not in offered


def test_often_wanted_comparisons_open(planner, held):
    for each in planner.get(ADDRESS).context["presets"]:
        response = planner.get(each.url)
        assert response.status_code in (200, 400), each.title
        if response.status_code == 400:
            assert "was held then" in response.context["refused"]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"first": "dragon:smaug"}, "is no force"),
        ({"first": "force:nowhere"}, "is no force"),
        ({"first_at": "yesterday"}, "write it as"),
        ({"first_known": "2020-01-01T00:00"}, "was held then"),
    ],
)
def test_what_makes_no_sense_is_said_and_the_form_kept(planner, given, says):
    response = ask(planner, **{"first": OWN, "second": OWN, **given})
    text = response.content.decode()
    assert response.status_code == 400
    assert says in response.context["refused"]
    assert all(value in text for name, value in given.items() if name != "first")


def test_both_are_of_one_edition(planner):
    response = ask(planner, OWN, OWN, edition="2012", second_at="2026-06-01T12:00")
    first, second = (side for _, side in response.context["sides"])
    assert first.matrix.edition == second.matrix.edition == "2012"


def test_a_comparison_is_had_as_data(coordinator):
    answer = ask(coordinator, format="json")
    assert json.loads(answer.content)["schema"] == "muster.comparison/1"
    assert sha256(answer.content).hexdigest() in ask(coordinator).content.decode()
    for table in ("differences", "cells", "figures", "units"):
        text = ask(coordinator, format="csv", table=table).content.decode()
        assert len(list(csv.reader(io.StringIO(text)))) > 1, table
