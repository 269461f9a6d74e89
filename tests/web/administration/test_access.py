"""A force sees who may look at it, and an inspector's request and end first."""

import pytest
from tests.web.cast import FORCE, REQUEST

from muster.web.accounts.rights import Viewer
from muster.web.administration.queries import onlookers
from muster.web.audit.actions import record_entry

pytestmark = pytest.mark.django_db
ACCESS = f"/forces/{FORCE}/access"


@pytest.fixture
def everybody(cast):
    for name in (
        "inspector",
        "late_inspector",
        "far_inspector",
        "regional_coordinator",
        "far_coordinator",
        "national_coordinator",
        "administrator",
        "control_room",
        "next_planning_lead",
    ):
        cast.user(name)
    return cast


def test_inspectors_stand_first_with_their_request_and_end(everybody):
    page = everybody.client("planning_lead").get(ACCESS).content.decode()
    rows = page.partition("<tbody>")[2].partition("</tbody>")[0]
    assert REQUEST in rows
    assert rows.index(">Inspector<") < rows.index(">Late inspector<")
    assert "Over" in rows
    assert "Far inspector" not in page


def test_those_who_reach_the_force_are_named_and_nobody_else(everybody):
    names = {each.appointment.user.name for each in onlookers(FORCE)}
    assert names == {
        "Inspector",
        "Regional coordinator",
        "National coordinator",
        "Administrator",
        "Control room",
    }


def test_what_an_inspector_did_is_counted_for_this_force_alone(everybody):
    inspector = everybody.viewer("inspector")
    for force in (FORCE, FORCE, "kent"):
        record_entry(actor=inspector, action="force.read", subject="x", force=force)
    record_entry(actor=Viewer(999, "Another"), action="force.read", subject="x", force=FORCE)
    assert onlookers(FORCE)[0].looked == 2


def test_a_closed_account_looks_at_nothing(everybody):
    user = everybody.user("inspector")
    user.is_active = False
    user.save()
    assert "Inspector" not in {each.appointment.user.name for each in onlookers(FORCE)}


def test_it_is_a_table_to_take_away(everybody):
    answer = everybody.client("chief_officer").get(f"{ACCESS}?format=csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert text.startswith("name,role,over,from,until,data_request,entries_in_30_days")
    assert REQUEST in text


def test_a_force_nobody_knows_is_not_there(cast):
    assert cast.client("administrator").get("/forces/atlantis/access").status_code == 404


def test_nobody_looks_and_that_is_said(cast):
    page = cast.client("planning_lead").get(ACCESS).content.decode()
    assert "No inspector may look at this force" in page
