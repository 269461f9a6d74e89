"""An inspector asks within their request; a force answers with evidence; both see the same."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse
from tests.web.cast import FAR_FORCE, FORCE, NEXT_FORCE, REQUEST
from tests.web.inspections.conftest import CRITERION

from muster.web.audit.models import AuditEntry
from muster.web.inspections.models import Answer, DataRequest, EvidenceKind, Question, Withdrawal

LIST = reverse("inspections:list")
OPEN = reverse("inspections:open")


def address(name, inspection, force=FORCE, **more):
    return reverse(
        f"inspections:{name}", kwargs={"number": inspection.request.pk, "force": force, **more}
    )


def text_of(answer):
    return b"".join(answer).decode("utf-8-sig") if answer.streaming else answer.content.decode()


def rows_of(answer):
    return list(csv.DictReader(io.StringIO(text_of(answer))))


@pytest.fixture
def planner(inspection):
    return inspection.cast.client("planning_lead")


def instant(name, when):
    return {
        f"{name}_day": when.day,
        f"{name}_month": when.month,
        f"{name}_year": when.year,
        f"{name}_time": f"{when:%H:%M}",
    }


def opening(held_clock, **changed):
    return {
        "reference": REQUEST,
        "title": "Public order",
        "about": "",
        "forces": [FORCE],
        **instant("opens_at", held_clock),
        **instant("closes_at", held_clock + timedelta(days=7)),
        **changed,
    }


def test_an_inspector_opens_the_request_they_are_appointed_for(cast, held_clock):
    client = cast.client("inspector")
    assert REQUEST in text_of(client.get(LIST))
    answer = client.post(OPEN, opening(held_clock), follow=True)
    assert answer.status_code == 200
    made = DataRequest.objects.get()
    assert (made.reference, [each.force for each in made.forces.all()]) == (REQUEST, [FORCE])


@pytest.mark.parametrize(
    "changed",
    [
        {"reference": "DR-2026-099"},
        {"forces": [FAR_FORCE]},
        {"forces": []},
        {"title": ""},
        {"closes_at_year": 2025},
    ],
)
def test_refuses_a_request_that_is_not_theirs_or_makes_no_sense(cast, held_clock, changed):
    answer = cast.client("inspector").post(OPEN, opening(held_clock, **changed))
    assert answer.status_code == 400 and set(answer.context["form"].errors) & {
        *("reference", "forces", "title", "closes_at")
    }
    assert not DataRequest.objects.exists()


def test_asks_one_force_or_every_force(inspection):
    sent = {"criterion": CRITERION, "text": "How many?", "token": "a"}
    assert inspection.client.post(address("ask", inspection), sent).status_code == 302
    sent |= {"everybody": "on", "token": "b"}
    assert inspection.client.post(address("ask", inspection), sent).status_code == 302
    assert [each.force for each in Question.objects.order_by("id")] == [
        FORCE,
        NEXT_FORCE,
        FORCE,
    ] or [each.force for each in Question.objects.order_by("id")] == [FORCE, FORCE, NEXT_FORCE]


@pytest.mark.parametrize("changed", [{"criterion": "dragons"}, {"text": ""}, {"token": ""}])
def test_refuses_a_question_about_nothing(inspection, changed):
    sent = {"criterion": CRITERION, "text": "How many?", "token": "a", **changed}
    assert inspection.client.post(address("ask", inspection), sent).status_code == 400
    assert not Question.objects.exists()


def test_the_force_answers_with_evidence(inspection, planner, held):
    inspection.ask()
    answer = planner.get(address("answer", inspection, question=1))
    token = answer.context["form"].initial["token"]
    sent = {
        "text": "Six within four hours.",
        "documents": [str(held[FORCE].pk)],
        "cell": "on",
        "notes": "Minutes of the group\n\nA register",
        "token": token,
    }
    for _time in range(2):
        planner.post(address("answer", inspection, question=1), {**sent, "as": "given"})
    made = Answer.objects.get()
    assert made.given and [each.kind for each in made.evidence.all()] == [
        EvidenceKind.DOCUMENT,
        EvidenceKind.CELL,
        EvidenceKind.NOTE,
        EvidenceKind.NOTE,
    ]
    for client in (planner, inspection.client):
        text = text_of(client.get(address("question", inspection, question=1)))
        assert "Six within four hours." in text and held[FORCE].sha256[:12] in text
        assert "A register" in text and "Planning lead" in text


def test_a_document_of_another_force_is_no_evidence(inspection, planner, held):
    inspection.ask()
    sent = {"text": "Six", "documents": [str(held[NEXT_FORCE].pk)], "token": "a"}
    answer = planner.post(address("answer", inspection, question=1), sent)
    assert answer.status_code == 400 and not Answer.objects.exists()


def test_a_draft_is_kept_gone_on_with_and_never_shown_outside(inspection, planner):
    inspection.ask()
    sent = {"text": "Perhaps six", "notes": "", "token": "a", "as": "draft"}
    planner.post(address("answer", inspection, question=1), sent)
    form = planner.get(address("answer", inspection, question=1)).context["form"]
    assert form.initial["text"] == "Perhaps six"
    assert "Draft kept" in text_of(planner.get(address("force", inspection)))
    for name, more in (("force", {}), ("question", {"question": 1})):
        text = text_of(inspection.client.get(address(name, inspection, **more)))
        assert "Perhaps six" not in text and "Draft kept" not in text
    rows = rows_of(inspection.client.get(address("force", inspection), {"format": "csv"}))
    assert [each["answer"] for each in rows] == [""]


def test_takes_a_question_back_for_a_reason(inspection):
    inspection.ask()
    where = address("withdraw", inspection, question=1)
    inspection.client.post(where, {"reason": ""})
    assert not Withdrawal.objects.exists()
    inspection.client.post(where, {"reason": "Asked twice"})
    assert "Asked twice" in text_of(
        inspection.client.get(address("question", inspection, question=1))
    )


def test_what_an_inspector_reads_is_recorded_for_the_force(inspection, planner):
    inspection.ask()
    planner.get(address("force", inspection))
    assert not AuditEntry.objects.filter(action="request.read").exists()
    inspection.client.get(address("force", inspection))
    entry = AuditEntry.objects.get(action="request.read")
    assert (entry.force, entry.actor, entry.reason) == (FORCE, "Unappointed", REQUEST)


def test_the_force_sees_who_may_look_in_and_until_when(inspection, planner):
    found = planner.get(LIST).context["lookers"]
    assert [(each.name, each.request) for each in found] == [("Unappointed", REQUEST)]
    assert found[0].until is not None


def test_a_force_far_off_has_nobody_looking_in(inspection):
    assert inspection.cast.client("far_chief_officer").get(LIST).context["lookers"] == []


def test_exports_questions_and_answers_safely(inspection, planner):
    inspection.ask(text="=SUM(A1)")
    planner.post(
        address("answer", inspection, question=1), {"text": "@six", "token": "a", "as": "given"}
    )
    (row,) = rows_of(inspection.client.get(address("force", inspection), {"format": "csv"}))
    assert (row["question"], row["answer"], row["standing"]) == ("'=SUM(A1)", "'@six", "answered")
    rows = rows_of(inspection.client.get(LIST, {"format": "csv"}))
    assert {each["force"]: each["answered"] for each in rows} == {NEXT_FORCE: "0", FORCE: "1"}


def test_an_inspector_appointed_for_another_request_sees_nothing(inspection):
    other = inspection.cast.client("inspector")
    appointment = inspection.cast.user("inspector").appointments.get()
    appointment.request = "DR-2026-099"
    appointment.save()
    assert other.get(LIST).context["rows"] == []
    for name in ("force", "ask"):
        assert other.get(address(name, inspection)).status_code in (403, 404)


def test_an_inspector_of_one_force_sees_no_other(inspection):
    inspection.ask(FORCE, NEXT_FORCE)
    other = inspection.cast.client("inspector")
    assert other.get(address("force", inspection)).status_code == 200
    assert other.get(address("force", inspection, NEXT_FORCE)).status_code == 403
    whole = reverse("inspections:request", args=[inspection.request.pk])
    assert [each.force for each in other.get(whole).context["tallies"]] == [FORCE]


def test_a_force_sees_its_own_questions_and_no_neighbours(inspection, planner):
    inspection.ask(FORCE, NEXT_FORCE)
    assert planner.get(address("force", inspection, NEXT_FORCE)).status_code == 403
    neighbour = inspection.cast.client("next_planning_lead")
    assert neighbour.get(address("force", inspection, NEXT_FORCE)).status_code == 200
    assert neighbour.get(address("force", inspection)).status_code == 403


@pytest.mark.parametrize(
    "who",
    [
        *("human_resources", "control_room", "late_inspector", "regional_coordinator"),
        *("national_coordinator", "administrator"),
    ],
)
def test_nobody_else_sees_requests(inspection, who):
    client = inspection.cast.client(who)
    for where in (LIST, address("force", inspection)):
        assert client.get(where).status_code == 403


def test_nobody_answers_but_the_planning_lead_and_nobody_asks_but_the_inspector(inspection):
    inspection.ask()
    answering = address("answer", inspection, question=1)
    for who in ("chief_officer", "inspector", "next_planning_lead"):
        assert inspection.cast.client(who).get(answering).status_code == 403
    for who in ("chief_officer", "planning_lead"):
        client = inspection.cast.client(who)
        assert client.get(address("ask", inspection)).status_code == 403
        assert client.get(OPEN).status_code == 403


def test_says_so_where_nothing_is_asked(cast, held_clock):
    text = text_of(cast.client("planning_lead").get(LIST))
    assert "No request is put to you" in text
