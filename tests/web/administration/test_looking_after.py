"""Whose accounts an administrator looks after, and what they may change of them."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.urls import reverse
from tests.web.administration.conftest import REASON
from tests.web.cast import PARTS

from muster.web.audit.models import AuditEntry

pytestmark = pytest.mark.django_db
USERS = "/administration/users/"


@pytest.fixture
def everybody(cast):
    """Make the whole cast."""
    for name in PARTS:
        cast.user(name)
    return cast


def names_on(page) -> set[str]:
    rows = page.content.decode().split("<tbody>")[1].split("</tbody>")[0]
    return {name for name in PARTS if f">{name}@muster.example" in rows}


def test_a_national_administrator_looks_after_everybody(everybody):
    page = everybody.client("administrator").get(USERS)
    assert names_on(page) == set(PARTS)


def test_a_force_s_administrator_looks_after_those_of_the_force_alone(everybody):
    page = everybody.client("force_administrator").get(USERS)
    assert names_on(page) == {
        "chief_officer",
        "planning_lead",
        "human_resources",
        "control_room",
        "force_administrator",
        "unappointed",
    }


@pytest.mark.parametrize("name", ["next_planning_lead", "national_coordinator", "administrator"])
def test_an_account_beyond_is_not_there(everybody, change, name):
    user = everybody.user(name)
    browser = everybody.client("force_administrator")
    assert browser.get(f"{USERS}{user.pk}").status_code == 404
    for what in ("invite", "reset-second-step", "close", "open"):
        assert change("force_administrator", user, what).status_code == 404
    user.refresh_from_db()
    assert user.is_active


def test_somebody_of_the_force_who_also_acts_for_the_nation_is_beyond(everybody, change):
    """Else the force's administrator could reset their second step and act in their stead."""
    user = everybody.user("planning_lead")
    everybody.appoint(user, PARTS["national_coordinator"])
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    assert change("force_administrator", user, "reset-second-step").status_code == 404
    assert Authenticator.objects.filter(user=user).exists()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=control", {"control_room"}),
        ("role=inspector", {"inspector", "far_inspector"}),
        ("force=kent", {"far_chief_officer", "far_inspector"}),
        ("state=one_step&q=administrator", {"administrator"}),
        ("force=kent&role=inspector", {"far_inspector"}),
        ("state=invited", set(PARTS) - {"administrator"}),
    ],
)
def test_users_are_found(everybody, query, expected):
    page = everybody.client("administrator").get(f"{USERS}?{query}")
    assert names_on(page) == expected


def test_nobody_is_found_and_what_to_do_is_said(everybody):
    page = everybody.client("administrator").get(f"{USERS}?q=nobody-at-all").content.decode()
    assert "Nobody is like that" in page


def test_the_list_is_a_table_to_take_away_and_that_is_recorded(everybody):
    answer = everybody.client("force_administrator").get(f"{USERS}?format=csv")
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0] == "name,email,force,state,appointments,last_sign_in"
    assert len(lines) == 7
    entry = AuditEntry.objects.get(action="exported")
    assert entry.subject == "administration:users"
    assert entry.force == "west-midlands"


def test_a_second_step_is_reset_and_sessions_end(everybody, change):
    user = everybody.user("planning_lead")
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    browser = everybody.client("planning_lead")
    change("force_administrator", user, "reset-second-step")
    assert not Authenticator.objects.filter(user=user).exists()
    assert browser.get("/account/").status_code == 302
    assert AuditEntry.objects.get(action="user.second_factor_reset").reason == REASON


def test_closing_an_account_ends_its_sessions_and_opening_brings_it_back(everybody, change):
    user = everybody.user("planning_lead")
    browser = everybody.client("planning_lead")
    change("force_administrator", user, "close")
    assert browser.get("/account/").status_code == 302
    user.refresh_from_db()
    assert not user.is_active
    again = change("force_administrator", user, "close")
    assert "closed already" in again.content.decode()
    change("force_administrator", user, "open")
    user.refresh_from_db()
    assert user.is_active
    kinds = AuditEntry.objects.filter(action__startswith="user.").values_list("action", flat=True)
    assert list(kinds) == ["user.deactivated", "user.reactivated"]


def test_nobody_closes_their_own_account(everybody, change):
    answer = change("administrator", everybody.user("administrator"), "close", confirmed="on")
    assert "cannot close your own account" in answer.content.decode()


@pytest.mark.parametrize("what", ["invite", "reset-second-step", "close"])
def test_nothing_is_changed_without_a_reason(everybody, change, what):
    user = everybody.user("planning_lead")
    assert "There is a problem" in change("administrator", user, what, reason="").content.decode()
    user.refresh_from_db()
    assert user.is_active
    assert not AuditEntry.objects.filter(action__startswith="user.").exists()


def test_a_change_nobody_knows_is_not_there(everybody, change):
    assert change("administrator", everybody.user("planning_lead"), "promote").status_code == 404


def test_nothing_is_changed_by_opening_a_page(everybody):
    user = everybody.user("planning_lead")
    browser = everybody.client("administrator")
    for what in ("invite", "reset-second-step", "close", "open"):
        browser.get(reverse("administration:change", args=[user.pk, what]))
    user.refresh_from_db()
    assert user.is_active
    assert user.invited_at is None
