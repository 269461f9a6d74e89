"""The pages of the audit: search, an entry, verifying, checkpoints; and whose entries are seen."""

import json
import re
from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.web.cast import FORCE, NEXT_FORCE

from muster.web.accounts.rights import NOBODY, Right, Viewer
from muster.web.api.actions import make_token
from muster.web.audit.actions import record_entry
from muster.web.audit.checkpoints import read_checkpoint
from muster.web.audit.handlers import verify as verify_by_night
from muster.web.audit.models import AuditEntry

pytestmark = pytest.mark.django_db
LOG = "/audit/"


@pytest.fixture
def entries(db):
    """Return five entries: two of the force, one of the next, one of the far, one of none."""
    made = {}
    for name, actor, action, force in (
        ("read", "Insp Marsh", "person.read", FORCE),
        ("kept", "Sgt Nair", "return.kept", FORCE),
        ("next", "Insp Boyd", "return.kept", NEXT_FORCE),
        ("far", "Ms Hale", "judgement.made", "kent"),
        ("none", "Mr Pask", "user.made", ""),
    ):
        made[name] = record_entry(
            actor=Viewer(7, actor), action=action, subject=f"subject {name}", force=force,
            reason=f"because of {name}",
        )  # fmt: skip
    return made


def seen(page) -> set[str]:
    return set(re.findall(r"subject (\w+)", page.content.decode().partition("<tbody>")[2]))


@pytest.mark.parametrize(
    ("who", "subjects"),
    [
        ("administrator", {"read", "kept", "next", "far", "none"}),
        ("force_administrator", {"read", "kept"}),
        ("planning_lead", {"read", "kept"}),
        ("next_planning_lead", {"next"}),
        ("far_chief_officer", {"far"}),
    ],
)
def test_everybody_sees_the_entries_of_their_own_force_alone(entries, cast, who, subjects):
    assert seen(cast.client(who).get(LOG)) == subjects


@pytest.mark.parametrize("who", ["control_room", "inspector", "national_coordinator"])
def test_whoever_has_no_right_to_it_sees_none(entries, cast, who):
    assert cast.client(who).get(LOG).status_code == 403


def test_another_force_cannot_be_asked_for(entries, cast):
    assert seen(cast.client("planning_lead").get(f"{LOG}?force=kent")) <= {"read", "kept"}
    assert cast.client("planning_lead").get(f"{LOG}{entries['far'].sequence}").status_code == 404
    assert cast.client("administrator").get(f"{LOG}{entries['far'].sequence}").status_code == 200


@pytest.mark.parametrize(
    ("query", "subjects"),
    [
        ("q=because+of+far", {"far"}),
        ("q=subject+none", {"none"}),
        ("actor=marsh", {"read"}),
        ("actor_id=8", set()),
        ("action=return.kept", {"kept", "next"}),
        ("action=return.kept&force=staffordshire", {"next"}),
        ("since=2099-01-01", set()),
        ("until=2020-01-01", set()),
    ],
)
def test_entries_are_found(entries, cast, query, subjects):
    assert seen(cast.client("administrator").get(f"{LOG}?{query}")) == subjects


def test_a_day_that_makes_no_sense_is_told_beside_its_field_and_finds_nothing(entries, cast):
    answer = cast.client("administrator").get(f"{LOG}?since=nonsense&q=because+of+far")
    assert answer.status_code == 400
    assert "Enter a valid date" in answer.content.decode()
    assert seen(answer) == set()


def test_days_are_those_of_the_united_kingdom(cast, settings):
    """Half past midnight in summer time is still yesterday in UTC."""
    settings.MUSTER_NOW = at("2026-07-01T23:30:00+00:00")
    record_entry(actor=NOBODY, action="late", subject="subject summer", force=FORCE)
    settings.MUSTER_NOW = at("2026-07-02T11:00:00+00:00")
    browser = cast.client("planning_lead")
    assert seen(browser.get(f"{LOG}?q=summer&since=2026-07-02&until=2026-07-02")) == {"summer"}
    assert seen(browser.get(f"{LOG}?q=summer&until=2026-07-01")) == set()


def at(text: str):
    return datetime.fromisoformat(text)


def test_the_log_is_paged(cast):
    for number in range(120):
        record_entry(actor=NOBODY, action="many", subject=f"subject n{number}", force=FORCE)
    browser = cast.client("planning_lead")
    pages = [seen(browser.get(f"{LOG}?action=many&page={page}")) for page in (1, 2, 3)]
    assert [len(each) for each in pages] == [50, 50, 20]
    assert "n119" in pages[0] and "n0" in pages[2]


def test_a_file_has_the_same_entries_and_no_formula(entries, cast):
    record_entry(actor=NOBODY, action="odd", subject="=1+1", force=FORCE, reason="@SUM(1)")
    answer = cast.client("planning_lead").get(f"{LOG}?format=csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert "'=1+1" in text and "'@SUM(1)" in text
    assert "subject far" not in text
    assert AuditEntry.objects.last().action == "exported"


def test_lines_of_json_carry_every_digest(entries, cast):
    answer = cast.client("administrator").get(f"{LOG}?format=jsonl&q=because")
    lines = [json.loads(each) for each in b"".join(answer.streaming_content).splitlines()]
    assert [each["digest"] for each in lines][-1] == entries["read"].digest


def test_an_entry_is_shown_whole(entries, cast):
    page = cast.client("planning_lead").get(f"{LOG}{entries['read'].sequence}").content.decode()
    assert entries["read"].digest in page
    assert "because of read" in page


def test_what_was_typed_into_an_entry_is_escaped(cast):
    entry = record_entry(actor=NOBODY, action="x", subject="<script>1</script>", force=FORCE)
    browser = cast.client("planning_lead")
    for where in (LOG, f"{LOG}{entry.sequence}"):
        assert "<script>1" not in browser.get(where).content.decode()


def test_verifying_says_what_it_found_and_is_an_entry_itself(entries, cast):
    page = cast.client("planning_lead").post(f"{LOG}verify").content.decode()
    assert "entries, unbroken" in page
    entry = AuditEntry.objects.get(action="audit.verified")
    assert entry.detail["intact"] is True


def test_tampering_is_shown(entries, cast, tamper):
    tamper("UPDATE audit_auditentry SET actor = 'x' WHERE sequence = 2")
    page = cast.client("planning_lead").post(f"{LOG}verify").content.decode()
    assert "The audit was tampered with" in page
    assert "entry 2 says something else" in page
    assert AuditEntry.objects.get(action="audit.verified").detail["intact"] is False


def test_a_checkpoint_is_taken_and_held_against(entries, cast, audit_key, tamper):
    browser = cast.client("planning_lead")
    taken = browser.post(f"{LOG}checkpoint")
    assert read_checkpoint(taken.content.decode()).sequence == 6, "five and the signing in"
    tamper("DELETE FROM audit_auditentry WHERE sequence > 3")
    file = SimpleUploadedFile("checkpoint.json", taken.content)
    page = browser.post(f"{LOG}verify", {"checkpoint": file}).content.decode()
    assert "is not the one the checkpoint has seen" in page or "ends before entry 6" in page


@pytest.mark.parametrize("body", [b"", b"nonsense", b"{}", b"x" * 30_000])
def test_a_file_that_is_no_checkpoint_is_said(entries, cast, audit_key, body):
    file = SimpleUploadedFile("checkpoint.json", body)
    answer = cast.client("planning_lead").post(f"{LOG}verify", {"checkpoint": file})
    assert answer.status_code == 200
    assert "There is a problem" in answer.content.decode()
    assert not AuditEntry.objects.filter(action="audit.verified").exists()


def test_without_a_key_what_to_do_is_said(entries, cast):
    answer = cast.client("planning_lead").post(f"{LOG}checkpoint")
    assert answer.status_code == 409
    assert "openssl rand -base64 32" in answer.content.decode()


def test_the_chain_is_walked_by_night(entries):
    verify_by_night({}, None)
    entry = AuditEntry.objects.get(action="audit.verified")
    assert (entry.actor, entry.detail["intact"]) == ("Muster", True)


def test_a_refusal_is_an_entry_of_who_was_refused_what(cast):
    cast.client("control_room").get(f"/people/{NEXT_FORCE}/")
    entry = AuditEntry.objects.get(action="refused")
    assert entry.actor == "Control room"
    assert entry.force == NEXT_FORCE
    assert entry.detail["right"] == "see_people"


def test_a_force_that_is_none_is_not_put_into_an_entry(cast):
    cast.client("control_room").get(f"/people/{'x' * 200}/")
    entry = AuditEntry.objects.get(action="refused")
    assert entry.force == FORCE, "that of whoever was refused"


def test_whoever_is_not_signed_in_is_not_recorded_as_refused(client, db):
    client.get(reverse("audit:log"))
    assert not AuditEntry.objects.exists()


def test_a_refusal_of_a_program_is_an_entry_too(client, cast):
    viewer = cast.viewer("planning_lead")
    _token, secret = make_token(viewer, name="x", rights={Right.SEE_PICTURE}, days=1)
    where = f"/api/v1/forces/{NEXT_FORCE}/strength"
    answer = client.get(where, headers={"Authorization": f"Bearer {secret}"})
    assert answer.status_code == 403
    entry = AuditEntry.objects.get(action="refused")
    assert entry.actor == "Planning lead by x"
    assert entry.force == NEXT_FORCE


def test_the_force_s_page_of_onlookers_is_one_press_away(cast):
    page = cast.client("planning_lead").get(LOG).content.decode()
    assert f"/forces/{FORCE}/access" in page
    assert "/access" not in cast.client("administrator").get(LOG).content.decode()
