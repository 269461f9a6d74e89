"""The command bar finds accounts looked after, and the doors somebody may open."""

import pytest

pytestmark = pytest.mark.django_db


def found(cast, who: str, text: str) -> str:
    return cast.client(who).get("/find", {"q": text, "format": "fragment"}).content.decode()


def test_an_administrator_finds_a_user_by_name(cast):
    cast.user("control_room"), cast.user("next_planning_lead")
    assert "control_room@muster.example" in found(cast, "force_administrator", "control")
    assert "next_planning" not in found(cast, "force_administrator", "next planning")


def test_nobody_else_finds_users(cast):
    cast.user("control_room")
    assert "control_room@" not in found(cast, "chief_officer", "control room")


def test_doors_are_found_by_those_who_may_open_them(cast):
    assert "Make an account" in found(cast, "administrator", "make")
    assert "Make an account" not in found(cast, "planning_lead", "make")
    assert "Verify the audit" in found(cast, "planning_lead", "verify")
    assert "Verify the audit" not in found(cast, "control_room", "verify")
    assert "Change your password" in found(cast, "unappointed", "password")
