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
    ("address", "status", "said"),
    [
        (f"{FORCE}/strength?within=7", 400, "0, 60, 240, 480 or 1440"),
        (f"{FORCE}/strength?at=tomorrow", 400, "write it as"),
        (f"{FORCE}/strength?unit=tanks", 400, "psu"),
        (f"{FORCE}/matrix?edition=1999", 404, "1999"),
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
