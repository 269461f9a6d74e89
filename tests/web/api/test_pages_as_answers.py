"""What the pages of tours, copies, finding, administration and feeds show, programs read too."""

import pytest
from django.urls import reverse
from tests.web.cast import FORCE, NEXT_FORCE

from muster.web.administration.models import RetentionRule
from muster.web.audit.models import AuditEntry
from muster.web.documents.models import Document, Kind
from muster.web.feeds.actions import set_rule
from muster.web.feeds.models import Arrival, Outcome

TOUR = f"/forces/{FORCE}/tour"
SENT = {"on_call_officer": "Superintendent Gray", "contact": "07700 900123",
        "remarks": "Two carriers lent", "figures": [{"within_minutes": 60, "count": 3}],
        "anyway": True}  # fmt: skip


@pytest.fixture
def declared(program, held, settings):
    settings.CONTACTS_KEYS = ["BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc="]
    answer = program("control_room").post(TOUR, SENT)
    assert answer.status_code == 201, answer.content
    return answer.json()


def test_the_wall_tells_units_by_notice_and_who_is_on_call(program, declared):
    answer = program("control_room").get(f"/forces/{FORCE}/wall", units="psu,serial")
    said = answer.json()
    assert said["schema"] == "muster.wall/1" and said["synthetic"]
    assert [each["unit"] for each in said["lines"]] == ["psu", "serial"]
    assert [each["within_minutes"] for each in said["lines"][0]["cells"]] == [0, 60, 240, 480, 1440]
    hour = said["lines"][0]["cells"][1]
    assert (hour["declared"], hour["source"]) == (3, "declared at this tour")
    assert (said["declaration"], said["undeclared_since"]) == (declared["number"], None)
    assert said["on_call_officer"] == "Superintendent Gray"
    assert b"07700" not in answer.content


def test_a_wall_of_no_declaration_says_since_when(program, held):
    said = program("control_room").get(f"/forces/{FORCE}/wall").json()
    assert said["declaration"] is None and said["undeclared_since"] == said["tour_start"]
    wrong = program("control_room").get(f"/forces/{FORCE}/wall", units="moon")
    assert wrong.status_code == 400


def test_tours_declared_before_are_given_the_latest_first(program, declared):
    room = program("control_room")
    again = room.post(TOUR, {**SENT, "remarks": "Corrected", "seen": declared["number"]})
    assert again.status_code == 201, again.content
    said = room.get(f"/forces/{FORCE}/tours", limit=1).json()
    assert (said["count"], said["items"][0]["remarks"]) == (2, "Corrected")
    assert said["items"][0]["corrects"] == declared["number"] and said["starts"]
    one = room.get(f"/forces/{FORCE}/tours/{declared['number']}")
    assert one.json()["declaration"]["figures"] == [
        {"unit": "psu", "within_minutes": 60, "count": 3}
    ]
    assert b"07700" not in one.content
    assert room.get(f"/forces/{FORCE}/tours/999").status_code == 404


@pytest.mark.parametrize("who", ["next_planning_lead", "regional_coordinator", "inspector"])
def test_names_of_tours_do_not_leave_their_force(program, declared, who):
    for address in ("wall", "tours", f"tours/{declared['number']}"):
        assert program(who).get(f"/forces/{FORCE}/{address}").status_code == 403


@pytest.fixture
def kept(cast, held):
    client = cast.client("planning_lead")
    client.post(reverse("forces:strength", args=[FORCE]), {"keep": "yes"})
    return Document.objects.get(kind=Kind.PRINT)


def test_a_kept_copy_is_read_with_its_answer(program, kept):
    lead = program("planning_lead")
    listed = lead.get("/copies", subject=FORCE).json()
    assert [each["number"] for each in listed["items"]] == [kept.pk]
    assert lead.get("/copies", subject="kent").json()["count"] == 0
    said = lead.get(f"/copies/{kept.pk}").json()
    assert said["whole"] and said["kept"]["schema"] == said["copy"]["contract"]
    assert said["copy"]["sha256"] == kept.sha256
    assert said["copy"]["address"].startswith(f"/forces/{FORCE}/strength")
    assert AuditEntry.objects.get(action="exported").subject == f"document {kept.pk}"


def test_a_copy_is_given_to_those_who_may_see_what_it_tells(program, kept):
    for who in ("next_planning_lead", "far_coordinator", "administrator"):
        assert program(who).get("/copies").json()["count"] == 0
        assert program(who).get(f"/copies/{kept.pk}").status_code == 404


def test_finds_what_the_command_bar_finds_and_reads_nobodys_record(program, held):
    said = program("planning_lead").get("/find", q="west mid").json()
    found = {each["kind"]: each["found"] for each in said["groups"]}
    assert f"/forces/{FORCE}/" in {each["address"] for each in found["forces"]}
    people = program("planning_lead").get("/find", q="PC1001").json()["groups"]
    assert [each["kind"] for each in people] == ["people"]
    assert program("administrator").get("/find", q="PC1001").json()["groups"] == []
    assert program("planning_lead").get("/find").json()["groups"] == []
    assert not AuditEntry.objects.filter(action__startswith="people").exists()


def test_an_administrator_reads_the_users_they_look_after(cast, program, held_clock):
    for who in ("planning_lead", "next_planning_lead", "inspector"):
        cast.user(who)
    own = program("force_administrator").get("/administration/users").json()
    assert {each["force"] for each in own["items"]} == {FORCE}
    every = program("administrator")
    found = every.get("/administration/users", role="planning_lead", force=NEXT_FORCE).json()
    assert [each["name"] for each in found["items"]] == ["Next planning lead"]
    held = found["items"][0]["appointments"]
    assert (held[0]["role"], held[0]["scope"]) == ("planning_lead", NEXT_FORCE)
    number = found["items"][0]["number"]
    assert every.get(f"/administration/users/{number}").json()["past"] == []
    theirs = program("force_administrator").get(f"/administration/users/{number}")
    assert theirs.status_code == 404
    assert every.get("/administration/users", role="king").status_code == 422


def test_an_administrator_reads_who_holds_what_and_what_roles_may(cast, program, held_clock):
    cast.user("planning_lead")
    said = program("force_administrator").get("/administration/forces").json()["forces"]
    assert [each["force"] for each in said] == [FORCE]
    assert "chief_officer" in said[0]["gaps"] and "planning_lead" not in said[0]["gaps"]
    roles = program("force_administrator").get("/administration/roles").json()["roles"]
    rights = {each["role"]: each["rights"] for each in roles}
    assert "see_sickness" in rights["human_resources"]
    assert "see_people" not in rights["chief_officer"]


def test_retention_is_read_by_the_administrators_of_the_nation(program, held_clock):
    RetentionRule.objects.create(kind=Kind.RETURN, days=400, set_at=held_clock)
    said = program("administrator").get("/administration/retention").json()["rules"]
    days = {each["kind"]: each["days"] for each in said}
    assert days["return"] == 400 and days["matrix"] is None
    assert program("force_administrator").get("/administration/retention").status_code == 403


@pytest.mark.parametrize("address", ["users", "users/1", "forces", "roles", "retention"])
def test_administration_is_for_administrators(program, held_clock, address):
    answer = program("planning_lead").get(f"/administration/{address}")
    assert answer.status_code == 403


def test_a_force_reads_who_may_look_at_it(cast, program, held_clock):
    for who in ("inspector", "late_inspector", "regional_coordinator", "far_inspector"):
        cast.user(who)
    said = program("planning_lead").get(f"/forces/{FORCE}/access").json()
    names = [each["name"] for each in said["items"]]
    assert names[0] == "Inspector" and names[-1] == "Late inspector"
    assert said["items"][-1]["over"] and "Far inspector" not in names
    assert program("inspector").get(f"/forces/{FORCE}/access").status_code == 403


def test_how_returns_come_is_read_with_what_the_folder_brought(cast, program, held_clock, settings):
    settings.WATCHED_FOLDER = "/srv/watched"
    set_rule(FORCE, by=cast.viewer("planning_lead"), due_day=5, accepts_sound=True)
    Arrival.objects.create(
        force=FORCE, name="march.xlsx", moved_to="refused/march.xlsx", outcome=Outcome.REFUSED,
        at=held_clock, why="It is empty",
    )  # fmt: skip
    said = program("planning_lead").get(f"/forces/{FORCE}/feed").json()
    assert (said["due_day"], said["accepts_sound"], said["watched"]) == (5, True, True)
    assert said["next_day"].endswith("-05") and said["late"] == []
    assert [(each["name"], each["outcome"]) for each in said["items"]] == [
        ("march.xlsx", "refused")
    ]
    assert program("regional_coordinator").get(f"/forces/{FORCE}/feed").status_code == 403
