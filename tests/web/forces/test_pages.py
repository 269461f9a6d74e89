"""The pages of a force: what can be raised, the matrix, the year, and what they rest on."""

import csv
import io
import json
import re
from datetime import timedelta
from hashlib import sha256

import pytest
from django.urls import reverse
from tests.web.cast import FORCE, NEXT_FORCE
from tests.web.holdings import NOON, STARTS

from muster.assessment import Grade
from muster.policing import clock
from muster.web.picture.asked import Asked
from muster.web.picture.counts import count_of
from muster.web.picture.freshness import shelf_life
from muster.web.picture.matrices import matrix_of
from muster.web.shell.words import day_words

PAGES = ("forces:force", "forces:strength", "forces:year")
AT = clock.minute_of(NOON)
ASKED = Asked(AT, NOON, 60, "psu", "2023")


@pytest.fixture
def planner(cast, held):
    return cast.client("planning_lead")


def page(client, name, force=FORCE, **asked):
    return client.get(reverse(name, args=[force]), asked)


def text_of(response):
    return re.sub(r"\s+", " ", response.content.decode())


def rows_of(response):
    return list(csv.DictReader(io.StringIO(response.content.decode())))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_for_whoever_may_see_the_force(planner, name):
    assert page(planner, name).status_code == 200


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("person", ["next_planning_lead", "human_resources", "unappointed"])
def test_a_page_is_closed_to_everybody_else(cast, held, name, person):
    assert page(cast.client(person), name).status_code == 403


@pytest.mark.parametrize("name", PAGES)
def test_nobody_is_named_on_a_page_of_counts_but_who_judges(planner, held, name):
    for shown in (page(planner, name), page(planner, name, format="json")):
        text = re.sub(r"SYN\d+, invented superintendent", "", shown.content.decode())
        assert not re.search(r"\bSYN\d{5}\b", text)


def test_says_how_many_whole_units_and_what_stops_the_next(planner, held):
    kind = count_of(held[FORCE], ASKED).kinds[0]
    text = text_of(page(planner, "forces:force"))
    assert f"can raise {kind.high} whole PSU" in text or "cannot raise a whole PSU" in text
    assert f"needs {kind.next_unit_needs[0].count} more {kind.limited_by[0]}" in text


@pytest.mark.parametrize("unit", ["serial", "cbrn_team", "medic_pair"])
def test_counts_the_unit_and_notice_asked_for(planner, held, unit):
    asked = Asked(AT, NOON, 240, unit, "2023", frozenset({"unit", "within"}))
    kind = count_of(held[FORCE], asked).kinds[0]
    shown = page(planner, "forces:strength", unit=unit, within="240")
    answer = json.loads(
        page(planner, "forces:strength", unit=unit, within="240", format="json").content
    )
    assert shown.status_code == 200
    assert (answer["unit"], answer["within_minutes"]) == (unit, 240)
    assert answer["bounds"] == [kind.low, kind.high]


def test_every_cell_of_the_edition_is_a_square_that_leads_to_it(planner, held):
    text = page(planner, "forces:force").content.decode()
    for cell in matrix_of(held[FORCE], ASKED).cells:
        address = reverse("forces:cell", args=[FORCE, cell.threat, cell.aspect])
        assert (f'href="{address}"' in text) == bool(cell.findings)


def test_the_worst_criterion_stands_in_words_in_its_square(planner, held):
    rows = page(planner, "forces:force").context["matrix"].rows
    squares = [square for _, _, own in rows for square in own]
    told = 0
    for square, cell in zip(squares, matrix_of(held[FORCE], ASKED).cells, strict=True):
        if cell.grade not in (None, Grade.MET):
            assert cell.worst.criterion.statement.startswith(square.words[1].removesuffix(" …"))
            told += 1
    assert told


def test_links_keep_the_instant_and_the_unit_asked_about(planner):
    text = page(planner, "forces:force", at="2026-03-12T08:00", unit="serial").content.decode()
    assert "cells/public-order/capacity?at=2026-03-12T08%3A00&amp;unit=serial" in text


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"at": "yesterday"}, "write it as"),
        ({"unit": "dragons"}, "choose one of"),
        ({"within": "7"}, "choose 0, 60, 240"),
        ({"edition": "1999"}, "1999"),
        ({"at": "2026-10-25T01:30"}, "happens twice"),
    ],
)
def test_nonsense_in_an_address_is_told_in_words(planner, asked, says):
    response = page(planner, "forces:force", **asked)
    assert response.status_code == 400
    assert says in text_of(response)


def test_there_is_no_page_of_a_force_that_is_not(cast, held):
    assert page(cast.client("national_coordinator"), "forces:force", "nowhere").status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_nothing_held_is_said_and_not_guessed(planner, name):
    response = page(planner, name, known="2026-02-01T00:00")
    assert response.status_code == 200
    assert "No return of West Midlands Police is held" in text_of(response)


@pytest.mark.parametrize(("days", "stale"), [(-1, False), (1, True)])
def test_a_return_past_its_shelf_life_is_marked(planner, settings, days, stale):
    settings.MUSTER_NOW = STARTS + shelf_life() + timedelta(days=days)
    assert ("The return is past its shelf life" in text_of(page(planner, "forces:force"))) == stale


def test_an_instant_past_the_period_of_the_return_is_marked(planner, held):
    after = held[FORCE].period_until + timedelta(days=1)
    shown = page(planner, "forces:force", at=f"{after:%Y-%m-%dT%H:%M}")
    assert "does not reach this instant" in text_of(shown)


@pytest.mark.parametrize("name", ["forces:force", "forces:strength"])
def test_what_no_return_reaches_is_not_known_and_is_not_nought(planner, held, name):
    shown = page(planner, name, at="2099-01-01T00:00")
    text = text_of(shown)
    until = day_words(held[FORCE].period_until)
    assert f"Not known at that instant: the return reaches until {until}" in text
    assert "cannot raise" not in text and "the first needs" not in text.lower()
    figures = shown.context["unknown_figures"]
    assert {each.value for each in figures} == {"–"}
    assert text.count("not known at that instant") == len(figures) > 1


def test_what_no_return_reaches_has_no_tile_of_nought_on_the_day_it_reaches(planner, held):
    last = held[FORCE].period_until - timedelta(minutes=1)
    known = page(planner, "forces:force", at=f"{last:%Y-%m-%dT%H:%M}")
    assert "Not known at that instant" not in text_of(known)


def test_before_the_period_strength_is_not_known(planner):
    shown = page(planner, "forces:strength", at="2026-02-20T12:00")
    assert "Not known at that instant: the return begins on" in text_of(shown)


@pytest.mark.parametrize(
    ("name", "schema"),
    [
        ("forces:force", "muster.matrix/1"),
        ("forces:strength", "muster.strength/1"),
        ("forces:year", "muster.forecast/1"),
    ],
)
def test_the_digest_on_a_page_is_that_of_its_answer(planner, name, schema):
    answer = page(planner, name, format="json")
    assert answer["Content-Type"] == "application/json"
    assert json.loads(answer.content)["schema"] == schema
    assert sha256(answer.content).hexdigest() in page(planner, name).content.decode()


def test_an_answer_names_the_document_it_rests_on(planner, held):
    answer = json.loads(page(planner, "forces:force", format="json").content)
    assert [each["sha256"] for each in answer["provenance"]["inputs"]] == [held[FORCE].sha256]
    assert answer["synthetic"] is True


@pytest.mark.parametrize(
    ("name", "tables"),
    [
        ("forces:force", ("matrix", "returns", "curve", "posts")),
        ("forces:strength", ("curve", "posts", "unavailable", "lifts")),
        ("forces:year", ("days", "below", "skills", "cliffs")),
    ],
)
def test_every_table_is_had_as_csv(planner, name, tables):
    for each in tables:
        response = page(planner, name, format="csv", table=each)
        assert response.status_code == 200
        assert f"{FORCE}-{each}-synthetic.csv" in response["Content-Disposition"]
    assert page(planner, name, format="csv", table="none").status_code == 404


def test_the_matrix_as_csv_has_a_row_for_each_cell(planner, held):
    rows = rows_of(page(planner, "forces:force", format="csv", table="matrix"))
    cells = matrix_of(held[FORCE], ASKED).cells
    assert [each["grade"] for each in rows] == [
        each.grade.value if each.grade else "nothing asked" for each in cells
    ]


def test_the_days_of_the_year_as_csv_are_those_of_the_forecast(planner):
    rows = rows_of(page(planner, "forces:year", format="csv", table="days"))
    assert rows[0]["day"] == "2026-03-10"
    assert all(int(each["fewest"]) <= int(each["most"]) for each in rows)
    assert len(rows) in (365, 366)


def test_ways_are_shown_only_to_whoever_has_the_right(cast, held):
    planner = page(cast.client("planning_lead"), "forces:force").context["ways"]
    coordinator = page(cast.client("national_coordinator"), "forces:force").context["ways"]
    assert not coordinator.people and not coordinator.returns and not coordinator.access
    assert planner.judgements and coordinator.judgements


def test_a_force_next_door_is_not_on_the_page(planner):
    assert NEXT_FORCE not in page(planner, "forces:force").content.decode()


@pytest.mark.parametrize(
    ("asked", "live"),
    [({}, True), ({"at": "2026-03-09T12:00"}, False), ({"known": "2026-03-09T12:00"}, False)],
)
def test_only_a_page_about_the_present_hears_of_news(planner, asked, live):
    text = page(planner, "forces:force", **asked).content.decode()
    assert ("data-live-url=" in text) == ('hx-select="#requirement"' in text) == live
