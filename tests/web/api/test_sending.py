"""Programs record judgements, declare tours, ask and answer: once, by right, in the audit."""

import pytest
from tests.web.cast import FORCE, REQUEST
from tests.web.inspections.conftest import CRITERION, Inspection

from muster.web.accounts.rights import Right
from muster.web.audit.models import AuditEntry
from muster.web.inspections.models import Answer, Question
from muster.web.judgements.models import Judgement
from muster.web.tours.models import Declaration, SealedContact

JUDGEMENTS = "/forces/west-midlands/judgements"
PDF = b"%PDF-1.7\nsynthetic\n%%EOF"
TOUR = "/forces/west-midlands/tour"
JUDGED = {"subject": CRITERION, "grade": "partly_met", "reasons": "Two carriers are on loan."}
DECLARED = {"on_call_officer": "Supt A. Hale", "contact": "07700 900123", "anyway": True}


@pytest.fixture(autouse=True)
def locked(settings):
    settings.CONTACTS_KEYS = ["BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc="]


def test_a_judgement_is_recorded_under_its_owners_name_and_once(program):
    lead = program("planning_lead")
    first, again = (lead.post(JUDGEMENTS, JUDGED, key="march") for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    made = first.json()["judgement"]
    assert made["by"].startswith("Planning lead by A program") and made["stands"]
    assert Judgement.objects.count() == 1
    assert lead.get(JUDGEMENTS).json()["items"] == [made]


def test_the_name_of_one_program_is_not_that_of_another(program):
    for who in ("planning_lead", "chief_officer"):
        assert program(who).post(JUDGEMENTS, JUDGED, key="march").status_code == 201
    assert Judgement.objects.count() == 2


def test_the_same_name_with_other_words_is_refused(program):
    lead = program("planning_lead")
    lead.post(JUDGEMENTS, JUDGED, key="march")
    answer = lead.post(JUDGEMENTS, JUDGED | {"reasons": "None is."}, key="march")
    assert answer.status_code == 409 and "other words" in answer.json()["detail"]


def test_a_judgement_is_replaced_and_withdrawn(program):
    lead = program("planning_lead")
    first = lead.post(JUDGEMENTS, JUDGED).json()["judgement"]
    later = JUDGED | {"grade": "met", "replaces": first["number"]}
    second = lead.post(JUDGEMENTS, later).json()["judgement"]
    gone = {"subject": CRITERION, "grade": "", "reasons": "Wrong", "replaces": second["number"]}
    assert lead.post(JUDGEMENTS, gone).status_code == 201
    assert [each["stands"] for each in lead.get(JUDGEMENTS).json()["items"]] == [False] * 3


def test_nobody_replaces_the_judgement_of_another_force_or_person(program):
    first = program("planning_lead").post(JUDGEMENTS, JUDGED).json()["judgement"]
    over = JUDGED | {"replaces": first["number"]}
    assert program("chief_officer").post(JUDGEMENTS, over).status_code == 400
    elsewhere = program("next_planning_lead").post("/forces/staffordshire/judgements", over)
    assert elsewhere.status_code == 404


@pytest.mark.parametrize(
    "more", [{"by": "Somebody else"}, {"by_name": "x"}, {"at": "2020-01-01"}, {"force": "kent"}]
)
def test_what_is_not_asked_for_is_refused_and_not_set(program, more):
    answer = program("planning_lead").post(JUDGEMENTS, JUDGED | more)
    assert answer.status_code == 422
    assert not Judgement.objects.exists()


def test_a_tour_is_declared_once_and_the_contact_is_sealed(program, held):
    room = program("control_room")
    said = DECLARED | {"figures": [{"within_minutes": 60, "count": 3}], "commanders": ["1419"]}
    first, again = (room.post(TOUR, said, key="early") for _ in range(2))
    assert first.status_code == 201, first.content
    assert first.json() == again.json()
    answer = first.json()
    assert answer["declared"] and answer["commanders"] == 1
    assert answer["names"]["commanders"][0]["officer"] == "1419"
    assert answer["figures"] == [{"unit": "psu", "within_minutes": 60, "count": 3}]
    assert answer["fleets"][0]["on_road"] > 0
    assert Declaration.objects.count() == SealedContact.objects.count() == 1
    assert "900123" not in first.content.decode()


def test_names_are_for_whoever_may_see_them(program, held):
    program("control_room").post(TOUR, DECLARED | {"commanders": ["1419"]})
    for who in ("regional_coordinator", "national_coordinator", "inspector"):
        answer = program(who).get(TOUR)
        assert answer.status_code == 200 and answer.json()["commanders"] == 1
        assert answer.json()["names"] is None
        assert "1419" not in answer.content.decode() and "Hale" not in answer.content.decode()
    assert program("chief_officer").get(TOUR).json()["names"]["on_call_officer"] == "Supt A. Hale"
    narrow = program("chief_officer", {Right.SEE_PICTURE})
    assert narrow.get(TOUR).json()["names"] is None
    assert program("next_planning_lead").get(TOUR).status_code == 403


def test_what_the_return_doubts_has_to_be_meant(program, held):
    answer = program("control_room").post(TOUR, DECLARED | {"anyway": False, "commanders": ["X9"]})
    assert answer.status_code == 422
    assert any("X9" in each["fault"] for each in answer.json()["faults"])
    assert not Declaration.objects.exists()


def test_a_declaration_unseen_is_not_replaced(program, held):
    room = program("control_room")
    first = room.post(TOUR, DECLARED).json()
    assert room.post(TOUR, DECLARED).status_code == 409
    assert room.post(TOUR, DECLARED | {"seen": first["number"]}).status_code == 201


def test_a_vehicle_is_put_elsewhere_and_off_the_road(program, held):
    room = program("control_room")
    before = room.post(TOUR, DECLARED).json()
    one = before["names"]["vehicles"][0]["vehicle"]
    moved = {"vehicle": one, "place": "The yard", "on_road": False}
    said = DECLARED | {"seen": before["number"], "vehicles": [moved]}
    after = room.post(TOUR, said).json()
    found = {each["vehicle"]: each for each in after["names"]["vehicles"]}
    assert (found[one]["place"], found[one]["on_road"]) == ("The yard", False)
    assert len(found) == len(before["names"]["vehicles"])
    unknown = [{"vehicle": f"LOAN{number}"} for number in range(3)]
    assert room.post(TOUR, said | {"seen": after["number"], "vehicles": unknown}).status_code == 409


def test_a_tour_of_long_ago_is_not_declared(program, held):
    answer = program("control_room").post(TOUR, DECLARED | {"tour_start": "2020-01-01T07:00Z"})
    assert answer.status_code == 409


@pytest.fixture
def inspection(cast, held_clock):
    return Inspection(cast)


def test_questions_are_asked_and_answered_and_the_reading_is_recorded(program, inspection):
    address = f"/requests/{inspection.request.pk}/forces/{FORCE}/questions"
    inspector, lead = program("inspector"), program("planning_lead")
    asked = {"criterion": CRITERION, "text": "How many?"}
    first, again = (inspector.post(address, asked, key="one") for _ in range(2))
    assert first.status_code == 201 and first.json() == again.json()
    assert Question.objects.count() == 1
    draft = lead.post(f"{address}/1/answers", {"text": "Nine.", "given": False})
    assert draft.status_code == 201 and draft.json()["question"]["draft"]["text"] == "Nine."
    assert inspector.get(address).json()["items"][0]["draft"] is None
    said = {"text": "Ten.", "cell": True, "notes": ["The board's minutes"]}
    given = lead.post(f"{address}/1/answers", said, key="two")
    assert lead.post(f"{address}/1/answers", said, key="two").json() == given.json()
    assert Answer.objects.filter(given=True).count() == 1
    question = inspector.get(address).json()["items"][0]
    assert question["standing"] == "answered"
    assert [each["kind"] for each in question["answers"][0]["evidence"]] == ["cell", "note"]
    assert AuditEntry.objects.filter(action="request.read", force=FORCE).exists()


def test_an_answer_rests_on_no_document_of_another_force(program, inspection, held):
    inspection.ask()
    address = f"/requests/{inspection.request.pk}/forces/{FORCE}/questions/1/answers"
    said = {"text": "See there.", "documents": [held["kent"].pk]}
    assert program("planning_lead").post(address, said).status_code == 409
    own = said | {"documents": [held[FORCE].pk]}
    assert program("planning_lead").post(address, own).status_code == 201


def test_a_request_is_seen_by_whom_it_is_put_to(program, inspection):
    address = f"/requests/{inspection.request.pk}"
    assert program("planning_lead").get(address).json()["request"]["reference"] == REQUEST
    assert program("far_inspector").get(address).status_code == 404
    assert program("next_planning_lead").get(f"{address}/forces/{FORCE}/questions").status_code in (
        403,
        404,
    )
    assert program("planning_lead").get("/requests").json()["count"] == 1
    assert program("far_inspector").get("/requests").json()["count"] == 0


def test_a_question_is_taken_back(program, inspection):
    inspection.ask()
    address = f"/requests/{inspection.request.pk}/forces/{FORCE}/questions/1"
    assert program("planning_lead").post(f"{address}/withdraw", {"reason": "x"}).status_code == 403
    gone = program("inspector").post(f"{address}/withdraw", {"reason": "Asked twice"})
    assert gone.json()["question"]["standing"] == "withdrawn"
    late = program("planning_lead").post(f"{address}/answers", {"text": "Ten."})
    assert late.status_code == 409


def test_a_request_is_opened_within_an_appointment_alone(program, held_clock):
    inspector = program("inspector")
    said = {
        "reference": REQUEST,
        "title": "Public order",
        "opens_at": "2026-03-10T12:00Z",
        "closes_at": "2026-03-24T12:00Z",
        "forces": [FORCE],
    }
    assert inspector.post("/requests", said | {"forces": ["kent"]}).status_code == 403
    assert inspector.post("/requests", said | {"reference": "DR-0"}).status_code == 403
    assert inspector.post("/requests", said | {"closes_at": "2026-03-01T12:00Z"}).status_code == 400
    first = inspector.post("/requests", said)
    assert first.status_code == 201 and first.json()["request"]["forces"][0]["force"] == FORCE
    assert inspector.post("/requests", said).json() == first.json()


def test_more_is_not_sent_than_a_program_should_need(program, monkeypatch):
    monkeypatch.setattr("muster.web.api.security.MOST_WRITES_A_MINUTE", 2)
    lead = program("planning_lead")
    found = [lead.post(JUDGEMENTS, JUDGED).status_code for _ in range(3)]
    assert found == [201, 201, 429]
    assert lead.get(JUDGEMENTS).status_code == 200


def test_a_file_is_attached_to_a_draft_and_taken_by_the_inspector_once_it_is_given(
    program, inspection
):
    inspection.ask()
    address = f"/requests/{inspection.request.pk}/forces/{FORCE}/questions"
    lead, inspector = program("planning_lead"), program("inspector")
    made = lead.send(f"{address}/1/files?filename=minutes.pdf", PDF)
    assert made.status_code == 201, made.content
    draft = made.json()["question"]["draft"]
    (file,) = draft["evidence"]
    assert (file["kind"], file["words"]) == ("file", "minutes.pdf")
    there = f"{address}/1/files/{file['document']}"
    assert inspector.get(there).status_code == 404
    said = {"text": "See the minutes.", "files": [file["document"]]}
    assert lead.post(f"{address}/1/answers", said).status_code == 201
    taken = inspector.get(there)
    assert taken.content == PDF
    assert taken["Content-Disposition"] == 'attachment; filename="minutes.pdf"'
    assert taken["X-Content-Type-Options"] == "nosniff"
    assert AuditEntry.objects.filter(action="evidence.downloaded").exists()
    assert program("far_inspector").get(there).status_code in (403, 404)
    assert program("next_planning_lead").get(there).status_code in (403, 404)


def test_a_file_that_is_not_what_it_says_or_of_nowhere_is_refused(program, inspection):
    inspection.ask()
    address = f"/requests/{inspection.request.pk}/forces/{FORCE}/questions/1"
    lead = program("planning_lead")
    assert lead.send(f"{address}/files?filename=minutes.pdf", b"MZ").status_code == 415
    assert lead.send(f"{address}/files?filename=run.exe", b"MZ").status_code == 415
    assert lead.send(f"{address}/files", PDF).status_code == 422
    said = {"text": "See it.", "files": [4_000]}
    assert lead.post(f"{address}/answers", said).status_code == 409
    assert not Answer.objects.exists()
