"""What programs are told, and refused."""

import json

import pytest
from django.core.cache import cache
from django.test import Client
from ninja.constants import NOT_SET

from muster.policing.clock import parse_instant
from muster.strength import count_units
from muster.web.accounts.rights import RIGHTS, Right
from muster.web.api.actions import make_token
from muster.web.api.interface import interface
from muster.web.api.security import MOST_A_MINUTE
from muster.web.picture.holding import return_of
from muster.web.rulebook import rulebook

FORCE = "/api/v1/forces/west-midlands"
BALANCE = "public-order.capacity.mutual-aid-balance"


@pytest.fixture
def ask(cast, held):
    """Return a function that asks as somebody of the cast."""
    secrets = {}
    cache.clear()

    def asked(who, address):
        if who not in secrets:
            viewer = cast.viewer(who)
            rights = {right for role in viewer.roles for right in RIGHTS[role]}
            secrets[who] = make_token(viewer, name="A program", rights=rights, days=5)[1]
        return Client().get(address, HTTP_AUTHORIZATION=f"Bearer {secrets[who]}")

    return asked


@pytest.mark.parametrize(
    ("address", "schema"),
    [
        (f"{FORCE}/strength", "muster.strength/1"),
        (f"{FORCE}/matrix", "muster.matrix/1"),
        (f"{FORCE}/year", "muster.forecast/1"),
        ("/api/v1/nation/matrix", "muster.network-matrix/1"),
        ("/api/v1/regions/west-midlands/matrix", "muster.matrix/1"),
        ("/api/v1/strength", "muster.strengths/1"),
        ("/api/v1/criteria", "muster.criteria/1"),
        ("/api/v1/doctrine/units", "muster.doctrine/1"),
        ("/api/v1/units/psu", "muster.unit/1"),
        ("/api/v1/compare?force=west-midlands&against=&scope=region", "muster.comparison/1"),
    ],
)
def test_answers_under_a_contract(ask, address, schema):
    answer = ask("planning_lead", address)
    assert answer.status_code == 200, answer.content
    said = answer.json()
    assert said["schema"] == schema
    assert len(said.get("doctrine") or said["provenance"]["doctrine"]) == 64


@pytest.mark.parametrize(
    ("who", "force", "status"),
    [
        ("planning_lead", "west-midlands", 200),
        ("planning_lead", "staffordshire", 403),
        ("regional_coordinator", "staffordshire", 200),
        ("regional_coordinator", "kent", 403),
        ("national_coordinator", "kent", 200),
        ("inspector", "west-midlands", 200),
        ("far_inspector", "west-midlands", 403),
    ],
)
def test_keeps_to_what_its_owner_may_see(ask, who, force, status):
    assert ask(who, f"/api/v1/forces/{force}/matrix").status_code == status


def test_a_force_sees_its_nation_summed_and_no_neighbour(ask):
    said = ask("planning_lead", "/api/v1/nation/matrix").json()
    assert [each["force"] for each in said["forces"]] == ["west-midlands"]
    assert {each["force"] for each in said["regions"]} == {"west-midlands", "south-east"}
    counted = ask("planning_lead", "/api/v1/strength").json()
    assert [each["force"] for each in counted["forces"]] == ["west-midlands"]


def test_the_same_question_has_the_same_answer_as_the_library(ask, held):
    said = ask("planning_lead", f"{FORCE}/strength?at=2026-03-14T22:00&within=240").json()
    roster = return_of(held["west-midlands"]).roster
    asked = {"units": ["psu"], "at": parse_instant("2026-03-14T22:00"), "within": 240}
    counted = count_units(roster, doctrine=rulebook(), **asked).kinds[0]
    assert said["at"] == "2026-03-14T22:00:00Z"
    assert said["whole_units"] == counted.high
    assert [each["post"] for each in said["next_unit_needs"]] == list(counted.limited_by)


@pytest.mark.parametrize(
    ("at", "edge"), [("2099-01-01", "reaches until"), ("2020-01-01", "begins")]
)
def test_what_the_return_does_not_reach_is_marked_as_not_known_and_is_not_nought(ask, at, edge):
    said = ask("planning_lead", f"{FORCE}/strength?at={at}T00:00").json()
    assert said["known"] is False
    assert (said["whole_units"], said["bounds"], said["next_unit_needs"]) == (None, [0, None], [])
    assert all(each["bounds"] == [0, None] for each in said["curve"])
    assert not any(each["by_post"] for each in said["kinds"])
    assert any(f"the return {edge}" in note for note in said["notes"])
    assert not said["reach"]["from"] <= f"{at}T00:00" < said["reach"]["until"]
    matrix = ask("planning_lead", f"{FORCE}/matrix?at={at}T00:00").json()
    assert any("Not known at that instant" in note for note in matrix["notes"])


def test_what_the_return_reaches_is_known(ask):
    said = ask("planning_lead", f"{FORCE}/strength").json()
    assert said["known"] is True
    assert said["bounds"][1] is not None


def test_a_board_says_why_a_force_has_no_figure(ask):
    rows = ask("national_coordinator", "/api/v1/nation/board?at=2099-01-01T00:00").json()["rows"]
    beyond = [each for each in rows if each["state"] == "beyond" and each["scope"] == "force"]
    assert beyond and all(each["low"] is None for each in beyond)
    assert all("the return reaches until" in each["why_not_known"] for each in beyond)


def test_a_region_counts_the_forces_that_meet_what_has_no_sum(ask):
    said = ask("planning_lead", "/api/v1/regions/west-midlands/matrix?edition=2023").json()
    lines = [each for cell in said["cells"] for each in cell["criteria"]]
    counted = [each for each in lines if each["unit"] in ("yes-no", "share")]
    assert counted and all(each["forces"] for each in counted)
    assert all(each["recorded"] is None and each["required"] is None for each in counted)
    told = [each["forces"] for each in counted]
    grades = ("met", "partly_met", "not_met", "not_evidenced")
    assert all(sum(each[grade] for grade in grades) == each["of"] for each in told)
    summed = [each for each in lines if each["unit"] == "units" and each["id"] != BALANCE]
    assert summed and not any(each["forces"] for each in summed)


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        (f"{FORCE}/strength?within=7", 400, "0, 60, 240, 480 or 1440"),
        (f"{FORCE}/strength?at=tomorrow", 400, "write it as"),
        (f"{FORCE}/strength?unit=tanks", 400, "psu"),
        (f"{FORCE}/matrix?edition=1999", 400, "1999"),
        ("/api/v1/doctrine/lies", 404, "units"),
        ("/api/v1/units/tanks", 404, "tanks"),
        ("/api/v1/compare?force=west-midlands&against=x&scope=moon", 422, "makes no sense"),
    ],
)
def test_tells_what_is_wrong_as_a_problem(ask, address, status, said):
    answer = ask("planning_lead", address)
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == status and said in json.dumps(problem)
    assert problem["request"] == answer["X-Request-ID"]


@pytest.mark.parametrize("header", ["", "Bearer muster_nothing", "Basic eDp5"])
def test_wants_a_token_in_date(db, header):
    answer = Client().get("/api/v1/criteria", HTTP_AUTHORIZATION=header)
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == "Bearer"


def test_a_session_is_no_token(cast, db):
    assert cast.client("planning_lead").get("/api/v1/criteria").status_code == 401


def test_refuses_more_than_a_program_should_need(ask, monkeypatch):
    monkeypatch.setattr("muster.web.api.security.MOST_A_MINUTE", 3)
    found = [ask("planning_lead", "/api/v1/units/psu").status_code for _ in range(5)]
    assert found == [200, 200, 200, 429, 429]
    assert MOST_A_MINUTE >= 60


def test_every_operation_says_which_right_it_needs():
    operations = [
        operation
        for _, router in interface._routers
        for view in router.path_operations.values()
        for operation in view.operations
    ]
    assert len(operations) >= 9
    for operation in operations:
        right, _ = operation.view_func.needs
        assert right in Right
        assert operation.auth_param is NOT_SET, "it would not ask for a token"
