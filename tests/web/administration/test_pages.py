"""Health, roles in words, and who holds what force by force."""

from datetime import timedelta

import pytest

from muster.web import clock
from muster.web.accounts.models import Role
from muster.web.accounts.rights import NOBODY, RIGHTS, Right
from muster.web.administration.health import signs
from muster.web.administration.words import RIGHT_WORDS, ROLE_WORDS
from muster.web.audit.actions import record_entry, verify_and_record
from muster.web.jobs.models import Job
from muster.web.shell.refusals import REFUSALS

pytestmark = pytest.mark.django_db


def sign(name: str):
    return next(each for each in signs() if each.name == name)


def test_every_role_and_every_right_is_explained():
    assert set(ROLE_WORDS) == set(Role)
    assert set(RIGHT_WORDS) == set(Right) == set(REFUSALS)


def test_a_demonstration_is_said_not_to_be_safe_to_serve(settings):
    def said():
        return [each for each in signs(whole=True) if each.name == "Settings"]

    settings.DEMONSTRATION = False
    assert not any("a demonstration" in each.words for each in said())
    settings.DEMONSTRATION = True
    assert said()[0].tone == "short" and "not safe to serve to others" in said()[0].words
    assert not any("nothing unsafe" in each.words for each in said())


def test_the_page_of_roles_says_of_each_what_it_may_do(cast):
    page = cast.client("administrator").get("/administration/roles").content.decode()
    for role in Role:
        assert str(role.label) in page
    assert page.count(str(RIGHT_WORDS[Right.SEE_SICKNESS])) == 1


def test_roles_are_a_table_to_take_away(cast):
    answer = cast.client("administrator").get("/administration/roles?format=csv")
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    row = next(each for each in lines if each.startswith("see_sickness"))
    assert row.endswith("no,no,yes,no,no,no,no")
    assert len(lines) == len(Right) + 1
    assert Right.SEE_SICKNESS in RIGHTS[Role.HUMAN_RESOURCES]


def test_the_database_answers_and_says_what_it_is(db):
    words = sign("Database").words
    assert words.startswith(("SQLite 3.", "PostgreSQL "))
    assert "answers in" in words


def test_dead_work_asks_for_somebody(db):
    assert sign("Work in the background").tone == "good"
    Job.objects.create(kind="x", key="1", run_at=clock.now() - timedelta(minutes=9))
    assert sign("Work in the background").tone == "short"
    Job.objects.create(kind="x", key="2", run_at=clock.now(), dead_at=clock.now())
    assert sign("Work in the background").tone == "none"


def test_an_audit_never_verified_or_broken_asks_for_somebody(db, held_clock, settings):
    assert sign("Audit").tone == "short"
    verify_and_record(NOBODY)
    assert sign("Audit").tone == "good"
    settings.MUSTER_NOW = held_clock + timedelta(days=8)
    assert sign("Audit").tone == "short"
    record_entry(actor=NOBODY, action="audit.verified", subject="broken", detail={"intact": False})
    assert sign("Audit").tone == "none"


def test_the_home_page_shows_every_sign(cast):
    page = cast.client("administrator").get("/administration/").content.decode()
    for each in signs(whole=True):
        assert each.name in page


def test_what_is_unsafe_in_the_settings_is_for_the_nation_s_administrators_alone(cast):
    warned = "nobody can tell that the end of the audit was cut off"
    assert warned in cast.client("administrator").get("/administration/").content.decode()
    page = cast.client("force_administrator").get("/administration/").content.decode()
    assert warned not in page


def test_a_force_without_a_planning_lead_is_a_gap(cast):
    cast.user("chief_officer")
    browser = cast.client("force_administrator")
    page = browser.get("/administration/forces").content.decode()
    assert "No planning lead" in page
    assert "No chief officer" not in page
    assert "Chief officer" in page
    cast.user("planning_lead"), cast.user("control_room")
    page = browser.get("/administration/forces?gaps=yes").content.decode()
    assert "No force has a gap" in page


def test_an_administrator_of_a_force_sees_it_alone(cast):
    answer = cast.client("force_administrator").get("/administration/forces?format=csv")
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert [each.split(",")[0] for each in lines] == ["force", "west-midlands"]


def test_a_national_administrator_sees_every_force(cast):
    answer = cast.client("administrator").get("/administration/forces?format=csv")
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert len(lines) > 43
