"""Programs read documents, the audit, boards, jobs and health, each by right."""

import json

import pytest

from muster.web.accounts.rights import Right
from muster.web.audit.models import AuditEntry
from muster.web.documents.actions import Described, keep
from muster.web.documents.models import Kind
from muster.web.jobs.actions import enqueue


@pytest.fixture
def matrix(cast, held_clock):
    described = Described(Kind.MATRIX, "muster.matrix/1", "west-midlands", "Matrix of March")
    return keep(b'{"schema": "muster.matrix/1"}', described, by=cast.viewer("planning_lead"))


def test_the_body_of_a_matrix_is_given_and_that_is_recorded(program, matrix):
    answer = program("planning_lead").get(f"/documents/{matrix.pk}/body")
    assert json.loads(answer.content) == {"schema": "muster.matrix/1"}
    assert answer["ETag"] == f'"{matrix.sha256}"'
    entry = AuditEntry.objects.get(action="exported")
    assert (entry.force, entry.detail["sha256"]) == ("west-midlands", matrix.sha256)


@pytest.mark.parametrize("who", ["next_planning_lead", "far_inspector", "far_coordinator"])
def test_a_document_of_another_force_is_not_found(program, matrix, held, who):
    for each in (matrix, held["west-midlands"]):
        assert program(who).get(f"/documents/{each.pk}").status_code == 404
        assert program(who).get(f"/documents/{each.pk}/body").status_code == 404
    listed = program(who).get("/documents").json()["items"]
    assert "west-midlands" not in {each["subject"] for each in listed}


@pytest.mark.parametrize("who", ["planning_lead", "chief_officer", "inspector"])
def test_no_operation_gives_a_file_of_evidence(program, cast, held_clock, who):
    described = Described(Kind.EVIDENCE, "muster.evidence/1", "west-midlands", "plan.pdf")
    file = keep(b"%PDF-1.7", described, by=cast.viewer("planning_lead"))
    assert program(who).get(f"/documents/{file.pk}").status_code == 404
    assert program(who).get(f"/documents/{file.pk}/body").status_code == 404
    assert program(who).get("/documents").json()["items"] == []


def test_documents_are_listed_by_their_facts(program, matrix, held):
    found = program("planning_lead").get("/documents", subject="west-midlands").json()
    assert [(each["kind"], each["readable"]) for each in found["items"]] == [
        ("matrix", True),
        ("return", False),
    ]
    assert program("regional_coordinator").get("/documents").json()["count"] == 1  # no returns


def test_the_audit_is_read_as_far_as_it_may_be_seen(program, matrix, held):
    own = program("planning_lead").get("/audit").json()
    assert {each["force"] for each in own["items"]} == {"west-midlands"}
    every = program("administrator").get("/audit", action="return").json()
    assert {each["force"] for each in every["items"]} >= {"west-midlands", "kent"}
    assert {each["action"] for each in every["items"]} == {"return.kept"}
    last = every["items"][0]["sequence"]
    rest = program("administrator").get("/audit", action="return", before=last).json()
    assert rest["items"] == every["items"][1:]
    assert program("regional_coordinator").get("/audit").status_code == 403


def test_a_board_holds_what_its_reader_may_see(program, held):
    said = program("planning_lead").get("/nation/board", measure="met").json()
    assert said["schema"] == "muster.board/1" and said["not_shown"] > 0
    shown = {each["slug"] for each in said["rows"] if each["state"] == "shown"}
    assert "west-midlands" in shown and "staffordshire" not in shown
    answer = program("regional_coordinator").get("/regions/west-midlands/board")
    assert answer.status_code == 200, answer.content
    region = answer.json()
    shown = {each["slug"] for each in region["rows"] if each["state"] == "shown"}
    assert {"west-midlands", "staffordshire"} <= shown
    assert program("planning_lead").get("/nation/board", measure="x").status_code == 400
    assert program("national_coordinator").get("/regions/moon/board").status_code == 404


def test_regions_tell_how_many_forces_have_sent_something(program, held):
    found = program("planning_lead").get("/regions").json()["regions"]
    held_by = {each["region"]: each["with_returns"] for each in found}
    assert held_by["west-midlands"] == 2 and held_by["south-east"] == 1
    assert sum(held_by.values()) == 3


def test_one_cell_is_the_matrix_narrowed_to_it(program, held):
    lead = program("planning_lead")
    whole = lead.get("/forces/west-midlands/matrix").json()
    wanted = whole["cells"][0]
    cell = f"{wanted['threat']}.{wanted['aspect']}"
    assert lead.get(f"/forces/west-midlands/cells/{cell}").json()["cells"] == [wanted]
    assert lead.get("/forces/west-midlands/cells/moon.cheese").status_code == 404


def test_jobs_and_health_are_for_the_administrators_of_the_nation(program, held_clock):
    enqueue("returns.check", {"upload": 1}, key="one")
    chief = program("administrator")
    jobs = chief.get("/jobs").json()
    assert jobs["backlog"]["due"] == 1 and jobs["jobs"][0]["key"] == "one"
    assert chief.get("/jobs", dead=True).json()["jobs"] == []
    health = chief.get("/health").json()
    assert health["well"] and len(health["signs"]) >= 5
    for who in ("force_administrator", "planning_lead"):
        assert program(who).get("/jobs").status_code == 403
        assert program(who).get("/health").status_code == 403


def test_a_token_tells_who_it_speaks_for(program):
    said = program("planning_lead", {Right.SEE_DOCTRINE}).get("/token").json()
    assert said["speaks_for"] == "Planning lead" and said["rights"] == ["see_doctrine"]
    assert said["appointments"][0]["scope"] == "west-midlands"


def test_nowhere_and_not_so_are_problems_too(program):
    lead = program("planning_lead")
    for answer, status in ((lead.get("/moon"), 404), (lead.post("/criteria"), 405)):
        assert answer.status_code == status
        assert answer["Content-Type"] == "application/problem+json"
    assert "GET" in lead.post("/criteria")["Allow"]


def test_a_failure_is_a_problem_that_tells_no_workings(program, monkeypatch):
    def broken():
        raise ValueError("secret workings of the server")

    monkeypatch.setattr("muster.web.api.routes.running.signs", broken)
    answer = program("administrator").get("/health")
    assert answer.status_code == 500
    assert answer["Content-Type"] == "application/problem+json"
    assert b"secret workings" not in answer.content


def test_what_is_larger_than_any_file_is_refused_as_a_problem(program, settings):
    settings.UPLOAD_LIMIT = 1
    lead = program("planning_lead")
    answer = lead.send("/forces/west-midlands/returns?filename=a.json", b" " * 2**21)
    assert answer.status_code == 413 and answer["Content-Type"] == "application/problem+json"


def test_a_misspelt_part_of_a_question_is_refused(program, held_clock):
    answer = program("planning_lead").get("/criteria", editoin="2012")
    assert answer.status_code == 422
    assert answer.json()["faults"] == [{"where": "query.editoin", "fault": "Not known here"}]


def test_no_operation_gives_a_contact(program):
    said = program("planning_lead").get("/openapi.json").json()
    assert len(said["paths"]) > 40
    assert not [path for path in said["paths"] if "contact" in path]
    answers = [
        name
        for name, each in said["components"]["schemas"].items()
        if "contact" in each.get("properties", {})
    ]
    assert answers == ["Declaring"]  # which is sent, and not given
